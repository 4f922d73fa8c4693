package query

import (
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

// Forms of instants beside those of TestInstantsAreDecidedOverTheColumn, worked out by hand.
func TestFormsOfInstants(t *testing.T) {
	const berlin, utc = "Europe/Berlin", "UTC"
	for _, c := range []struct {
		name, zone string
		cells      []string
		want       string
	}{
		{"offsets", berlin, []string{
			"2026-03-02T09:05:03Z", "2026-03-02T09:05:03z", "2026-03-02 09:05:03 UTC", "2026-03-02 09:05:03 GMT", "2026-03-02T09:05:03+0000", "2026-03-02 10:05:03 +01",
			"2026-03-02 14:35:03 +05:30", "2026-03-02T04:05:03-05:00", "2026-03-02T04:05:03-0500", "2026-03-02T04:05:03-05", "2026-03-02T09:05Z", "2026-03-02T10:05+0100", "2026-03-02 10:05:03",
		}, "09:05:03 09:05:03 09:05:03 09:05:03 09:05:03 09:05:03 09:05:03 09:05:03 09:05:03 09:05:03 09:05 09:05 09:05:03"},
		{"fractions", utc, []string{
			"2026-03-02T09:05:03.5Z", "2026-03-02T09:05:03.123456Z", "2026-03-02T09:05:03.123456789Z", "2026-03-02 09:05:03,250", "2026-03-02T10:05:03,25+01:00",
		}, "09:05:03.5 09:05:03.123456 09:05:03.123456 09:05:03.25 09:05:03.25"},
		{"the day first, months by name", berlin, []string{
			"02-Mar-2026 10:05:03", "2 March 2026 10:05", "2. Mar 2026 10:05:03", "02-MAR-26 10:05:03", "Mon, 02 Mar 2026 09:05:03 GMT", "Monday, 2nd March 2026 10:05 AM", "02Mar2026 10:05",
		}, "09:05:03 09:05 09:05:03 09:05:03 09:05:03 09:05 09:05"},
		{"the month first, by name", utc, []string{
			"Mar 2, 2026 3:04 PM", "March 2 2026 15:04:05", "Mar. 2, 2026, 3:04:05 PM", "Mon Mar 02 2026 15:04:05 GMT+0000 (Coordinated Universal Time)", "Mar 2, 2026 12:04 AM",
		}, "15:04 15:04:05 15:04:05 15:04:05 00:04"},
		{"the year first, months by name", utc, []string{"2026-Mar-02 09:05", "2026 March 2 09:05:03"}, "09:05 09:05:03"},
		{"AM and PM with an offset", berlin, []string{"3/2/2026 9:05:03 AM +00:00", "3/2/2026 9:05:03 PM", "3/2/2026 9:05:03.5 a.m. UTC", "3/13/2026 9:05pm"}, "09:05:03 20:05:03 09:05:03.5 20:05"},
		{"two digits of the year", utc, []string{"02.03.26 09:05", "2.3.26 9:05:03", "31.12.26"}, "09:05 09:05:03 00:00"},
		{"ISO 8601, basic", berlin, []string{"20260302T090503Z", "20260302T100503", "20260302100503", "20260302"}, "09:05:03 09:05:03 09:05:03 23:00"},
		{"digits alone", utc, []string{"20260302100503", "20260302110503"}, "10:05:03 11:05:03"},
		{"ISO weeks", berlin, []string{"2026-W10-1T10:05:03", "2026-W10-1T09:05:03Z", "2026-W10-2"}, "09:05:03 09:05:03 23:00"},
		{"a zone by its name", berlin, []string{"2026-03-02 04:05:03 America/New_York", "2026-03-02 10:05:03"}, "09:05:03 09:05:03"},
		{"epoch nanoseconds", berlin, []string{"1772442303250001000"}, "09:05:03.250001"},
		{"epoch as a spreadsheet writes it", berlin, []string{"1.772442303E9", "1772442303"}, "09:05:03 09:05:03"},
		{"epoch with gaps that are marked", berlin, []string{"1772442303", "1772442304", "n/a"}, "09:05:03 09:05:04 -"},
		{"spaces about it", utc, []string{" 2026-03-02 09:05:03 ", "2026-03-02\u00a009:05:03"}, "09:05:03 09:05:03"},
		{"what is no instant", utc, []string{"2026-03-02 09:05:03", "infinity", "epoch", "now", "26-03-02 09:05", "2026-13-02", "2026-02-30 10:00", "Mayor", "02-Foo-2026"}, "09:05:03 - - - - - - - -"},
	} {
		e, all := startsOf(t, Options{TimeZone: c.zone}, c.cells)
		var got []string
		for _, at := range strings.Fields(all) {
			if at != "-" {
				at = strings.TrimSuffix(strings.TrimSuffix(at[len("2026-03-02T"):], "Z"), ":00")
			}
			got = append(got, at)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, strings.Join(got, " "), c.want)
		}
		if days := strings.Count(all, "2026-03-02T"); days == 0 {
			t.Errorf("%s: %s", c.name, all)
		}
		var unread int64
		for _, n := range noticesOf(e, data.UnreadableValue) {
			unread += n.Count
		}
		if want := int64(strings.Count(c.want, "-")); unread != want {
			t.Errorf("%s: %d unreadable, want %d", c.name, unread, want)
		}
	}
}

