package path

import (
	"strconv"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/theme"
)

const (
	ringOrder columnID = iota
	ringUser
	ringQueue
	ringClock
	ringStart
	ringSeconds
	ringRank
	ringOutcome
	ringMarks
	ringWhy
)

// ladder makes the pane of rings: a line each, below it what stands behind it and how long nobody
// was rung before the next.
func (p pen) ladder(width int) sidePane {
	s := sidePane{title: "Rings"}
	for n := range p.a.rings {
		switch {
		case p.a.rings[n].Step > 0:
			s.count++
		case p.a.chain.Has.Rings.Can():
			s.more++ // a response without a ring, which no count of rings has
		}
	}
	if len(p.a.rings) == 0 {
		s.empty = p.cannotSay(p.a.chain.Has.Rings, "ring data", "Nobody was rung.")
		return s
	}
	cols := p.ladderColumns(width - 1)
	s.head = p.columnHeads(cols, 1, width)
	if has := p.a.chain.Has.Rings; !has.Can() { // there are outcomes, and no ring leads to them
		s.entries = p.noteEntries(has.Without("ring data"), width-1)
	}
	dead := p.a.deadAir()
	for n := range p.a.rings {
		s.entries = append(s.entries, p.ringEntries(n, cols)...)
		if dead[n] > 0 {
			s.entries = append(s.entries, p.deadAirEntry(dead[n], cols))
		}
	}
	return s
}

// deadAir is, for each ring, how long nobody was rung after it and before the next line of the ladder.
// Rings that run together share the silence after them: it stands once, below the last of them.
func (a *answers) deadAir() []data.Span {
	dead := make([]data.Span, len(a.rings))
	for n := range a.rings {
		r, last := &a.rings[n], n
		for last+1 < len(a.rings) && !r.EndedAt.IsZero() && a.rings[last+1].RungAt.Before(r.EndedAt) {
			last++
		}
		dead[last] = max(dead[last], r.DeadAirAfter.Or(0))
	}
	return dead
}

// ringEntries is the line of a ring, and below it what stands behind it where the columns do not say so.
func (p pen) ringEntries(n int, cols []column) []entry {
	r := &p.a.rings[n]
	at := r.Step
	if at == 0 {
		at = r.OutcomeStep
	}
	ring := entry{step: at, from: at, to: at, also: r.OutcomeStep, draw: func(l *cell.Line) {
		for i, c := range cols {
			if i > 0 {
				l.Space(gap)
			}
			p.ringCell(l, c, r)
		}
	}}
	behind := p.ringHint(r)
	if behind == "" || hasColumn(cols, ringWhy) {
		return []entry{ring}
	}
	hint := entry{from: at, to: at, also: r.OutcomeStep, draw: func(l *cell.Line) {
		l.Space(indentOf(cols)).Text(p.Theme.Dim, behind)
	}}
	return []entry{ring, hint}
}

// noteEntries are a sentence in lines that cannot be stood on.
func (p pen) noteEntries(sentence string, width int) []entry {
	var list []entry
	for _, part := range p.WrapLine(sentence, width) {
		list = append(list, entry{draw: func(l *cell.Line) { l.OwnField(p.Theme.Dim, part, width, cell.Left) }})
	}
	return list
}

func (p pen) deadAirEntry(dead data.Span, cols []column) entry {
	return entry{draw: func(l *cell.Line) {
		l.Space(indentOf(cols)).Own(p.Theme.Warning, data.FormatSpan(dead)).Own(p.Theme.Dim, " nobody rung")
	}}
}

// indentOf is where remarks begin: below the user.
func indentOf(cols []column) int {
	if len(cols) > 0 && cols[0].id == ringOrder {
		return cols[0].natural + gap
	}
	return 0
}

