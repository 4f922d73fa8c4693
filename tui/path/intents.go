package path

import (
	"context"
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/screen"
)

// handlers are what the screen does for each action; they run only once the answers have come.
var handlers = map[action.ID]func(*Screen) tea.Cmd{
	action.RawFields: (*Screen).raw,
	action.CopyID:    (*Screen).copyID,
	action.ShowStory: (*Screen).showStory,
	action.CopyStory: (*Screen).copyStory,
	action.CopyStep:  (*Screen).copyStep,
	action.CopyLink:  (*Screen).copyLink,
	action.Export:    (*Screen).export,

	action.Marks:        func(*Screen) tea.Cmd { return nil }, // intent has opened or closed it
	action.NextPane:     func(s *Screen) tea.Cmd { return s.focus((s.active + 1) % paneCount) },
	action.PreviousPane: func(s *Screen) tea.Cmd { return s.focus((s.active + paneCount - 1) % paneCount) },
	action.StepsPane:    func(s *Screen) tea.Cmd { return s.focus(stepsAt) },
	action.RingsPane:    func(s *Screen) tea.Cmd { return s.choose(ringsAt) },
	action.StatusPane:   func(s *Screen) tea.Cmd { return s.choose(statusesAt) },
	action.QueuesPane:   func(s *Screen) tea.Cmd { return s.choose(queuesAt) },

	action.TimelinePane: func(s *Screen) tea.Cmd { return s.choose(timelineAt) },
	action.ZoomIn:       func(s *Screen) tea.Cmd { return s.zoom(true) },
	action.ZoomOut:      func(s *Screen) tea.Cmd { return s.zoom(false) },
	action.ZoomWhole:    (*Screen).zoomOut,
	action.Left:         func(s *Screen) tea.Cmd { return s.pan(-1) },
	action.Right:        func(s *Screen) tea.Cmd { return s.pan(1) },
	action.ClockTime:    (*Screen).askTime,
	action.Play:         (*Screen).play,
	action.FindStep:     (*Screen).openFind,
	action.NextMatch:    func(s *Screen) tea.Cmd { return s.nextMatch(1) },
	action.PrevMatch:    func(s *Screen) tea.Cmd { return s.nextMatch(-1) },

	action.Down:     func(s *Screen) tea.Cmd { return s.moveBy(1) },
	action.Up:       func(s *Screen) tea.Cmd { return s.moveBy(-1) },
	action.PageDown: func(s *Screen) tea.Cmd { return s.moveBy(s.page()) },
	action.PageUp:   func(s *Screen) tea.Cmd { return s.moveBy(-s.page()) },
	action.First:    func(s *Screen) tea.Cmd { return s.moveBy(-end) },
	action.Last:     func(s *Screen) tea.Cmd { return s.moveBy(end) },

	action.NextSame:     func(s *Screen) tea.Cmd { return s.jump(1, sameKind) },
	action.PreviousSame: func(s *Screen) tea.Cmd { return s.jump(-1, sameKind) },
	action.NextRing:     func(s *Screen) tea.Cmd { return s.jump(1, ring) },
	action.PreviousRing: func(s *Screen) tea.Cmd { return s.jump(-1, ring) },
	action.NextMissed:   func(s *Screen) tea.Cmd { return s.jump(1, unanswered) },
	action.PrevMissed:   func(s *Screen) tea.Cmd { return s.jump(-1, unanswered) },
	action.NextStatus:   func(s *Screen) tea.Cmd { return s.jump(1, statusChange) },
	action.PrevStatus:   func(s *Screen) tea.Cmd { return s.jump(-1, statusChange) },
	action.NextHop:      func(s *Screen) tea.Cmd { return s.jump(1, queueHop) },
	action.PreviousHop:  func(s *Screen) tea.Cmd { return s.jump(-1, queueHop) },
	action.NextNotice:   func(s *Screen) tea.Cmd { return s.jump(1, notice) },
	action.PrevNotice:   func(s *Screen) tea.Cmd { return s.jump(-1, notice) },
}

