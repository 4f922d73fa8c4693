package path

import (
	"fmt"
	"math"
	"strconv"

	"segpath/data"
	"segpath/tui/cell"
)

const (
	statusName columnID = iota
	statusTime
	statusShare
	statusEntered
	statusBar
)

// statusList makes the pane of statuses: each with its time, and below it every change to it.
func (p pen) statusList(width int) sidePane {
	s := sidePane{title: "Statuses", count: len(p.a.statuses)}
	if len(p.a.statuses) == 0 {
		s.empty = p.cannotSay(p.a.chain.Has.Statuses, "status data", "No status is stated on this path.")
		return s
	}
	cols := p.statusColumns(width - 1)
	from, to := p.a.reigns()
	for n := range p.a.statuses {
		st := &p.a.statuses[n]
		s.entries = append(s.entries, entry{draw: func(l *cell.Line) {
			for i, c := range cols {
				if i > 0 {
					l.Space(gap)
				}
				p.statusValue(l, c, st)
			}
		}})
		head := len(s.entries)
		for _, c := range st.Changes {
			s.entries = append(s.entries, entry{step: c.Step, from: from[c], to: to[c], under: head, draw: func(l *cell.Line) { p.changeLine(l, c) }})
		}
	}
	return s
}

// reigns are the first and the last step during which the status of each change stands. A status that
// is handed back begins with the first step at or after that instant.
func (a *answers) reigns() (from, to map[data.Change]int) {
	from, to = map[data.Change]int{}, map[data.Change]int{}
	next := len(a.steps) + 1
	for n := len(a.changes) - 1; n >= 0; n-- {
		c := a.changes[n]
		first := c.Step
		for c.HandedBack && first <= len(a.steps) && (first == c.Step || a.steps[first-1].At.Before(c.At)) {
			first++
		}
		from[c], to[c] = first, next-1
		next = min(first, next)
	}
	return from, to
}

func (p pen) statusColumns(width int) []column {
	cols := []column{
		{id: statusName, least: 8},
		{id: statusTime, least: 99, right: true},
		{id: statusShare, least: 99, drop: 2, right: true},
		{id: statusEntered, least: 99, drop: 3, right: true},
		{id: statusBar, natural: barWidth, least: 3, drop: 1, soft: true},
	}
	for i := range cols {
		for n := range p.a.statuses {
			st := &p.a.statuses[n]
			w := p.Width(p.statusOwn(cols[i].id, st))
			if cols[i].id == statusName {
				w = p.widthOf(st.Status, nameLimit)
			}
			cols[i].natural = max(cols[i].natural, w)
		}
	}
	return fit(cols, width)
}

func (p pen) statusOwn(id columnID, st *data.StatusTime) string {
	switch id {
	case statusTime:
		return spanText{st.Seconds, st.Running}.String()
	case statusShare:
		if share, ok := st.Share.Get(); ok {
			return percent(share)
		}
	case statusEntered:
		return strconv.Itoa(st.Entered) + "x"
	}
	return ""
}

// percent writes a share; what is neither none nor all is never written as that.
func percent(share float64) string {
	whole := math.Round(share * 100)
	switch {
	case share > 0 && whole == 0:
		return "<1%"
	case share < 1 && whole == 100:
		return ">99%"
	}
	return fmt.Sprintf("%.0f%%", whole)
}

func (p pen) statusValue(l *cell.Line, c column, st *data.StatusTime) {
	t := p.Theme
	switch c.id {
	case statusName:
		p.value(l, t.Strong, st.Status, c.natural)
	case statusBar:
		p.bar(l, t.Event(data.QueueEntry), st.Share.Or(0), c.natural)
	case statusTime:
		p.own(l, t.Text, p.statusOwn(c.id, st), c.natural, cell.Right)
	default:
		p.own(l, t.Dim, p.statusOwn(c.id, st), c.natural, cell.Right)
	}
}

func (p pen) changeLine(l *cell.Line, c data.Change) {
	l.Space(2)
	p.own(l, p.Theme.Text, clockOf(c.At, p.zone), 8, cell.Left)
	switch {
	case c.HandedBack:
		l.Own(p.Theme.Dim, "  back from ").Text(p.Theme.Text, c.From)
	case c.From != "":
		l.Own(p.Theme.Dim, "  from ").Text(p.Theme.Text, c.From)
	default:
		l.Own(p.Theme.Dim, "  the first")
	}
}
