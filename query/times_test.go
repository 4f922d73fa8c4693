package query

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"segpath/data"
)

// noticesOf are the notices of a kind.
func noticesOf(e *Engine, kind data.NoticeKind) []data.Notice {
	return slices.DeleteFunc(slices.Clone(e.report.Notices), func(n data.Notice) bool { return n.Kind != kind })
}

// startsOf opens one segment a cell and returns when each began, in the order of the cells.
func startsOf(t *testing.T, o Options, cells []string) (*Engine, string) {
	t.Helper()
	rows := "interaction_id,event,started_at\n"
	for n, cell := range cells {
		rows += fmt.Sprintf("i%d,status,\"%s\"\n", n, cell)
	}
	e := openFiles(t, o, map[string]string{"segments.csv": rows})
	var got []string
	for n := range cells {
		start := "-"
		if s := pathOf(t, e, fmt.Sprintf("i%d", n)).Steps[0]; !s.StartedAt.IsZero() {
			start = stamp(s.StartedAt)
		}
		got = append(got, start)
	}
	return e, strings.Join(got, " ")
}

// Every way to write an instant, decided over the whole column.
func TestInstantsAreDecidedOverTheColumn(t *testing.T) {
	for _, c := range []struct {
		name, zone string
		cells      []string
		want       string
	}{
		{"ISO", "Europe/Berlin", []string{"2026-03-02T09:05:03.25Z", "2026-03-02T10:05:03+01:00", "2026-07-02 09:05"}, "2026-03-02T09:05:03.25Z 2026-03-02T09:05:03Z 2026-07-02T07:05:00Z"},
		{"US", "America/New_York", []string{"3/2/2026 9:05:03 AM", "3/13/2026 12:05:03 PM", "11/2/2026 12:00 AM"}, "2026-03-02T14:05:03Z 2026-03-13T16:05:03Z 2026-11-02T05:00:00Z"},
		{"US of 24 hours, year of two digits", "UTC", []string{"03/02/26 09:05", "03/13/26 21:05:07.5", "3/4/26"}, "2026-03-02T09:05:00Z 2026-03-13T21:05:07.5Z 2026-03-04T00:00:00Z"},
		{"US as browsers write it", "UTC", []string{"3/13/2026, 9:05:03\u202fAM", "3/2/2026, 9:05 p.m.", "3/2/2026 9 PM"}, "2026-03-13T09:05:03Z 2026-03-02T21:05:00Z 2026-03-02T21:00:00Z"},
		{"EU", "UTC", []string{"2/3/2026 9:05:03", "13/3/2026 21:05", "5-3-2026 1:02:03"}, "2026-03-02T09:05:03Z 2026-03-13T21:05:00Z 2026-03-05T01:02:03Z"},
		{"EU with dots, which say so by themselves", "Europe/Berlin", []string{"02.03.2026 09:05:03", "03.04.2026"}, "2026-03-02T08:05:03Z 2026-04-02T22:00:00Z"},
		{"the year first, with slashes", "UTC", []string{"2026/03/02 09:05:03", "2026/3/4"}, "2026-03-02T09:05:03Z 2026-03-04T00:00:00Z"},
		{"ISO with AM and PM", "UTC", []string{"2026-03-02 09:05 PM", "2026-03-02 12:00:01.5 am"}, "2026-03-02T21:05:00Z 2026-03-02T00:00:01.5Z"},
		{"epoch seconds", "Europe/Berlin", []string{"1772442303", "1772442303.25"}, "2026-03-02T09:05:03Z 2026-03-02T09:05:03.25Z"},
		{"epoch milliseconds", "Europe/Berlin", []string{"1772442303250", "1772442303000"}, "2026-03-02T09:05:03.25Z 2026-03-02T09:05:03Z"},
		{"epoch microseconds", "UTC", []string{"1772442303250001"}, "2026-03-02T09:05:03.250001Z"},
		{"cells that are none", "UTC", []string{"3/13/2026 9:05", "31/31/2026", "tomorrow"}, "2026-03-13T09:05:00Z - -"},
		{"numbers that are none", "UTC", []string{"17", "4"}, "- -"},
	} {
		e, got := startsOf(t, Options{TimeZone: c.zone}, c.cells)
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		var unread int64
		for _, n := range noticesOf(e, data.UnreadableValue) {
			unread += n.Count
		}
		if want := int64(strings.Count(c.want, "-") - strings.Count(c.want, "2026-")*2); unread != want {
			t.Errorf("%s: %d unreadable, want %d", c.name, unread, want)
		}
		if len(noticesOf(e, data.UndecidedDate)) > 0 {
			t.Errorf("%s: is undecided", c.name)
		}
	}
}

// A column in both orders is told as such, and not as if all of its dates could be read in either.
func TestDatesInBothOrdersAreTold(t *testing.T) {
	for _, c := range []struct {
		cells []string
		count int64
		told  string
	}{
		{[]string{"03/02/24 09:15", "04/25/24 09:15", "25/04/24 09:15"}, 2, "1 date month first, 1 date day first. All are read month first, 1 date that could be either"},
		{[]string{"03/02/24 09:15", "04/25/24 09:15", "25/04/24 09:15", "26/04/24 09:15"}, 2, "1 date month first, 2 dates day first. All are read day first"},
		{[]string{"04/25/24 09:15", "25/04/24 09:15"}, 1, "0 dates that could be either"},
	} {
		_, e := starts(t, "UTC", c.cells...)
		told := noticesOf(e, data.UndecidedDate)
		if len(told) != 1 || told[0].Count != c.count || !strings.Contains(told[0].Text, c.told) {
			t.Errorf("%v: %+v", c.cells, told)
		}
	}
}

