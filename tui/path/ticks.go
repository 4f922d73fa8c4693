package path

import (
	"time"

	"segpath/data"
)

// tick is a mark of the time axis.
type tick struct {
	at    int64
	label string
}

// ticking is a distance of ticks: a part of a day, or whole days.
type ticking struct {
	step   time.Duration
	days   int
	layout string
}

const (
	day     = 24 * time.Hour
	maxTick = 400 // ticks on an axis, whatever its width
)

// tickings are the distances that people count in.
var tickings = func() []ticking {
	var all []ticking
	for _, d := range []time.Duration{100, 200, 500} {
		all = append(all, ticking{step: d * time.Millisecond, layout: "15:04:05.0"})
	}
	for _, d := range []time.Duration{1, 2, 5, 10, 15, 30} {
		all = append(all, ticking{step: d * time.Second, layout: "15:04:05"})
	}
	for _, d := range []time.Duration{1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720} {
		all = append(all, ticking{step: d * time.Minute, layout: "15:04"})
	}
	for _, d := range []int{1, 2, 7, 14, 28} {
		all = append(all, ticking{days: d, layout: "2 Jan"})
	}
	for days := 91; days < 4_000_000; days *= 2 {
		all = append(all, ticking{days: days, layout: "2 Jan 2006"})
	}
	return all
}()

// length is the distance as time passes; a day may be an hour longer or shorter.
func (t ticking) length() int64 {
	return (t.step.Microseconds() + int64(t.days)*day.Microseconds())
}

// ticksOf are the marks of an axis, in the clock times of a zone: as many as leave room for their labels
// and a gap.
func ticksOf(s scale, zone *time.Location) []tick {
	const gap = 4
	perCell := float64(s.length) / float64(max(s.cells, 1))
	for _, t := range tickings {
		if float64(t.length()) >= perCell*float64(len(t.layout)+gap) {
			return t.ticks(s, zone)
		}
	}
	return nil
}

func (t ticking) ticks(s scale, zone *time.Location) []tick {
	var all []tick
	start := time.UnixMicro(s.from).In(zone)
	for n := range maxTick {
		at := t.nth(start, n)
		micro := at.UnixMicro()
		if micro > s.from+s.length {
			break
		}
		if micro < s.from || len(all) > 0 && micro <= all[len(all)-1].at { // an hour that the clock skips
			continue
		}
		all = append(all, tick{micro, t.label(at)})
	}
	return all
}

// nth is the n-th tick from the one at or before a start. Ticks go by the clock on the wall, from
// midnight on: also where an hour is repeated or missing they stand on round times.
func (t ticking) nth(start time.Time, n int) time.Time {
	y, m, d := start.Date()
	if t.days > 0 {
		since := int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / int64(day/time.Second))
		past := (since%t.days + t.days) % t.days // the same days whatever is in sight
		return data.DayStart(y, m, d-past+n*t.days, start.Location())
	}
	hour, minute, sec := start.Clock()
	passed := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(sec)*time.Second + time.Duration(start.Nanosecond())
	since := (passed/t.step + time.Duration(n)) * t.step
	return time.Date(y, m, d+int(since/day), 0, 0, int(since%day/time.Second), int(since%time.Second), start.Location())
}

// label is a tick's clock time; the first of a day names the day.
func (t ticking) label(at time.Time) string {
	if t.days == 0 && at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 && at.Nanosecond() == 0 {
		return at.Format("2 Jan")
	}
	return at.Format(t.layout)
}
