package path

import (
	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/theme"
)

const (
	stepClock columnID = iota
	stepStart
	stepBefore
	stepEvent
	stepUser
	stepQueue
	stepFrom
	stepTo     // "→ waiting", beside stepFrom
	stepStatus // the new status alone
	stepLength
	stepBar
	stepMarks
	stepReason
)

// The widest that a value of a file makes its column.
const (
	nameLimit   = 28
	statusLimit = 20
	reasonLimit = 32
	barWidth    = 8
	barLimit    = 12
	arrowWidth  = 2
)

// stepColumns are the columns of the steps in width cells. Where room is short only the new status
// is shown: the one before stands in a line above. What is left over goes to the bars.
func (p pen) stepColumns(width int) []column {
	cols := fit(withoutColumn(p.measureSteps(), stepStatus), width)
	if !hasColumn(cols, stepFrom) {
		cols = fit(withoutColumn(withoutColumn(p.measureSteps(), stepFrom), stepTo), width)
	}
	for i := range cols {
		if cols[i].id == stepBar {
			cols[i].natural = min(cols[i].natural+width-totalWidth(cols), barLimit)
		}
	}
	return cols
}

// measureSteps lists every column with the width of its widest value.
func (p pen) measureSteps() []column {
	cols := []column{
		{id: stepMarks, least: 99},
		{id: stepClock, head: "clock", least: 8, drop: 9},
		{id: stepStart, head: "start", least: 99, drop: 4, right: true},
		{id: stepBefore, head: "step", least: 99, drop: 6, right: true},
		{id: stepEvent, head: "  event", least: 10},
		{id: stepUser, head: "user", least: 9, drop: 10},
		{id: stepQueue, head: "queue", least: 7, drop: 7},
		{id: stepFrom, head: "status", least: 7, luxury: 12},
		{id: stepTo, head: "", least: 9},
		{id: stepStatus, head: "status", least: 7, drop: 5},
		{id: stepLength, head: "length", least: 99, drop: 8, right: true},
		{id: stepBar, least: 2, drop: 3, soft: true},
		{id: stepReason, head: "reason", least: 12, luxury: 20},
	}
	for i := range cols {
		c := &cols[i]
		if c.id == stepBar && p.a.running {
			c.least, c.drop = len(soFar), 0
		}
		for n := range p.a.steps {
			c.natural = max(c.natural, p.stepWidth(c.id, n))
		}
		if c.natural > 0 {
			c.natural = max(c.natural, len(c.head))
		}
	}
	return cols
}

// stepWidth is how wide one value of a step is.
func (p pen) stepWidth(id columnID, n int) int {
	s := &p.a.steps[n]
	switch id {
	case stepUser:
		return p.widthOf(p.user(s.UserID), nameLimit)
	case stepQueue:
		return p.widthOf(p.queue(s.QueueID), nameLimit)
	case stepReason:
		return p.widthOf(s.Reason, reasonLimit)
	case stepEvent:
		return 2 + p.widthOf(stepWord(s), nameLimit)
	case stepFrom:
		return p.widthOf(s.StatusFrom, statusLimit)
	case stepStatus:
		return p.widthOf(s.StatusTo, statusLimit)
	case stepTo:
		if s.StatusTo == "" {
			return 0
		}
		return arrowWidth + p.widthOf(s.StatusTo, statusLimit)
	case stepBar:
		return p.barWidth(n)
	case stepMarks:
		return len(p.stepMarks(n))
	}
	return p.Width(p.stepOwn(id, n))
}

// barWidth is the room of a step's bar. A length that is still running says so there instead.
func (p pen) barWidth(n int) int {
	switch {
	case p.a.lengths[n].running:
		return max(barWidth, len(soFar))
	case p.a.max == 0:
		return 0
	}
	return barWidth
}

// stepOwn is the text of a column that is ours; empty when absent.
func (p pen) stepOwn(id columnID, n int) string {
	s := &p.a.steps[n]
	switch id {
	case stepClock:
		return clockOf(s.StartedAt, p.zone)
	case stepStart:
		return span(p.a.sinceStart(n))
	case stepBefore:
		return span(p.a.sinceBefore(n))
	case stepLength:
		return span(p.a.lengths[n].length)
	}
	return ""
}

// stepWord is the event's word; a word that nobody taught us stands as the source has it.
func stepWord(s *data.Step) string {
	if s.Event == data.Other && s.EventRaw != "" {
		return s.EventRaw
	}
	return wordOf(s.Event.String())
}

// stepMarks are the marks of a step, in the order the legend explains them.
func (p pen) stepMarks(n int) string {
	s, g := &p.a.steps[n], p.Theme.Glyphs
	marks := ""
	if s.Uncertain {
		marks += g.Uncertain
	}
	if s.Derived {
		marks += g.Derived
	}
	if len(p.a.notices[n]) > 0 {
		marks += g.Notice
	}
	return marks
}

// stepCell draws one value of a step.
func (p pen) stepCell(l *cell.Line, c column, n int) {
	t, s := p.Theme, &p.a.steps[n]
	switch c.id {
	case stepEvent:
		l.OwnField(t.Event(s.Event), t.Mark(s.Event), 2, cell.Left)
		l.Field(t.Event(s.Event), stepWord(s), c.natural-2, cell.Left)
	case stepUser:
		p.value(l, t.Text, p.user(s.UserID), c.natural)
	case stepQueue:
		p.value(l, t.Text, p.queue(s.QueueID), c.natural)
	case stepReason:
		l.Field(t.Dim, s.Reason, c.natural, cell.Left)
	case stepFrom:
		l.Field(t.Dim, s.StatusFrom, c.natural, cell.Left)
	case stepStatus:
		l.Field(t.Text, s.StatusTo, c.natural, cell.Left)
	case stepTo:
		p.statusCell(l, s, c.natural)
	case stepBar:
		if p.a.lengths[n].running {
			l.OwnField(t.Warning, soFar, c.natural, cell.Left)
			break
		}
		p.bar(l, t.Event(s.Event), p.a.shareOfLongest(n), c.natural)
	case stepMarks:
		l.OwnField(t.Warning, p.stepMarks(n), c.natural, cell.Left)
	case stepStart, stepBefore:
		p.own(l, t.Dim, p.stepOwn(c.id, n), c.natural, cell.Right)
	case stepLength:
		style := t.Text
		if p.a.lengths[n].length == data.Some(data.Span(0)) {
			style = t.Dim // an instant
		}
		p.own(l, style, p.stepOwn(c.id, n), c.natural, cell.Right)
	default:
		p.own(l, t.Text, p.stepOwn(c.id, n), c.natural, alignOf(c))
	}
}

// statusCell draws "→ to". A step without a status changes none and leaves its place empty.
func (p pen) statusCell(l *cell.Line, s *data.Step, width int) {
	if s.StatusTo == "" {
		l.Space(width)
		return
	}
	l.Own(p.Theme.Dim, p.arrow()+" ").Field(p.Theme.Text, s.StatusTo, width-arrowWidth, cell.Left)
}

// arrow leads from a status to the next.
func (p pen) arrow() string { return p.Theme.Mark(data.Transfer) }

// styleOf is the style of a whole line: the current one is laid under.
func (p pen) styleOf(current bool) theme.Style {
	if current {
		return p.Theme.Selected
	}
	return ""
}
