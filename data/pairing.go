package data

import "slices"

// pairing walks steps and pairs rings with outcomes (see "Rings", a to d, in the package comment). Indexes are into steps.
type pairing struct {
	steps    []Step
	openOf   few[string, int] // user → their ring without outcome so far: at most one
	nameless few[int, bool]   // rings without user and without outcome so far: any number
	partner  []int            // ring ↔ outcome; -1 for none; nil in a trial
	ownRing  map[int]int      // outcome → the ring made from the same source row
	owned    map[int]bool
}

func newPairing(steps []Step) *pairing {
	p := &pairing{steps: steps, partner: make([]int, len(steps))}
	for i := range p.partner {
		p.partner[i] = -1
	}
	p.findOwnRings()
	return p
}

// lines is how many lines the ladder has: the rings, and the outcomes without one.
func (p *pairing) lines() (n int) {
	for i := range p.steps {
		if e := p.steps[i].Event; e == RingOffer || e.IsOutcome() && p.partner[i] < 0 {
			n++
		}
	}
	return n
}

// rowKey names a source row.
type rowKey struct {
	file int
	row  int64
}

// findOwnRings pairs the rings and outcomes that were made from one source row, in the order of their parts.
func (p *pairing) findOwnRings() {
	if !p.rowsOfSeveral() {
		return
	}
	p.ownRing, p.owned = map[int]int{}, map[int]bool{}
	rows := map[rowKey][]int{}
	for i := range p.steps {
		if s := &p.steps[i]; s.Event == RingOffer || s.Event.IsOutcome() {
			k := rowKey{s.File, s.SourceRow}
			rows[k] = append(rows[k], i)
		}
	}
	for _, row := range rows {
		if len(row) < 2 {
			continue
		}
		slices.SortFunc(row, func(a, b int) int { return p.steps[a].Part - p.steps[b].Part })
		var rings, outcomes []int
		for _, i := range row {
			if p.steps[i].Event == RingOffer {
				rings = append(rings, i)
			} else {
				outcomes = append(outcomes, i)
			}
		}
		for n := range min(len(rings), len(outcomes)) {
			p.ownRing[outcomes[n]] = rings[n]
			p.owned[rings[n]] = true
		}
	}
}

// rowsOfSeveral tells whether some source row may have made more than one ring or outcome: of few, it is certain.
func (p *pairing) rowsOfSeveral() bool {
	var seen [fewest]rowKey
	n := 0
	for i := range p.steps {
		s := &p.steps[i]
		if s.Event != RingOffer && !s.Event.IsOutcome() {
			continue
		}
		if n == len(seen) {
			return true
		}
		seen[n] = rowKey{s.File, s.SourceRow}
		for m := range n {
			if seen[m] == seen[n] {
				return true
			}
		}
		n++
	}
	return false
}

// trial is a walk that goes on from here and leaves this one as it is.
func (p *pairing) trial() *pairing {
	c := *p
	c.openOf, c.nameless, c.partner = p.openOf.clone(), p.nameless.clone(), nil
	return &c
}

// ringFor is the open ring that an outcome would close: its user's, or without a user the only one; -1 for none.
func (p *pairing) ringFor(outcome int) int {
	ring := -1
	if user := p.steps[outcome].UserID; user != "" {
		if i, ok := p.openOf.get(user); ok {
			ring = i
		}
	} else if p.openOf.len()+p.nameless.len() == 1 {
		if p.openOf.len() == 1 {
			_, ring = p.openOf.any()
		} else {
			ring, _ = p.nameless.any()
		}
	}
	if ring >= 0 && p.owned[ring] {
		return -1 // its own row's outcome is still to come
	}
	return ring
}

// visit takes the next step of the walk.
func (p *pairing) visit(i int) {
	s := &p.steps[i]
	switch {
	case s.Event == RingOffer:
		answered := p.partner != nil && p.partner[i] >= 0 // by the outcome of its own row, which came first
		switch {
		case s.UserID == "" && !answered:
			p.nameless.set(i, true)
		case s.UserID != "" && !answered:
			p.openOf.set(s.UserID, i)
		case s.UserID != "":
			p.openOf.drop(s.UserID)
		}
	case s.Event.IsOutcome():
		ring, own := p.ownRing[i]
		if !own {
			ring = p.ringFor(i)
		}
		if ring >= 0 {
			p.pair(ring, i)
		}
	}
}

// pair closes a ring.
func (p *pairing) pair(ring, outcome int) {
	if p.partner != nil {
		p.partner[outcome], p.partner[ring] = ring, outcome
	}
	p.nameless.drop(ring)
	if user := p.steps[ring].UserID; user != "" && p.openOf.of(user) == ring {
		p.openOf.drop(user)
	}
}
