package sample

import (
	"testing"

	"segpath/data"
)

// everything is what the segpath format can say.
var everything = data.Has{
	Rings: data.Capability{State: data.Stated}, Responses: data.Capability{State: data.Stated},
	Statuses: data.Capability{State: data.Stated}, Queues: data.Capability{State: data.Stated},
	Talk: data.Capability{State: data.Derived}, Hold: data.Capability{State: data.Derived},
}

// TestTrueOrderIsTheModelsOrder: with its sequence a path comes back in the order it happened, each
// stated status follows from the one before, and every outcome is paired with its ring.
func TestTrueOrderIsTheModelsOrder(t *testing.T) {
	for _, opt := range []Options{{Seed: 11, Interactions: 3000}, {Seed: 12, Interactions: 3000, Ties: 0.2}, Builtin().opt} {
		sim := New(opt)
		for c := range sim.Interactions() {
			p := data.NewPath(c.Interaction, c.Segments, everything, instant(sim.clock.end))
			for i := range p.Steps {
				if p.Steps[i].SegmentID != c.Segments[i].SegmentID {
					t.Fatalf("%s: step %d is %s", c.Interaction.ID, i+1, p.Steps[i].SegmentID)
				}
			}
			// While a talk still runs, the end of a hold in it does not tell what it hands back to.
			closed := !c.Interaction.CompletedAt.IsZero()
			if misfits := p.Misfits(); len(misfits) > 0 && opt.Ties == 0 && closed {
				t.Errorf("%s: status_from of step %v is not the status before", c.Interaction.ID, misfits)
			}
			for _, r := range p.Rings() {
				if r.Step == 0 && !c.Interaction.Outbound {
					t.Errorf("%s: the outcome of step %d has no ring", c.Interaction.ID, r.OutcomeStep)
				}
			}
			if s := data.Summarise(p); s.Open != c.Interaction.CompletedAt.IsZero() {
				t.Errorf("%s: open is %v", c.Interaction.ID, s.Open)
			}
		}
	}
}
