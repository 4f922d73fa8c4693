package path

import "slices"

// column is a column of a pane: how wide it would like to be, how narrow it may become, and when it
// goes.
type column struct {
	id      columnID
	head    string
	natural int  // width of its widest value
	least   int  // the width below which it says nothing
	drop    int  // the lowest goes first; 0 never goes
	luxury  int  // it goes where another would have to be narrower than this; 0: no luxury
	soft    bool // shrinks before the others
	right   bool
}

type columnID int

// gap is the blank between two columns.
const gap = 1

// fit makes columns no wider than room together, gaps included: luxuries go first, from the right; then
// soft columns and the widest shrink, down to their least; then the least needed one goes, and all begin anew. The
// width of a column is then in natural. A column without content is left out.
func fit(columns []column, room int) []column {
	cols := make([]column, 0, len(columns))
	for _, c := range columns {
		if c.natural > 0 {
			c.least = min(c.least, c.natural)
			cols = append(cols, c)
		}
	}
	for i := len(cols) - 1; i >= 0; i-- {
		if comfort := cols[i].luxury; comfort > 0 && comfortable(cols, comfort) > room {
			cols = append(cols[:i], cols[i+1:]...)
		}
	}
	for {
		shrunk := append([]column(nil), cols...)
		if shrink(shrunk, room) {
			return shrunk
		}
		i := firstToDrop(cols)
		if i < 0 {
			return shrunk
		}
		cols = append(cols[:i:i], cols[i+1:]...)
	}
}

// shrink takes cells from the widest column that may yield, until all fit.
func shrink(cols []column, room int) bool {
	for total := totalWidth(cols); total > room; total-- {
		widest := -1
		for i := range cols {
			if cols[i].natural > cols[i].least && (widest < 0 || yieldsBefore(&cols[i], &cols[widest])) {
				widest = i
			}
		}
		if widest < 0 {
			return false
		}
		cols[widest].natural--
	}
	return true
}

// yieldsBefore: a soft column before the others, then the wider.
func yieldsBefore(a, b *column) bool {
	if a.soft != b.soft {
		return a.soft
	}
	return a.natural > b.natural
}

func totalWidth(cols []column) int {
	total := gap * max(len(cols)-1, 0)
	for _, c := range cols {
		total += c.natural
	}
	return total
}

// comfortable is the width of all columns with none wider than it need be.
func comfortable(cols []column, comfort int) int {
	total := totalWidth(cols)
	for _, c := range cols {
		total -= max(c.natural-max(c.least, comfort), 0)
	}
	return total
}

func firstToDrop(cols []column) int {
	first := -1
	for i, c := range cols {
		if c.drop > 0 && (first < 0 || c.drop < cols[first].drop) {
			first = i
		}
	}
	return first
}

func hasColumn(cols []column, id columnID) bool {
	return slices.ContainsFunc(cols, func(c column) bool { return c.id == id })
}

func withoutColumn(cols []column, id columnID) []column {
	out := make([]column, 0, len(cols))
	for _, c := range cols {
		if c.id != id {
			out = append(out, c)
		}
	}
	return out
}
