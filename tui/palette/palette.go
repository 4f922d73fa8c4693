// Package palette is the box in which everything that can be done here is found by a few letters of its
// name, and done.
package palette

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/field"
	"segpath/tui/screen"
)

// Entry is one thing to do. Its texts are ours or clean.
type Entry struct {
	Name string // what is searched in: "next ring"
	Long string // a sentence
	Key  string // as people read it: "] r"; empty where no key does it

	Context action.Context // where the action was offered
	ID      action.ID      // empty: go to the screen at Level
	Level   int            // of a screen in the stack, counted from 0
}

// Chosen tells the root what to do, and to take the palette away.
type Chosen struct{ Entry Entry }

// Screen is the palette over another screen.
type Screen struct {
	entries []Entry
	found   []found
	at, top int // the marked one of those found, and the first one in sight
	input   field.Field
	frame   screen.Frame
}

// maxLetters is more than any name has.
const maxLetters = 80

// New returns the palette of what can be done, in the order in which it is listed before anything is
// typed.
func New(entries []Entry, env screen.Env) *Screen {
	s := &Screen{entries: entries, input: field.New(maxLetters), frame: screen.Frame{Env: env}}
	s.found = search(entries, "")
	return s
}

var handlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Accept:      (*Screen).accept,
	action.Down:        func(s *Screen) tea.Cmd { return s.move(1) },
	action.Up:          func(s *Screen) tea.Cmd { return s.move(-1) },
	action.PageDown:    func(s *Screen) tea.Cmd { return s.move(max(s.height(), 1)) },
	action.PageUp:      func(s *Screen) tea.Cmd { return s.move(-max(s.height(), 1)) },
	action.ClearSearch: func(s *Screen) tea.Cmd { s.input.Set(""); return s.typed() },
	action.Back:        func(*Screen) tea.Cmd { return screen.Send(screen.Pop{}) },
}

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	out := map[action.Context][]action.ID{}
	for id := range handlers {
		out[action.Palette] = append(out[action.Palette], id)
	}
	return out
}

// Init has nothing to ask.
func (s *Screen) Init() tea.Cmd { return nil }

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		s.frame = msg
		return s, s.move(0)
	case action.Intent:
		if handle := handlers[msg.ID]; handle != nil {
			return s, handle(s)
		}
	case tea.KeyPressMsg, tea.PasteMsg:
		if s.input.Edit(msg) {
			return s, s.typed()
		}
	case tea.MouseWheelMsg:
		return s, s.wheel(msg)
	case tea.MouseClickMsg:
		return s, s.click(msg)
	}
	return s, nil
}

// typed finds anew; the best is marked.
func (s *Screen) typed() tea.Cmd {
	s.found = search(s.entries, s.input.Text())
	s.at, s.top = 0, 0
	return nil
}

// move marks another one and keeps it in sight.
func (s *Screen) move(by int) tea.Cmd {
	s.at = max(min(s.at+by, len(s.found)-1), 0)
	height := max(s.height(), 1)
	s.top = max(min(s.top, s.at), s.at-height+1)
	s.top = max(min(s.top, len(s.found)-height), 0)
	return nil
}

func (s *Screen) accept() tea.Cmd {
	if s.at >= len(s.found) {
		return nil
	}
	return screen.Send(Chosen{s.entries[s.found[s.at].entry]})
}

func (s *Screen) wheel(m tea.MouseWheelMsg) tea.Cmd {
	switch m.Button {
	case tea.MouseWheelDown:
		return s.move(1)
	case tea.MouseWheelUp:
		return s.move(-1)
	}
	return nil
}

func (s *Screen) click(m tea.MouseClickMsg) tea.Cmd {
	line := m.Y - 1 - s.above()
	if m.Button != tea.MouseLeft || line < 0 || line >= s.height() || s.top+line >= len(s.found) {
		return nil
	}
	s.at = s.top + line
	return s.accept()
}

// Title names the palette.
func (s *Screen) Title() string { return string(action.Palette) }

// Context is the palette's own: a text field has the keys.
func (s *Screen) Context() action.Context { return action.Palette }

// Status is how many were found.
func (s *Screen) Status() string {
	return cell.Count(int64(len(s.found))) + " of " + cell.Count(int64(len(s.entries)))
}

// Busy is never true.
func (s *Screen) Busy() bool { return false }
