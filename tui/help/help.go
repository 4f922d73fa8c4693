// Package help is the box that lists every key of the screen below it, made from the catalog.
package help

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/screen"
	"segpath/tui/scroll"
)

// Screen is the help over another screen.
type Screen struct {
	of    action.Context
	keys  scroll.Area
	frame screen.Frame
}

// New returns the help of a context.
func New(of action.Context, env screen.Env) *Screen {
	return &Screen{of: of, keys: scroll.New(), frame: screen.Frame{Env: env}}
}

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	return map[action.Context][]action.ID{action.Help: append(scroll.Moves(), action.Back)}
}

// Init has nothing to ask.
func (s *Screen) Init() tea.Cmd { return nil }

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		s.frame = msg
		width, height := s.box().Inner()
		s.keys.Set(s.lines(width), width, height)
	case action.Intent:
		if msg.ID == action.Back {
			return s, screen.Send(screen.Pop{})
		}
		s.keys.Do(msg.ID)
	case tea.MouseWheelMsg:
		s.keys.Wheel(msg)
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
	return cell.Box{Title: "Keys", Width: s.frame.W, Height: s.frame.H, Focus: true}
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
	if !s.keys.Whole() {
		box.Foot = cell.Count(int64(s.keys.Top()+1)) + " of " + cell.Count(int64(s.keys.Count())) + " " + s.frame.Env.Theme.Glyphs.Down
	}
	return s.frame.Env.Cell.Box(box, s.keys.Seen())
}

// Title names the help.
func (s *Screen) Title() string { return "Help" }

// Context is the help's own.
func (s *Screen) Context() action.Context { return action.Help }

// Status has nothing to say.
func (s *Screen) Status() string { return "" }

// Busy is never true.
func (s *Screen) Busy() bool { return false }
