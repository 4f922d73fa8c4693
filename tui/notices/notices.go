// Package notices is the box that lists what the user should know about an export: each kind with its
// count and what it means, and the interaction of one example.
package notices

import (
	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/screen"
	"segpath/tui/theme"
)

// Screen is the notices over another screen.
type Screen struct {
	notices []data.Notice
	open    func(id string, env screen.Env) screen.Screen
	at      int
	frame   screen.Frame
}

// New returns the list of an export's notices; open makes the path of a notice's example.
func New(notices []data.Notice, open func(id string, env screen.Env) screen.Screen, env screen.Env) *Screen {
	return &Screen{notices: notices, open: open, frame: screen.Frame{Env: env}}
}

var handlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Down:  func(s *Screen) tea.Cmd { s.at = min(s.at+1, len(s.notices)-1); return nil },
	action.Up:    func(s *Screen) tea.Cmd { s.at = max(s.at-1, 0); return nil },
	action.First: func(s *Screen) tea.Cmd { s.at = 0; return nil },
	action.Last:  func(s *Screen) tea.Cmd { s.at = len(s.notices) - 1; return nil },
	action.Open:  (*Screen).example,
	action.Back:  func(*Screen) tea.Cmd { return screen.Send(screen.Pop{}) },
}

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	out := map[action.Context][]action.ID{}
	for id := range handlers {
		out[action.Notices] = append(out[action.Notices], id)
	}
	return out
}

// example opens the path of the interaction that the marked notice names.
func (s *Screen) example() tea.Cmd {
	id := s.notices[s.at].InteractionID
	if id == "" || s.open == nil {
		return screen.Send(screen.Tell{Text: "this notice is about no single interaction"})
	}
	return screen.Send(screen.Replace{Screen: s.open(id, s.frame.Env)})
}

// Init has nothing to ask.
func (s *Screen) Init() tea.Cmd { return nil }

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		s.frame = msg
	case action.Intent:
		if handle := handlers[msg.ID]; handle != nil && len(s.notices) > 0 {
			return s, handle(s)
		}
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelDown {
			return s, handlers[action.Down](s)
		}
		return s, handlers[action.Up](s)
	}
	return s, nil
}

const (
	most       = 84
	countWidth = 9
)

// Box is as high as the list.
func (s *Screen) Box(w, h int) (width, height int) {
	width = min(w, most)
	lines, _ := s.lines(width - 2)
	return width, min(h, len(lines)+2)
}

// lines are the notices, and the last line of the marked one.
func (s *Screen) lines(width int) (lines []string, marked int) {
	for i := range s.notices {
		lines = append(lines, s.notice(i, width)...)
		if i == s.at {
			marked = len(lines) - 1
		}
	}
	return lines, marked
}

func (s *Screen) notice(i, width int) []string {
	w, t, n := s.frame.Env.Cell, s.frame.Env.Theme, &s.notices[i]
	var base theme.Style
	marker := " "
	if i == s.at {
		base, marker = t.Selected, t.Glyphs.Marker
	}
	head := w.Line(width, base).Own(t.Accent, marker).OwnField(t.Warning, cell.Count(n.Count), countWidth, cell.Right).
		Space(2).Own(t.Strong, string(n.Kind))
	if n.InteractionID != "" {
		head.Own(t.Dim, "  for example ").Upto("", n.InteractionID, head.Room()-1)
	}
	lines := []string{head.String()}
	for _, line := range w.Wrap(n.Text, max(width-countWidth-4, 1)) {
		lines = append(lines, w.Line(width, "").Space(countWidth+3).Own(t.Dim, line).String())
	}
	return lines
}

// View draws the notices around the marked one.
func (s *Screen) View() []string {
	box := cell.Box{Title: "Notices", Width: s.frame.W, Height: s.frame.H, Focus: true}
	inner, height := box.Inner()
	lines, marked := s.lines(inner)
	top := max(min(marked-height+1, len(lines)-height), 0)
	if len(lines) > height {
		box.Foot = cell.Count(int64(s.at+1)) + " of " + cell.Count(int64(len(s.notices)))
	}
	return s.frame.Env.Cell.Box(box, lines[top:min(top+height, len(lines))])
}

// Title names the notices.
func (s *Screen) Title() string { return "Notices" }

// Context is the notices' own.
func (s *Screen) Context() action.Context { return action.Notices }

// Status has nothing to say.
func (s *Screen) Status() string { return "" }

// Busy is never true.
func (s *Screen) Busy() bool { return false }
