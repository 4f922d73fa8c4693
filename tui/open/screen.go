// Package open is the screen that stands while an export is being opened, and when that failed.
package open

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/request"
	"segpath/tui/screen"
	"segpath/tui/source"
)

// Opened tells the root that the export is open.
type Opened struct{ Source source.Source }

// Left tells the root that the user leaves without an export: Err is why it was not opened.
type Left struct{ Err error }

// Screen is the open screen.
type Screen struct {
	opener source.Opener
	name   string
	frame  screen.Frame
	lane   request.Lane[source.Source]
	feed   *feed
	now    progressed
	failed error
}

// New returns the screen that opens an export called name.
func New(opener source.Opener, name string, env screen.Env) *Screen {
	return &Screen{opener: opener, name: name, frame: screen.Frame{Env: env}}
}

// Init starts opening.
func (s *Screen) Init() tea.Cmd {
	s.failed, s.now = nil, progressed{}
	s.feed = newFeed()
	feed, opener := s.feed, s.opener
	run := s.lane.Ask(s.frame.Env.Run, func(ctx context.Context) (source.Source, error) {
		defer feed.close()
		return opener(ctx, feed.report)
	})
	return tea.Batch(run, feed.listen)
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		s.frame = msg
		return s, nil
	case action.Intent:
		return s, s.act(msg.ID)
	case progressed:
		if msg.of != s.feed {
			return s, nil
		}
		s.now = msg
		return s, s.frame.Env.Run.Soon(between, next{msg.of})
	case next:
		if msg.of != s.feed {
			return s, nil
		}
		return s, msg.of.listen
	}
	return s, s.answered(msg)
}

func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	got, cmd := s.lane.Update(s.frame.Env.Run, msg)
	if got == nil {
		return cmd
	}
	if got.Err == nil {
		return screen.Send(Opened{got.Value})
	}
	if errors.Is(got.Err, context.Canceled) {
		return screen.Send(Left{interrupted()})
	}
	s.failed = got.Err
	return nil
}

var loadingHandlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Back: (*Screen).cancel,
}

var failedHandlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Retry: (*Screen).Init,
	action.Back:  func(s *Screen) tea.Cmd { return screen.Send(Left{s.failed}) },
}

// Handled lists the actions each context of this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	out := map[action.Context][]action.ID{}
	for id := range loadingHandlers {
		out[action.Opening] = append(out[action.Opening], id)
	}
	for id := range failedHandlers {
		out[action.Failure] = append(out[action.Failure], id)
	}
	return out
}

func (s *Screen) act(id action.ID) tea.Cmd {
	handlers := loadingHandlers
	if s.failed != nil {
		handlers = failedHandlers
	}
	if id == action.Stop {
		id = action.Back
	}
	if handle := handlers[id]; handle != nil {
		return handle(s)
	}
	return nil
}

func (s *Screen) cancel() tea.Cmd {
	s.lane.Cancel()
	return screen.Send(Left{interrupted()})
}

func interrupted() error {
	return data.Problemf(data.Interrupted, "", "stopped before the export was open")
}

// Title names what is being opened.
func (s *Screen) Title() string { return "Opening " + s.name }

// Context tells loading from failure.
func (s *Screen) Context() action.Context {
	if s.failed != nil {
		return action.Failure
	}
	return action.Opening
}

// Status has nothing to say.
func (s *Screen) Status() string { return "" }

// Busy tells whether the export is still being opened.
func (s *Screen) Busy() bool { return s.lane.Busy() }