// --date-format takes a pattern: of the columns that it reads it reads every cell, the others it leaves.
func TestDatePatterns(t *testing.T) {
	cells := []string{"02.03.26 09:05", "31.12.26 10:00", "2026-03-02 09:05"}
	for _, c := range []struct{ pattern, cells, want string }{
		{"%d.%m.%y %H:%M", strings.Join(cells, "|"), "2026-03-02T08:05:00Z 2026-12-31T09:00:00Z -"},
		{"%y-%m-%d %H:%M:%S", "26-03-02 09:05:03|26-03-04 09:05:03", "2026-03-02T08:05:03Z 2026-03-04T08:05:03Z"},
		{"%d/%m/%Y %H:%M:%S %z", "02/03/2026 09:05:03 +0500", "2026-03-02T04:05:03Z"},
		{"%d/%m/%Y", "3/4/2026 9:05", "2026-04-03T07:05:00Z"}, // no cell is written so: the order is taken all the same
	} {
		e, got := startsOf(t, Options{TimeZone: "Europe/Berlin", DateFormat: c.pattern}, strings.Split(c.cells, "|"))
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.pattern, got, c.want)
		}
		if told := noticesOf(e, data.UndecidedDate); (len(told) == 1) != (c.pattern == "%d/%m/%Y") {
			t.Errorf("%s: told %+v", c.pattern, told)
		}
	}
	rows := map[string]string{"segments.csv": "interaction_id,event,started_at\ni1,status,3/2/2026\n"}
	for _, pattern := range []string{"%Q", "d.m.y", "'); DROP TABLE x; --%d"} {
		_, err := Open(t.Context(), Options{Exports: []string{written(t, rows)}, DateFormat: pattern})
		if pattern[0] != '\'' && (err == nil || !strings.Contains(err.Error(), fmt.Sprintf("date format %q", pattern))) {
			t.Errorf("%s is taken for a date format: %v", pattern, err)
		}
	}
}

// A date and a time of day in two columns are one instant.
func TestDateAndTimeInTwoColumns(t *testing.T) {
	e := openTwins(t, Options{TimeZone: "Europe/Berlin"}, "interaction_id,start_time,event,end_time,end_clock\n"+
		"a,2026-03-02 08:00:00,ring,3/13/2026,9:05 AM\nb,2026-03-02 08:00:00,ring,3/13/2026 12:00:00 AM,9:05:03 PM\nc,2026-03-02 08:00:00,ring,3/13/2026,\nd,2026-03-02 08:00:00,ring,,9:05 AM\n")
	for id, want := range map[string]string{"a": "2026-03-13T08:05:00Z", "b": "2026-03-13T20:05:03Z", "c": "2026-03-12T23:00:00Z", "d": ""} {
		if got := endOf(t, e, id); got != want {
			t.Errorf("%s ends at %s, want %s", id, got, want)
		}
	}
	e = openTwins(t, Options{TimeZone: "Europe/Berlin"}, "interaction_id,start_time,event,end_time\na,2026-03-02 08:00:00,ring,3/13/2026 9:05\n")
	if got := endOf(t, e, "a"); got != "2026-03-13T08:05:00Z" {
		t.Errorf("without the second column: %s", got)
	}
}

// Every form of a length, by the unit that the column declares.
func TestFormsOfLengths(t *testing.T) {
	const none = -1
	for _, c := range []struct {
		column string
		cells  map[string]float64
	}{
		{"length", map[string]float64{
			"42": 42, "0.25": .25, " 42 ": 42, "1e3": 1000, "00:00:42": 42, "1:02:03.5": 3723.5, "1:02:03,5": 3723.5, "123:00:01": 442801,
			"0d 0h 0m 42s": 42, "1d 2h": 93600, "5m": 300, "1h5s": 3605, "2D": 172800, "42.5s": 42.5,
			"PT1H2M3.5S": 3723.5, "pt42s": 42, "P1DT1H": 90000, "P1W": 604800, "PT0S": 0, "PT1,5S": 1.5,
			"1:2": none, "0:99:00": none, "long": none, "P": none, "PT": none, "P1Y": none, "5m 1h": none, "1,234": none, "4 2": none, "nan": none, "d": none,
		}},
		{"length_ms", map[string]float64{"42": .042, "1500.5": 1.5005, "0:00:42": 42, "PT2S": 2, "42s": 42}},
		{"length_min", map[string]float64{"1.5": 90, "0:01:30": 90, "2h": 7200}},
		{"length_clock", map[string]float64{"12:34": 754, "0:07": 7, "100:00": 6000, "1:02:03": 3723, "12": none, "12:75": none, "2m": 120}},
	} {
		rows, ids, unread := "interaction_id,start_time,event,"+c.column+"\n", map[string]string{}, int64(0)
		for cell, want := range c.cells {
			ids[cell] = fmt.Sprintf("i%d", len(ids))
			rows += fmt.Sprintf("%s,2026-03-02 09:00:00,ring,\"%s\"\n", ids[cell], cell)
			if want == none {
				unread++
			}
		}
		e := openTwins(t, Options{TimeZone: "UTC"}, rows)
		for cell, want := range c.cells {
			if got := float64(pathOf(t, e, ids[cell]).Steps[0].DurationStated.Or(none*1e6)) / 1e6; got != want {
				t.Errorf("%s %q is %v s, want %v", c.column, cell, got, want)
			}
		}
		var told int64
		for _, n := range noticesOf(e, data.UnreadableValue) {
			told += n.Count
		}
		if told != unread {
			t.Errorf("%s: told of %d unreadable, want %d: %+v", c.column, told, unread, noticesOf(e, data.UnreadableValue))
		}
	}
}
