package path

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func drawWhole(t *rapid.T) (from, to int64) {
	from = rapid.Int64Range(-62_000_000_000_000_000, 250_000_000_000_000_000).Draw(t, "from")
	length := rapid.OneOf(rapid.Int64Range(0, 10_000_000), rapid.Int64Range(0, 100_000_000_000), rapid.Int64Range(0, 3_000_000_000_000_000)).Draw(t, "length")
	return from, from + length
}

func drawView(t *rapid.T, whole int64) view {
	return view{rapid.IntRange(0, 40).Draw(t, "zoom"), rapid.Int64Range(-5, whole+5).Draw(t, "offset")}.within(whole)
}

// Later is never further left, nothing lies outside, and what lasts has at least a half-cell.
func TestScaleIsMonotonicAndNeverOutside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := drawWhole(t)
		s := drawView(t, to-from).scale(from, to, rapid.IntRange(1, 300).Draw(t, "cells"))
		at := rapid.Int64Range(from-1000, to+1000)
		a, b := at.Draw(t, "a"), at.Draw(t, "b")
		a, b = min(a, b), max(a, b)
		if s.half(a) > s.half(b) || s.cell(a) > s.cell(b) {
			t.Fatalf("%d is right of %d: %d, %d", a, b, s.half(a), s.half(b))
		}
		first, last := s.span(a, b)
		if s.cell(a) < 0 || s.cell(b) >= s.cells || first < 0 || first >= last || last > 2*s.cells {
			t.Fatalf("outside %d cells: %d to %d, halves %d to %d", s.cells, s.cell(a), s.cell(b), first, last)
		}
	})
}

// Without zoom every instant of the path is in sight; zoomed and panned in any way the view stays inside.
func TestViewStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := drawWhole(t)
		whole := to - from
		at := rapid.Int64Range(0, whole).Draw(t, "at")
		if s := (view{}).scale(from, to, 80); !s.sees(from+at) || !s.sees(from) || !s.sees(to) {
			t.Fatalf("%d of %d is out of sight", at, whole)
		}
		v := drawView(t, whole)
		for range rapid.IntRange(1, 12).Draw(t, "moves") {
			switch rapid.IntRange(0, 3).Draw(t, "move") {
			case 0:
				v = v.in(whole, at)
			case 1:
				v = v.out(whole, at)
			case 2:
				v = v.pan(whole, rapid.IntRange(-9, 9).Draw(t, "quarters"))
			case 3:
				v = v.follow(whole, at)
				if !v.scale(from, to, 80).sees(from + at) {
					t.Fatalf("%+v followed %d of %d out of sight", v, at, whole)
				}
			}
			if v.offset < 0 || v.zoom < 0 || v.offset+lengthOf(whole, v.zoom) > max(whole, 1) {
				t.Fatalf("%+v is outside of %d", v, whole)
			}
		}
	})
}

// What is zoomed in and out again, or panned there and back, is where it was, and the anchor does not move.
func TestZoomAndPanThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Int64Range(4_000_000, 3_000_000_000_000).Draw(t, "whole")
		v := drawView(t, whole)
		length := lengthOf(whole, v.zoom)
		at := v.offset + rapid.Int64Range(0, length).Draw(t, "at")
		in := v.in(whole, at)
		if in == v {
			return // no room to zoom further
		}
		before, after := float64(at-v.offset)/float64(length), float64(at-in.offset)/float64(lengthOf(whole, in.zoom))
		if d := before - after; d > 0.01 || d < -0.01 {
			t.Fatalf("the anchor moved from %v to %v", before, after)
		}
		if back := in.out(whole, at); back.zoom != v.zoom || back.offset-v.offset > 4 || v.offset-back.offset > 4 {
			t.Fatalf("%+v became %+v", v, back)
		}
		n := rapid.IntRange(1, 3).Draw(t, "quarters")
		if there := v.pan(whole, n); there.offset-v.offset == length/4*int64(n) && there.pan(whole, -n) != v {
			t.Fatalf("%+v came back as %+v", v, there.pan(whole, -n))
		}
	})
}

// Ticks rise, lie in sight, leave room for their labels, and there are some wherever there is room.
func TestTicks(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no zones here")
	}
	rapid.Check(t, func(t *rapid.T) {
		from := time.Date(2026, rapid.SampledFrom([]time.Month{3, 10, 11}).Draw(t, "month"), 24, rapid.IntRange(0, 23).Draw(t, "hour"), 0, 0, 0, time.UTC).UnixMicro()
		length := rapid.OneOf(rapid.Int64Range(1_000_000, 1_000_000_000), rapid.Int64Range(1_000_000, 3_000_000_000_000)).Draw(t, "length")
		s := scale{from: from, length: length, cells: rapid.IntRange(20, 250).Draw(t, "cells")}
		ticks := ticksOf(s, berlin)
		if len(ticks) == 0 && s.cells >= 60 {
			t.Fatalf("no tick in %+v", s)
		}
		for i, tick := range ticks {
			if !s.sees(tick.at) {
				t.Fatalf("%+v is out of sight of %+v", tick, s)
			}
			if i > 0 && s.half(tick.at)-s.half(ticks[i-1].at) < len(ticks[i-1].label) {
				t.Fatalf("%+v stands on %+v", tick, ticks[i-1])
			}
		}
	})
}

func TestTicksStandOnRoundTimes(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no zones here")
	}
	for _, c := range []struct {
		from   time.Time
		length time.Duration
		want   string
	}{
		{time.Date(2026, 11, 16, 9, 59, 58, 0, time.UTC), 493 * time.Second, "11:00 11:01 11:02 11:03 11:04 11:05 11:06 11:07 11:08"},
		{time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC), 3 * time.Second, "10:00:00.0 10:00:00.5 10:00:01.0 10:00:01.5 10:00:02.0 10:00:02.5 10:00:03.0"},
		{time.Date(2026, 10, 24, 20, 0, 0, 0, time.UTC), 24 * time.Hour, "22:00 25 Oct 02:00 04:00 06:00 08:00 10:00 12:00 14:00 16:00 18:00 20:00"}, // an hour is repeated
		{time.Date(2026, 11, 14, 9, 0, 0, 0, time.UTC), 240 * time.Hour, "15 Nov 16 Nov 17 Nov 18 Nov 19 Nov 20 Nov 21 Nov 22 Nov 23 Nov 24 Nov"},
	} {
		got := ""
		for _, tick := range ticksOf(scale{c.from.UnixMicro(), c.length.Microseconds(), 110}, berlin) {
			got += tick.label + " "
		}
		if got != c.want+" " {
			t.Errorf("%v for %v:\n got %s\nwant %s", c.from, c.length, got, c.want)
		}
	}
}
