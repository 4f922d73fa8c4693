package path

import (
	"strconv"

	"segpath/data"
	"segpath/tui/cell"
)

const (
	stayOrder columnID = iota
	stayQueue
	stayClock
	stayLength
	stayRank
	stayEnd
	stayMarks
)

// queueList makes the pane of queues: every stay in order.
func (p pen) queueList(width int) sidePane {
	s := sidePane{title: "Queues", count: len(p.a.stays)}
	if len(p.a.stays) == 0 {
		s.empty = p.cannotSay(p.a.chain.Has.Queues, "queue data", "It was in no queue.")
		return s
	}
	cols := p.stayColumns(width - 1)
	s.head = p.columnHeads(cols, 1, width)
	for n := range p.a.stays {
		st := &p.a.stays[n]
		s.entries = append(s.entries, entry{step: st.Step, from: st.Step, to: p.a.lastIn(n), draw: func(l *cell.Line) {
			for i, c := range cols {
				if i > 0 {
					l.Space(gap)
				}
				p.stayCell(l, c, st)
			}
		}})
	}
	return s
}

// lastIn is the number of the last step that begins during a stay.
func (a *answers) lastIn(n int) int {
	st := &a.stays[n]
	last := max(st.LastStep, st.Step)
	for i := last; i < len(a.steps) && a.steps[i].Leg == st.Leg; i++ {
		at := a.steps[i].At
		next := n+1 < len(a.stays) && i+1 >= a.stays[n+1].Step
		if next || at.IsZero() || !st.LeftAt.IsZero() && !at.Before(st.LeftAt) {
			break
		}
		last = i + 1
	}
	return last
}

func (p pen) stayColumns(width int) []column {
	cols := []column{
		{id: stayOrder, head: "#", least: 99, drop: 2, right: true},
		{id: stayQueue, head: "queue", least: 7},
		{id: stayClock, head: "entered", least: 99, drop: 3},
		{id: stayLength, head: "wait", least: 99, drop: 4, right: true},
		{id: stayRank, least: 99, luxury: 14},
		{id: stayEnd, head: "ended", least: 7, drop: 1},
		{id: stayMarks, least: 99},
	}
	for i := range cols {
		for n := range p.a.stays {
			cols[i].natural = max(cols[i].natural, p.stayWidth(cols[i].id, &p.a.stays[n]))
		}
		cols[i].natural = max(cols[i].natural, len(cols[i].head))
	}
	return fit(cols, width)
}

func (p pen) stayWidth(id columnID, st *data.Stay) int {
	switch id {
	case stayQueue:
		return p.widthOf(p.queue(st.QueueID), nameLimit)
	case stayEnd:
		return p.widthOf(ended(st), reasonLimit)
	case stayRank:
		return rankWidthOf(st.QueueLength())
	}
	return p.Width(p.stayOwn(id, st))
}

func (p pen) stayOwn(id columnID, st *data.Stay) string {
	switch id {
	case stayOrder:
		return strconv.Itoa(st.Order)
	case stayClock:
		return clockOf(st.EnteredAt, p.zone)
	case stayLength:
		return spanText{st.Seconds, st.Running}.String()
	case stayMarks:
		return p.stayMarks(st)
	}
	return ""
}

// ended is how a stay ended, in the source's words where it has some.
func ended(st *data.Stay) string {
	switch {
	case st.Running:
		return "still there"
	case st.Reason != "":
		return st.Reason
	}
	return wordOf(string(st.Cause))
}

func (p pen) stayMarks(st *data.Stay) string {
	marks := ""
	if st.PingPong {
		marks = "ping-pong"
	}
	if st.Derived {
		marks += p.Theme.Glyphs.Derived
	}
	return marks
}

func (p pen) stayCell(l *cell.Line, c column, st *data.Stay) {
	t := p.Theme
	switch c.id {
	case stayQueue:
		p.value(l, t.Event(data.QueueEntry), p.queue(st.QueueID), c.natural)
	case stayEnd:
		p.value(l, t.Dim, ended(st), c.natural)
	case stayRank:
		length, ok := st.QueueLength()
		p.rankCell(l, length, ok)
	case stayMarks:
		l.OwnField(t.Warning, p.stayMarks(st), c.natural, cell.Left)
	case stayOrder:
		l.OwnField(t.Dim, p.stayOwn(c.id, st), c.natural, cell.Right)
	default:
		p.own(l, t.Text, p.stayOwn(c.id, st), c.natural, alignOf(c))
	}
}
