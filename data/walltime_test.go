package data

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// A repeated hour is the first pass, and a missing one goes forward, on either side of Greenwich.
func TestAtClock(t *testing.T) {
	for _, c := range []struct{ zone, wall, want string }{
		{"UTC", "2026-07-01 09:30:00", "2026-07-01T09:30:00Z"},
		{"Europe/Berlin", "2026-07-01 09:30:00", "2026-07-01T07:30:00Z"},
		{"Europe/Berlin", "2026-10-25 02:00:00", "2026-10-25T00:00:00Z"},
		{"Europe/Berlin", "2026-10-25 02:59:59", "2026-10-25T00:59:59Z"},
		{"Europe/Berlin", "2026-10-25 03:00:00", "2026-10-25T02:00:00Z"},
		{"Europe/Berlin", "2026-03-29 02:30:00", "2026-03-29T01:30:00Z"},
		{"Europe/Berlin", "2026-03-29 03:00:00", "2026-03-29T01:00:00Z"},
		{"Europe/London", "2026-10-25 01:30:00", "2026-10-25T00:30:00Z"},
		{"America/New_York", "2026-11-01 01:30:00", "2026-11-01T05:30:00Z"},
		{"America/New_York", "2026-03-08 02:30:00", "2026-03-08T07:30:00Z"},
		{"Australia/Lord_Howe", "2026-04-05 01:45:00", "2026-04-04T14:45:00Z"},
	} {
		wall, err := time.Parse(time.DateTime, c.wall)
		if err != nil {
			t.Fatal(err)
		}
		if got := FormatInstant(AtClock(wall, mustZone(t, c.zone))); got != c.want {
			t.Errorf("%s in %s is %s, want %s", c.wall, c.zone, got, c.want)
		}
	}
}

// A day begins with its first instant: where midnight is left out, with the one after it.
func TestDayStart(t *testing.T) {
	for _, c := range []struct {
		zone string
		y    int
		m    time.Month
		d    int
		want string
	}{
		{"Europe/Berlin", 2026, 10, 25, "2026-10-24T22:00:00Z"},
		{"Europe/Berlin", 2026, 12, 32, "2026-12-31T23:00:00Z"},
		{"America/Santiago", 2026, 9, 6, "2026-09-06T04:00:00Z"},
		{"America/Santiago", 2026, 4, 5, "2026-04-05T04:00:00Z"},
		{"America/Havana", 2026, 3, 8, "2026-03-08T05:00:00Z"},
		{"America/Havana", 2026, 11, 1, "2026-11-01T04:00:00Z"}, // midnight comes twice
		{"Atlantic/Azores", 2026, 3, 29, "2026-03-29T01:00:00Z"},
		{"Pacific/Apia", 2011, 12, 30, "2011-12-30T10:00:00Z"}, // there was no such day
		{"Pacific/Apia", 2011, 12, 31, "2011-12-30T10:00:00Z"},
		{"America/Toronto", 1919, 3, 31, "1919-03-31T04:30:00Z"}, // put forward at half past eleven
	} {
		if got := FormatInstant(DayStart(c.y, c.m, c.d, mustZone(t, c.zone))); got != c.want {
			t.Errorf("%d-%d-%d begins in %s at %s, want %s", c.y, c.m, c.d, c.zone, got, c.want)
		}
	}
}

// What the clocks show at an instant is that instant, or an earlier one at which they show the same.
func TestAtClockFindsWhatTheClocksShow(t *testing.T) {
	zones := []string{"Europe/Berlin", "Europe/London", "America/New_York", "America/Santiago", "America/Havana", "Atlantic/Azores", "Australia/Lord_Howe", "Asia/Kolkata"}
	first := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	rapid.Check(t, func(r *rapid.T) {
		zone := mustZone(t, rapid.SampledFrom(zones).Draw(r, "zone"))
		at := time.Unix(first+rapid.Int64Range(0, 40*366*86400).Draw(r, "seconds"), 0).In(zone)
		if start, _ := at.ZoneBounds(); rapid.Bool().Draw(r, "about a change") && !start.IsZero() {
			at = start.Add(time.Duration(rapid.Int64Range(-7200, 7200).Draw(r, "from it")) * time.Second)
		}
		got := AtClock(at, zone)
		if got.After(at) || got.Format(time.DateTime) != at.Format(time.DateTime) || at.Sub(got) > 2*time.Hour {
			r.Fatalf("%s is taken for %s", at, got)
		}
		y, m, d := at.Date()
		if start := DayStart(y, m, d, zone); start.After(at) || start.Day() != d || start.Add(-1).Day() == d {
			r.Fatalf("the day of %s begins at %s", at, start)
		}
	})
}