func (p pen) ladderColumns(width int) []column {
	cols := []column{
		{id: ringOrder, head: "#", least: 99, drop: 2, right: true},
		{id: ringUser, head: "user", least: 9},
		{id: ringQueue, head: "queue", least: 5, drop: 3},
		{id: ringClock, head: "when", least: 99, drop: 1},
		{id: ringStart, head: "when", least: 99, drop: 4, right: true},
		{id: ringSeconds, head: "rung", least: 99, drop: 5, right: true},
		{id: ringRank, least: 99, luxury: 14},
		{id: ringOutcome, head: "  response", least: 99},
		{id: ringMarks, least: 99},
		{id: ringWhy, head: "why", least: 99, luxury: 16},
	}
	for i := range cols {
		for n := range p.a.rings {
			cols[i].natural = max(cols[i].natural, p.ringWidth(cols[i].id, &p.a.rings[n]))
		}
		if cols[i].natural > 0 {
			cols[i].natural = max(cols[i].natural, len(cols[i].head))
		}
	}
	fitted := fit(withoutColumn(cols, ringStart), width)
	if hasColumn(fitted, ringClock) {
		return fitted
	}
	return fit(withoutColumn(cols, ringClock), width) // the time since the start is shorter than a clock
}

func (p pen) ringWidth(id columnID, r *data.Ring) int {
	switch id {
	case ringUser:
		return p.widthOf(p.user(r.UserID), nameLimit)
	case ringQueue:
		return p.widthOf(p.queue(r.QueueID), nameLimit)
	case ringOutcome:
		return 2 + p.Width(p.response(r).Word)
	case ringRank:
		return rankWidthOf(r.QueueLength())
	case ringWhy:
		return p.widthOf(p.why(r), nameLimit+statusLimit)
	}
	return p.Width(p.ringOwn(id, r))
}

// ringOwn is the text of a column that is ours; empty when absent.
func (p pen) ringOwn(id columnID, r *data.Ring) string {
	switch id {
	case ringOrder:
		return strconv.Itoa(r.Order)
	case ringClock:
		return clockOf(r.RungAt, p.zone)
	case ringStart:
		return span(between(p.a.start, r.RungAt))
	case ringSeconds:
		return span(r.Seconds)
	case ringMarks:
		return p.ringMarks(r)
	}
	return ""
}

// ringMarks: rung again; rung at the same time as others, with the group's number where there are several.
func (p pen) ringMarks(r *data.Ring) string {
	marks := ""
	if r.Again {
		marks = p.Theme.Glyphs.Again
	}
	if r.Group > 0 {
		marks += p.Theme.Glyphs.Together
	}
	if r.Group > 0 && p.a.groups > 1 {
		marks += strconv.Itoa(r.Group)
	}
	return marks
}

func (p pen) ringCell(l *cell.Line, c column, r *data.Ring) {
	t := p.Theme
	switch c.id {
	case ringUser:
		p.value(l, t.Text, p.user(r.UserID), c.natural)
	case ringQueue:
		p.value(l, t.Dim, p.queue(r.QueueID), c.natural)
	case ringOutcome:
		o := p.response(r)
		l.OwnField(o.Style, o.Glyph, 2, cell.Left).OwnField(o.Style, o.Word, c.natural-2, cell.Left)
	case ringRank:
		length, ok := r.QueueLength()
		p.rankCell(l, length, ok)
	case ringMarks:
		l.OwnField(t.Accent, p.ringMarks(r), c.natural, cell.Left)
	case ringWhy:
		l.Field(t.Dim, p.why(r), c.natural, cell.Left)
	case ringOrder:
		l.OwnField(t.Dim, p.ringOwn(c.id, r), c.natural, cell.Right)
	default:
		p.own(l, t.Text, p.ringOwn(c.id, r), c.natural, alignOf(c))
	}
}

// response is how a ring was answered; one that still rings has its length beside it, so far.
func (p pen) response(r *data.Ring) theme.Outcome {
	if r.Running && r.Outcome == 0 {
		return theme.Outcome{Word: soFar, Glyph: p.Theme.Mark(data.RingOffer), Style: p.Theme.Event(data.RingOffer)}
	}
	return p.Theme.Outcome(r.Outcome)
}

// ringHint is what stands behind a ring, unless its word has said it: "no outcome".
func (p pen) ringHint(r *data.Ring) string {
	if r.Step > 0 && r.Outcome == 0 && !r.Running && !r.Ambiguous && r.AnsweredBy == "" {
		return ""
	}
	return p.a.chain.RingHint(*r)
}

// why is the hint, else the cause that the source gives.
func (p pen) why(r *data.Ring) string {
	if hint := p.ringHint(r); hint != "" {
		return hint
	}
	return wordOf(string(r.Cause))
}

// cannotSay is why a pane is empty: the export has no such data, else what that means here.
func (p pen) cannotSay(c data.Capability, what, none string) string {
	if c.Can() {
		return none
	}
	return c.Without(what)
}
