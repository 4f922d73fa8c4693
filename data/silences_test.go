package data

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The parts of the dead air are as long as the dead air, and each lies in a spell none of whose rings
// runs then.
func TestSilencesAreTheDeadAir(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		c := NewChain(p.Interaction.ID, []Leg{{ID: p.Interaction.ID, Path: p}}, nil, p.Has, p.AsOf)
		var total Span
		for _, part := range c.Silences() {
			if !part.To.After(part.From) || part.Leg != 1 {
				t.Fatalf("no silence: %+v", part)
			}
			if !silentInASpell(p, part) {
				t.Fatalf("someone was rung in %+v", part)
			}
			total += Between(part.From, part.To)
		}
		if dead := p.Waits().DeadAir.Or(0); total != dead {
			t.Fatalf("the silences last %v, the dead air %v", total, dead)
		}
	})
}

func silentInASpell(p *Path, part Silence) bool {
	rings := p.Rings()
	for _, s := range p.Spells() {
		end, known := p.spellEnd(&s)
		offered, _ := offeredRings(rings)
		in := spellRings(&s, offered)
		if !known || part.To.After(end) || len(in) == 0 {
			continue
		}
		rung := slices.ContainsFunc(in, func(r *Ring) bool {
			until, _ := p.until(r)
			return until.After(r.RungAt) && r.RungAt.Before(part.To) && until.After(part.From)
		})
		if !rung {
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
		if got := p.Endings()[i]; !got.At.Equal(want.At) || got.Running != want.Running || got.Derived != want.Derived {
			t.Errorf("step %d ends %+v; want %+v", i+1, got, want)
		}
	}
}

func sec(n int) time.Time { return time.Date(2026, 11, 20, 10, 0, n, 0, time.UTC) }
