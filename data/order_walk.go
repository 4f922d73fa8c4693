package data

import (
	"cmp"
	"slices"
)

// maxWalked is how many rows of one instant are looked at together: each is held against all others.
const maxWalked = 64

// walkFrom is the status from which the rows make one walk (walkable): the running status, else the one that they
// leave once more often than they reach it, as when no row tells what led to it. Without a walk, whole is false and
// it is the running status.
func walkFrom(rows []*sourceRow, running string) (from string, whole bool) {
	if walkable(rows, running) {
		return running, true
	}
	left := map[string]int{}
	for _, r := range rows {
		left[r.from]++
		left[r.leads(r.from)]--
	}
	for _, r := range rows {
		if left[r.from] == 1 && walkable(rows, r.from) {
			return r.from, true
		}
	}
	return running, false
}

// lastingLast puts, of rows with one event and one change of status, those that end at their instant before those
// that last beyond it, or whose end is not known.
func (o *orderer) lastingLast(rows []*sourceRow) {
	type change struct {
		event    Event
		from, to string
	}
	alike := map[change][]int{}
	for n, r := range rows {
		key := change{o.steps[r.steps[0]].Event, r.from, r.to}
		alike[key] = append(alike[key], n)
	}
	for _, places := range alike {
		if len(places) < 2 {
			continue
		}
		sorted := make([]*sourceRow, len(places))
		for i, n := range places {
			sorted[i] = rows[n]
		}
		slices.SortStableFunc(sorted, func(a, b *sourceRow) int { return cmp.Compare(o.lasts(a), o.lasts(b)) })
		for i, n := range places {
			rows[n] = sorted[i]
		}
	}
}

// lasts is 1 of a row that lasts beyond its instant, as far as is known, else 0.
func (o *orderer) lasts(r *sourceRow) int {
	for _, i := range r.steps {
		if s := &o.steps[i]; !s.EndedAt.Equal(s.At) {
			return 1
		}
	}
	return 0
}

// walkable tells whether rows can be put into an order from the running status on in which each states the
// status that the one before it leads to: as changes from status to status they are one walk.
func walkable(rows []*sourceRow, running string) bool {
	left := map[string]int{} // how often a status is left more than it is reached
	for _, r := range rows {
		left[r.from]++
		left[r.leads(r.from)]--
	}
	ends := 0
	for status, n := range left {
		switch {
		case n == 0:
		case n == -1:
			ends++
		case n > 1 || n < -1 || status != running:
			return false
		}
	}
	return ends <= 1 && reached(rows, nil, running)
}

// goesOn tells whether the rows left are still one walk after r, as they are before it.
func goesOn(rows []*sourceRow, r *sourceRow) bool { return reached(rows, r, r.leads(r.from)) }

// reached tells whether changes of status lead from a status to every row left but one.
func reached(rows []*sourceRow, but *sourceRow, status string) bool {
	from := map[string]bool{status: true}
	for grown := true; grown; {
		grown = false
		for _, r := range rows {
			if to := r.leads(r.from); !r.taken && r != but && from[r.from] && !from[to] {
				from[to], grown = true, true
			}
		}
	}
	for _, r := range rows {
		if !r.taken && r != but && !from[r.from] {
			return false
		}
	}
	return true
}
