package interactions

import (
	tea "charm.land/bubbletea/v2"

	"segpath/tui/action"
	"segpath/tui/screen"
	"segpath/tui/scroll"
	"segpath/tui/table"
)

type handler func(*Screen) tea.Cmd

// move is a handler that moves the selection.
func move(f func(*table.Window[rowType])) handler {
	return func(s *Screen) tea.Cmd {
		f(s.rows)
		return s.moved()
	}
}

var listHandlers = map[action.ID]handler{
	action.Open:        (*Screen).openSelected,
	action.Search:      (*Screen).openField,
	action.Sort:        (*Screen).chooseSort,
	action.Reverse:     (*Screen).reverse,
	action.SortNext:    func(s *Screen) tea.Cmd { return s.sortBeside(1) },
	action.SortBefore:  func(s *Screen) tea.Cmd { return s.sortBeside(-1) },
	action.Preview:     (*Screen).togglePreview,
	action.CopyID:      (*Screen).copyID,
	action.Contacts:    (*Screen).contacts,
	action.Like:        (*Screen).chooseLike,
	action.Unfilter:    (*Screen).unfilter,
	action.NextTerm:    func(s *Screen) tea.Cmd { return s.mark(1) },
	action.TermBefore:  func(s *Screen) tea.Cmd { return s.mark(-1) },
	action.Undo:        (*Screen).undo,
	action.ShowSources: (*Screen).showSources,
	action.Retry:       func(s *Screen) tea.Cmd { return s.restart(table.Ask{Around: s.selectedID()}) },
	action.Down:        move(func(w *table.Window[rowType]) { w.Move(1) }),
	action.Up:          move(func(w *table.Window[rowType]) { w.Move(-1) }),
	action.PageDown:    move(func(w *table.Window[rowType]) { w.PageBy(1) }),
	action.PageUp:      move(func(w *table.Window[rowType]) { w.PageBy(-1) }),
	action.First:       move((*table.Window[rowType]).Home),
	action.Last:        move((*table.Window[rowType]).End),
	action.Left:        func(s *Screen) tea.Cmd { s.scrollColumns(-1); return nil },
	action.Right:       func(s *Screen) tea.Cmd { s.scrollColumns(1); return nil },
}

var fieldHandlers = map[action.ID]handler{
	action.Accept:      (*Screen).acceptField,
	action.Back:        (*Screen).leaveField,
	action.ClearSearch: (*Screen).clearField,
	action.Complete:    func(s *Screen) tea.Cmd { return s.complete(1) },
	action.Completed:   func(s *Screen) tea.Cmd { return s.complete(-1) },
}

// Handled lists the actions each context of this package handles, for the catalog's test.
func Handled() map[action.Context][]action.ID {
	out := map[action.Context][]action.ID{}
	for id := range listHandlers {
		out[action.Interactions] = append(out[action.Interactions], id)
	}
	for id := range fieldHandlers {
		out[action.SearchField] = append(out[action.SearchField], id)
	}
	for id := range chooserHandlers {
		out[action.SortChooser] = append(out[action.SortChooser], id)
	}
	for id := range likeHandlers {
		out[action.LikeChooser] = append(out[action.LikeChooser], id)
	}
	return out
}

func (s *Screen) act(id action.ID) tea.Cmd {
	if id == action.Stop {
		return s.stop()
	}
	handlers := listHandlers
	if s.typing {
		handlers = fieldHandlers
	}
	if handle := handlers[id]; handle != nil {
		return handle(s)
	}
	return nil
}

// moved follows a move: the next page, and the preview of the row the selection is on now.
func (s *Screen) moved() tea.Cmd { return tea.Batch(s.fetch(), s.look()) }

func (s *Screen) copyID() tea.Cmd {
	if id := s.selectedID(); id != "" {
		return screen.Send(screen.Copy{Text: id, What: "the id"})
	}
	return nil
}

// contacts searches for the customer of the selected interaction, which stays in sight.
func (s *Screen) contacts() tea.Cmd {
	row := s.rows.Selected()
	if row == nil || row.Customer == "" {
		return screen.Send(screen.Tell{Text: "the export names no customer here"})
	}
	return s.selectNow(selection{search: row.Customer}, row.ID)
}

func (s *Screen) showSources() tea.Cmd {
	if s.sources == nil {
		return nil
	}
	return screen.Send(screen.Push{Screen: s.sources(s.frame.Env)})
}

func (s *Screen) scrollColumns(n int) {
	s.offset = max(s.layout().Offset+n, 0)
	s.offset = s.layout().Offset
}

func (s *Screen) wheel(m tea.MouseWheelMsg) tea.Cmd {
	switch m.Button {
	case tea.MouseWheelUp:
		s.rows.Scroll(-scroll.WheelRows)
	case tea.MouseWheelDown:
		s.rows.Scroll(scroll.WheelRows)
	case tea.MouseWheelLeft:
		s.scrollColumns(-1)
	case tea.MouseWheelRight:
		s.scrollColumns(1)
	}
	return s.moved()
}

// filterLine is the line of the field and the chips.
const filterLine = 1

// click selects a row, opens the one that is selected already, sorts by a column's title, or removes a term.
func (s *Screen) click(m tea.MouseClickMsg) tea.Cmd {
	if m.Button == tea.MouseLeft && m.Y == filterLine {
		return s.clickChip(m.X)
	}
	if m.Button != tea.MouseLeft || m.X >= s.listWidth() {
		return nil
	}
	if m.Y == s.headerHeight()-1 {
		return s.sortByClick(m.X)
	}
	before := s.selectedID()
	if !s.rows.Choose(m.Y - s.headerHeight()) {
		return nil
	}
	if s.selectedID() == before {
		return s.openSelected()
	}
	return s.moved()
}
