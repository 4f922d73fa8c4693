package interactions

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/fake"
	"segpath/tui/screen"
	"segpath/tui/theme"
)

func list(w, h int) *Screen {
	th := theme.Make(true, true, false)
	s := New(fake.New(3), screen.Env{}, Options{})
	s.Update(screen.Frame{W: w, H: h, Env: screen.Env{Theme: th, Cell: cell.Writer{Theme: th, Method: ansi.WcWidth}}})
	return s
}

func TestAnIDIsNeverCutInItsMiddle(t *testing.T) {
	for _, c := range []struct{ id, want string }{
		{"007", "007"}, {"1543618399.120", "1543618399.120"}, {"5b6f1c2e-9d1a-4c39-8f7e-0a1b2c3d4e5f", "5b6f1c2e-9d1a-4c39-8f7e-0a1b2c3d4e5f"},
		{strings.Repeat("long", 20), strings.Repeat("long", 10)[:39] + "…"},
	} {
		s := list(80, 24)
		row := data.Row{Interaction: data.Interaction{ID: c.id}}
		s.measure([]data.Row{row})
		l := s.frame.Env.Cell.Line(80, "")
		column := s.columns()[1]
		column.Draw(l, &row, column.Least)
		if got := strings.TrimRight(ansi.Strip(l.String()), " "); got != c.want {
			t.Errorf("the id %q is shown as %q", c.id, got)
		}
	}
}

func TestTheIDColumnNeverShrinks(t *testing.T) {
	s := list(80, 24)
	s.measure([]data.Row{{Interaction: data.Interaction{ID: "1543618399.120"}}})
	s.measure([]data.Row{{Interaction: data.Interaction{ID: "7"}}})
	if s.idWidth != 14 {
		t.Errorf("the id column is %d cells wide after a short id", s.idWidth)
	}
}

func TestColumnsByRoom(t *testing.T) {
	for width, want := range map[int][]string{
		80:  {"created", "id", "handler", "path", "wait"},
		200: {"created", "id", "type", "customer", "queue", "handler", "status", "path", "rings", "hops", "wait", "duration", "outcome", "ended by"},
	} {
		s := list(width, 60)
		s.measure([]data.Row{{Interaction: data.Interaction{ID: "1543618399.120"}}})
		shown := map[string]bool{}
		for _, p := range s.layout().Columns {
			shown[s.columns()[p.Index].Title] = true
		}
		for _, title := range want {
			if !shown[title] {
				t.Errorf("at %d columns there is no %s: %v", width, title, shown)
			}
		}
	}
}

func TestTheSortedColumnIsInSight(t *testing.T) {
	for _, field := range data.SortFields {
		if field == data.SortSteps {
			continue // it has no column
		}
		s := list(80, 24)
		s.sort = natural(field)
		seen := false
		for _, p := range s.layout().Columns {
			seen = seen || s.columns()[p.Index].Key == string(field)
		}
		if !seen {
			t.Errorf("sorted by %s, its column is not shown", field)
		}
	}
}

func TestOrdersAreSaidInWords(t *testing.T) {
	for _, c := range []struct {
		by   data.Sort
		want string
	}{
		{data.NewestFirst, "newest first"}, {data.Sort{Field: data.SortCreated}, "oldest first"},
		{natural(data.SortWait), "longest first"}, {data.Sort{Field: data.SortDuration}, "shortest first"},
		{natural(data.SortRings), "most first"}, {data.Sort{Field: data.SortHops}, "fewest first"},
		{natural(data.SortCustomer), "A to Z"}, {data.Sort{Field: data.SortID, Desc: true}, "Z to A"},
	} {
		if got := orderWords(c.by); got != c.want {
			t.Errorf("%v is said as %q, want %q", c.by, got, c.want)
		}
	}
	for _, field := range data.SortFields {
		if fieldNames[field] == "" {
			t.Errorf("%s has no name", field)
		}
	}
}

func TestWhatTheSearchFoundIsMarked(t *testing.T) {
	for _, c := range []struct {
		value, search string
		from, to      int
		ok            bool
	}{
		{"1543618399.120", "399.1", 7, 12, true}, {"Maria.K@example.org", "maria", 0, 5, true}, {"abc", "", 0, 0, false},
		{"abc", "x", -1, 0, false}, {"İstanbul", "istanbul", 0, 0, false},
	} {
		from, to, ok := match(c.value, c.search)
		if ok != c.ok || ok && (from != c.from || to != c.to) {
			t.Errorf("%q in %q: %d to %d, %v", c.search, c.value, from, to, ok)
		}
	}
}
