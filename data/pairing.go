package data

import (
	"slices"
)

// pairing walks steps and pairs rings with outcomes (MODEL, "Rings" a to d). Indexes are into steps.
type pairing struct {
	steps   []Step
	open    []int       // rings without outcome so far, oldest first; one a user, any number without user
	partner []int       // ring ↔ outcome; -1 for none
	ownRing map[int]int // outcome → the ring made from the same source row (rule a)
	owned   map[int]bool
}

func newPairing(steps []Step) *pairing {
	p := &pairing{steps: steps, partner: make([]int, len(steps)), ownRing: map[int]int{}, owned: map[int]bool{}}
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

func (p *pairing) clone() *pairing {
	c := *p
	c.open, c.partner = slices.Clone(p.open), slices.Clone(p.partner)
	return &c
}

func (p *pairing) isOpen(ring int) bool { return slices.Contains(p.open, ring) }

// ringFor is the open ring that an outcome would close by rules (b) and (c); -1 for none.
func (p *pairing) ringFor(outcome int) int {
	user := p.steps[outcome].UserID
	if user == "" {
		if len(p.open) == 1 && !p.owned[p.open[0]] {
			return p.open[0]
		}
		return -1
	}
	for _, i := range p.open {
		if p.steps[i].UserID == user && !p.owned[i] {
			return i
		}
	}
	return -1
}

// visit takes the next step of the walk.
func (p *pairing) visit(i int) {
	s := &p.steps[i]
	switch {
	case s.Event == RingOffer:
		if s.UserID != "" {
			p.open = slices.DeleteFunc(p.open, func(o int) bool { return p.steps[o].UserID == s.UserID })
		}
		if p.partner[i] < 0 { // an outcome of its own row that came first has closed it already
			p.open = append(p.open, i)
		}
	case s.Event.IsOutcome():
		ring, own := p.ownRing[i]
		if !own {
			ring = p.ringFor(i)
		}
		if ring < 0 {
			return
		}
		p.partner[i], p.partner[ring] = ring, i
		p.open = slices.DeleteFunc(p.open, func(o int) bool { return o == ring })
	}
}
