package interactions

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/text"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/screen"
	"segpath/tui/theme"
)

// chosen is the order the user chose for the list it was opened from.
type chosen struct {
	of *Screen
	by data.Sort
}

// chooser is the small list of what the interactions can be sorted by.
type chooser struct {
	of    *Screen
	has   data.Has
	now   data.Sort
	marks []data.Sort
	at    int
	frame screen.Frame
}

func (s *Screen) chooseSort() tea.Cmd {
	c := &chooser{of: s, has: s.export.Has, now: s.sort}
	for i, f := range data.SortFields {
		by := natural(f)
		if f == s.sort.Field {
			by, c.at = s.sort, i
		}
		c.marks = append(c.marks, by)
	}
	return screen.Send(screen.Push{Screen: c})
}

func (s *Screen) sorted(m chosen) tea.Cmd {
	if m.of != s {
		return nil
	}
	return s.sortBy(m.by)
}

var chooserHandlers = map[action.ID]func(*chooser) tea.Cmd{
	action.Accept:  (*chooser).accept,
	action.Reverse: func(c *chooser) tea.Cmd { c.marks[c.at].Desc = !c.marks[c.at].Desc; return nil },
	action.Down:    func(c *chooser) tea.Cmd { c.at = min(c.at+1, len(c.marks)-1); return nil },
	action.Up:      func(c *chooser) tea.Cmd { c.at = max(c.at-1, 0); return nil },
	action.Back:    func(*chooser) tea.Cmd { return screen.Send(screen.Pop{}) },
}

func (c *chooser) accept() tea.Cmd {
	by := c.marks[c.at]
	if can := data.CanSort(by.Field, c.has); !can.Can() {
		return screen.Send(screen.Tell{Text: "this export does not say it: " + text.Clean(can.Why)})
	}
	return tea.Sequence(screen.Send(screen.Pop{}), screen.Send(chosen{c.of, by}))
}

// Init has nothing to ask.
func (c *chooser) Init() tea.Cmd { return nil }

// Update takes a message.
func (c *chooser) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		c.frame = msg
	case action.Intent:
		if handle := chooserHandlers[msg.ID]; handle != nil {
			return c, handle(c)
		}
	case tea.MouseClickMsg:
		if y := msg.Y - 1 + c.top(); msg.Y >= 1 && y < len(c.marks) {
			c.at = y
			return c, c.accept()
		}
	}
	return c, nil
}

// Box is as large as its list.
func (c *chooser) Box(w, h int) (width, height int) {
	return min(w, 34), min(h, len(c.marks)+2)
}

// top is the first entry in sight.
func (c *chooser) top() int {
	_, height := cell.Box{Width: c.frame.W, Height: c.frame.H}.Inner()
	return max(0, c.at-max(height, 1)+1)
}

// View draws the list of orders.
func (c *chooser) View() []string {
	w := c.frame.Env.Cell
	box := cell.Box{Title: string(action.SortChooser), Width: c.frame.W, Height: c.frame.H, Focus: true}
	inner, _ := box.Inner()
	var lines []string
	for i := range slices.All(c.marks[c.top():]) {
		lines = append(lines, c.entry(w, c.top()+i, inner))
	}
	return w.Box(box, lines)
}

func (c *chooser) entry(w cell.Writer, i, width int) string {
	by, t := c.marks[i], w.Theme
	var base, name theme.Style
	marker := " "
	if i == c.at {
		base, marker = t.Selected, t.Glyphs.Marker
	}
	if by.Field == c.now.Field {
		name = t.Accent.And(t.Strong)
	}
	words := orderWords(by)
	if !data.CanSort(by.Field, c.has).Can() {
		name, words = t.Dim, "not in this export"
	}
	return w.Line(width, base).Own(t.Accent, marker).Space(1).
		OwnField(name, fieldNames[by.Field], 10, cell.Left).Space(1).Own(t.Dim, words).String()
}

// Title, Context, Status and Busy: see screen.Screen.
func (c *chooser) Title() string { return "Sort" }

// Context is the chooser's own.
func (c *chooser) Context() action.Context { return action.SortChooser }

// Status has nothing to say.
func (c *chooser) Status() string { return "" }

// Busy is never true.
func (c *chooser) Busy() bool { return false }
