package path

import (
	"fmt"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/theme"
)

// timePane is the timeline on the screen: what is in sight of it, and the names of its lanes.
type timePane struct {
	view   view
	names  []string // of the lanes
	gutter int      // width of the names

	painted map[int]*strip // lanes as they were drawn last, on the scale drawn
	drawn   scale
}

const (
	gutterMost = 20
	barest     = 46 // columns below which lanes have no names
	labelLeast = 3  // cells below which a label says nothing
)

// arrange makes the names anew for a width inside the border. What is in sight stays.
func (s *timePane) arrange(p pen, width int) {
	s.names, s.gutter, s.painted = s.names[:0], 0, nil
	for n := range p.a.time.lanes {
		name := p.laneName(&p.a.time.lanes[n])
		s.names = append(s.names, name)
		s.gutter = max(s.gutter, p.widthOf(name, min(gutterMost, width/6)))
	}
	if width < barest {
		s.gutter = 0
	}
}

func (p pen) laneName(l *lane) string {
	switch l.kind {
	case statusLane:
		return "status"
	case queueLane:
		return "queue"
	case botLane:
		return "bot"
	}
	if l.user == "" {
		return p.Theme.Glyphs.Missing
	}
	return p.user(l.user)
}

// cells is how many cells of a width inside the border show time.
func (s *timePane) cells(width int) int { return max(width-s.gutter-3, 1) }

// column is the first of them, counted from the border's inside.
func (s *timePane) column() int { return s.gutter + 2 }

// scale is the time in sight.
func (s *timePane) scale(t *timeline, width int) scale {
	return s.view.scale(t.from, t.to, s.cells(width))
}

// needs is how many lines would show every lane.
func (s *timePane) needs() int { return len(s.names) }

// title names the pane, and tells what is not in sight.
func (s *timePane) title(p pen, current, height int) string {
	title := fmt.Sprintf("%d Timeline", timelineAt)
	if !p.a.time.known || height <= 0 {
		return title
	}
	dot := " " + p.Theme.Glyphs.Dot + " "
	if s.view.zoom > 0 {
		seen := data.Span(lengthOf(p.a.time.whole(), s.view.zoom))
		title += dot + data.FormatSpan(seen) + " of " + data.FormatSpan(data.Span(p.a.time.whole()))
	}
	if _, more := p.a.time.choose(height, current); more > 0 {
		title += dot + "+" + cell.Count(int64(more)) + " more users"
		if more == 1 {
			title = title[:len(title)-1]
		}
	}
	return title
}

// lines are the lanes that have place.
func (s *timePane) lines(p pen, current, width, height int) []string {
	t := p.a.time
	if !t.known {
		return p.note("No step of this path has an instant: there is no time to draw.", width)
	}
	sc := s.scale(t, width)
	shown, _ := t.choose(height, current)
	lines := make([]string, 0, height)
	for _, n := range shown {
		lines = append(lines, s.lane(p, sc, n, current, width))
	}
	for len(lines) < height {
		lines = append(lines, s.line(p, "", "", newStrip(p, sc).at(current), width))
	}
	return lines
}

// lane is a line of the pane: the name, and what happened.
func (s *timePane) lane(p pen, sc scale, n, current, width int) string {
	l := &p.a.time.lanes[n]
	name := p.Theme.Dim
	if l.kind == userLane && p.a.has(current) && l.user == p.a.userOf(current) {
		name = p.Theme.Text
	}
	return s.line(p, s.names[n], name, s.strip(p, sc, n).at(current), width)
}

// strip is a lane painted on a scale. It is kept: the current step changes nothing of it.
func (s *timePane) strip(p pen, sc scale, n int) *strip {
	if s.painted == nil || s.drawn != sc {
		s.painted, s.drawn = map[int]*strip{}, sc
	}
	if s.painted[n] == nil {
		s.painted[n] = newStrip(p, sc).lane(&p.a.time.lanes[n])
	}
	return s.painted[n]
}

func (s *timePane) line(p pen, name string, style theme.Style, strip *strip, width int) string {
	l := p.Line(width, "").Space(1)
	if s.gutter > 0 {
		l.Field(style, name, s.gutter, cell.Left)
	}
	l.To(s.column())
	strip.write(l)
	return l.String()
}

// axis is the lower border with the clock times, the current step, and how long it lasts.
func (s *timePane) axis(p pen, current, width int, border theme.Style) string {
	g, t := p.timeGlyphs(), p.a.time
	l := p.Line(width, "").Own(border, g.corners[0])
	if !t.known || width < 4 {
		return l.Fill(border, g.axis, l.Room()-1).Own(border, g.corners[1]).String()
	}
	sc := s.scale(t, width-2)
	row := make([]ink, sc.cells)
	for i := range row {
		row[i] = ink{glyph: g.axis, style: border}
	}
	caret := -1
	if p.a.has(current) {
		caret = p.axisStep(row, sc, current)
	}
	for _, tick := range ticksOf(sc, p.zone) {
		p.axisTick(row, sc.cell(tick.at), tick.label, caret)
	}
	l.Fill(border, g.axis, s.column())
	for _, i := range row {
		l.Own(i.style, i.glyph)
	}
	return l.Fill(border, g.axis, l.Room()-1).Own(border, g.corners[1]).String()
}

// axisStep draws the current step on the axis; its cell is returned, -1 where it is out of sight.
func (p pen) axisStep(row []ink, sc scale, current int) int {
	g, at := p.timeGlyphs(), p.a.time.ats[current]
	if length, ok := p.a.lengths[current].length.Get(); ok && length > 0 && sc.meets(at, at+int64(length)) {
		first, last := sc.span(at, at+int64(length))
		for c := first / 2; c <= (last-1)/2; c++ {
			row[c] = ink{glyph: g.extent, style: p.Theme.Accent}
		}
	}
	if !sc.sees(at) {
		return -1
	}
	row[sc.cell(at)] = ink{glyph: g.caret, style: p.Theme.Accent}
	return sc.cell(at)
}

// axisTick draws a clock time. Where the current step's mark stands there is no place for the label.
func (p pen) axisTick(row []ink, at int, label string, caret int) {
	if at != caret {
		row[at] = ink{glyph: p.timeGlyphs().tick, style: p.Theme.Dim}
	}
	if at+len(label) >= len(row) || caret > at && caret <= at+len(label) {
		return
	}
	for i := range len(label) {
		row[at+1+i] = ink{glyph: label[i : i+1], style: p.Theme.Dim}
	}
}
