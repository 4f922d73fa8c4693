package interactions

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/filter"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/screen"
	"segpath/tui/theme"
)

// liked is the term that the user chose for the list it was opened from.
type liked struct {
	of   *Screen
	term data.Term
}

// likeChooser is the small list of the values of one interaction, each as a term of a filter.
type likeChooser struct {
	of    *Screen
	terms []data.Term
	at    int
	frame screen.Frame
}

// chooseLike opens the list of the selected interaction's values, at the one that the list is sorted by.
func (s *Screen) chooseLike() tea.Cmd {
	row := s.rows.Selected()
	if row == nil {
		return nil
	}
	c := &likeChooser{of: s}
	for _, text := range s.valuesOf(row) {
		now, err := s.understood(text.term)
		if err != nil || len(now.filter.Terms) != 1 {
			continue // the export cannot be filtered by it
		}
		if text.by == s.sort.Field {
			c.at = len(c.terms)
		}
		c.terms = append(c.terms, now.filter.Terms[0])
	}
	return screen.Send(screen.Push{Screen: c})
}

// cellTerm is a value of a row as a term, and the column it stands in.
type cellTerm struct {
	by   data.SortField
	term string
}

// valuesOf are the values of a row that others may have too.
func (s *Screen) valuesOf(r *data.Row) []cellTerm {
	var list []cellTerm
	text := func(by data.SortField, field, value string) {
		if value != "" {
			list = append(list, cellTerm{by, data.Term{Field: field, Op: data.Exactly, Value: value}.String()})
		}
	}
	if !r.CreatedAt.IsZero() {
		list = append(list, cellTerm{data.SortCreated, "on:" + s.stamp(r.CreatedAt, stampLong)[:len("2006-01-02")]})
	}
	text(data.SortType, "type", r.Type)
	text("", "direction", r.Direction)
	text(data.SortCustomer, "customer", r.Customer)
	text("", "contact_point", r.ContactPoint)
	text(data.SortQueue, "last_queue", r.Queue)
	text(data.SortHandler, "handler", r.User)
	text(data.SortStatus, "status", r.Status)
	if r.Path != "" {
		list = append(list, cellTerm{data.SortPath, `path:"^ ` + strings.Join(strings.Split(r.Path, ""), " ") + ` $"`})
	}
	count := func(by data.SortField, field string, value data.Opt[int64]) {
		if n, ok := value.Get(); ok {
			list = append(list, cellTerm{by, field + "=" + strconv.FormatInt(n, 10)})
		}
	}
	count(data.SortRings, "rings", r.RingCount)
	count(data.SortHops, "hops", r.QueueHops)
	atLeast := func(by data.SortField, field string, value data.Opt[data.Span]) {
		if length, ok := value.Get(); ok {
			list = append(list, cellTerm{by, field + ">=" + string(length.AppendSeconds(nil))})
		}
	}
	atLeast(data.SortWait, "wait", r.Wait)
	atLeast(data.SortDuration, "duration", r.Duration(s.export.AsOf))
	text("", "outcome", r.Outcome)
	text("", "ended_by", r.EndedBy)
	return list
}

// filterLike adds the chosen term to the active selection.
func (s *Screen) filterLike(m liked) tea.Cmd {
	if m.of != s {
		return nil
	}
	now := s.active.filter
	if s.active.search != "" {
		searched, err := filter.Parse(s.active.asFilter(), filter.In(s.export))
		if err != nil {
			return screen.Send(screen.Fail{Err: err})
		}
		now = searched
	}
	return s.selectNow(selection{filter: now.With(m.term)}, s.selectedID())
}

var likeHandlers = map[action.ID]func(*likeChooser) tea.Cmd{
	action.Accept: func(c *likeChooser) tea.Cmd { return c.accept(false) },
	action.Unlike: func(c *likeChooser) tea.Cmd { return c.accept(true) },
	action.Down:   func(c *likeChooser) tea.Cmd { c.at = min(c.at+1, len(c.terms)-1); return nil },
	action.Up:     func(c *likeChooser) tea.Cmd { c.at = max(c.at-1, 0); return nil },
	action.Back:   func(*likeChooser) tea.Cmd { return screen.Send(screen.Pop{}) },
}

func (c *likeChooser) accept(not bool) tea.Cmd {
	if c.at >= len(c.terms) {
		return screen.Send(screen.Pop{})
	}
	term := c.terms[c.at]
	term.Not = not
	return tea.Sequence(screen.Send(screen.Pop{}), screen.Send(liked{c.of, term}))
}

// Init has nothing to ask.
func (c *likeChooser) Init() tea.Cmd { return nil }

// Update takes a message.
func (c *likeChooser) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		c.frame = msg
	case action.Intent:
		if handle := likeHandlers[msg.ID]; handle != nil {
			return c, handle(c)
		}
	case tea.MouseClickMsg:
		if y := msg.Y - 1 + c.top(); msg.Y >= 1 && y < len(c.terms) {
			c.at = y
			return c, c.accept(false)
		}
	}
	return c, nil
}

// Box is as large as its list.
func (c *likeChooser) Box(w, h int) (width, height int) { return min(w, 56), min(h, len(c.terms)+2) }

// top is the first entry in sight.
func (c *likeChooser) top() int {
	_, height := cell.Box{Width: c.frame.W, Height: c.frame.H}.Inner()
	return max(0, c.at-max(height, 1)+1)
}

// View draws the list of terms.
func (c *likeChooser) View() []string {
	w := c.frame.Env.Cell
	box := cell.Box{Title: string(action.LikeChooser), Width: c.frame.W, Height: c.frame.H, Focus: true}
	inner, _ := box.Inner()
	var lines []string
	for n := c.top(); n < len(c.terms); n++ {
		var base theme.Style
		marker := " "
		if n == c.at {
			base, marker = w.Theme.Selected, w.Theme.Glyphs.Marker
		}
		lines = append(lines, w.Line(inner, base).Own(w.Theme.Accent, marker).Space(1).Upto("", c.terms[n].String(), max(inner-3, 0)).String())
	}
	return w.Box(box, lines)
}

// Title, Context, Status and Busy: see screen.Screen.
func (c *likeChooser) Title() string { return "Filter like this" }

// Context is the chooser's own.
func (c *likeChooser) Context() action.Context { return action.LikeChooser }

// Status has nothing to say.
func (c *likeChooser) Status() string { return "" }

// Busy is never true.
func (c *likeChooser) Busy() bool { return false }
