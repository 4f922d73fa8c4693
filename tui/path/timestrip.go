package path

import (
	"segpath/tui/cell"
	"segpath/tui/theme"
)

// ink is what one cell of a lane shows; the empty glyph is blank.
type ink struct {
	glyph string
	style theme.Style
	shape shape
	halfs int  // 1: the left half, 2: the right one, 3: both
	faint bool // it lies behind everything
}

// strip is a lane being painted: what comes later covers what came before.
type strip struct {
	p      pen
	g      *timeGlyphs
	scale  scale
	cells  []ink
	labels map[int]label // by the cell they begin in
	cursor int           // the current step's cell; -1: out of sight
}

// label is a name of a file on a lane.
type label struct {
	text  string
	style theme.Style
	room  int
}

func newStrip(p pen, s scale) *strip {
	strip := &strip{p: p, g: p.timeGlyphs(), scale: s, cells: make([]ink, s.cells), cursor: -1}
	for _, at := range p.a.time.legs {
		if s.sees(at) {
			strip.cells[s.cell(at)] = ink{glyph: strip.g.leg, style: p.Theme.Dim, faint: true}
		}
	}
	return strip
}

// at shows the time of the current step on the lane.
func (s *strip) at(current int) *strip {
	s.cursor = -1
	if ats := s.p.a.time.ats; s.p.a.has(current) && s.scale.sees(ats[current]) {
		s.cursor = s.scale.cell(ats[current])
	}
	return s
}

// lane paints a lane: the silence, what lasted, its names, and the marks over all.
func (s *strip) lane(l *lane) *strip {
	if l.kind == userLane {
		s.shade()
	}
	for n := range l.bars {
		if b := &l.bars[n]; b.shape != point && b.end != unknownEnd && s.scale.meets(b.from, b.to) {
			s.bar(b)
		}
	}
	for n := range l.bars {
		s.mark(&l.bars[n])
	}
	s.labels = map[int]label{}
	for n := range l.bars {
		s.name(l, n)
	}
	return s
}

// shade shows where nobody was being rung.
func (s *strip) shade() {
	for _, part := range s.p.a.time.silences {
		if !s.scale.meets(part.from, part.to) {
			continue
		}
		first, last := s.scale.span(part.from, part.to)
		for c := (first + 1) / 2; c < last/2; c++ { // whole cells alone: a shade has no halves
			if s.cells[c].glyph == "" {
				s.cells[c] = ink{glyph: s.g.shade, style: s.p.Theme.Border, faint: true}
			}
		}
	}
}

func (s *strip) bar(b *bar) {
	style := s.p.barStyle(b)
	first, last := s.scale.span(b.from, b.to)
	for c := first / 2; c <= (last-1)/2; c++ {
		halfs := 3
		if c == first/2 && first%2 == 1 {
			halfs &^= 1
		}
		if c == (last-1)/2 && last%2 == 1 {
			halfs &^= 2
		}
		before := s.cells[c]
		if before.shape == b.shape && before.style == style {
			halfs |= before.halfs
		}
		s.cells[c] = ink{glyph: s.g.halves[b.shape][halfs-1], style: style, shape: b.shape, halfs: halfs}
	}
	if b.label != "" && s.scale.sees(b.from) {
		s.cells[first/2] = ink{glyph: s.g.edge, style: style}
	}
}

// barStyle is the colour of what a bar shows. A status is no event: it has none of its own.
func (p pen) barStyle(b *bar) theme.Style {
	if b.shape == thinLine {
		return p.Theme.Dim
	}
	return p.Theme.Event(b.event)
}

// name puts a bar's name on it where there is room for enough of it: to the end of the bar, and for one
// that has no length to the next one or to the end.
func (s *strip) name(l *lane, n int) {
	b := &l.bars[n]
	if b.label == "" || b.end == unknownEnd || !s.scale.meets(b.from, b.to) {
		return
	}
	first, last := s.scale.span(b.from, b.to)
	from, to := first/2+1, (last-1)/2+1
	if !s.scale.sees(b.from) {
		from--
	}
	if b.to == b.from {
		to = s.scale.cells
	}
	for _, next := range l.bars[n+1:] { // named bars stand in the order of time, instants after them
		if next.shape != b.shape {
			break
		}
		if next.from > b.from {
			if s.scale.sees(next.from) {
				to = min(to, s.scale.cell(next.from))
			}
			break
		}
	}
	for c := from; c < to; c++ {
		if s.cells[c].shape == point {
			to = c
		}
	}
	text := b.label
	if l.kind == queueLane {
		text = s.p.queue(text)
		if to-from > labelLeast {
			to-- // the line shows how far it goes; a status goes to the next one
		}
	}
	if room := to - from; room >= min(labelLeast, s.p.widthOf(text, labelLeast)) && room > 0 {
		style := s.p.Theme.Text
		if l.kind == queueLane {
			style = s.p.barStyle(b)
		}
		s.labels[from] = label{text, style, room}
	}
}

// mark shows how a bar ended, or what an instant is.
func (s *strip) mark(b *bar) {
	t := s.p.Theme
	switch {
	case b.end == unknownEnd && s.scale.sees(b.from):
		at := s.scale.cell(b.from)
		s.put(at, t.Mark(b.event), t.Event(b.event))
		if at+1 < len(s.cells) {
			s.put(at+1, s.g.unknown, t.Warning)
		}
	case b.shape == point && s.scale.sees(b.from):
		s.put(s.scale.cell(b.from), t.Mark(b.event), t.Event(b.event))
	case b.end == outcomeEnd && s.scale.sees(b.to):
		o := t.Outcome(b.outcome)
		s.put(s.lastCell(b), o.Glyph, o.Style)
	case b.end == openEnd && s.scale.sees(b.to):
		s.put(s.lastCell(b), t.Glyphs.Right, t.Warning)
	}
}

// lastCell is the last one that a bar takes.
func (s *strip) lastCell(b *bar) int {
	_, last := s.scale.span(b.from, b.to)
	return (last - 1) / 2
}

func (s *strip) put(at int, glyph string, style theme.Style) {
	s.cells[at] = ink{glyph: glyph, style: style, shape: point}
}

// write adds the strip to a line. A name is never broken by the line of the current step.
func (s *strip) write(l *cell.Line) {
	left := l.Used()
	for c := 0; c < len(s.cells); c++ {
		if name, ok := s.labels[c]; ok {
			l.Upto(name.style, name.text, name.room)
			if took := l.Used() - left - c; took > 0 {
				c += took - 1
				continue
			}
		}
		s.cell(l, c)
	}
}

func (s *strip) cell(l *cell.Line, c int) {
	t, i := s.p.Theme, s.cells[c]
	switch {
	case c == s.cursor && (i.glyph == "" || i.faint):
		l.Own(t.Accent, s.g.cursor)
	case c == s.cursor:
		l.Own(t.Selected+i.style, i.glyph)
	case i.glyph == "":
		l.Space(1)
	default:
		l.Own(i.style, i.glyph)
	}
}
