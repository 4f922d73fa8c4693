// Package sources is the screen for whoever prepares an export: its files and what became of every row,
// what each column became, the rows that were rejected, and the notices, each leading to its rows.
package sources

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/request"
	"segpath/tui/screen"
	"segpath/tui/source"
)

// Options is what the screen opens.
type Options struct {
	OpenRaw  func(file string, record int64, env screen.Env) screen.Screen // the fields of a source row
	OpenPath func(id string, env screen.Env) screen.Screen                 // an interaction's path
}

// The panes, in their order.
const (
	filesAt = iota
	columnsAt
	rejectedAt
	noticesAt
	paneCount
)

// Screen is the sources screen.
type Screen struct {
	src    source.Source
	export data.Export
	o      Options
	frame  screen.Frame
	lane   request.Lane[data.Report]
	report data.Report
	known  bool
	failed error
	panes  [paneCount]pane
	active int
	within *pane // the notices, while the pane lists the rows of one
}

// New returns the screen over an open export. It opens at the notices if there are any, else at the files.
func New(src source.Source, env screen.Env, o Options) *Screen {
	s := &Screen{src: src, export: src.Export(), o: o, frame: screen.Frame{Env: env}}
	if len(s.export.Notices) > 0 {
		s.active = noticesAt
	}
	return s
}

// Init asks what was read.
func (s *Screen) Init() tea.Cmd {
	return s.lane.Ask(s.frame.Env.Run, s.src.Check)
}

var handlers = map[action.ID]func(*Screen) tea.Cmd{
	action.Open:         (*Screen).open,
	action.OpenPath:     (*Screen).openPath,
	action.NextPane:     func(s *Screen) tea.Cmd { return s.focus((s.active + 1) % paneCount) },
	action.PreviousPane: func(s *Screen) tea.Cmd { return s.focus((s.active + paneCount - 1) % paneCount) },
	action.FilesPane:    func(s *Screen) tea.Cmd { return s.focus(filesAt) },
	action.ColumnsPane:  func(s *Screen) tea.Cmd { return s.focus(columnsAt) },
	action.RejectedPane: func(s *Screen) tea.Cmd { return s.focus(rejectedAt) },
	action.NoticesPane:  func(s *Screen) tea.Cmd { return s.focus(noticesAt) },
	action.CopyPlace:    (*Screen).copyPlace,
	action.Retry:        (*Screen).retry,
	action.Down:         func(s *Screen) tea.Cmd { return s.move(1) },
	action.Up:           func(s *Screen) tea.Cmd { return s.move(-1) },
	action.PageDown:     func(s *Screen) tea.Cmd { return s.move(s.page()) },
	action.PageUp:       func(s *Screen) tea.Cmd { return s.move(-s.page()) },
	action.First:        func(s *Screen) tea.Cmd { return s.move(-len(s.pane().entries)) },
	action.Last:         func(s *Screen) tea.Cmd { return s.move(len(s.pane().entries)) },
}

// Handled lists the actions this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	out := map[action.Context][]action.ID{}
	for id := range handlers {
		out[action.Sources] = append(out[action.Sources], id)
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
			return s, s.move(wheelRows)
		case tea.MouseWheelUp:
			return s, s.move(-wheelRows)
		}
	case tea.MouseClickMsg:
		return s, s.click(msg)
	case screen.Whole:
		s.export = s.src.Export()
		return s, nil
	}
	return s, s.answered(msg)
}

const wheelRows = 3

func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	got, cmd := s.lane.Update(s.frame.Env.Run, msg)
	if got == nil {
		return cmd
	}
	s.report, s.failed, s.known = got.Value, got.Err, got.Err == nil
	s.panes[filesAt] = filesPane(&s.report)
	s.panes[rejectedAt] = rejectedPane(&s.report)
	s.panes[noticesAt] = noticesPane(&s.report)
	return s.move(0)
}

func (s *Screen) retry() tea.Cmd {
	if s.failed == nil {
		return nil
	}
	s.failed = nil
	return s.Init()
}

