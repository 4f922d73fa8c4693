// Package raw is the box that shows a record of a file as it stands there: every field, what each
// became, and where the record is.
package raw

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/request"
	"segpath/tui/screen"
	"segpath/tui/scroll"
	"segpath/tui/source"
)

// Screen is the raw fields over another screen.
type Screen struct {
	src    source.Source
	file   string
	record int64
	frame  screen.Frame
	lane   request.Lane[data.RawRow]
	row    data.RawRow
	known  bool
	failed error
	at     int // the marked field
	top    int // the first one in sight
}

// New returns the raw fields of one record, numbered from 1, of a source file.
func New(src source.Source, file string, record int64, env screen.Env) *Screen {
	return &Screen{src: src, file: file, record: record, frame: screen.Frame{Env: env}}
}

// Init asks for the record.
func (s *Screen) Init() tea.Cmd {
	src, file, record := s.src, s.file, s.record
	return s.lane.Ask(s.frame.Env.Run, func(ctx context.Context) (data.RawRow, error) { return src.Raw(ctx, file, record) })
}

var handlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Down:      func(s *Screen) tea.Cmd { return s.move(1) },
	action.Up:        func(s *Screen) tea.Cmd { return s.move(-1) },
	action.PageDown:  func(s *Screen) tea.Cmd { return s.move(s.height()) },
	action.PageUp:    func(s *Screen) tea.Cmd { return s.move(-s.height()) },
	action.First:     func(s *Screen) tea.Cmd { return s.move(-len(s.row.Fields)) },
	action.Last:      func(s *Screen) tea.Cmd { return s.move(len(s.row.Fields)) },
	action.CopyValue: (*Screen).copyValue,
	action.Back:      func(*Screen) tea.Cmd { return screen.Send(screen.Pop{}) },
}

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	out := map[action.Context][]action.ID{}
	for id := range handlers {
		out[action.Raw] = append(out[action.Raw], id)
	}
	return out
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		s.frame = msg
		return s, s.move(0)
	case action.Intent:
		if msg.ID == action.Stop {
			return s, s.stop()
		}
		if handle := handlers[msg.ID]; handle != nil {
			return s, handle(s)
		}
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			return s, s.move(scroll.WheelRows)
		case tea.MouseWheelUp:
			return s, s.move(-scroll.WheelRows)
		}
	case tea.MouseClickMsg:
		if i := s.top + msg.Y - 2; msg.Y >= 2 && msg.Y < 2+s.height() && i < len(s.row.Fields) {
			s.at = i
		}
	}
	return s, s.answered(msg)
}

func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	got, cmd := s.lane.Update(s.frame.Env.Run, msg)
	if got == nil {
		return cmd
	}
	s.row, s.failed, s.known = got.Value, got.Err, got.Err == nil
	return s.move(0)
}

// stop gives the record up.
func (s *Screen) stop() tea.Cmd {
	if s.lane.Busy() {
		s.lane.Cancel()
		s.failed = data.Problemf(data.Interrupted, "", "stopped before the record was read")
	}
	return nil
}

// Leave gives the record up.
func (s *Screen) Leave() { s.lane.Cancel() }

// move marks the field n places further and keeps it in sight.
func (s *Screen) move(n int) tea.Cmd {
	s.at = max(min(s.at+n, len(s.row.Fields)-1), 0)
	height := s.height()
	s.top = max(min(s.top, s.at), s.at-height+1, 0)
	s.top = max(min(s.top, len(s.row.Fields)-height), 0)
	return nil
}

func (s *Screen) copyValue() tea.Cmd {
	if s.at >= len(s.row.Fields) {
		return nil
	}
	return screen.Send(screen.Copy{Text: s.row.Fields[s.at].Value, What: "the value"})
}

// Title names the record.
func (s *Screen) Title() string { return "Raw fields" }

// Context is the raw fields' own.
func (s *Screen) Context() action.Context { return action.Raw }

// Status has nothing to say.
func (s *Screen) Status() string { return "" }

// Busy tells whether the record is being read.
func (s *Screen) Busy() bool { return s.lane.Busy() }
