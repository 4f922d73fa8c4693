// Package message is the box that tells of a failure: a sentence, and what to do.
package message

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/screen"
	"segpath/tui/scroll"
)

// Screen is a message over another screen.
type Screen struct {
	title, text, hint string
	oneLine           bool    // a newline in the text is of a value
	retry             tea.Msg // what is asked to try again; nil: nothing can be
	told              scroll.Area
	frame             screen.Frame
}

// New returns the message of a failure.
func New(err error, env screen.Env) *Screen { return NewNote("That did not work", err, env) }

// NewNote returns the message of an error that stopped nothing, under a title of ours.
func NewNote(title string, err error, env screen.Env) *Screen {
	s := &Screen{title: title, text: err.Error(), told: scroll.New(), frame: screen.Frame{Env: env}}
	var p *data.Problem
	if errors.As(err, &p) {
		s.hint = p.Advice()
	}
	return s
}

// NewRetry returns the message of a failure after which something can be tried again: retry asks for that.
func NewRetry(title string, err error, retry tea.Msg, env screen.Env) *Screen {
	s := NewNote(title, err, env)
	s.retry = retry
	return s
}

// NewText returns a box with a text under a title of ours. It is one line, which is broken where the box ends: what it
// holds of a file ends none.
func NewText(title, text string, env screen.Env) *Screen {
	return &Screen{title: title, text: text, oneLine: true, told: scroll.New(), frame: screen.Frame{Env: env}}
}

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	return map[action.Context][]action.ID{
		action.Message: append(scroll.Moves(), action.Back), action.Broken: append(scroll.Moves(), action.Back, action.Retry),
	}
}

// Init has nothing to ask.
func (s *Screen) Init() tea.Cmd { return nil }

// Update scrolls the message, or closes it.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		s.frame = msg
		width, height := s.box().Inner()
		s.told.Set(s.lines(width), width, height)
	case action.Intent:
		switch msg.ID {
		case action.Back:
			return s, screen.Send(screen.Pop{})
		case action.Retry:
			return s, screen.Send(s.retry)
		}
		s.told.Do(msg.ID)
	case tea.MouseWheelMsg:
		s.told.Wheel(msg)
	}
	return s, nil
}

const most = 68

// Box is as high as its sentences.
func (s *Screen) Box(w, h int) (width, height int) {
	width = min(w, most)
	return width, min(h, len(s.lines(width-2))+2)
}

func (s *Screen) lines(width int) []string {
	w := s.frame.Env.Cell
	lines := []string{w.Line(width, "").String()}
	wrap := w.Wrap
	if s.oneLine {
		wrap = w.WrapLine
	}
	for _, line := range wrap(s.text, width-2) {
		lines = append(lines, w.Line(width, "").Space(1).Own("", line).String())
	}
	if s.hint != "" {
		lines = append(lines, w.Line(width, "").String())
	}
	for _, line := range w.Wrap(s.hint, width-2) {
		lines = append(lines, w.Line(width, "").Space(1).Own(w.Theme.Dim, line).String())
	}
	return append(lines, w.Line(width, "").String())
}

func (s *Screen) box() cell.Box {
	return cell.Box{Title: s.title, Width: s.frame.W, Height: s.frame.H, Focus: true}
}

// View draws the box, with the part of the sentences that is in sight.
func (s *Screen) View() []string {
	box := s.box()
	if !s.told.Whole() {
		box.Foot = cell.Count(int64(s.told.Top()+1)) + " of " + cell.Count(int64(s.told.Count())) + " " + s.frame.Env.Theme.Glyphs.Down
	}
	return s.frame.Env.Cell.Box(box, s.told.Seen())
}

// Title names the message.
func (s *Screen) Title() string { return "Message" }

// Context is the message's own; that of one with something to try again has a key for it.
func (s *Screen) Context() action.Context {
	if s.retry != nil {
		return action.Broken
	}
	return action.Message
}

// Status has nothing to say.
func (s *Screen) Status() string { return "" }

// Busy is never true.
func (s *Screen) Busy() bool { return false }
