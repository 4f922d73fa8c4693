// Package interactions is the first screen: every interaction of the export in one table, however
// many, to browse, sort and search, with a preview of the selected one.
package interactions

import (
	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/field"
	"segpath/tui/request"
	"segpath/tui/screen"
	"segpath/tui/source"
	"segpath/tui/table"
)

// maxLetters bounds what the search field takes: a paste of a whole file is cut.
const maxLetters = 1000

// OpenPath makes the screen of one interaction's path.
type OpenPath func(id string, env screen.Env) screen.Screen

// Options is how the screen starts.
type Options struct {
	Search string   // the list opens with this search; if one interaction matches, its path opens
	Filter string   // the list opens with this filter; a wrong one stands in the field, to be put right
	Open   OpenPath // what enter opens
	At     Place    // where the list opens
	// Sources makes the screen of the files and notices.
	Sources func(env screen.Env) screen.Screen
}

// Screen is the interactions screen.
type Screen struct {
	src    source.Source
	export data.Export
	broken bool // it could not be summed up
	open   OpenPath
	frame  screen.Frame

	sources func(env screen.Env) screen.Screen

	rows     *table.Window[data.Row]
	page     request.Lane[answer]
	asked    table.Ask // what the page lane is asking
	failed   error     // of the last page
	counting counting
	sort     data.Sort
	active   selection
	shown    question    // what the rows in sight answer
	outdated bool        // another question is asked now
	marked   int         // the term of the filter that is marked, from 1; 0 is none
	past     []selection // that were active before, for undo
	single   bool        // a single match opens by itself: the first answer only
	idWidth  int         // the widest id seen, so that none is cut in its middle
	offset   int         // columns scrolled off

	typing bool
	input  field.Field
	before selection // before the field was opened
	pause  int       // number of the last change in the field: only the last one is searched
	wrong  error     // why what stands in the field is no filter
	help   completing

	preview preview

	body []string // what View gives; nil once something of it has changed
}

// New returns the screen over an open export.
func New(src source.Source, env screen.Env, o Options) *Screen {
	s := &Screen{
		src: src, export: src.Export(), open: o.Open, sources: o.Sources, frame: screen.Frame{Env: env},
		rows: table.NewWindow(rowID), sort: data.NewestFirst, active: selection{search: o.Search}, single: o.Search != "",
		idWidth: leastID, preview: newPreview(), input: field.New(maxLetters),
	}
	s.begin(o.At)
	s.beginWith(o.Filter)
	return s
}

func rowID(r *data.Row) string { return r.ID }

// Init asks for the first page.
func (s *Screen) Init() tea.Cmd { return s.fetch() }

// Title names the screen.
func (s *Screen) Title() string { return "Interactions of " + s.export.Name }

// Context is the search field while it is open, else the list.
func (s *Screen) Context() action.Context {
	if s.typing {
		return action.SearchField
	}
	return action.Interactions
}

// Status is the position in the list.
func (s *Screen) Status() string {
	if !s.rows.Known() || s.rows.Total() == 0 {
		return ""
	}
	return cell.Count(s.rows.Position()+1) + " of " + cell.Count(s.rows.Total())
}

// Busy tells whether a page is being asked for that the user waits for.
func (s *Screen) Busy() bool { return s.page.Busy() && s.rows.Jumping() }

// Back unmarks a term, or clears the search or filter, keeping the selected interaction in sight.
func (s *Screen) Back() (tea.Cmd, bool) {
	if s.marked > 0 {
		s.marked, s.body = 0, nil
		return nil, true
	}
	if s.active.all() {
		return nil, false
	}
	s.body = nil
	return s.selectNow(selection{}, s.selectedID()), true
}

// Update takes a message. What is not an answer or a turn of a spinner may change anything in sight.
func (s *Screen) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	drawn := s.body
	s.body = nil
	switch msg := msg.(type) {
	case screen.Frame:
		return s, s.resize(msg)
	case action.Intent:
		return s, s.act(msg.ID)
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.PasteMsg:
		return s, s.paste(msg.Content)
	case tea.MouseWheelMsg:
		return s, s.wheel(msg)
	case tea.MouseClickMsg:
		return s, s.click(msg)
	case typed:
		return s, s.settled(msg)
	case rested:
		return s, s.read(msg)
	case chosen:
		return s, s.sorted(msg)
	case liked:
		return s, s.filterLike(msg)
	case screen.Whole:
		return s, s.becameWhole(msg.Err)
	}
	s.body = drawn
	return s, tea.Batch(s.answered(msg), s.counted(msg), s.previewed(msg), s.taught(msg))
}

// becameWhole takes over what the export tells now. The rows are the same, unless their number is not. An export that
// cannot be summed up stays what it was.
func (s *Screen) becameWhole(err error) tea.Cmd {
	if s.broken = err != nil; s.broken {
		return nil
	}
	s.export = s.src.Export()
	if s.rows.Known() && s.active.all() && s.rows.Total() != s.export.InteractionCount {
		return s.restart(table.Ask{Around: s.selectedID()})
	}
	return s.fetch()
}

func (s *Screen) resize(f screen.Frame) tea.Cmd {
	zone := s.frame.Env.Zone
	s.frame = f
	s.rows.Resize(s.listHeight())
	if zone != f.Env.Zone {
		return tea.Batch(s.rezone(), s.fetch(), s.look())
	}
	return tea.Batch(s.fetch(), s.look())
}

func (s *Screen) selectedID() string {
	if row := s.rows.Selected(); row != nil {
		return row.ID
	}
	return ""
}