// What no cell decides is read month first and told; --date-format settles it, whatever the cells say.
func TestUndecidedDatesAreTold(t *testing.T) {
	cells := []string{"3/2/2026 9:05", "4/5/2026 9:05"}
	e, got := startsOf(t, Options{}, cells)
	told := noticesOf(e, data.UndecidedDate)
	if got != "2026-03-02T09:05:00Z 2026-04-05T09:05:00Z" || len(told) != 1 || told[0].Count != 2 || !strings.Contains(told[0].Text, "--date-format") {
		t.Errorf("%s, told %+v", got, told)
	}
	for format, want := range map[string]string{
		"mdy": "2026-03-02T09:05:00Z 2026-04-05T09:05:00Z", "US": "2026-03-02T09:05:00Z 2026-04-05T09:05:00Z",
		"dmy": "2026-02-03T09:05:00Z 2026-05-04T09:05:00Z", "eu": "2026-02-03T09:05:00Z 2026-05-04T09:05:00Z",
	} {
		e, got := startsOf(t, Options{DateFormat: format}, cells)
		if got != want || len(noticesOf(e, data.UndecidedDate)) > 0 {
			t.Errorf("--date-format %s: %s, want %s", format, got, want)
		}
	}
	rows := map[string]string{"segments.csv": "interaction_id,event,started_at\ni1,status,3/2/2026\n"}
	_, err := Open(context.Background(), Options{Exports: []string{written(t, rows)}, DateFormat: "ymd"})
	if err == nil || !strings.Contains(err.Error(), `date format "ymd"`) {
		t.Errorf("ymd is taken for a date format: %v", err)
	}
}

// A column that does not decide by itself is read as the others of the export are.
func TestDatesFollowTheOtherColumns(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{"segments.csv": "interaction_id,event,started_at,ended_at\ni1,status,3/2/2026 9:05,13/2/2026 9:05\n"})
	s := pathOf(t, e, "i1").Steps[0]
	if stamp(s.StartedAt) != "2026-02-03T09:05:00Z" || stamp(s.EndedAt) != "2026-02-13T09:05:00Z" || len(noticesOf(e, data.UndecidedDate)) > 0 {
		t.Errorf("%s to %s", stamp(s.StartedAt), stamp(s.EndedAt))
	}
}

// Epoch times say their zone: nothing is assumed. Dates as people write them do not.
func TestEpochTimesHaveNoZone(t *testing.T) {
	e, _ := startsOf(t, Options{TimeZone: "UTC"}, []string{"1772442303"})
	if e.export.ZoneAssumed {
		t.Error("a zone is assumed for epoch times")
	}
	rows := "interaction_id,event,started_at\ni1,status,3/13/2026 9:05 AM\n"
	e, err := Open(context.Background(), Options{Exports: []string{written(t, map[string]string{"segments.csv": rows})}})
	if err != nil {
		t.Fatal(err)
	}
	if told := noticesOf(e, data.AssumedZone); len(told) != 1 || told[0].Count != 1 {
		t.Errorf("told %+v", told)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}

// Lengths are seconds, or hours, minutes and seconds, past a day too.
func TestLengths(t *testing.T) {
	rows := "interaction_id,event,started_at,duration\n"
	cells := map[string]int64{"42": 42_000_000, "0.25": 250_000, "00:00:42": 42_000_000, "1:02:03.5": 3_723_500_000, "123:00:01": 442_801_000_000, "1:2": -1, "0:99:00": -1, "long": -1}
	ids := map[string]string{}
	for cell := range cells {
		ids[cell] = fmt.Sprintf("i%d", len(ids))
		rows += fmt.Sprintf("%s,status,2026-03-02T09:00:00Z,%s\n", ids[cell], cell)
	}
	e := openFiles(t, Options{}, map[string]string{"segments.csv": rows})
	for cell, want := range cells {
		if got := pathOf(t, e, ids[cell]).Steps[0].DurationStated.Or(-1); int64(got) != want {
			t.Errorf("%s is %d µs, want %d", cell, got, want)
		}
	}
}

// An account whose zone has a name that nobody knows opens all the same, and says what was assumed.
func TestAccountsZoneThatNobodyKnows(t *testing.T) {
	e, err := Open(context.Background(), Options{Exports: []string{written(t, map[string]string{
		"segments.csv": "interaction_id,event,started_at\ni1,status,2026-03-02 09:05\n",
		"accounts.csv": "account_id,name,time_zone\nA1,Larkfield,Eastern Time (US & Canada)\n",
	})}})
	if err != nil {
		t.Fatal(err)
	}
	if told := noticesOf(e, data.AssumedZone); len(told) != 1 || !strings.Contains(told[0].Text, "Eastern Time") {
		t.Errorf("told %+v", told)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}
