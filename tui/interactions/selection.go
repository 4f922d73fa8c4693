package interactions

import (
	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/filter"
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

// kept is the selection as it is read back: a search that would be read as a filter stands in quotes.
func (s selection) kept() string {
	if filter.IsPlain(s.search) {
		return s.text()
	}
	return s.asFilter()
}

// Filter is the active selection in the filter language; empty where everything is listed.
func (s *Screen) Filter() string { return s.active.asFilter() }

// selectNow makes a selection the active one, which can be undone.
func (s *Screen) selectNow(now selection, around string) tea.Cmd {
	s.remember(s.active, now)
	return s.show(now, around)
}

// maxPast bounds how far undo goes back.
const maxPast = 100

func (s *Screen) remember(before, now selection) {
	if before.text() != now.text() {
		s.past = append(s.past, before)
		s.past = s.past[max(len(s.past)-maxPast, 0):]
	}
}

// show makes a selection the active one. Around keeps an interaction in sight where it still matches.
func (s *Screen) show(now selection, around string) tea.Cmd {
	if now.text() == s.active.text() {
		return nil
	}
	s.active, s.single, s.marked = s.reread(now), false, 0
	return s.askAnew(table.Ask{Around: around})
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