// stop gives the question up.
func (s *Screen) stop() tea.Cmd {
	if s.lane.Busy() {
		s.lane.Cancel()
		s.failed = data.Problemf(data.Interrupted, "", "stopped before it was read")
	}
	return nil
}

// Leave gives the question up.
func (s *Screen) Leave() { s.lane.Cancel() }

func (s *Screen) pane() *pane { return &s.panes[s.active] }

func (s *Screen) focus(at int) tea.Cmd {
	s.active = at
	return s.move(0)
}

// move marks the line n places further in the pane that has the keys; the columns are those of the marked file.
func (s *Screen) move(n int) tea.Cmd {
	s.pane().move(n)
	if s.known && s.active != columnsAt {
		s.panes[columnsAt].follow(&s.report, s.panes[filesAt].at)
	}
	for at, r := range s.layout() {
		s.panes[at].show(r.lines(&s.panes[at]))
	}
	return nil
}

// page is how many lines of the pane are in sight.
func (s *Screen) page() int { return max(s.layout()[s.active].lines(s.pane()), 1) }

// open goes from a file to its columns, from a notice to its rows, and from a row to its fields.
func (s *Screen) open() tea.Cmd {
	e := s.pane().marked()
	switch {
	case e == nil:
		return nil
	case s.active == filesAt:
		return s.focus(columnsAt)
	case s.active == columnsAt:
		return screen.Send(screen.Tell{Text: "a column has no row of its own; the notices and the rejected rows do"})
	case s.active == noticesAt && len(e.places) > 1:
		before := *s.pane()
		s.within = &before
		s.panes[noticesAt] = placesPane(e)
		return s.move(0)
	}
	return s.openRow(e)
}

// openRow shows a row's fields; without a row, the path of its interaction.
func (s *Screen) openRow(e *entry) tea.Cmd {
	at := e.place()
	switch {
	case at.Source != "" && at.SourceRow > 0 && s.o.OpenRaw != nil:
		return screen.Send(screen.Push{Screen: s.o.OpenRaw(at.Source, at.SourceRow, s.frame.Env)})
	case at.InteractionID != "":
		return s.openPath()
	case at.Source != "":
		return screen.Send(screen.Tell{Text: "this is about the whole file"})
	}
	return screen.Send(screen.Tell{Text: "this is about the whole export"})
}

func (s *Screen) openPath() tea.Cmd {
	e := s.pane().marked()
	if e == nil || e.place().InteractionID == "" || s.o.OpenPath == nil {
		return screen.Send(screen.Tell{Text: "no interaction is named here"})
	}
	return screen.Send(screen.Push{Screen: s.o.OpenPath(e.place().InteractionID, s.frame.Env)})
}

func (s *Screen) copyPlace() tea.Cmd {
	e := s.pane().marked()
	if e == nil || e.place().Source == "" {
		return screen.Send(screen.Tell{Text: "no file is named here"})
	}
	at := e.place()
	text := at.Source
	if at.SourceRow > 0 {
		text += ":" + strconv.FormatInt(at.SourceRow, 10)
	}
	return screen.Send(screen.Copy{Text: text, What: "the place"})
}

// Back closes the rows of a notice, at the notice.
func (s *Screen) Back() (tea.Cmd, bool) {
	if s.within == nil || s.active != noticesAt {
		return nil, false
	}
	s.panes[noticesAt], s.within = *s.within, nil
	return s.move(0), true
}

// Title names the screen.
func (s *Screen) Title() string { return "Sources of " + s.export.Name }

// Context is the screen's own.
func (s *Screen) Context() action.Context { return action.Sources }

// Status is the position in the pane that has the keys.
func (s *Screen) Status() string {
	p := s.pane()
	if len(p.entries) == 0 {
		return ""
	}
	return cell.Count(int64(p.at+1)) + " of " + cell.Count(int64(len(p.entries)))
}

// Busy tells whether it is still being asked what was read.
func (s *Screen) Busy() bool { return s.lane.Busy() }

var _ screen.Backer = (*Screen)(nil)
