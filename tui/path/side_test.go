package path

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The entry of a step is the first that is current on it, else the last that begins before it, else the first.
func TestSidePaneFindsTheEntryOfAStep(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const steps = 30
	for range 300 {
		s := sidePane{}
		for range r.IntN(12) {
			e := entry{step: r.IntN(steps + 1)}
			if e.step > 0 {
				e.from, e.to = e.step, min(e.step+r.IntN(6), steps)
				e.also = r.IntN(3) * r.IntN(steps) / 2
			}
			s.entries = append(s.entries, e)
		}
		s.index(steps)
		for step := 1; step <= steps; step++ {
			if got, want := s.at[step], slowly(&s, step); got != want {
				t.Fatalf("step %d is at entry %d, want %d: %+v", step, got, want, s.entries)
			}
		}
	}
}

// slowly looks at every entry.
func slowly(s *sidePane, step int) int {
	before := max(slices.IndexFunc(s.entries, func(e entry) bool { return e.step > 0 }), 0)
	for i := range s.entries {
		e := &s.entries[i]
		if e.step > 0 && e.isCurrent(step) {
			return i
		}
		if e.step > 0 && e.step <= step {
			before = i
		}
	}
	return before
}
