package interactions

import (
	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/screen"
)

// chip is where a term of the filter stands in the filter line: cells from to to, its cross among them.
type chip struct{ term, from, to, cross int }

// searchChip is the term of the chip that holds a search.
const searchChip = -1

// chipEdges are the cells of a chip beside its text: " text ✕ " and the space after it.
const chipEdges = 5

// chips draws the search, or the terms of the filter: as many as there is room for beside the matches, the marked
// one among them. It returns where they stand.
func (s *Screen) chips(l *cell.Line, matches int) []chip {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	room := l.Room() - matches - 1
	if s.active.search != "" {
		return []chip{s.chip(l, searchChip, "search "+s.active.search, room)}
	}
	terms := s.active.filter.Terms
	first := s.firstChip(terms, room)
	if first > 0 {
		l.Own(t.Dim, "+"+cell.Count(int64(first))+" ")
	}
	var drawn []chip
	for n := first; n < len(terms); n++ {
		left := l.Room() - matches - 1
		if n > first && s.chipWidth(terms[n])+w.Width(moreChips) > left {
			l.Own(t.Dim, "+"+cell.Count(int64(len(terms)-n)))
			break
		}
		drawn = append(drawn, s.chip(l, n, terms[n].String(), left))
	}
	return drawn
}

// moreChips is the room that the number of terms out of sight takes.
const moreChips = "+99"

// firstChip is the first term in sight: the first of all where the marked one is in sight then.
func (s *Screen) firstChip(terms []data.Term, room int) int {
	marked := s.marked - 1
	used := 2 * s.frame.Env.Cell.Width(moreChips+" ") // of the numbers at both ends
	for n := marked; n >= 0; n-- {
		if used += s.chipWidth(terms[n]); used > room {
			return min(n+1, marked)
		}
	}
	return 0
}

func (s *Screen) chipWidth(term data.Term) int {
	w := s.frame.Env.Cell
	return w.Width(w.Clean(term.String(), s.frame.W)) + chipEdges
}

// chip draws one chip.
func (s *Screen) chip(l *cell.Line, term int, text string, room int) chip {
	t := s.frame.Env.Theme
	style, edge := t.Chip, " "
	if term >= 0 && term == s.marked-1 {
		style, edge = t.Selected, t.Glyphs.Marker
	}
	c := chip{term: term, from: l.Used()}
	l.Own(style, edge).Upto(style.And(t.Strong), text, max(room-chipEdges, 4)).Own(style, " ")
	c.cross = l.Used()
	l.Own(style, t.Glyphs.Remove+" ")
	c.to = l.Used()
	l.Space(1)
	return c
}

// chipHint says, after the chips and where there is room, what the keys do with them, the first ones first.
func (s *Screen) chipHint(l *cell.Line, matches int) {
	keys := []action.ID{action.Unfilter, action.Undo}
	if len(s.active.filter.Terms) > 1 {
		keys = []action.ID{action.NextTerm, action.Unfilter, action.Undo}
	}
	t := s.frame.Env.Theme
	for ; len(keys) > 0; keys = keys[:len(keys)-1] {
		hint := action.Say(action.Interactions, s.frame.Env.ASCII, " "+t.Glyphs.Dot+" ", keys...)
		if l.Room() > matches+s.frame.Env.Cell.Width(hint)+4 {
			l.Own(t.Dim, " "+hint)
			return
		}
	}
}

// mark marks the term n further; past either end none is marked.
func (s *Screen) mark(n int) tea.Cmd {
	count := len(s.active.filter.Terms)
	if count == 0 {
		return screen.Send(screen.Tell{Text: "there is no filter"})
	}
	s.marked = (s.marked + n + count + 1) % (count + 1)
	return nil
}

// unfilter takes the marked term out of the filter, or the last one where none is marked.
func (s *Screen) unfilter() tea.Cmd {
	if s.active.all() {
		return screen.Send(screen.Tell{Text: "there is no filter"})
	}
	if s.marked > 0 {
		return s.remove(s.marked - 1)
	}
	return s.remove(len(s.active.filter.Terms) - 1)
}

// remove takes a term out of the filter, or the search away. The mark goes on to the next term.
func (s *Screen) remove(term int) tea.Cmd {
	marked := s.marked
	now := selection{}
	if len(s.active.filter.Terms) > 1 {
		now.filter = s.active.filter.Without(term)
	}
	cmd := s.selectNow(now, s.selectedID())
	if marked > term+1 {
		marked--
	}
	s.marked = min(marked, len(now.filter.Terms))
	return cmd
}

// clickChip removes the term whose cross was clicked, and marks the one that was clicked elsewhere.
func (s *Screen) clickChip(x int) tea.Cmd {
	for _, c := range s.chipsNow() {
		switch {
		case x < c.from || x >= c.to:
		case x >= c.cross-1: // a cell to either side of it is meant too
			return s.remove(c.term)
		case c.term >= 0:
			s.marked = c.term + 1
		}
	}
	return nil
}

// chipsNow is where the chips stand in the filter line.
func (s *Screen) chipsNow() []chip {
	if s.typing || s.active.all() {
		return nil
	}
	w := s.frame.Env.Cell
	return s.chips(w.Line(s.frame.W, "").Space(1), w.Width(s.matches()))
}
