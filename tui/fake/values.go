package fake

import (
	"time"

	"segpath/data"
)

// value is what a row is sorted by, and whether it has it.
func value(r *data.Row, field data.SortField, asOf time.Time) (key, bool) {
	switch field {
	case data.SortType:
		return words(r.Type)
	case data.SortCustomer:
		return words(r.Customer)
	case data.SortQueue:
		return words(r.Queue)
	case data.SortHandler:
		return words(r.User)
	case data.SortStatus:
		return words(r.Status)
	case data.SortPath:
		return words(r.Path)
	case data.SortID:
		return words(r.ID)
	case data.SortSteps:
		return key{number: r.SegmentCount}, true
	case data.SortRings:
		return number(r.RingCount)
	case data.SortHops:
		return number(r.QueueHops)
	case data.SortWait:
		return span(r.Wait)
	case data.SortDuration:
		return span(r.Duration(asOf))
	}
	return key{number: r.CreatedAt.UnixMicro()}, !r.CreatedAt.IsZero()
}

func words(s string) (key, bool) { return key{text: s}, s != "" }

func number(n data.Opt[int64]) (key, bool) {
	v, ok := n.Get()
	return key{number: v}, ok
}

func span(s data.Opt[data.Span]) (key, bool) {
	v, ok := s.Get()
	return key{number: int64(v)}, ok
}
