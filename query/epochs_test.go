package query

import (
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

// unreadOf counts the values that were told as unreadable.
func unreadOf(e *Engine) (n int64) {
	for _, told := range noticesOf(e, data.UnreadableValue) {
		n += told.Count
	}
	return n
}

// One odd cell is odd by itself: it moves no other, however large or small it is.
func TestAnOddEpochMovesNoOther(t *testing.T) {
	const right = "2026-03-02T09:05:03Z"
	for _, odd := range []string{
		"177244230300", "17724423030", "20260302090000", "20260302", "99999999999999999999", "253402300799", "0", "-1772442303", "4102444800", "631151999", "17724423030000000000",
	} {
		e, got := startsOf(t, Options{TimeZone: "Europe/Berlin"}, []string{"1772442303", odd, "1772442303"})
		if want := right + " - " + right; got != want || unreadOf(e) != 1 || len(noticesOf(e, data.UndecidedDate)) > 0 {
			t.Errorf("%s: %s, told %+v", odd, got, e.report.Notices)
		}
		e, got = startsOf(t, Options{TimeZone: "Europe/Berlin"}, []string{"1772442303000", odd, "1772442303000"})
		if want := right + " - " + right; got != want || unreadOf(e) != 1 {
			t.Errorf("%s among milliseconds: %s, told %+v", odd, got, e.report.Notices)
		}
	}
	for _, cells := range []string{"20260302090503 20260303090503 1772442303", "20260302090503 20260303090503 17"} {
		if e, got := startsOf(t, Options{TimeZone: "UTC"}, strings.Fields(cells)); got != "2026-03-02T09:05:03Z 2026-03-03T09:05:03Z -" || unreadOf(e) != 1 {
			t.Errorf("%s: %s", cells, got)
		}
	}
}

// Each instant tells its unit, in a column of several too, which is told once.
func TestEpochsOfSeveralUnits(t *testing.T) {
	e, got := startsOf(t, Options{TimeZone: "UTC"}, []string{"1772442303", "1772442303250", "1772442303", "1772442303250001", "1772442303250001000"})
	if want := "2026-03-02T09:05:03Z 2026-03-02T09:05:03.25Z 2026-03-02T09:05:03Z 2026-03-02T09:05:03.250001Z 2026-03-02T09:05:03.250001Z"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	told := noticesOf(e, data.UndecidedDate)
	if len(told) != 1 || told[0].Count != 3 || !strings.Contains(told[0].Text, "started_at in segments") || !strings.Contains(told[0].Text, "2 in seconds, 1 in milliseconds, 1 in microseconds, 1 in nanoseconds") {
		t.Errorf("told %+v", told)
	}
	const rows = "interaction_id,event,started_at\n%s,status,%s\n"
	e = openFiles(t, Options{}, map[string]string{"segments-1.csv": fmt.Sprintf(rows, "a", "1772442303"), "segments-2.csv": fmt.Sprintf(rows, "b", "1772442303000")})
	if a, b := startOf(t, e, "a"), startOf(t, e, "b"); a != "2026-03-02T09:05:03Z" || a != b || len(noticesOf(e, data.UndecidedDate)) != 1 {
		t.Errorf("of two files: %s and %s", a, b)
	}
}
