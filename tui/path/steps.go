package path

import (
	"fmt"
	"slices"

	"segpath/data"
	"segpath/tui/cell"
)

// stepsPane shows every step in order.
type stepsPane struct {
	rows  []row
	place []int // row of each step
	cols  []column
	top   int // first row in sight
	width int
}

// arrange lays the pane out for a width inside its border.
func (s *stepsPane) arrange(p pen, width int) {
	s.rows, s.place = rowsOf(p.a, p.zone)
	s.width = width
	s.cols = p.stepColumns(width - 1)
}

// headHeight is 1 when there is room for the names of the columns.
func (s *stepsPane) headHeight(height int) int {
	if height < 4 {
		return 0
	}
	return 1
}

// follow scrolls so that the current step is in sight, and what stands right above it: its day, its leg.
func (s *stepsPane) follow(step, height int) {
	height = max(height-s.headHeight(height), 1)
	last := len(s.rows)
	if step >= 0 && step < len(s.place) {
		at := s.place[step]
		first := at
		for first > 0 && at-first < height-1 && s.rows[first-1].kind != stepRow {
			first--
		}
		s.top = min(s.top, first)
		after := at + 1
		if height > 4 { // the next step stays in sight too
			after = min(after+1, last)
		}
		s.top = max(s.top, after-height)
	}
	s.top = max(min(s.top, last-height), 0)
}

// draw gives height lines; the current step is marked.
func (s *stepsPane) draw(p pen, current, height int) []string {
	lines := make([]string, 0, height)
	if s.headHeight(height) == 1 {
		lines = append(lines, p.columnHeads(s.cols, 1, s.width))
	}
	for at := s.top; at < len(s.rows) && len(lines) < height; at++ {
		lines = append(lines, s.line(p, s.rows[at], current))
	}
	return lines
}

func (s *stepsPane) line(p pen, r row, current int) string {
	switch r.kind {
	case dayRow:
		return s.separator(p, dayOf(p.a.steps[r.step].At, p.zone))
	case legRow, goneRow:
		return s.legLine(p, r)
	}
	l := p.Line(s.width, p.styleOf(r.step == current))
	if r.step == current {
		l.Own(p.Theme.Accent, p.Theme.Glyphs.Marker)
	} else {
		l.Space(1)
	}
	for i, c := range s.cols {
		if i > 0 {
			l.Space(gap)
		}
		p.stepCell(l, c, r.step)
	}
	return l.String()
}

// separator is a line with a few words of ours on it.
func (s *stepsPane) separator(p pen, words string) string {
	g := p.Theme.Glyphs
	return p.Line(s.width, "").Fill(p.Theme.Border, g.Frame.Top, 2).Own(p.Theme.Dim, " "+words+" ").
		Fill(p.Theme.Border, g.Frame.Top, s.width).String()
}

// legLine begins a leg, or names one that is missing.
func (s *stepsPane) legLine(p pen, r row) string {
	leg, t := p.a.chain.Legs[r.leg], p.Theme
	l := p.Line(s.width, "").Fill(t.Border, t.Glyphs.Frame.Top, 2)
	l.Own(t.Title, fmt.Sprintf(" Leg %d of %d ", leg.Number, len(p.a.chain.Legs)))
	if r.kind == goneRow {
		said := " is not in this export "
		l.Upto(t.Text, leg.ID, max(l.Room()-len(said), 0)).Own(t.Warning, said)
		return l.Fill(t.Border, t.Glyphs.Frame.Top, s.width).String()
	}
	l.Text(t.Text, leg.ID).Space(1)
	if n := len(leg.Path.Steps); n == 0 {
		l.Own(t.Dim, "without steps ")
	}
	return l.Fill(t.Border, t.Glyphs.Frame.Top, s.width).String()
}

// stepAt is the step on a line of the pane, counted from 0; false on any other line.
func (s *stepsPane) stepAt(line, height int) (int, bool) {
	at := s.top + line - s.headHeight(height)
	if line < s.headHeight(height) || at >= len(s.rows) || s.rows[at].kind != stepRow {
		return 0, false
	}
	return s.rows[at].step, true
}

// emptySteps says why there are none.
func emptySteps(c *data.Chain) string {
	if slices.ContainsFunc(c.Legs, func(l data.Leg) bool { return l.Path != nil }) {
		return "The export has no steps of this interaction."
	}
	return "This interaction is not in the export."
}

// note draws a sentence of ours into a pane that has nothing else to show.
func (p pen) note(sentence string, width int) []string {
	var lines []string
	for _, part := range p.WrapLine(sentence, width-2) {
		lines = append(lines, p.Line(width, "").Space(1).OwnField(p.Theme.Dim, part, width-2, cell.Left).String())
	}
	return lines
}
