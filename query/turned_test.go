package query

import (
	"strings"
	"testing"

	"segpath/data"
)

// turnedStarts are the starts of an interaction's steps by file and row, without the day.
func turnedStarts(t *testing.T, e *Engine, id string) string {
	t.Helper()
	list := make([]string, 20)
	for _, s := range pathOf(t, e, id).Steps {
		list[s.SourceRow-2] = s.StartedAt.Format("15:04")
		if !s.EndedAt.IsZero() {
			list[s.SourceRow-2] += "-" + s.EndedAt.Format("15:04")
		}
	}
	return strings.Join(strings.Fields(strings.Join(list, " ")), " ")
}

// In Berlin the clocks showed 02:00 to 03:00 twice on 25 October 2026: from 00:00 and from 01:00 UTC.
func TestTheRepeatedHour(t *testing.T) {
	for _, c := range []struct {
		name, head, rows, want string
		n                      int64
	}{
		{"a row alone", "", "2:30", "00:30", 1},
		{"the clock goes back", "", "1:50|2:20|2:10|2:40|3:10", "23:50 00:20 01:10 01:40 02:10", 3},
		{"nothing says so", "", "1:50|2:20|2:40|3:10", "23:50 00:20 00:40 02:10", 2},
		{"after one that is later for certain", "", "3:05|2:59", "02:05 01:59", 1},
		{"an offset is never moved", "", "2:20|2:10+02:00|2:15", "00:20 00:10 00:15", 2},
		{"before one with an offset", "", "2:20+01:00|2:30", "01:20 01:30", 1},
		{"seq says the order", ",seq", "2:10,2|2:20,1|2:40,3", "01:10 00:20 01:40", 3},
		{"seq on some rows says nothing", ",seq", "2:10,2|2:20,1|2:15,", "00:10 00:20 01:15", 3},
		{"an end never before its start", ",ended_at", "2:50,2:10|2:20,2:40", "00:50-01:10 01:20-01:40", 4},
	} {
		rows := "interaction_id,event,started_at" + c.head + "\n"
		for row := range strings.SplitSeq(c.rows, "|") {
			start, rest, more := strings.Cut(row, ",")
			rows += "i1,status,2026-10-25 0" + start
			switch {
			case more && c.head == ",ended_at":
				rows += ",2026-10-25 0" + rest
			case more:
				rows += "," + rest
			}
			rows += "\n"
		}
		e := openFiles(t, Options{TimeZone: "Europe/Berlin"}, map[string]string{"segments.csv": rows})
		if got := turnedStarts(t, e, "i1"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		var n int64
		for _, told := range noticesOf(e, data.RepeatedHour) {
			n += told.Count
			if told.SourceRow == 0 || told.Source == "" {
				t.Errorf("%s: told without a row: %+v", c.name, told)
			}
		}
		if n != c.n {
			t.Errorf("%s: told of %d, want %d", c.name, n, c.n)
		}
	}
}

// In Berlin the clocks left 02:00 to 03:00 out on 29 March 2026.
func TestTheMissingHour(t *testing.T) {
	e := openFiles(t, Options{TimeZone: "Europe/Berlin"}, map[string]string{
		"segments.csv": "interaction_id,event,started_at\ni1,status,2026-03-29 01:59\ni1,status,2026-03-29 02:30\ni1,status,2026-03-29 03:30\n",
	})
	told := noticesOf(e, data.RepeatedHour)
	if got := turnedStarts(t, e, "i1"); got != "00:59 01:30 01:30" || len(told) != 1 || told[0].Count != 1 || told[0].SourceRow != 3 {
		t.Errorf("%s, told %+v", got, told)
	}
}

// A row that stands twice is a duplicate before its hour is settled.
func TestDuplicatesInTheRepeatedHour(t *testing.T) {
	rows := "interaction_id,event,started_at\ni1,status,2026-10-25 02:10\ni1,status,2026-10-25 02:40\n"
	e := openFiles(t, Options{TimeZone: "Europe/Berlin"}, map[string]string{"segments.csv": rows, "segments-2.csv": rows})
	if got := e.report.SegmentCount; got != 2 {
		t.Errorf("%d segments, want 2", got)
	}
}
