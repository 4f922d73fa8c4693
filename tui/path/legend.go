package path

import (
	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/theme"
)

// legendBox is a box over the screen.
type legendBox struct {
	lines   []string
	x, y, w int
}

// meaning is one mark and what it says.
type meaning struct {
	mark  string
	style theme.Style
	words string
}

const (
	legendWidth = 66
	markWidth   = 5
)

// legend explains every mark, in the middle of w x h cells.
func (p pen) legend(w, h int) legendBox {
	box := cell.Box{Title: "Marks", Width: min(w, legendWidth), Foot: "Esc closes"}
	inner := max(box.Width-2, 0)
	var lines []string
	for _, m := range p.meanings() {
		lines = append(lines, p.meaningLines(m, inner)...)
	}
	lines = append(lines, p.meaningLines(meaning{"", "", "start: since the first step; step: since the one before"}, inner)...)
	lines = append(lines, p.timeLines(inner)...)
	if events := p.eventLines(inner); len(lines)+1+len(events)+2 <= h {
		lines = append(append(lines, p.Line(inner, "").String()), events...)
	} else {
		lines = append(lines, events...)
	}
	box.Height = min(len(lines)+2, h)
	box.Focus = true
	return legendBox{lines: p.Box(box, lines), x: (w - box.Width) / 2, y: (h - box.Height) / 2, w: box.Width}
}

func (p pen) meanings() []meaning {
	t, g := p.Theme, p.Theme.Glyphs
	longer := "longer than 93% of the rings, or the waits, in that queue"
	if p.unranked != nil {
		longer = "not compared with others in that queue: " + p.unranked.Error()
	}
	list := []meaning{
		{g.Uncertain, t.Warning, "the source does not settle the order of equal instants"},
		{g.Derived, t.Warning, "no row of the export says it: a rule made it"},
		{g.Notice, t.Warning, "its row is not as expected; enter shows every field of it"},
		{g.Missing, t.Missing, "the export does not say: never the same as 0"},
		{g.Again, t.Accent, "the same user is rung again"},
		{g.Together, t.Accent, "rung at the same time as others; groups have numbers"},
		{">93%", t.Dim, longer},
	}
	for _, e := range []data.Event{data.Accept, data.Reject, data.Ignore, data.Clear, 0} {
		o := t.Outcome(e)
		list = append(list, meaning{o.Glyph, o.Style, o.Word + ": " + outcomeMeans[e]})
	}
	return list
}

var outcomeMeans = map[data.Event]string{
	data.Accept: "the user, or auto-accept, took it",
	data.Reject: "the user declined",
	data.Ignore: "the source holds a non-answer against the user",
	data.Clear:  "the offer went away, the user did nothing",
	0:           "the export does not tell how the ring ended",
}

func (p pen) meaningLines(m meaning, width int) []string {
	var lines []string
	for i, words := range p.Wrap(m.words, width-markWidth-2) {
		l := p.Line(width, "").Space(1)
		if i == 0 {
			l.OwnField(m.style, m.mark, markWidth, cell.Left)
		}
		lines = append(lines, l.To(1+markWidth).Own(p.Theme.Text, words).String())
	}
	return lines
}

// timeLines explain the timeline.
func (p pen) timeLines(width int) []string {
	g, t := p.timeGlyphs(), p.Theme
	l := p.Line(width, "").Space(1)
	for _, m := range []meaning{
		{g.halves[ringBar][2], t.Event(data.RingOffer), "ring"},
		{g.halves[talkBar][2], t.Event(data.Accept), "talk"},
		{g.halves[holdBar][2], t.Event(data.Hold), "hold"},
		{g.halves[wrapBar][2], t.Event(data.WrapUp), "wrap-up"},
		{g.shade, t.Border, "nobody rung"},
		{t.Glyphs.Right, t.Warning, "so far"},
		{g.unknown, t.Warning, "no end"},
	} {
		l.Own(m.style, m.mark).Own(t.Text, " "+m.words).Space(1)
	}
	return []string{l.String()}
}

// eventLines name the glyphs of all events, three to a line.
func (p pen) eventLines(width int) []string {
	t := p.Theme
	var lines []string
	each := max((width-2)/3, 1)
	l := p.Line(width, "").Space(1)
	for i, e := range data.Events {
		if i > 0 && i%3 == 0 {
			lines = append(lines, l.String())
			l = p.Line(width, "").Space(1)
		}
		l.OwnField(t.Event(e), t.Mark(e)+" "+wordOf(e.String()), each, cell.Left)
	}
	return append(lines, l.String())
}
