package data

import (
	"math/rand/v2"
	"testing"
	"time"
)

// gapAfter is the time after a ring as it is defined, ring by ring.
func gapAfter(in []Ring, n int) Opt[Span] {
	end := in[n].EndedAt
	var next time.Time
	for m, o := range in {
		if o.RungAt.IsZero() {
			return None[Span]()
		}
		if m == n {
			continue
		}
		if o.RungAt.Before(end) {
			if o.EndedAt.IsZero() || o.EndedAt.After(end) {
				return None[Span]()
			}
			continue
		}
		if m > n && (next.IsZero() || o.RungAt.Before(next)) {
			next = o.RungAt
		}
	}
	if end.IsZero() || next.IsZero() {
		return None[Span]()
	}
	return Some(Between(end, next))
}

func TestDeadAirAfterEachRing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	at := func(within int) time.Time { return time.Unix(int64(1e9+r.IntN(within)), 0).UTC() }
	told := 0
	for range 2000 {
		rings := make([]Ring, 1+r.IntN(9))
		for n := range rings {
			rings[n] = Ring{Step: n + 1, RungAt: at(40)}
			rings[n].EndedAt = rings[n].RungAt.Add(time.Duration(r.IntN(6)) * time.Second)
			if r.IntN(40) == 0 {
				rings[n].EndedAt = time.Time{}
			}
			if r.IntN(80) == 0 {
				rings[n].RungAt = time.Time{}
			}
		}
		(&Path{}).deadAirAfter(rings, []Spell{{First: 1, Last: len(rings)}})
		for n := range rings {
			want := gapAfter(rings, n)
			if rings[n].DeadAirAfter != want {
				t.Fatalf("after ring %d of %+v: %v, want %v", n+1, rings, rings[n].DeadAirAfter, want)
			}
			if _, ok := want.Get(); ok {
				told++
			}
		}
	}
	if told < 1000 {
		t.Errorf("only %d rings are followed by dead air", told)
	}
}
