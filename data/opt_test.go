package data

import (
	"encoding/json"
	"testing"
	"time"
)

func TestFormatSpan(t *testing.T) {
	const minute, hour, day = 60 * Second, 3600 * Second, 86400 * Second
	for _, c := range []struct {
		span Span
		want string
	}{
		{0, "0s"},
		{400_000, "0.4s"},
		{25 * Second, "25s"},
		{15*Second + 250_000, "15.2s"},
		{59*Second + 990_000, "59.9s"},
		{minute, "1m"},
		{72 * Second, "1m 12s"},
		{72*Second + 999_999, "1m 12s"},
		{59*minute + 59*Second, "59m 59s"},
		{hour, "1h"},
		{2*hour + 3*minute, "2h 3m"},
		{2*hour + 3*minute + 59*Second, "2h 3m"},
		{3*day + 4*hour, "3d 4h"},
		{3*day + 4*hour + 59*minute, "3d 4h"},
		{400*day + hour, "400d 1h"},
	} {
		if got := FormatSpan(c.span); got != c.want {
			t.Errorf("%d µs: %q, want %q", c.span, got, c.want)
		}
	}
}

func TestFormatInstant(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{time.Time{}, ""},
		{time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC), "2026-11-20T10:00:00Z"},
		{time.Date(2026, 11, 20, 10, 0, 0, 250_000_000, time.UTC), "2026-11-20T10:00:00.25Z"},
		{time.Date(2026, 11, 20, 10, 0, 0, 1_999, time.UTC), "2026-11-20T10:00:00.000001Z"},
		{time.Date(2026, 11, 20, 11, 0, 0, 0, time.FixedZone("CET", 3600)), "2026-11-20T10:00:00Z"},
	} {
		if got := FormatInstant(c.at); got != c.want {
			t.Errorf("%v: %q, want %q", c.at, got, c.want)
		}
	}
}

// TestAbsentIsNotZero: in JSON the absent value is null and 0 s is 0.
func TestAbsentIsNotZero(t *testing.T) {
	got, err := json.Marshal(map[string]any{
		"a": None[Span](), "b": Some(Span(0)), "c": Some(15 * Second), "d": Some(Span(250_000)), "e": Some(Span(-1_500_000)),
		"f": None[int64](), "g": Some[int64](0), "h": Some(Span(1)),
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"a":null,"b":0,"c":15,"d":0.25,"e":-1.5,"f":null,"g":0,"h":0.000001}`
	if string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
	if None[int64]() == Some[int64](0) {
		t.Error("absent equals zero")
	}
	if v, ok := None[Span]().Get(); ok || v != 0 || None[Span]().Or(3) != 3 || Some(Span(0)).Or(3) != 0 {
		t.Error("the absent value is not replaced, or a zero is")
	}
}

// TestBetweenAnyInstants: a span holds the distance to the year 9999, which time.Duration cannot.
func TestBetweenAnyInstants(t *testing.T) {
	from := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	to := time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	if got := Between(from, to); got != 3652058*86400*Second {
		t.Errorf("%d days", got/(86400*Second))
	}
	if got := Between(to, from); got >= 0 {
		t.Errorf("backwards: %d", got)
	}
}

func TestSegmentDuration(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"10:00:00 10:00:15.5 ring", "15.5s"},
		{"10:00:00 10:00:00 ring", "0s"},
		{"10:00:00 ring", "-"},
		{"- 10:00:00 ring", "-"},
		{"10:00:10 10:00:00 ring", "-"},
	} {
		s := readPage(t, c.line).segments[0]
		if got := showSpan(s.Duration()); got != c.want {
			t.Errorf("%s: %s, want %s", c.line, got, c.want)
		}
	}
}
