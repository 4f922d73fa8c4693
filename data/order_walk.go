package data

// mostWalked is how many rows of one instant are looked at together: each is held against all others.
const mostWalked = 64

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
