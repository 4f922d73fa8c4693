// Package help is the box that lists every key of the screen below it, made from the catalog.
package help

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/screen"
)

// Screen is the help over another screen.
type Screen struct {
	of    action.Context
	top   int
	frame screen.Frame
}

// New returns the help of a context.
func New(of action.Context, env screen.Env) *Screen {
	return &Screen{of: of, frame: screen.Frame{Env: env}}
}

var handlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Down:     func(s *Screen) tea.Cmd { return s.scroll(1) },
	action.Up:       func(s *Screen) tea.Cmd { return s.scroll(-1) },
	action.PageDown: func(s *Screen) tea.Cmd { return s.scroll(s.height()) },
	action.PageUp:   func(s *Screen) tea.Cmd { return s.scroll(-s.height()) },
	action.First:    func(s *Screen) tea.Cmd { return s.scroll(-s.count()) },
	action.Last:     func(s *Screen) tea.Cmd { return s.scroll(s.count()) },
	action.Back:     func(*Screen) tea.Cmd { return screen.Send(screen.Pop{}) },
}

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	out := map[action.Context][]action.ID{}
	for id := range handlers {
		out[action.Help] = append(out[action.Help], id)
	}
	return out
}

func (s *Screen) scroll(n int) tea.Cmd {
	s.top = min(max(s.top+n, 0), max(s.count()-s.height(), 0))
	return nil
}

func (s *Screen) height() int {
	_, height := s.box().Inner()
	return max(height, 1)
}

func (s *Screen) count() int { return len(s.lines(s.frame.W - 2)) }

// Init has nothing to ask.
func (s *Screen) Init() tea.Cmd { return nil }

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		s.frame = msg
		return s, s.scroll(0)
	case action.Intent:
		if handle := handlers[msg.ID]; handle != nil {
			return s, handle(s)
		}
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelDown {
			return s, s.scroll(3)
		}
		return s, s.scroll(-3)
	}
	return s, nil
}

const (
	most     = 88
	keyWidth = 22
)

// Box is as high as the list of keys.
func (s *Screen) Box(w, h int) (width, height int) {
	width = min(w, most)
	return width, min(h, len(s.lines(width-2))+2)
}

func (s *Screen) box() cell.Box {
	b := cell.Box{Title: "Keys", Width: s.frame.W, Height: s.frame.H, Focus: true}
	if n := s.count() - (b.Height - 2); n > 0 {
		g := s.frame.Env.Theme.Glyphs
		b.Foot = cell.Count(int64(s.top+1)) + " of " + cell.Count(int64(s.count())) + " " + g.Down
	}
	return b
}

func (s *Screen) lines(width int) []string {
	lines := s.section(s.of, width)
	return append(lines, s.section(action.Global, width)...)
}

func (s *Screen) section(c action.Context, width int) []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	lines := []string{w.Line(width, "").Space(1).Own(t.Title, string(c)).String()}
	for _, a := range action.In(c) {
		keys := a.KeyNames(s.frame.Env.ASCII)
		for _, long := range w.Wrap(a.Long, max(width-keyWidth-3, 1)) {
			l := w.Line(width, "").Space(1).OwnField(t.Accent, keys, keyWidth, cell.Left)
			lines = append(lines, l.Space(1).Own("", long).String())
			keys = ""
		}
	}
	return append(lines, w.Line(width, "").String())
}

// View draws the part of the list that is in sight.
func (s *Screen) View() []string {
	box := s.box()
	inner, height := box.Inner()
	lines := s.lines(inner)
	lines = lines[min(s.top, len(lines)):]
	return s.frame.Env.Cell.Box(box, lines[:min(height, len(lines))])
}

// Title names the help.
func (s *Screen) Title() string { return "Help" }

// Context is the help's own.
func (s *Screen) Context() action.Context { return action.Help }

// Status has nothing to say.
func (s *Screen) Status() string { return "" }

// Busy is never true.
func (s *Screen) Busy() bool { return false }
