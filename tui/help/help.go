// Package help is the box that lists every key of the screen below it, made from the catalog, and
// searches in them.
package help

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/field"
	"segpath/tui/screen"
	"segpath/tui/scroll"
)

// Screen is the help over another screen.
type Screen struct {
	of     action.Context
	keys   scroll.Area
	input  field.Field
	typing bool
	frame  screen.Frame
}

// maxLetters is more than any sentence of the catalog has.
const maxLetters = 100

// New returns the help of a context.
func New(of action.Context, env screen.Env) *Screen {
	return &Screen{of: of, keys: scroll.New(), input: field.New(maxLetters), frame: screen.Frame{Env: env}}
}

var handlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Search: func(s *Screen) tea.Cmd { s.typing = true; return s.arrange() },
	action.Back:   (*Screen).back,
}

var fieldHandlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Accept:      func(s *Screen) tea.Cmd { s.typing = false; return s.arrange() },
	action.Back:        (*Screen).clear,
	action.ClearSearch: func(s *Screen) tea.Cmd { s.input.Set(""); return s.typed() },
}

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	out := map[action.Context][]action.ID{action.Help: scroll.Moves()}
	for id := range handlers {
		out[action.Help] = append(out[action.Help], id)
	}
	for id := range fieldHandlers {
		out[action.HelpField] = append(out[action.HelpField], id)
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
		return s, s.arrange()
	case action.Intent:
		return s, s.act(msg.ID)
	case tea.KeyPressMsg:
		if s.typing && s.input.Edit(msg) {
			return s, s.typed()
		}
	case tea.PasteMsg:
		s.typing = true // what is pasted is looked for
		s.input.Edit(msg)
		return s, s.typed()
	case tea.MouseWheelMsg:
		s.keys.Wheel(msg)
	}
	return s, nil
}

func (s *Screen) act(id action.ID) tea.Cmd {
	of := handlers
	if s.typing {
		of = fieldHandlers
	}
	if handle := of[id]; handle != nil {
		return handle(s)
	}
	s.keys.Do(id)
	return nil
}

// back shows all keys again where only some are shown, else leaves.
func (s *Screen) back() tea.Cmd {
	if s.input.Text() != "" {
		return s.clear()
	}
	return screen.Send(screen.Pop{})
}

func (s *Screen) clear() tea.Cmd {
	s.typing = false
	s.input.Set("")
	return s.typed()
}

// typed shows what is found from its start.
func (s *Screen) typed() tea.Cmd {
	s.keys.Do(action.First)
	return s.arrange()
}

// arrange lays the keys out anew.
func (s *Screen) arrange() tea.Cmd {
	width, height := s.box().Inner()
	s.keys.Set(s.lines(width), width, height-s.above())
	return nil
}

const (
	most     = 88
	keyWidth = 22
)

// Box is as high as the list of all keys: a search does not change it.
func (s *Screen) Box(w, h int) (width, height int) {
	width = min(w, most)
	return width, min(h, len(s.all(width-2))+2)
}

func (s *Screen) box() cell.Box {
	return cell.Box{Title: "Keys", Width: s.frame.W, Height: s.frame.H, Focus: true}
}

// above is how many lines the search takes.
func (s *Screen) above() int {
	if s.typing || s.input.Text() != "" {
		return 1
	}
	return 0
}

// View draws the search and the part of the list that is in sight.
func (s *Screen) View() []string {
	box := s.box()
	if !s.keys.Whole() {
		box.Foot = cell.Count(int64(s.keys.Top()+1)) + " of " + cell.Count(int64(s.keys.Count())) + " " + s.frame.Env.Theme.Glyphs.Down
	}
	width, _ := box.Inner()
	return s.frame.Env.Cell.Box(box, append(s.searchLine(width), s.keys.Seen()...))
}

// searchLine is the field, or the search that is active; no line where there is neither.
func (s *Screen) searchLine(width int) []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	l := w.Line(width, "").Space(1)
	switch {
	case s.typing:
		l.Own(t.Accent, "/ ")
		s.input.Draw(l, t.Strong, max(l.Room()-1, 0))
	case s.input.Text() != "":
		l.Own(t.Chip, " search ").Upto(t.Chip.And(t.Strong), s.input.Text(), max(width/2-8, 4)).Own(t.Chip, " ").
			Own(t.Dim, "  esc clears it")
	default:
		return nil
	}
	return []string{l.String()}
}

// Title names the help.
func (s *Screen) Title() string { return "Help" }

// Context is the field's while it has the keys, else the help's own.
func (s *Screen) Context() action.Context {
	if s.typing {
		return action.HelpField
	}
	return action.Help
}

// Status has nothing to say.
func (s *Screen) Status() string { return "" }

// Busy is never true.
func (s *Screen) Busy() bool { return false }
