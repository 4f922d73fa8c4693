package data

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The parts of the dead air are as long as the dead air; within them no ring runs.
func TestSilencesAreTheDeadAir(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		c := NewChain(p.Interaction.ID, []Leg{{ID: p.Interaction.ID, Path: p}}, nil, p.Has, p.AsOf)
		var total Span
		for _, part := range c.Silences() {
			if !part.To.After(part.From) || part.Leg != 1 {
				t.Fatalf("no silence: %+v", part)
			}
			total += Between(part.From, part.To)
			for _, r := range p.Rings() {
				if until, ok := p.until(&r); ok && r.Step > 0 && r.RungAt.Before(part.To) && until.After(part.From) && until.After(r.RungAt) && inASpell(p, &r) {
					t.Fatalf("%s was rung %v to %v, in the silence %+v", r.UserID, r.RungAt, until, part)
				}
			}
		}
		if dead := p.Waits().DeadAir.Or(0); total != dead {
			t.Fatalf("the silences last %v, the dead air %v", total, dead)
		}
	})
}

func inASpell(p *Path, r *Ring) bool {
	for _, s := range p.Spells() {
		if s.First > 0 && r.Step >= s.First && r.Step <= s.Last {
			return true
		}
	}
	return false
}

func TestGaps(t *testing.T) {
	at := func(from, to int) interval { return interval{sec(from), sec(to)} }
	got := intervals{at(4, 5), at(1, 2), at(5, 5), at(1, 3)}.gaps(sec(0), sec(9))
	want := []interval{at(0, 1), at(3, 4), at(5, 9)}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("gap %d is %v, want %v", i, got[i], want[i])
		}
	}
	if got := (intervals{at(0, 9)}).gaps(sec(2), sec(8)); got != nil {
		t.Errorf("gaps in what is covered: %v", got)
	}
}

func TestEndings(t *testing.T) {
	accept := func(user string, from, to int) Segment {
		s := Segment{InteractionID: "7", Event: Accept, UserID: user, StartedAt: sec(from), Source: "s", SourceRow: int64(from + 1), Part: 1}
		if to > 0 {
			s.EndedAt = sec(to)
		}
		return s
	}
	wrap := accept("ana", 4, 0)
	wrap.Event = WrapUp
	p := NewPath(Interaction{ID: "7", CreatedAt: sec(0)}, []Segment{accept("ana", 0, 2), accept("ana", 3, 0), wrap, accept("ben", 5, 0)}, allStated(), sec(9))
	for i, want := range []Ending{{At: sec(2)}, {At: sec(4), Derived: true}, {}, {At: sec(9), Running: true}} {
		if got, ok := p.Ending(i); ok != (want != Ending{}) || !got.At.Equal(want.At) || got.Running != want.Running || got.Derived != want.Derived {
			t.Errorf("step %d ends %+v, %v; want %+v", i+1, got, ok, want)
		}
	}
}

func sec(n int) time.Time { return time.Date(2026, 11, 20, 10, 0, n, 0, time.UTC) }
