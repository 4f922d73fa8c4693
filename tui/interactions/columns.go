package interactions

import (
	"strings"
	"time"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/table"
)

type rowType = data.Row

const (
	pinned    = 2 // created and id stay when the columns scroll
	leastID   = 8
	maxID     = 40
	stampLong = 19
	tail      = 2 // cells after the columns: a blank one, and the mark that there are more
)

// measure widens the id column to the widest id there was: it never shrinks, so nothing jumps.
func (s *Screen) measure(rows []data.Row) {
	w := s.frame.Env.Cell
	for i := range rows {
		s.idWidth = max(s.idWidth, min(w.Width(w.Clean(rows[i].ID, maxID)), maxID))
	}
}

// columns lists the columns in their order, with what they are sorted by, their widths, and who gets
// room first.
func (s *Screen) columns() []table.Column[data.Row] {
	has := s.export.Has
	c := []table.Column[data.Row]{
		{Key: string(data.SortCreated), Title: "created", Least: 14, Most: stampLong, Rank: 1, Grow: 9, Draw: s.drawCreated},
		{Key: string(data.SortID), Title: "id", Least: s.idWidth, Most: s.idWidth, Rank: 0, Draw: s.found(func(r *data.Row) string { return r.ID })},
		{Key: string(data.SortType), Title: "type", Least: 6, Most: 10, Rank: 9, Grow: 8, Draw: s.text(func(r *data.Row) string { return r.Type })},
		{Key: string(data.SortCustomer), Title: "customer", Least: 12, Most: 20, Rank: 8, Grow: 3, Draw: s.found(func(r *data.Row) string { return r.Customer })},
		{Key: string(data.SortQueue), Title: "queue", Least: 9, Most: 16, Rank: 5, Grow: 4, Draw: s.text(func(r *data.Row) string { return r.Queue })},
		{Key: string(data.SortHandler), Title: "handler", Least: 10, Most: 14, Rank: 3, Grow: 2, Draw: s.text(func(r *data.Row) string { return r.User })},
		{Key: string(data.SortStatus), Title: "status", Least: 9, Most: 12, Rank: 7, Grow: 6, Draw: s.text(func(r *data.Row) string { return r.Status })},
		{Key: string(data.SortPath), Title: "path", Least: 10, Most: 26, Rank: 2, Grow: 1, Draw: s.drawPath},
	}
	c = append(c,
		table.Column[data.Row]{Key: string(data.SortRings), Title: "rings", Align: cell.Right, Least: 7, Most: 7, Rank: 6,
			Draw: s.number(has.Rings, func(r *data.Row) data.Opt[int64] { return r.RingCount })},
		table.Column[data.Row]{Key: string(data.SortHops), Title: "hops", Align: cell.Right, Least: 6, Most: 6, Rank: 10,
			Draw: s.number(has.Queues, func(r *data.Row) data.Opt[int64] { return r.QueueHops })},
		table.Column[data.Row]{Key: string(data.SortWait), Title: "wait", Align: cell.Right, Least: 7, Most: 7, Rank: 4,
			Draw: s.span(func(r *data.Row) data.Opt[data.Span] { return r.Wait })},
		table.Column[data.Row]{Key: string(data.SortDuration), Title: "duration", Align: cell.Right, Least: 10, Most: 10, Rank: 11,
			Draw: s.span(func(r *data.Row) data.Opt[data.Span] { return r.Duration(s.export.AsOf) })},
		table.Column[data.Row]{Title: "outcome", Least: 9, Most: 18, Rank: 12, Grow: 5, Draw: s.text(func(r *data.Row) string { return r.Outcome })},
		table.Column[data.Row]{Title: "ended by", Least: 8, Most: 12, Rank: 13, Grow: 7, Draw: s.text(func(r *data.Row) string { return r.EndedBy })},
	)
	for i := range c {
		if c[i].Key == string(s.sort.Field) {
			c[i].Rank = min(c[i].Rank, 1) // what the list is sorted by is seen
		}
	}
	return c
}

func (s *Screen) layout() table.Layout {
	return table.Arrange(s.columns(), pinned, s.offset, s.listWidth()-tail)
}

type draw = func(l *cell.Line, r *data.Row, width int)

func (s *Screen) text(of func(*data.Row) string) draw {
	return func(l *cell.Line, r *data.Row, width int) {
		if value := of(r); value != "" {
			l.Field("", value, width, cell.Left)
			return
		}
		s.absent(l, false, width, cell.Left)
	}
}

// found is text with the part that the search found marked, where the whole value is in sight.
func (s *Screen) found(of func(*data.Row) string) draw {
	plain := s.text(of)
	return func(l *cell.Line, r *data.Row, width int) {
		value, w := of(r), s.frame.Env.Cell
		from, to, ok := match(value, s.active.searched())
		if !ok || w.Clean(value, width) != value || w.Width(value) > width {
			plain(l, r, width)
			return
		}
		end := l.Used() + width
		l.Own("", value[:from]).Own(s.frame.Env.Theme.Match, value[from:to]).Own("", value[to:]).To(end)
	}
}

// match finds a search in a value, case aside.
func match(value, search string) (from, to int, ok bool) {
	if search == "" {
		return 0, 0, false
	}
	from = strings.Index(strings.ToLower(value), strings.ToLower(search))
	to = from + len(search)
	return from, to, from >= 0 && to <= len(value) && strings.EqualFold(value[from:to], search)
}

func (s *Screen) number(has data.Capability, of func(*data.Row) data.Opt[int64]) draw {
	return func(l *cell.Line, r *data.Row, width int) {
		n, ok := of(r).Get()
		if !ok || !has.Can() {
			s.absent(l, r.Counting && has.Can(), width, cell.Right)
			return
		}
		style := s.frame.Env.Theme.Text
		if n == 0 {
			style = s.frame.Env.Theme.Dim
		}
		l.OwnField(style, cell.Count(n), width, cell.Right)
	}
}

func (s *Screen) span(of func(*data.Row) data.Opt[data.Span]) draw {
	return func(l *cell.Line, r *data.Row, width int) {
		if span, ok := of(r).Get(); ok {
			l.OwnField("", data.FormatSpan(span), width, cell.Right)
			return
		}
		s.absent(l, r.Counting, width, cell.Right)
	}
}

func (s *Screen) drawCreated(l *cell.Line, r *data.Row, width int) {
	if r.CreatedAt.IsZero() {
		s.absent(l, false, width, cell.Left)
		return
	}
	l.OwnField(s.frame.Env.Theme.Dim, s.stamp(r.CreatedAt, width), width, cell.Left)
}

// stamp is an instant on the clock that is shown, with the year where there is room for it.
func (s *Screen) stamp(t time.Time, width int) string {
	if zone := s.frame.Env.Zone; zone != nil {
		t = t.In(zone)
	}
	if width >= stampLong {
		return t.Format("2006-01-02 15:04:05")
	}
	return t.Format("01-02 15:04:05")
}

// drawPath writes a letter a step, each in the colour of its event.
func (s *Screen) drawPath(l *cell.Line, r *data.Row, width int) {
	if r.Path == "" {
		s.absent(l, r.Counting, width, cell.Left)
		return
	}
	t, end := s.frame.Env.Theme, l.Used()+width
	letters := r.Path
	cut := len(letters) > width
	if cut {
		letters = letters[:max(width-1, 0)]
	}
	for i := range len(letters) {
		l.Own(t.Event(data.Event(letters[i])), letters[i:i+1])
	}
	if cut {
		l.Own(t.Dim, t.Glyphs.Ellipsis)
	}
	l.To(end)
}
