package path

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/request"
	"segpath/tui/screen"
	"segpath/tui/source"
)

// OpenRaw makes the screen of every field of a source row.
type OpenRaw func(file string, record int64, env screen.Env) screen.Screen

// OpenExport makes the box that writes a path to a file.
type OpenExport func(chain *data.Chain, env screen.Env) screen.Screen

// Options is what the screen shows and what it can open.
type Options struct {
	ID         string     // of the interaction
	OpenRaw    OpenRaw    // what enter opens
	OpenExport OpenExport // what e opens
	At         Place      // where it opens
	// Command is the command line that opens this export as it is shown now, quoted; copied links go on from it.
	Command func() string
}

// Screen is the path screen.
type Screen struct {
	src   source.Source
	o     Options
	frame screen.Frame

	lane   request.Lane[*answers]
	a      *answers // nil until they have come
	failed error

	timesLane request.Lane[data.QueueTimes]
	times     data.QueueTimes // where its waits and rings stand among others; nil until they have come
	unranked  error           // why they did not

	current int // index of the current step
	active  pane
	shown   pane // the side pane in sight where only one is
	steps   stepsPane
	sides   [sideEnd]sidePane
	needs   [paneCount]int // lines that would show each side pane whole
	layout  layout
	story   []string
	// storyCut tells that not all of the story has room.
	storyCut bool
	time     timePane
	legend   bool
	asking   *asking  // the field for a clock time, while it is open
	finding  *finding // the field for a text, while it is open
	found    found    // what n and N go through
	playing  bool
	plays    int // number of the last play

	body []string // what View gives, until something changes
}

// New returns the screen of one interaction's path.
func New(src source.Source, env screen.Env, o Options) *Screen {
	return &Screen{src: src, o: o, frame: screen.Frame{Env: env}, shown: ringsAt}
}

// Init asks for the chain; its questions are answered off the screen's goroutine too.
func (s *Screen) Init() tea.Cmd {
	src, id := s.src, s.o.ID
	return s.lane.Ask(s.frame.Env.Run, func(ctx context.Context) (*answers, error) {
		chain, err := src.Chain(ctx, id)
		if err != nil {
			return nil, err
		}
		return ask(chain), nil
	})
}

// Title names the screen and the interaction.
func (s *Screen) Title() string { return "Path " + s.o.ID }

// Context is the path's own, or that of what has the keys for a while.
func (s *Screen) Context() action.Context {
	switch {
	case s.a == nil && (s.failed != nil || s.lane.Frame() > 0):
		return action.NoPath
	case s.asking != nil:
		return action.ClockField
	case s.finding != nil:
		return action.FindField
	case s.playing:
		return action.Playing
	}
	return action.Path
}

// Status is where the current step stands.
func (s *Screen) Status() string {
	if s.a == nil || len(s.a.steps) == 0 {
		return ""
	}
	return "step " + cell.Count(int64(s.current+1)) + " of " + cell.Count(int64(len(s.a.steps)))
}

// Busy tells whether a question runs, or the steps are playing.
func (s *Screen) Busy() bool { return s.lane.Busy() || s.timesLane.Busy() || s.playing }

// Back closes what is open over the path, and ends the playing.
func (s *Screen) Back() (tea.Cmd, bool) {
	switch {
	case s.finding != nil:
		return s.closeFind(), true
	case s.asking != nil || s.playing:
		s.asking = nil
		return s.stopPlaying(), true
	}
	if !s.legend {
		return nil, false
	}
	s.legend = false
	s.changed()
	return nil, true
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Frame:
		s.frame = msg
		s.arrange()
		return s, nil
	case action.Intent:
		return s, s.intent(msg.ID)
	case tea.KeyPressMsg, tea.PasteMsg:
		return s, s.typed(msg)
	case played:
		return s, s.playNext(msg)
	case tea.MouseClickMsg:
		s.click(msg.X, msg.Y)
		return s, nil
	case tea.MouseWheelMsg:
		s.wheel(msg)
		return s, nil
	}
	return s, s.answered(msg)
}