// While a field is open, the steps are playing, or there is no path, these are all the actions.
var (
	fieldHandlers = map[action.ID]func(*Screen) tea.Cmd{
		action.Accept: (*Screen).acceptTime,
		action.Back:   (*Screen).closeTime,
	}
	findHandlers = map[action.ID]func(*Screen) tea.Cmd{
		action.Accept: (*Screen).acceptFind,
		action.Back:   (*Screen).closeFind,
	}
	pathlessHandlers = map[action.ID]func(*Screen) tea.Cmd{
		action.Retry: (*Screen).retry,
		action.Back:  func(*Screen) tea.Cmd { return screen.Send(screen.Pop{}) },
	}
	playHandlers = map[action.ID]func(*Screen) tea.Cmd{
		action.Back: (*Screen).stopPlaying,
	}
)

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	return map[action.Context][]action.ID{
		action.Path:       slices.Sorted(maps.Keys(handlers)),
		action.NoPath:     slices.Sorted(maps.Keys(pathlessHandlers)),
		action.ClockField: slices.Sorted(maps.Keys(fieldHandlers)),
		action.FindField:  slices.Sorted(maps.Keys(findHandlers)),
		action.Playing:    slices.Sorted(maps.Keys(playHandlers)),
	}
}

// intent does what an action asks for.
func (s *Screen) intent(id action.ID) tea.Cmd {
	if id == action.Stop {
		s.stop()
		return nil
	}
	handle := handlers[id]
	switch s.Context() {
	case action.NoPath:
		if handle := pathlessHandlers[id]; handle != nil {
			return handle(s)
		}
		return nil
	case action.ClockField:
		handle = fieldHandlers[id]
	case action.FindField:
		handle = findHandlers[id]
	case action.Playing:
		handle = playHandlers[id]
	}
	if s.a == nil || handle == nil {
		return nil
	}
	s.body = nil
	s.legend = id == action.Marks && !s.legend // any other action closes it
	return handle(s)
}

// typed is a key that no action has: the field's own, or any that ends the playing.
func (s *Screen) typed(msg tea.Msg) tea.Cmd {
	switch s.Context() {
	case action.ClockField:
		s.typeTime(msg)
	case action.FindField:
		s.typeFind(msg)
	case action.Playing:
		return s.stopPlaying()
	}
	return nil
}

// retry asks for the path again, if it is not on its way.
func (s *Screen) retry() tea.Cmd {
	if s.failed == nil {
		return nil
	}
	s.failed, s.body = nil, nil
	return s.Init()
}

// stop ends the running question, and says so; or the playing.
func (s *Screen) stop() {
	if s.playing {
		s.stopPlaying()
	}
	s.timesLane.Cancel()
	if s.lane.Busy() {
		s.lane.Cancel()
		s.failed = context.Canceled
		s.body = nil
	}
}

// Leave gives up what is not here yet.
func (s *Screen) Leave() {
	s.timesLane.Cancel()
	s.lane.Cancel()
}

// raw opens the source row of the current step.
func (s *Screen) raw() tea.Cmd {
	if !s.a.has(s.current) || s.o.OpenRaw == nil {
		return nil
	}
	step := &s.a.steps[s.current]
	if step.Source == "" || step.SourceRow == 0 {
		return screen.Send(screen.Tell{Text: "No row of the export stands behind this step: a rule made it."})
	}
	return screen.Send(screen.Push{Screen: s.o.OpenRaw(step.Source, step.SourceRow, s.frame.Env)})
}

// focus gives the keys to a pane.
func (s *Screen) focus(to pane) tea.Cmd {
	s.active = to
	if to != stepsAt {
		s.shown = to
	}
	s.place()
	return nil
}

// choose answers a pane's own key: in a small terminal it brings the pane into sight and the keys stay
// with the steps, unless they were in the side panes already; else it gives the pane the keys.
func (s *Screen) choose(to pane) tea.Cmd {
	if s.layout.tabbed && s.active == stepsAt && s.showsSide(s.frame.W, s.frame.H) {
		s.shown = to
		s.place()
		return nil
	}
	return s.focus(to)
}

// target is a kind of step to jump to.
type target struct {
	what string // "ring"
	is   func(a *answers, current, i int) bool
}

var (
	sameKind = target{"step of this kind", func(a *answers, current, i int) bool {
		return a.has(current) && a.steps[i].Event == a.steps[current].Event
	}}
	ring         = target{"ring", func(a *answers, _, i int) bool { return a.steps[i].Event == data.RingOffer }}
	unanswered   = target{"unanswered ring", func(a *answers, _, i int) bool { return a.unrung[i] }}
	statusChange = target{"status change", func(a *answers, _, i int) bool { return a.changeAt[i] }}
	queueHop     = target{"queue hop", func(a *answers, _, i int) bool { return a.hopAt[i] }}
	notice       = target{"notice", func(a *answers, _, i int) bool { return len(a.notices[i]) > 0 }}
)
