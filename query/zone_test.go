package query

import (
	"context"
	"strings"
	"testing"
	"time"

	"segpath/data"
)

// starts opens segments with one interaction a started_at and returns what each became.
func starts(t *testing.T, zone string, times ...string) (map[string]string, *Engine) {
	t.Helper()
	text := "interaction_id,started_at,event\n"
	for _, s := range times {
		text += "\"" + s + "\",\"" + s + "\",ring\n"
	}
	e, err := Open(context.Background(), Options{Exports: []string{write(t, t.TempDir(), "segments.csv", text)}, TimeZone: zone})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	got := map[string]string{}
	for _, s := range times {
		c, err := e.Chain(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		got[s] = data.FormatInstant(c.Steps()[0].StartedAt)
	}
	return got, e
}

func TestInstants(t *testing.T) {
	want := map[string]string{
		// an offset counts, whatever the zone
		"2026-07-01T10:00:00Z": "2026-07-01T10:00:00Z", "2026-07-01 10:00:00+05:30": "2026-07-01T04:30:00Z",
		"2026-07-01T10:00:00-0500": "2026-07-01T15:00:00Z", "2026-07-01 10:00:00-03": "2026-07-01T13:00:00Z",
		"2026-07-01T10:00:00.250000Z": "2026-07-01T10:00:00.25Z",
		// without one the zone does: summer, winter, a day
		"2026-07-01 10:00:00": "2026-07-01T08:00:00Z", "2026-01-01T10:00:00.5": "2026-01-01T09:00:00.5Z",
		"2026-01-01 10:00": "2026-01-01T09:00:00Z", "2026-01-01": "2025-12-31T23:00:00Z",
		// the repeated hour is its first pass, the missing hour goes forward
		"2026-10-25 01:59:59": "2026-10-24T23:59:59Z", "2026-10-25 02:30:00": "2026-10-25T00:30:00Z",
		"2026-10-25 03:00:00": "2026-10-25T02:00:00Z", "2026-03-29 01:59:59": "2026-03-29T00:59:59Z",
		"2026-03-29 02:30:00": "2026-03-29T01:30:00Z", "2026-03-29 03:00:00": "2026-03-29T01:00:00Z",
		// no instant at all
		"yesterday": "", "infinity": "", "": "",
	}
	var times []string
	for s := range want {
		if s != "" {
			times = append(times, s)
		}
	}
	got, _ := starts(t, "Europe/Berlin", times...)
	for s, w := range want {
		if got[s] != w {
			t.Errorf("%q is %s, want %s", s, got[s], w)
		}
	}
}

func TestAnAssumedZoneIsTold(t *testing.T) {
	told := func(e *Engine) bool {
		for _, n := range e.Export().Notices {
			if n.Kind == data.AssumedZone {
				return true
			}
		}
		return false
	}
	if _, e := starts(t, "", "2026-07-01 10:00:00", "2026-07-01 10:00:00Z"); !told(e) || !e.Export().ZoneAssumed {
		t.Error("an instant without an offset was read in a zone nobody stated, and nothing says so")
	}
	if _, e := starts(t, "", "2026-07-01 10:00:00Z", "2026-07-01T10:00:00+02:00"); told(e) || e.Export().ZoneAssumed {
		t.Error("every instant has its offset, and yet a zone is said to be assumed")
	}
	if _, e := starts(t, "Europe/Berlin", "2026-07-01 10:00:00"); told(e) {
		t.Error("a stated zone is said to be assumed")
	}
}

func TestTheAccountsZone(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", "interaction_id,started_at,event\na,2026-07-01 10:00:00,ring\n")
	write(t, dir, "accounts.csv", "account_id,time_zone\n1,America/New_York\n")
	e, err := Open(context.Background(), Options{Exports: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	c, err := e.Chain(context.Background(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Steps()[0].StartedAt; !got.Equal(time.Date(2026, 7, 1, 14, 0, 0, 0, time.UTC)) {
		t.Errorf("10:00 in New York is %s", got)
	}
	if e.Export().TimeZone.String() != "America/New_York" {
		t.Errorf("shown in %s", e.Export().TimeZone)
	}
}

// An instant far in the future, which is somebody's "never", takes no time and no memory, and those before it are read
// as by themselves.
func TestAFarInstant(t *testing.T) {
	got, _ := starts(t, "Europe/Berlin", "2024-02-20 09:15:30", "2040-12-31 12:00:00", "2041-07-01 10:00:00", "9999-12-31 23:59:59")
	for local, want := range map[string]string{
		"2024-02-20 09:15:30": "2024-02-20T08:15:30Z", "2040-12-31 12:00:00": "2040-12-31T11:00:00Z", "2041-07-01 10:00:00": "2041-07-01T08:00:00Z",
		"9999-12-31 23:59:59": "9999-12-31T22:59:59Z",
	} {
		if got[local] != want {
			t.Errorf("%s became %s, not %s", local, got[local], want)
		}
	}
}

// The changes of a clock are those that walking along it finds.
func TestChangesOfAClock(t *testing.T) {
	from, to := time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC), time.Date(2064, 5, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range []string{"Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata"} {
		at, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		_, got := zone{at: at}.changes(from, to)
		n := 0
		for w, end := from.Add(-48*time.Hour), to.Add(48*time.Hour); w.Before(end); w = w.Add(30 * time.Minute) {
			_, before := w.Add(-30 * time.Minute).In(at).Zone()
			_, after := w.In(at).Zone()
			if before == after {
				continue
			}
			if n >= len(got) || !got[n].at.Equal(w) || got[n].before != before || got[n].after != after {
				t.Fatalf("%s: change %d at %s is not found", name, n, w)
			}
			n++
		}
		if n != len(got) {
			t.Errorf("%s: %d changes, not %d", name, len(got), n)
		}
	}
}

// "Local" is Go's own word, not a zone's name.
func TestLocalIsNoZone(t *testing.T) {
	exports := []string{written(t, map[string]string{"segments.csv": "interaction_id,started_at,event\ni1,2026-03-02 09:00:00,ring\n"})}
	for _, o := range []Options{{Exports: exports, TimeZone: "Local"}, {Exports: exports, DisplayZone: "Local"}} {
		e, err := Open(t.Context(), o)
		if err == nil || !strings.Contains(err.Error(), `there is no time zone "Local"`) {
			t.Errorf("%v", err)
		}
		if e != nil {
			_ = e.Close()
		}
	}
}
