package query

import (
	"fmt"
	"slices"
	"strings"
)

// place is the SQL of a row's file position and record number, from its rowid. A table that needs
// many steps gets them as a table of its own, joined by join; alias is the raw table's.
type place struct {
	file, record, join string
}

// step: rows from rowid on stand in file, and their record number is rowid + shift.
type step struct {
	from  int64
	file  int
	shift int64
}

func (t *rawTable) steps() []step {
	var steps []step
	for _, p := range t.parts {
		steps = append(steps, step{p.first, p.input.at, 1 - p.first})
		if p.input.scan == nil {
			continue
		}
		at := &p.input.scan.Steps
		for n, k := range at.Thresholds {
			s := step{p.first + k - 1, p.input.at, 1 - p.first + at.Shifts[n]}
			if steps[len(steps)-1].from == s.from {
				steps[len(steps)-1] = s
			} else {
				steps = append(steps, s)
			}
		}
	}
	return steps
}

// maxCases is how many steps are written as one CASE; more are joined.
const maxCases = 64

// place makes the SQL, and the table of steps where it needs one.
func (t *rawTable) place(c *conn) (place, error) {
	if t.inPlace {
		return place{file: "r." + placeFile, record: "r." + placeRecord}, nil
	}
	steps := t.steps()
	if len(steps) <= maxCases {
		return casePlace(steps), nil
	}
	name := "work." + quoteName("steps of "+t.name)
	if err := c.Exec("CREATE TABLE " + name + " (\"from\" BIGINT, file INTEGER, shift BIGINT)"); err != nil {
		return place{}, err
	}
	for batch := range slices.Chunk(steps, 10_000) {
		var values []string
		for _, s := range batch {
			values = append(values, fmt.Sprintf("(%d,%d,%d)", s.from, s.file, s.shift))
		}
		if err := c.Exec("INSERT INTO " + name + " VALUES " + strings.Join(values, ",")); err != nil {
			return place{}, err
		}
	}
	return place{
		file: "st.file", record: "(r.rowid + st.shift)",
		join: " ASOF JOIN " + name + " st ON r.rowid >= st.\"from\"",
	}, nil
}

func casePlace(steps []step) place {
	if len(steps) == 0 {
		return place{file: "0", record: "0"}
	}
	file, shift := "CASE", "CASE"
	for n := len(steps) - 1; n > 0; n-- {
		s := steps[n]
		file += fmt.Sprintf(" WHEN r.rowid >= %d THEN %d", s.from, s.file)
		shift += fmt.Sprintf(" WHEN r.rowid >= %d THEN %d", s.from, s.shift)
	}
	s := steps[0]
	if len(steps) == 1 {
		return place{file: fmt.Sprint(s.file), record: fmt.Sprintf("(r.rowid + %d)", s.shift)}
	}
	return place{
		file:   fmt.Sprintf("%s ELSE %d END", file, s.file),
		record: fmt.Sprintf("(r.rowid + %s ELSE %d END)", shift, s.shift),
	}
}
