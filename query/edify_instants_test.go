package query

import (
	"slices"
	"strings"
	"testing"
)

// Rows of one instant follow one another by the status that each states before it, whatever order they are
// written in: the statuses mean what they mean in that order.
func TestEdifyStatusesOfOneInstant(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{
		{"rung again and taken within an instant", "0 Open - q;5 Pending ana q;9 Open ana q;9 Pending ben q;9 Connected ben q;9 Hold ben -;9 Connected ben -;20 Completed - -", `
0-0 create derived
0-9 queue q →Open
5-9 ring ana q →Pending
9-9 status ana q →Open
9-9 ring ben q →Pending
9-20 accept ben q →Connected
9-9 hold ben →Hold
9-20 status ben →Connected
20- complete →Completed`},
		{"all of a path at once", "0 Creating - -;0 Open - q;0 Pending ana q;0 Connected ana q;0 Wrap Up ana -;0 Completed - -", `
0-0 create →Creating
0-0 queue q →Open
0-0 ring ana q →Pending
0-0 accept ana q →Connected
0-0 wrapup ana →Wrap Up
0- complete →Completed`},
		{"round and back: from the status that ran", "0 Open - q;5 Pending ana q;9 Open ana q;9 Pending ben q;15 Connected ben q", `
0-0 create derived
0-15 queue q →Open
5-9 ring ana q →Pending
9-9 status ana q →Open
9-15 ring ben q →Pending
15- accept ben q →Connected`},
		{"out of the queue and back", "0 Connected ana -;5 Open - q;5 Pending ben q;5 Connected ben q;9 Hold ben -", `
0-0 create derived
0-5 accept ana →Connected
5-5 transfer q by ana (returned to queue) derived
5-5 queue q →Open
5-5 ring ben q →Pending
5- accept ben q →Connected
9- hold ben →Hold`},
	} {
		t.Run(c.name, func(t *testing.T) {
			written := strings.Split(strings.TrimSpace(statusRows("i", c.rows, true)), "\n")
			for _, turned := range []bool{false, true} {
				if turned {
					slices.Reverse(written)
				}
				e := openFiles(t, Options{Threads: 1}, map[string]string{"segments.csv": statusHeader(true) + strings.Join(written, "\n") + "\n"})
				if got := told(pathOf(t, e, "i")); got != strings.TrimSpace(c.want) {
					t.Errorf("reversed %v:\n%s\nwant%s", turned, got, c.want)
				}
			}
		})
	}
}

// More rows of one instant than are looked at, and rows that no order joins, are all kept, and marked.
func TestEdifyInstantsThatNoOrderJoins(t *testing.T) {
	for name, rows := range map[string]string{
		"many alike": "0 Open - q" + strings.Repeat(";5 Pending ana q;5 Open ana q", 40),
		"no order":   "0 Open - q;5 Pending ana q;5 Hold ben q",
	} {
		file := statusHeader(true) + statusRows("i", rows, true)
		if name == "no order" {
			file = strings.Replace(file, "Hold,ben,q,Pending", "Hold,ben,q,Bot", 1)
		}
		e := openFiles(t, Options{Threads: 1}, map[string]string{"segments.csv": file})
		marked, of := 0, 0
		for _, s := range pathOf(t, e, "i").Steps {
			if s.StartedAt.After(edifyDay) {
				of++
				if s.Uncertain {
					marked++
				}
			}
		}
		if want := strings.Count(rows, ";5 "); of != want || marked != want {
			t.Errorf("%s: %d steps, %d of them marked, want %d", name, of, marked, want)
		}
	}
}