// answered takes a message that may be an answer: the path is drawn at once, and where its waits and
// rings stand among others is asked then.
func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	times, tick := s.timesLane.Update(s.frame.Env.Run, msg)
	if times != nil {
		return s.ranked(times.Value, times.Err)
	}
	if tick != nil {
		return tick
	}
	answer, cmd := s.lane.Update(s.frame.Env.Run, msg)
	if answer != nil {
		s.a, s.failed = answer.Value, answer.Err
		if s.a != nil {
			s.open(s.o.At)
			s.o.At = Place{} // once: an answer that comes again changes no place
			cmd = s.rank()
		}
		s.arrange()
	}
	if cmd != nil {
		s.body = nil // the spinner turns
	}
	return cmd
}

// View is the screen's lines.
func (s *Screen) View() []string {
	if s.body == nil {
		s.body = s.render()
	}
	return s.body
}

// pen is what drawing needs now.
func (s *Screen) pen() pen {
	p := newPen(s.frame.Env, s.a, s.times)
	p.unranked = s.unranked
	return p
}

// arrange lays everything out anew: the size, the look or the answers have changed.
func (s *Screen) arrange() {
	s.body = nil
	if s.a == nil {
		return
	}
	p, w, h := s.pen(), s.frame.W, s.frame.H
	s.story, s.storyCut = p.storyLines(w, storyRoom(h, isWide(w, h)))
	s.fill(p)
	s.time.arrange(p, max(w-2, 0))
	s.needs[timelineAt] = s.time.needs()
	s.steps = stepsPane{top: s.steps.top}
	s.place()
}

// fill makes the side panes anew for their width.
func (s *Screen) fill(p pen) {
	width := sideWidth(s.frame.W, s.frame.H) - 2
	makers := [sideEnd]func(pen, int) sidePane{ringsAt: pen.ladder, statusesAt: pen.statusList, queuesAt: pen.queueList}
	for at := ringsAt; at < sideEnd; at++ {
		cursor, top := s.sides[at].cursor, s.sides[at].top
		s.sides[at] = makers[at](p, width)
		s.sides[at].cursor, s.sides[at].top = cursor, top
		s.sides[at].index(len(s.a.steps))
		s.needs[at] = s.sides[at].needs(p, width)
	}
}

// place finds the places of the panes: another one has the keys, or is in sight.
func (s *Screen) place() {
	w, h := s.frame.W, s.frame.H
	active := s.active
	if active == stepsAt && s.showsSide(w, h) {
		active = s.shown
	}
	s.layout = place(w, h, active, len(s.story), s.needs)
	width, _ := s.layout.panes[stepsAt].inner()
	if s.steps.rows == nil || width != s.steps.width {
		s.steps.arrange(s.pen(), width)
	}
	s.changed()
}

// showsSide tells whether a side pane has a place beside the steps.
func (s *Screen) showsSide(w, h int) bool {
	return isWide(w, h) || h-headerLines(h, false)-min(storyRoom(h, false), len(s.story)) >= tabbedLeast
}

// changed brings the current step into sight in every pane and has the screen drawn anew.
func (s *Screen) changed() { s.changedAt(false) }

// changedAt is the same; follow says whether the timeline moves on to the current step: what was looked at
// by hand stays in sight until the next move.
func (s *Screen) changedAt(follow bool) {
	s.body = nil
	if s.a == nil {
		return
	}
	s.time.view = s.time.view.within(s.a.time.whole())
	if follow && s.a.has(s.current) && s.a.time.known {
		s.time.view = s.time.view.follow(s.a.time.whole(), s.offset())
	}
	for at := ringsAt; at < sideEnd; at++ {
		_, height := s.layout.panes[at].inner()
		s.sides[at].follow(s.current + 1)
		s.sides[at].scroll(height)
	}
	_, height := s.layout.panes[stepsAt].inner()
	s.steps.follow(s.current, height)
}
