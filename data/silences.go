package data

import (
	"slices"
	"time"
)

// Silence is a part of the dead air: within a waiting spell and after its first ring, nobody was being
// rung from one instant to the other.
type Silence struct {
	From, To time.Time
	Leg      int // number of its leg in the chain, from 1
}

// Silences are the parts of the dead air of all legs, in order; none of a leg whose dead air is absent.
// Together they are as long as the dead air.
func (c *Chain) Silences() []Silence {
	var all []Silence
	c.each(func(leg *Leg, _ int) {
		spells := leg.Path.Spells()
		parts, _ := leg.Path.silences(leg.Path.ladder(spells), spells)
		for _, part := range parts {
			all = append(all, Silence{From: part.from, To: part.to, Leg: leg.Number})
		}
	})
	return all
}

// gaps are the parts of the time from one instant to another that no interval covers.
func (v intervals) gaps(from, to time.Time) intervals {
	v = slices.Clone(v)
	slices.SortFunc(v, func(a, b interval) int { return a.from.Compare(b.from) })
	var open intervals
	for _, i := range v {
		if !i.to.After(i.from) {
			continue
		}
		if i.from.After(from) {
			open = append(open, interval{from, i.from})
		}
		if i.to.After(from) {
			from = i.to
		}
	}
	if to.After(from) {
		open = append(open, interval{from, to})
	}
	return open
}
