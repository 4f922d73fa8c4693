package data

import (
	"slices"
	"time"
)

// interval is a time from an instant to a later one.
type interval struct{ from, to time.Time }

type intervals []interval

// union is the time that at least one of the intervals covers.
func (v intervals) union() Span {
	v = slices.Clone(v)
	slices.SortFunc(v, func(a, b interval) int { return a.from.Compare(b.from) })
	var total Span
	var until time.Time
	for _, i := range v {
		from := i.from
		if from.Before(until) {
			from = until
		}
		if i.to.After(from) {
			total += Between(from, i.to)
			until = i.to
		}
	}
	return total
}
