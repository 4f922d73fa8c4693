package query

import (
	"strings"
	"testing"
)

// An offset that no clock has makes an instant unreadable; the largest there are, 14 hours, do not.
func TestOffsetsThatNoClockHas(t *testing.T) {
	for _, c := range []struct{ cells, want string }{
		{"2026-03-02T09:00:00+14:00 2026-03-02T09:00:00-12:00 2026-03-02T09:00:00-00:00", "2026-03-01T19:00:00Z 2026-03-02T21:00:00Z 2026-03-02T09:00:00Z"},
		{"2026-03-02T09:00:00+99:99 2026-03-02T09:00:00+25:00 2026-03-02T09:00:00-14:01 2026-03-02T09:00:00+05:60", "- - - -"},
		{"2026-03-02T09:00:00+15:00 2026-03-02T09:00:00Z 2026-03-02T09:00:00", "- 2026-03-02T09:00:00Z 2026-03-02T08:00:00Z"},
		{"2026-03-02T09:00:00+2500 2026-03-02T09:00:00-25 2026-03-02T09:00:00+0575 2026-03-02T09:00:00+0545", "- - - 2026-03-02T03:15:00Z"},
		{"2026-03-02T09:00:00+5:30 2026-03-02T09:00:00+05:30:00 2026-03-02T09:00:00+530 2026-03-02T09:00:00+5", "- - - -"},
		{"20260302T090000+9900 20260302T090000+0100", "- 2026-03-02T08:00:00Z"},
	} {
		cells := strings.Fields(c.cells)
		if e, got := startsOf(t, Options{TimeZone: "Europe/Berlin"}, cells); got != c.want || unreadOf(e) != int64(strings.Count(c.want, " -")+strings.Count(c.want[:1], "-")) {
			t.Errorf("%s: %s, want %s; %d are told", c.cells, got, c.want, unreadOf(e))
		}
	}
	for pattern, cells := range map[string]string{"%d/%m/%YT%H:%M%z": "02/03/2026T09:00+9900|02/03/2026T09:00+1400|02/03/2026T09:00+05:75|02/03/2026T09:00-25"} {
		if _, got := startsOf(t, Options{TimeZone: "Europe/Berlin", DateFormat: pattern}, strings.Split(cells, "|")); got != "- 2026-03-01T19:00:00Z - -" {
			t.Errorf("%s: %s", pattern, got)
		}
	}
}
