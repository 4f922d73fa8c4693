package interactions

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"segpath/tui/action"
	"segpath/tui/cell"
	"segpath/tui/fake"
	"segpath/tui/screen"
	"segpath/tui/theme"
)

// Whatever the terms and the width: the marked chip is in sight, chips do not overlap, each cross stands where a
// click removes its term, and no other.
func TestChipsStandWhereTheyAreClicked(t *testing.T) {
	th := theme.Make(true, false, false)
	env := screen.Env{Theme: th, Cell: cell.Writer{Theme: th, Method: ansi.WcWidth}}
	src := fake.New(50)
	rapid.Check(t, func(rt *rapid.T) {
		width := rapid.IntRange(40, 160).Draw(rt, "width")
		var terms []string
		for n := range rapid.IntRange(1, 12).Draw(rt, "terms") {
			long := strings.Repeat(rapid.SampledFrom([]string{"x", "é", "王"}).Draw(rt, "letter"), rapid.IntRange(1, 30).Draw(rt, "long"))
			terms = append(terms, fmt.Sprintf("-customer:%d%s", n, long))
		}
		s := New(src, env, Options{Filter: strings.Join(terms, " ")})
		settle(s, screen.Frame{W: width, H: 30, Env: env})
		for range rapid.IntRange(0, len(terms)+1).Draw(rt, "tabs") {
			settle(s, action.Intent{ID: action.NextTerm})
		}
		line := []rune(ansi.Strip(s.View()[filterLine]))
		chips, end, marked := s.chipsNow(), 0, s.marked == 0
		for _, c := range chips {
			if c.from < end || c.cross < c.from || c.to <= c.cross || c.to > width {
				rt.Fatalf("chips %+v in %d cells", chips, width)
			}
			end, marked = c.to, marked || c.term == s.marked-1
		}
		if !marked || len(chips) == 0 {
			rt.Fatalf("the marked term %d is not among %+v in\n%s", s.marked, chips, string(line))
		}
		hit := rapid.SampledFrom(chips).Draw(rt, "chip")
		if cells := cellAt(env.Cell, line, hit.cross); cells != th.Glyphs.Remove {
			rt.Fatalf("at %d stands %q, no cross, in\n%s", hit.cross, cells, string(line))
		}
		gone := s.active.filter.Terms[hit.term].String()
		settle(s, tea.MouseClickMsg{Button: tea.MouseLeft, X: hit.cross, Y: filterLine})
		if got := s.active.filter.Terms; len(got) != len(terms)-1 || strings.Contains(" "+s.active.filter.String()+" ", " "+gone+" ") {
			rt.Fatalf("after a click on the cross of %s there is %s", gone, s.active.filter)
		}
	})
}

// cellAt is the letter that begins at a cell of a line.
func cellAt(w cell.Writer, line []rune, at int) string {
	for _, r := range line {
		if at == 0 {
			return string(r)
		}
		at -= w.Width(string(r))
	}
	return ""
}
