package table

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"segpath/tui/cell"
	"segpath/tui/theme"
)

func columns() []Column[row] {
	draw := func(l *cell.Line, r *row, width int) { l.Field("", r.id, width, cell.Left) }
	return []Column[row]{
		{Key: "a", Title: "a", Least: 6, Most: 10, Rank: 1, Grow: 3, Draw: draw},
		{Key: "id", Title: "id", Least: 8, Most: 8, Rank: 0, Draw: draw},
		{Key: "b", Title: "b", Least: 5, Most: 20, Rank: 4, Grow: 1, Draw: draw},
		{Key: "c", Title: "c", Least: 5, Most: 5, Rank: 2, Align: cell.Right, Draw: draw},
		{Key: "d", Title: "d", Least: 9, Most: 12, Rank: 3, Draw: draw},
	}
}

func keys(lay Layout) string {
	var out []string
	for _, p := range lay.Columns {
		out = append(out, columns()[p.Index].Key)
	}
	return strings.Join(out, " ")
}

func TestColumnsAreGivenByRank(t *testing.T) {
	for width, want := range map[int]string{60: "a id b c d", 45: "a id b c d", 40: "a id c d", 30: "a id c", 20: "a id", 9: "id", 1: "id", 0: "id"} {
		if got := keys(Arrange(columns(), 2, 0, width)); got != want {
			t.Errorf("at %d cells the columns are %q, want %q", width, got, want)
		}
	}
}

func TestScrolledColumnsKeepThePinnedOnes(t *testing.T) {
	for offset, want := range map[int]string{1: "a id c d", 2: "a id d", 9: "a id d"} {
		lay := Arrange(columns(), 2, offset, 34)
		if got := keys(lay); !strings.HasPrefix(got, "a id") || got != want && lay.Offset != 1 {
			t.Errorf("scrolled by %d the columns are %q, want %q", offset, got, want)
		}
	}
	if got := keys(Arrange(columns(), 2, 99, 34)); !strings.HasSuffix(got, "d") {
		t.Errorf("scrolled to the end the columns are %q: the last is not in sight", got)
	}
}

func TestARowIsExactlyAsWideAsItsRoom(t *testing.T) {
	w := cell.Writer{Theme: theme.Make(true, true, false), Method: ansi.WcWidth}
	rapid.Check(t, func(t *rapid.T) {
		width, offset := rapid.IntRange(0, 90).Draw(t, "width"), rapid.IntRange(0, 6).Draw(t, "offset")
		lay := Arrange(columns(), 2, offset, width)
		r := row{rapid.String().Draw(t, "id")}
		for _, line := range []string{
			Row(w, columns(), lay, &r, rapid.Bool().Draw(t, "selected"), width),
			Header(w, columns(), lay, Sorted{Key: "c", Desc: true}, width),
		} {
			if got := w.Method.StringWidth(line); got != width {
				t.Fatalf("%q is %d cells wide, want %d", line, got, width)
			}
		}
	})
}

func TestAClickOnATitleFindsItsColumn(t *testing.T) {
	lay := Arrange(columns(), 2, 0, 60)
	for _, p := range lay.Columns {
		if got := At(columns(), lay, p.X); got != columns()[p.Index].Key {
			t.Errorf("cell %d is in column %q, want %q", p.X, got, columns()[p.Index].Key)
		}
	}
	if got := At(columns(), lay, 0); got != "" {
		t.Errorf("the margin is in column %q", got)
	}
}
