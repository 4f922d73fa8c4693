package query

import (
	"database/sql"
	"fmt"
	"strings"

	"segpath/data"
)

// windowed is from how many interactions on a page is looked for in a window of time, not in everything; windowRows is
// how many of them the first window holds: one of DuckDB's row groups, the least that it can read by itself.
const (
	windowed   = 500_000
	windowRows = 122_880
)

// pageWindow is a span of time that a page of a list in the order of creation is looked for in. A page that fills it is the
// page: all that comes before its last row lies in it too.
type pageWindow struct {
	whole    bool  // all of time, and what has no instant
	from, to int64 // microseconds since 1970, both within
}

// windows are those that a page is looked for in, one after the other; the last is the whole. The first is as wide as the
// page would need if the matches were spread evenly; each further one is eight times as wide.
func (l *listing) windows(total int64, at *cursor, before bool) ([]pageWindow, error) {
	whole := []pageWindow{{whole: true}}
	count, least := l.e.report.InteractionCount, int64(windowRows)
	if l.e.window > 0 {
		least = l.e.window
	}
	large := count >= windowed || l.e.window > 0
	room := total // for the page, from its place to the end
	switch {
	case at != nil && before:
		room = at.At
	case at != nil:
		room = total - at.At - 1
	}
	if !large || room < int64(l.q.Limit) || at != nil && at.Null || l.q.Sort.Field != data.SortCreated {
		return whole, nil
	}
	var first, last sql.NullInt64
	var undated int64
	// All three are known without reading the table.
	q := `SELECT (SELECT epoch_us(min(created_at)) FROM interactions), (SELECT epoch_us(max(created_at)) FROM interactions),
(SELECT count(*) FROM interactions WHERE created_at IS NULL)`
	if err := l.c.Row(q, nil, &first, &last, &undated); err != nil {
		return nil, err
	}
	if !first.Valid || before && at == nil && undated > 0 {
		return whole, nil
	}
	older := l.q.Sort.Desc != before
	start := first.Int64
	if older {
		start = last.Int64
	}
	if at != nil {
		start = at.Number
	}
	span := float64(last.Int64 - first.Int64)
	var all []pageWindow
	for share := max(2*float64(l.q.Limit)/float64(total), float64(least)/float64(count)); share < 0.5; share *= 8 {
		w := pageWindow{from: start, to: start + int64(span*share)}
		if older {
			w = pageWindow{from: start - int64(span*share), to: start}
		}
		all = append(all, w)
	}
	return append(all, whole...), nil
}

// in is the condition that an interaction lies in a window, and matches; false where none lies in it.
func (l *listing) in(w pageWindow) (where string, args []any, some bool, err error) {
	if w.whole {
		return l.where, l.args, true, nil
	}
	within := fmt.Sprintf("created_at BETWEEN make_timestamp(%d) AND make_timestamp(%d)", w.from, w.to)
	where, args = l.where, l.args
	if strings.Contains(where, ringNumbers) {
		// A ring knows the number of its interaction, and not when that was created.
		var low, high sql.NullInt64
		if err := l.c.Row("SELECT min(n), max(n) FROM interactions WHERE "+within, nil, &low, &high); err != nil || !low.Valid {
			return "", nil, false, err
		}
		where, args, err = l.e.matching(l.q, fmt.Sprintf("n BETWEEN %d AND %d AND ", low.Int64, high.Int64))
	}
	return within + " AND " + where, args, err == nil, err
}
