package data

import (
	"maps"
	"slices"
)

// pairing walks steps and pairs rings with outcomes (MODEL, "Rings" a to d). Indexes are into steps.
type pairing struct {
	steps    []Step
	openOf   map[string]int // user → their ring without outcome so far: at most one
	nameless map[int]bool   // rings without user and without outcome so far: any number
	partner  []int          // ring ↔ outcome; -1 for none; nil in a trial
	ownRing  map[int]int    // outcome → the ring made from the same source row (rule a)
	owned    map[int]bool
}

func newPairing(steps []Step) *pairing {
	p := &pairing{
		steps: steps, openOf: map[string]int{}, nameless: map[int]bool{}, partner: make([]int, len(steps)),
		ownRing: map[int]int{}, owned: map[int]bool{},
	}
	for i := range p.partner {
		p.partner[i] = -1
	}
	p.findOwnRings()
	return p
}

// rowKey names a source row.
type rowKey struct {
	file int
	row  int64
}

// findOwnRings pairs the rings and outcomes that were made from one source row, in the order of their parts.
func (p *pairing) findOwnRings() {
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

// trial is a walk that goes on from here and leaves this one as it is.
func (p *pairing) trial() *pairing {
	c := *p
	c.openOf, c.nameless, c.partner = maps.Clone(p.openOf), maps.Clone(p.nameless), nil
	return &c
}

// ringFor is the open ring that an outcome would close by rules (b) and (c); -1 for none.
func (p *pairing) ringFor(outcome int) int {
	ring := -1
	if user := p.steps[outcome].UserID; user != "" {
		if i, ok := p.openOf[user]; ok {
			ring = i
		}
	} else if len(p.openOf)+len(p.nameless) == 1 {
		for _, i := range p.openOf {
			ring = i
		}
		for i := range p.nameless {
			ring = i
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
			p.nameless[i] = true
		case s.UserID != "" && !answered:
			p.openOf[s.UserID] = i
		case s.UserID != "":
			delete(p.openOf, s.UserID)
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
	delete(p.nameless, ring)
	if user := p.steps[ring].UserID; user != "" && p.openOf[user] == ring {
		delete(p.openOf, user)
	}
}
