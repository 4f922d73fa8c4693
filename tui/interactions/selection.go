package interactions

import (
	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/filter"
	"segpath/tui/cell"
	"segpath/tui/screen"
	"segpath/tui/table"
)

// selection is which interactions the list holds: a search, or a filter.
type selection struct {
	search string
	filter data.Filter
}

func (s selection) all() bool { return s.search == "" && s.filter.All() }

// text is the selection as the field shows it.
func (s selection) text() string { return s.search + s.filter.Text }

// asFilter is the selection in the filter language.
func (s selection) asFilter() string {
	if s.search != "" {
		return data.Quoted(s.search)
	}
	return s.filter.String()
}

// searched is the text that was looked for, so that it can be marked.
func (s selection) searched() string {
	for _, t := range s.filter.Terms {
		if t.Field == data.SearchTerm && !t.Not {
			return t.Value
		}
	}
	return s.search
}

// told says what was asked, where nothing matches.
func (s selection) told() string {
	if s.search != "" {
		return "Searched in id, external ids, customer and contact point."
	}
	return "Filtered by " + s.filter.String()
}

// understood reads what was typed: a filter, or else a text to search for. A filter that cannot be is an error.
func (s *Screen) understood(text string) (selection, error) {
	if filter.IsPlain(text) {
		return selection{search: text}, nil
	}
	in := filter.In(s.export)
	if zone := s.frame.Env.Zone; zone != nil {
		in.Zone = zone // days are those of the clock that is shown
	}
	f, err := filter.Parse(text, in)
	return selection{filter: f}, err
}

// beginWith makes a filter the active one before the first rows are asked for.
func (s *Screen) beginWith(text string) {
	if text == "" {
		return
	}
	now, err := s.understood(text)
	if err != nil {
		s.openField()
		s.input.Set(text)
		s.wrong = err
		return
	}
	s.active = now
}

// Filter is the active selection in the filter language; empty where everything is listed.
func (s *Screen) Filter() string { return s.active.asFilter() }

// selectNow makes a selection the active one, which can be undone.
func (s *Screen) selectNow(now selection, around string) tea.Cmd {
	s.remember(s.active, now)
	return s.show(now, around)
}

// mostPast bounds how far undo goes back.
const mostPast = 100

func (s *Screen) remember(before, now selection) {
	if before.text() != now.text() {
		s.past = append(s.past, before)
		s.past = s.past[max(len(s.past)-mostPast, 0):]
	}
}

// show makes a selection the active one. Around keeps an interaction in sight where it still matches.
func (s *Screen) show(now selection, around string) tea.Cmd {
	if now.text() == s.active.text() {
		return nil
	}
	s.active, s.single = now, false
	return s.restart(table.Ask{Around: around})
}

// undo goes back to the selection before the active one.
func (s *Screen) undo() tea.Cmd {
	if len(s.past) == 0 {
		return screen.Send(screen.Tell{Text: "there is no earlier filter or search"})
	}
	before := s.past[len(s.past)-1]
	s.past = s.past[:len(s.past)-1]
	return s.show(before, s.selectedID())
}

// unfilter takes the last term out of the filter.
func (s *Screen) unfilter() tea.Cmd {
	n := len(s.active.filter.Terms)
	switch {
	case s.active.all():
		return screen.Send(screen.Tell{Text: "there is no filter"})
	case n < 2:
		return s.selectNow(selection{}, s.selectedID())
	}
	return s.selectNow(selection{filter: s.active.filter.Without(n - 1)}, s.selectedID())
}

// chips draws the terms of the filter, as many as there is room for beside the matches.
func (s *Screen) chips(l *cell.Line, matches int) {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	terms := s.active.filter.Terms
	for n, term := range terms {
		text := term.String()
		room := l.Room() - matches - 6
		if n > 0 && w.Width(w.Clean(text, room+1))+3 > room {
			l.Own(t.Dim, "+"+cell.Count(int64(len(terms)-n)))
			return
		}
		l.Own(t.Chip, " ").Upto(t.Chip.And(t.Strong), text, max(room-3, 4)).Own(t.Chip, " ").Space(1)
	}
	if hint := "x removes the last, u undoes"; l.Room() > matches+len(hint)+4 {
		l.Own(t.Dim, " "+hint)
	}
}
