package data

import (
	"fmt"
	"time"
)

// apart is how far two statements of one thing may lie apart before it is worth a notice.
const apart = 2 * Second

// FindNotices looks for what the user should know about this chain alone: one notice per kind and leg.
func (c *Chain) FindNotices() []Notice {
	var all []Notice
	for n := range c.Legs {
		leg := &c.Legs[n]
		if leg.Path == nil {
			all = append(all, Notice{
				Kind: MissingLeg, Count: 1, InteractionID: leg.ID,
				Text: fmt.Sprintf("The interaction %q belongs to this chain, but the export does not hold it.", leg.ID),
			})
			continue
		}
		all = append(all, leg.Path.Notices()...)
	}
	return all
}

// noticed gathers the steps of a path that one kind of notice is about.
type noticed struct {
	kind  NoticeKind
	text  string // what the steps are; %s is how many
	steps []int  // indexes
}

// Notices are about this path alone, each with the place of its first step.
func (p *Path) Notices() []Notice {
	var out []Notice
	for _, n := range p.lookForNotices(p.Rings(), p.Endings(), p.Misfits()) {
		if len(n.steps) == 0 {
			continue
		}
		first := &p.Steps[n.steps[0]]
		out = append(out, Notice{
			Kind: n.kind, Count: int64(len(n.steps)), Text: fmt.Sprintf(n.text, count(len(n.steps), "step")),
			InteractionID: first.InteractionID, Source: first.Source, SourceRow: first.SourceRow,
		})
	}
	return out
}

// noticedSteps are the steps that one kind of notice is about, for each kind that the path has.
func (p *Path) noticedSteps(rings []Ring, endings []Ending, others []int) (steps map[NoticeKind][]*Step) {
	for _, n := range p.lookForNotices(rings, endings, others) {
		if len(n.steps) > 0 && steps == nil {
			steps = map[NoticeKind][]*Step{}
		}
		for _, i := range n.steps {
			steps[n.kind] = append(steps[n.kind], &p.Steps[i])
		}
	}
	return steps
}

// StepNotices tells, for each step of the path by its N, the kinds of notices that are about it.
func (p *Path) StepNotices() map[int][]NoticeKind {
	kinds := map[int][]NoticeKind{}
	for _, n := range p.lookForNotices(p.Rings(), p.Endings(), p.Misfits()) {
		if n.kind == EqualInstants {
			continue // it has a mark of its own
		}
		for _, i := range n.steps {
			kinds[i+1] = append(kinds[i+1], n.kind)
		}
	}
	return kinds
}

func (p *Path) lookForNotices(rings []Ring, endings []Ending, others []int) [7]noticed {
	ends := noticed{kind: EndBeforeStart, text: "%s with an end before the start: taken as without an end."}
	durations := noticed{kind: DurationDiffers, text: "%s whose stated length differs from end − start by more than 2 s."}
	ties := noticed{kind: EqualInstants, text: "%s whose order the export does not settle (marked =)."}
	misfits := noticed{kind: StatusFromOther, text: "%s whose status_from is not the status before."}
	for i := range p.Steps {
		s := &p.Steps[i]
		if !s.EndedAt.IsZero() && s.EndedAt.Before(s.StartedAt) {
			ends.steps = append(ends.steps, i)
		}
		stated, given := s.DurationStated.Get()
		if d, ok := s.Duration().Get(); ok && given && !s.EndDerived && (d-stated > apart || stated-d > apart) {
			durations.steps = append(durations.steps, i)
		}
		if s.Uncertain {
			ties.steps = append(ties.steps, i)
		}
	}
	for _, n := range others {
		misfits.steps = append(misfits.steps, n-1)
	}
	far, endless, overlap := p.ringNotices(rings)
	return [...]noticed{ends, durations, ties, misfits, far, endless, overlap}
}

// ringNotices are about the ladder: outcomes far from their ring's end, rings without a known end, and
// one user in two places at once.
func (p *Path) ringNotices(rings []Ring) (far, endless, overlap noticed) {
	far = noticed{kind: RingApart, text: "%s answering a ring more than 2 s away from its end."}
	endless = noticed{kind: NoEnd, text: "%s of ringing without a known end: dead air cannot be told."}
	overlap = noticed{kind: UserOverlap, text: "%s overlapping another step of the same user."}
	for n := range rings {
		r := &rings[n]
		if r.Step == 0 {
			continue
		}
		if r.EndedAt.IsZero() && !r.Running {
			endless.steps = append(endless.steps, r.Step-1)
		}
		if r.OutcomeStep > 0 && !r.EndedAt.IsZero() {
			if at := p.Steps[r.OutcomeStep-1].StartedAt; !at.IsZero() {
				if d := Between(r.EndedAt, at); d > apart || d < -apart {
					far.steps = append(far.steps, r.OutcomeStep-1)
				}
			}
		}
	}
	var lanes few[string, time.Time] // until when a user is busy
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.UserID == "" || s.Event != RingOffer && s.Event != Accept && s.Event != WrapUp {
			continue
		}
		if end, ok := s.end(); ok {
			busy := lanes.of(s.UserID)
			if s.StartedAt.Before(busy) {
				overlap.steps = append(overlap.steps, i)
			}
			if end.After(busy) {
				lanes.set(s.UserID, end)
			}
		}
	}
	return far, endless, overlap
}
