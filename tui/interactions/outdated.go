package interactions

import (
	"reflect"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/screen"
	"segpath/tui/table"
)

// question is what rows answer: which interactions, in which order.
type question struct {
	selection selection
	sort      data.Sort
}

func (s *Screen) question() question { return question{s.active, s.sort} }

// same tells whether two selections hold the same interactions: a day is another one in another zone.
func (s selection) same(other selection) bool {
	return s.search == other.search && reflect.DeepEqual(s.filter.Terms, other.filter.Terms)
}

// reread is a selection as it is understood in the zone that is shown now: its days are those of this clock.
func (s *Screen) reread(old selection) selection {
	if len(old.filter.Terms) == 0 {
		return old
	}
	now, err := s.understood(old.filter.Text)
	if err != nil || len(now.filter.Terms) == 0 {
		return old
	}
	now.filter.IDs = old.filter.IDs
	return now
}

// rezone asks anew for a filter that means other interactions in the zone that is shown now.
func (s *Screen) rezone() tea.Cmd {
	now := s.reread(s.active)
	if now.same(s.active) {
		return nil
	}
	s.active = now
	return s.askAnew(table.Ask{Around: s.selectedID()})
}

// askAnew asks for the rows of another question. Those in sight stay until they are here, and are told apart.
func (s *Screen) askAnew(a table.Ask) tea.Cmd {
	asked := s.question()
	s.outdated = !s.shown.selection.same(asked.selection) || s.shown.sort != asked.sort
	return s.restart(a)
}

// stop gives up the page that is on its way. The rows that are here stay, under the filter and in the order that
// they are of.
func (s *Screen) stop() tea.Cmd {
	s.page.Cancel()
	s.rows.Settle()
	switch {
	case !s.rows.Known():
		s.failed = data.Problemf(data.Interrupted, "", "stopped before the first rows came")
		return nil
	case !s.outdated:
		return nil
	case !s.reread(s.shown.selection).same(s.shown.selection):
		s.failed = data.Problemf(data.Interrupted, "", "stopped: Ctrl+R filters by the days of this zone")
		return nil
	}
	s.active, s.sort, s.outdated, s.marked = s.shown.selection, s.shown.sort, false, 0
	for n := len(s.past) - 1; n >= 0 && s.past[n].same(s.active); n-- {
		s.past = s.past[:n]
	}
	return screen.Send(screen.Tell{Text: screen.Stopped + "; the list is as it was"})
}

// isOutdated tells whether the rows in sight are seen to be of another question: not while the answer is quick.
func (s *Screen) isOutdated() bool {
	return s.outdated && s.rows.Known() && (s.failed != nil || s.page.Frame() > 0)
}

// lag is what the rows in sight are not, while they are of another question.
func (s *Screen) lag() string {
	yet := ""
	if s.page.Busy() {
		yet = " yet"
	}
	switch sorted := s.shown.sort == s.sort; {
	case s.shown.selection.same(s.active):
		return "these rows are not sorted" + yet
	case sorted:
		return "these rows are not filtered" + yet
	}
	return "these rows are not filtered and sorted" + yet
}

// orderShown is the order of the rows in sight; before there are any, the one that is asked for.
func (s *Screen) orderShown() data.Sort {
	if s.outdated && s.rows.Known() {
		return s.shown.sort
	}
	return s.sort
}
