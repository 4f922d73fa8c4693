package path

import "time"

// Times on the timeline are whole microseconds since 1970, as data.Span counts them.

// scale places times on a row of cells: it is linear, so that equal lengths look equal.
type scale struct {
	from   int64 // time at the left edge
	length int64 // of time in the row; at least 1
	cells  int
}

// half is the half-cell that holds a time, counted from the left edge; times outside lie on the edges.
// It never falls as time goes on.
func (s scale) half(t int64) int {
	at := float64(t-s.from) * float64(2*s.cells) / float64(s.length)
	return int(max(min(at, float64(2*s.cells)), 0))
}

// cell is the cell that holds a time; times outside lie in the first or the last one.
func (s scale) cell(t int64) int { return max(min(s.half(t)/2, s.cells-1), 0) }

// span is the half-cells of a time that lasts, to not included: at least one.
func (s scale) span(from, to int64) (first, last int) {
	first = min(s.half(from), max(2*s.cells-1, 0))
	return first, max(s.half(to), first+1)
}

// sees tells whether a time lies in the row.
func (s scale) sees(t int64) bool { return t >= s.from && t <= s.from+s.length }

// meets tells whether any part of a time that lasts lies in the row.
func (s scale) meets(from, to int64) bool { return from <= s.from+s.length && to >= s.from }

// time is the time in the middle of a cell.
func (s scale) time(cell int) int64 {
	return s.from + int64(float64(s.length)*(float64(cell)+0.5)/float64(max(s.cells, 1)))
}

// view is the part of the whole time that is in sight: the whole divided by 2 as often as zoom says.
// The zero view is the whole.
type view struct {
	zoom   int
	offset int64 // of its left edge from the start of the whole; never outside
}

// The shortest time that fills the timeline.
const shortestView = int64(time.Second / time.Microsecond)

// lengthOf is how much of a whole a zoom leaves.
func lengthOf(whole int64, zoom int) int64 { return max(whole>>min(zoom, 62), 1) }

// scale is the view's place on a row of cells, for a whole from one time to another.
func (v view) scale(from, to int64, cells int) scale {
	whole := max(to-from, 1)
	return scale{from: from + v.offset, length: lengthOf(whole, v.zoom), cells: cells}
}

// within keeps a view inside a whole.
func (v view) within(whole int64) view {
	for v.zoom > 0 && lengthOf(whole, v.zoom) < shortestView {
		v.zoom--
	}
	v.zoom = max(v.zoom, 0)
	v.offset = max(min(v.offset, whole-lengthOf(whole, v.zoom)), 0)
	return v
}

// in halves the time in sight, out doubles it; the time at an offset from the start stays where it is
// on the screen. One that is out of sight counts as the middle.
func (v view) in(whole, at int64) view {
	if next := v.zoom + 1; lengthOf(whole, next) >= shortestView {
		at = v.anchor(whole, at)
		return view{next, at - (at-v.offset)/2}.within(whole)
	}
	return v
}

func (v view) out(whole, at int64) view {
	if v.zoom == 0 {
		return v
	}
	at = v.anchor(whole, at)
	return view{v.zoom - 1, at - 2*(at-v.offset)}.within(whole)
}

func (v view) anchor(whole, at int64) int64 {
	length := lengthOf(whole, v.zoom)
	if at < v.offset || at > v.offset+length {
		return v.offset + length/2
	}
	return at
}

// pan moves the view by quarters of what is in sight.
func (v view) pan(whole int64, quarters int) view {
	v.offset += lengthOf(whole, v.zoom) / 4 * int64(quarters)
	return v.within(whole)
}

// follow moves the view, no further than it must, so that the time at an offset is in sight and not on
// its very edge.
func (v view) follow(whole, at int64) view {
	length := lengthOf(whole, v.zoom)
	edge := length / 10
	v.offset = max(min(v.offset, at-edge), at-length+edge)
	return v.within(whole)
}
