package filter

import (
	"testing"
	"time"

	"segpath/data"
)

// A day is one of the calendar, also where midnight is left out; a repeated hour is the first pass, a missing one goes
// forward, as instants of an export are read.
func TestTimesWhereTheClocksChange(t *testing.T) {
	for _, c := range []struct{ zone, text, from, to string }{
		{"America/Santiago", "on:2026-09-06", "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"}, // 23 hours, from 01:00
		{"America/Santiago", "today", "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"},
		{"America/Santiago", "yesterday", "2026-09-05T04:00:00Z", "2026-09-06T04:00:00Z"},
		{"America/Santiago", "after:2026-09-06", "2026-09-06T04:00:00Z", ""},
		{"America/Santiago", "since:2026-09-06", "2026-09-06T04:00:00Z", ""},
		{"America/Santiago", "before:2026-09-06", "", "2026-09-06T04:00:00Z"},
		{"America/Havana", "on:2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"},
		{"America/Havana", "on:2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"},
		{"Atlantic/Azores", "on:2026-03-29", "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"},
		{"Europe/Berlin", "after:2026-10-25T02:30", "2026-10-25T00:30:00Z", ""},
		{"Europe/London", "before:2026-10-25T01:30", "", "2026-10-25T00:30:00Z"},
		{"America/New_York", "since:2026-11-01T01:30", "2026-11-01T05:30:00Z", ""},
		{"Europe/Berlin", "after:2026-03-29T02:30", "2026-03-29T01:30:00Z", ""},
		{"America/New_York", "after:2026-03-08T02:30", "2026-03-08T07:30:00Z", ""},
		{"Europe/Berlin", "after:2026-10-25T02:30+01:00", "2026-10-25T01:30:00Z", ""},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Parse(c.text, Context{AsOf: time.Date(2026, 9, 6, 12, 0, 0, 0, time.UTC), Zone: zone})
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		term := f.Terms[0]
		if from, to := data.FormatInstant(term.From), data.FormatInstant(term.To); from != c.from || to != c.to {
			t.Errorf("%s: %q is from %s to %s, want %s to %s", c.zone, c.text, from, to, c.from, c.to)
		}
	}
}
