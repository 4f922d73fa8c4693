package query

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"segpath/data"
)

// written makes an export of files by name.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// openFiles opens an export of files, in UTC where o names no zone.
func openFiles(t *testing.T, o Options, files map[string]string) *Engine {
	t.Helper()
	if o.TimeZone == "" {
		o.TimeZone = "UTC"
	}
	return openExactly(t, o, files)
}

// openExactly opens an export of files as o says.
func openExactly(t *testing.T, o Options, files map[string]string) *Engine {
	t.Helper()
	o.Exports = []string{written(t, files)}
	e, err := Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// pathOf is the path of an id.
func pathOf(t *testing.T, e *Engine, id string) *data.Path {
	t.Helper()
	chain, err := e.Chain(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return chain.Legs[0].Path
}

// edifyDay is second 0 of the hand-written paths.
var edifyDay = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// told writes the steps of a path shortly: seconds from edifyDay, event, user, queue, what else is there.
func told(p *data.Path) string {
	var lines []string
	for _, s := range p.Steps {
		second := func(at time.Time) string {
			if at.IsZero() {
				return ""
			}
			return fmt.Sprint(at.Sub(edifyDay).Seconds())
		}
		line := fmt.Sprintf("%s-%s %s", second(s.StartedAt), second(s.EndedAt), s.Event)
		for _, part := range []string{s.UserID, s.QueueID} {
			if part != "" {
				line += " " + part
			}
		}
		if s.ByUserID != "" {
			line += " by " + s.ByUserID
		}
		if s.Cause != "" {
			line += " cause=" + string(s.Cause)
		}
		if s.Reason != "" {
			line += " (" + s.Reason + ")"
		}
		if s.StatusTo != "" {
			line += " →" + s.StatusTo
		}
		if s.Derived {
			line += " derived"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// statusHeader is the header of statusRows.
func statusHeader(previous bool) string {
	if previous {
		return "Id,Interaction Id,Created At,Status,User Id,Queue Id,Previous Status\n"
	}
	return "Id,Interaction Id,Created At,Status,User Id,Queue Id\n"
}

// statusRows writes rows "second status user queue" (- for none) of an interaction as Edify does, with or
// without the previous status.
func statusRows(id, rows string, previous bool) string {
	var out strings.Builder
	before := ""
	for n, row := range strings.Split(strings.TrimSpace(rows), ";") {
		f := strings.Fields(strings.ReplaceAll(row, "Wrap Up", "Wrap_Up"))
		for i := range f {
			f[i] = strings.ReplaceAll(strings.Trim(f[i], "-"), "_", " ")
		}
		second, _ := time.ParseDuration(f[0] + "s")
		fmt.Fprintf(&out, "%s-%d,%s,%s,%s,%s,%s", id, n, id, edifyDay.Add(second).Format("2006-01-02T15:04:05Z"), f[1], f[2], f[3])
		if previous {
			out.WriteString("," + before)
		}
		out.WriteString("\n")
		before = f[1]
	}
	return out.String()
}

// One hand-written answer for every transition rule of an export that has statuses only.
func TestEdifyStatusesOnly(t *testing.T) {
	cases := []struct{ rule, rows, want string }{
		{"the first row is the create; Open is one stay until Connected", "0 Creating - -;1 Open - Q;5 Pending Ana Q;9 Open - Q;12 Pending Ben Q;15 Connected Ben Q;60 Wrap Up Ben Q;70 Completed - -", `
0-1 create →Creating
1-15 queue Q →Open
5-9 ring Ana Q →Pending
9-12 status Q →Open
12-15 ring Ben Q →Pending
15-60 accept Ben Q →Connected
60-70 wrapup Ben Q →Wrap Up
70- complete →Completed`},
		{"a first row of another status makes the create derived", "3 Open - Q;5 Bot - -", `
3-3 create derived
3-5 queue Q →Open
5- bot →Bot`},
		{"a stay ends at Bot", "0 Open - Q;5 Bot - -;9 Open - Q;12 Completed - Q", `
0-0 create derived
0-5 queue Q →Open
5-9 bot →Bot
9-12 queue Q →Open
12- abandon Q →Completed`},
		{"a stay ends at Completed, and a later Open begins another", "0 Creating - -;1 Open - Q;5 Completed - -;20 Open - Q;30 Completed - -", `
0-1 create →Creating
1-5 queue Q →Open
5- abandon →Completed
20-30 queue Q →Open
30- abandon →Completed`},
		{"a stay ends at another queue", "0 Creating - -;1 Open - Q;5 Open - R;8 Open - R;9 Open - Q", `
0-1 create →Creating
1-5 queue Q →Open
5-9 queue R →Open
8-9 status R →Open
9- queue Q →Open`},
		{"Creating to Pending is a ring", "0 Creating - -;2 Pending Ana -;6 Connected Ana -", `
0-2 create →Creating
2-6 ring Ana →Pending
6- accept Ana →Connected`},
		{"Pending to Pending is a ring for another user only", "0 Creating - -;2 Pending Ana -;6 Pending Ana -;8 Pending Ben -;9 Connected Ben -", `
0-2 create →Creating
2-6 ring Ana →Pending
6-8 status Ana →Pending
8-9 ring Ben →Pending
9- accept Ben →Connected`},
		{"Pending to Completed is a clear of cause unknown, and an abandon if it was never Connected", "0 Open - Q;2 Pending Ana Q;6 Completed - -", `
0-0 create derived
0-6 queue Q →Open
2-6 ring Ana Q →Pending
6-6 clear Ana Q cause=unknown derived
6- abandon →Completed`},
		{"Hold stands inside the accept; Hold to Connected is no second accept", "0 Creating - -;1 Connected Ana -;5 Hold Ana -;9 Connected Ana -;20 Completed - -", `
0-1 create →Creating
1-20 accept Ana →Connected
5-9 hold Ana →Hold
9-20 status Ana →Connected
20- complete →Completed`},
		{"Connected to Open is a transfer back to the queue, and a new stay", "0 Creating - -;1 Open - Q;3 Pending Ana Q;5 Connected Ana Q;9 Open - Q;12 Pending Ben Q;14 Connected Ben Q", `
0-1 create →Creating
1-5 queue Q →Open
3-5 ring Ana Q →Pending
5-9 accept Ana Q →Connected
9-9 transfer Q by Ana (returned to queue) derived
9-14 queue Q →Open
12-14 ring Ben Q →Pending
14- accept Ben Q →Connected`},
		{"Hold to Open is a transfer too", "0 Creating - -;1 Connected Ana -;5 Hold Ana -;9 Open - Q", `
0-1 create →Creating
1-9 accept Ana →Connected
5-9 hold Ana →Hold
9-9 transfer Q by Ana (returned to queue) derived
9- queue Q →Open`},
		{"Connected to Pending rings another while the first lets go", "0 Creating - -;1 Connected Ana -;5 Pending Ben -;9 Connected Ben -", `
0-1 create →Creating
1-5 accept Ana →Connected
5-9 ring Ben →Pending
9- accept Ben →Connected`},
		{"Connected to Connected is an accept for another user only", "0 Creating - -;1 Connected Ana -;5 Connected Ana -;9 Connected Ben -", `
0-1 create →Creating
1-9 accept Ana →Connected
5-9 status Ana →Connected
9- accept Ben →Connected`},
		{"from Bot to Pending is a ring; Bot to Completed is no abandon", "0 Bot - -;4 Pending Ana -;7 Bot - -;9 Completed - -", `
0-0 create derived
0-4 bot →Bot
4-7 ring Ana →Pending
7-9 bot →Bot
9- complete →Completed`},
		{"a bot after the queue leaves nobody waiting", "0 Open - Q;4 Bot - -;9 Completed - -", `
0-0 create derived
0-4 queue Q →Open
4-9 bot →Bot
9- complete →Completed`},
		{"Creating to Completed: nobody was in a queue or rung", "0 Creating - -;9 Completed - -", `
0-9 create →Creating
9- complete →Completed`},
		{"a stay that goes on through a status that nobody knows is left by the customer", "0 Open - Q;4 Snoozed - Q;9 Completed - -", `
0-0 create derived
0-9 queue Q →Open
4-9 status Q →Snoozed
9- abandon →Completed`},
		{"Hold to Pending", "0 Creating - -;1 Connected Ana -;4 Hold Ana -;7 Pending Ben -;9 Connected Ben -", `
0-1 create →Creating
1-7 accept Ana →Connected
4-7 hold Ana →Hold
7-9 ring Ben →Pending
9- accept Ben →Connected`},
		{"Wrap Up to Pending, and Completed to Pending", "0 Creating - -;1 Connected Ana -;4 Wrap Up Ana -;7 Pending Ben -;9 Completed - -;12 Pending Ben -", `
0-1 create →Creating
1-4 accept Ana →Connected
4-7 wrapup Ana →Wrap Up
7-9 ring Ben →Pending
9-9 clear Ben cause=unknown derived
9- complete →Completed
12- ring Ben →Pending`},
		{"Hold to Wrap Up, Hold to Completed", "0 Creating - -;1 Connected Ana -;4 Hold Ana -;7 Wrap Up Ana -;9 Connected Ana -;12 Hold Ana -;15 Completed - -", `
0-1 create →Creating
1-7 accept Ana →Connected
4-7 hold Ana →Hold
7-9 wrapup Ana →Wrap Up
9-15 accept Ana →Connected
12-15 hold Ana →Hold
15- complete →Completed`},
		{"Connected to Bot", "0 Creating - -;1 Connected Ana -;4 Bot - -;9 Connected Ben -", `
0-1 create →Creating
1-4 accept Ana →Connected
4-9 bot →Bot
9- accept Ben →Connected`},
		{"Wrap Up to Open", "0 Creating - -;1 Connected Ana -;4 Wrap Up Ana -;9 Open - Q;12 Open - Q", `
0-1 create →Creating
1-4 accept Ana →Connected
4-9 wrapup Ana →Wrap Up
9- queue Q →Open
12- status Q →Open`},
		{"a status that nobody knows is a status", "0 Creating - -;1 Snoozed Ana -", `
0-1 create →Creating
1- status Ana →Snoozed`},
	}
	for _, previous := range []bool{true, false} {
		file := statusHeader(previous)
		for n, c := range cases {
			file += statusRows(fmt.Sprintf("i%d", n), c.rows, previous)
		}
		e := openFiles(t, Options{}, map[string]string{"Interaction Segments.csv": file})
		for n, c := range cases {
			if got, want := told(pathOf(t, e, fmt.Sprintf("i%d", n))), strings.TrimSpace(c.want); got != want {
				t.Errorf("%s (previous status %v)\ngot\n%s\nwant\n%s", c.rule, previous, got, want)
			}
		}
		if has := e.Export().Has; has.Rings.State != data.Derived || has.Responses.State != data.Derived || has.Statuses.State != data.Stated {
			t.Errorf("has %+v", has)
		}
	}
}

// A user that is an id of Users is that id, even where another user is called so; a name stands for the id
// of the one who has it.
func TestEdifyUsersByIDAndName(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{
		"segments.csv": "Interaction Id,Created At,Event,User\ni1,2026-03-02T09:00:00Z,Ring,U1\ni1,2026-03-02T09:00:01Z,Ring,U2\n" +
			"i1,2026-03-02T09:00:02Z,Ring,Cy Larsen\ni1,2026-03-02T09:00:03Z,Ring,Nobody\n",
		"users.csv": "Id,Name\nU1,Ana Silva\nU2,U1\nU3,Cy Larsen\n",
	})
	if got, want := told(pathOf(t, e, "i1")), "0- ring U1\n1- ring U2\n2- ring U3\n3- ring Nobody"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A ring that ended in Open, or in another user's Pending, has no outcome in the export.
func TestEdifyRingsWithoutOutcome(t *testing.T) {
	rows := "0 Creating - -;1 Open - Q;2 Pending Ana Q;6 Open - Q;8 Pending Ben Q;9 Pending Cy Q;12 Connected Cy Q"
	e := openFiles(t, Options{}, map[string]string{"segments.csv": statusHeader(true) + statusRows("i1", rows, true)})
	var got []string
	for _, r := range pathOf(t, e, "i1").Rings() {
		got = append(got, fmt.Sprint(r.UserID, " ", r.Outcome.String(), " ", r.Seconds.Or(-1).Seconds()))
	}
	if want := "Ana  4|Ben  1|Cy accept 3"; strings.Join(got, "|") != want {
		t.Errorf("rings %s, want %s", strings.Join(got, "|"), want)
	}
}

// A word for a response on a row makes no outcome where no row has a word for ring; it stays the row's word.
func TestEdifyResponsesWithoutRings(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{"segments.csv": `Interaction Id,Created At,Status,Previous Status,User,Reason
i1,2026-03-02T09:00:00Z,Creating,,,
i1,2026-03-02T09:00:01Z,Pending,Creating,Ana,
i1,2026-03-02T09:00:05Z,Open,Pending,,Declined
`})
	p := pathOf(t, e, "i1")
	if got, want := told(p), "0-1 create →Creating\n1-5 ring Ana →Pending\n5- queue (Declined) →Open"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if r := p.Rings()[0]; r.Outcome != 0 || p.Steps[2].EventRaw != "Declined" {
		t.Errorf("the ring is %+v, the row's word %q", r, p.Steps[2].EventRaw)
	}
}
