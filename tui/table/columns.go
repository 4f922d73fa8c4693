package table

import (
	"slices"

	"segpath/tui/cell"
	"segpath/tui/theme"
)

// Column is one column of a table.
type Column[T any] struct {
	Key   string // what it is sorted by
	Title string
	Align cell.Align
	Least int // cells it needs to be worth showing, its title included
	Most  int // cells it can make use of
	Rank  int // the lower, the sooner it is shown
	Grow  int // the lower, the sooner it gets more than its least
	// Draw writes the row's value as exactly width cells.
	Draw func(l *cell.Line, row *T, width int)
}

// Placed is a column where it stands.
type Placed struct {
	Index int // in the list of columns
	X     int // its first cell, from 0
	Width int
}

// Gap is the blank cells between two columns; Margin those before the first, with the marker in them.
const (
	Gap    = 2
	Margin = 2
)

// Layout is the columns that have room, in their order.
type Layout struct {
	Columns []Placed
	More    bool // the last ones have no room
	Offset  int  // columns scrolled off on the left
}

// Arrange gives width cells to columns. The first pinned ones stay put; offset of the others are
// scrolled off. Without an offset those of the lowest ranks are shown.
func Arrange[T any](columns []Column[T], pinned, offset, width int) Layout {
	width -= Margin
	all := make([]int, len(columns))
	for i := range all {
		all[i] = i
	}
	if fits(columns, all, width) {
		return Layout{Columns: place(columns, all, width)}
	}
	offset = min(offset, lastOffset(columns, pinned, width))
	var chosen []int
	if offset > 0 {
		chosen = inOrder(columns, append(all[:pinned:pinned], all[pinned+offset:]...), width)
	} else {
		chosen = byRank(columns, all, width)
	}
	return Layout{Columns: place(columns, chosen, width), More: !slices.Contains(chosen, len(columns)-1), Offset: offset}
}

// lastOffset is the offset at which the last column is in sight.
func lastOffset[T any](columns []Column[T], pinned, width int) int {
	for offset := 1; pinned+offset < len(columns); offset++ {
		var rest []int
		for i := range columns {
			if i < pinned || i >= pinned+offset {
				rest = append(rest, i)
			}
		}
		if fits(columns, rest, width) {
			return offset
		}
	}
	return max(len(columns)-pinned-1, 0)
}

func fits[T any](columns []Column[T], chosen []int, width int) bool {
	need := 0
	for _, i := range chosen {
		need += columns[i].Least + Gap
	}
	return need-Gap <= width
}

func inOrder[T any](columns []Column[T], candidates []int, width int) (chosen []int) {
	for _, i := range candidates {
		if len(chosen) > 0 && !fits(columns, append(slices.Clone(chosen), i), width) {
			break
		}
		chosen = append(chosen, i)
	}
	return chosen
}

func byRank[T any](columns []Column[T], candidates []int, width int) (chosen []int) {
	ranked := slices.Clone(candidates)
	slices.SortStableFunc(ranked, func(a, b int) int { return columns[a].Rank - columns[b].Rank })
	for _, i := range ranked {
		if len(chosen) > 0 && !fits(columns, append(slices.Clone(chosen), i), width) {
			break
		}
		chosen = append(chosen, i)
	}
	slices.Sort(chosen)
	return chosen
}

// place gives each chosen column its least width, and what is left over to those that can use it.
func place[T any](columns []Column[T], chosen []int, width int) []Placed {
	out := make([]Placed, len(chosen))
	left := width + Gap
	for n, i := range chosen {
		out[n] = Placed{Index: i, Width: columns[i].Least}
		left -= columns[i].Least + Gap
	}
	byNeed := make([]int, len(out))
	for n := range byNeed {
		byNeed[n] = n
	}
	slices.SortStableFunc(byNeed, func(a, b int) int { return columns[out[a].Index].Grow - columns[out[b].Index].Grow })
	for _, n := range byNeed {
		more := min(max(left, 0), max(columns[out[n].Index].Most-out[n].Width, 0))
		out[n].Width += more
		left -= more
	}
	x := Margin
	for n := range out {
		out[n].X = x
		out[n].Width = max(min(out[n].Width, width+Margin-x), 0)
		x += out[n].Width + Gap
	}
	return out
}

// Sorted is how the header shows the order.
type Sorted struct {
	Key  string
	Desc bool
}

// Header draws the titles; the sorted column has an arrow: up for the smallest first.
func Header[T any](w cell.Writer, columns []Column[T], lay Layout, sorted Sorted, width int) string {
	l := w.Line(width, "")
	if lay.Offset > 0 {
		l.Own(w.Theme.Dim, w.Theme.Glyphs.Left)
	}
	for _, p := range lay.Columns {
		c := &columns[p.Index]
		l.To(p.X)
		if c.Key == "" || c.Key != sorted.Key {
			l.OwnField(w.Theme.Dim, c.Title, p.Width, c.Align)
			continue
		}
		arrow := w.Theme.Glyphs.Up
		if sorted.Desc {
			arrow = w.Theme.Glyphs.Down
		}
		l.OwnField(w.Theme.Accent.And(w.Theme.Strong), c.Title+" "+arrow, p.Width, c.Align)
	}
	if lay.More {
		l.End(w.Theme.Dim, w.Theme.Glyphs.Right)
	}
	return l.String()
}

// Row draws one row; the selected one has a marker and lies on the style of selection.
func Row[T any](w cell.Writer, columns []Column[T], lay Layout, row *T, selected bool, width int) string {
	var base theme.Style
	if selected {
		base = w.Theme.Selected
	}
	l := w.Line(width, base)
	if selected {
		l.Own(w.Theme.Accent, w.Theme.Glyphs.Marker)
	}
	for _, p := range lay.Columns {
		l.To(p.X)
		if p.Width > 0 {
			columns[p.Index].Draw(l, row, p.Width)
		}
	}
	return l.String()
}

// At is the key of the column at cell x; empty between columns.
func At[T any](columns []Column[T], lay Layout, x int) string {
	for _, p := range lay.Columns {
		if x >= p.X && x < p.X+p.Width {
			return columns[p.Index].Key
		}
	}
	return ""
}
