package csvfile

import (
	"slices"
	"sort"
)

// Steps are the record numbers of the accepted records of a file: the record of row k is k + Shifts[i] for the last i
// with Thresholds[i] ≤ k, and k before the first. Thresholds ascend strictly.
type Steps struct {
	Thresholds, Shifts []int64
}

// RecordOf is the record number of the k-th accepted record, k from 1 to Accepted: the smallest n
// with n − |{g ∈ Gaps, g ≤ n}| = k.
func (s *Steps) RecordOf(k int64) int64 {
	i := sort.Search(len(s.Thresholds), func(i int) bool { return s.Thresholds[i] > k })
	if i == 0 {
		return k
	}
	return k + s.Shifts[i-1]
}

// stepsOver makes the steps from the gaps.
func stepsOver(gaps []Gap) Steps {
	var s Steps
	var gone int64
	for _, g := range gaps {
		from := g.First - gone // accepted before it, plus one
		gone += g.Count
		if n := len(s.Thresholds); n > 0 && s.Thresholds[n-1] == from {
			s.Shifts[n-1] = gone
			continue
		}
		s.Thresholds, s.Shifts = append(s.Thresholds, from), append(s.Shifts, gone)
	}
	s.Thresholds, s.Shifts = slices.Clip(s.Thresholds), slices.Clip(s.Shifts)
	return s
}
