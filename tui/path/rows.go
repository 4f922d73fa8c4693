package path

import (
	"time"
)

type rowKind int

const (
	stepRow rowKind = iota
	dayRow          // a new day begins
	legRow          // a new leg begins
	goneRow         // a leg that the export does not hold
)

// row is a line of the steps pane.
type row struct {
	kind rowKind
	step int // index of the step, for stepRow and dayRow
	leg  int // index of the leg, for legRow and goneRow
}

// rowsOf lays the steps out: a line before each leg of a chain, one before each day of a path that
// spans several, one for each missing leg. place is the row of each step.
func rowsOf(a *answers, zone *time.Location) (rows []row, place []int) {
	rows = make([]row, 0, len(a.steps)+2*len(a.chain.Legs))
	place = make([]int, len(a.steps))
	days := spansDays(a, zone)
	next, day := 0, ""
	for n, leg := range a.chain.Legs {
		if leg.Path == nil {
			rows = append(rows, row{kind: goneRow, leg: n})
			continue
		}
		if len(a.chain.Legs) > 1 {
			rows = append(rows, row{kind: legRow, leg: n})
		}
		for range leg.Path.Steps {
			if d := dayOf(a.steps[next].At, zone); days && d != "" && d != day {
				rows = append(rows, row{kind: dayRow, step: next})
				day = d
			}
			place[next] = len(rows)
			rows = append(rows, row{kind: stepRow, step: next})
			next++
		}
	}
	return rows, place
}

func spansDays(a *answers, zone *time.Location) bool {
	first := dayOf(a.start, zone)
	for i := range a.steps {
		if d := dayOf(a.steps[i].At, zone); d != "" && d != first {
			return true
		}
	}
	return false
}

func dayOf(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format("Mon 2 Jan 2006")
}

func clockOf(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format("15:04:05")
}
