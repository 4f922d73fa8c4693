package document

import "time"

// axis is a true time scale: an instant's place is in proportion to the time since the first.
type axis struct {
	from, to    int64 // microseconds since 1970
	left, width float64
	look        Look
}

// newAxis spans the bars. A path of one instant gets a second, so that there is a scale.
func newAxis(lanes []lane, look Look, left, width float64) (axis, bool) {
	a := axis{left: left, width: width, look: look}
	found := false
	for _, l := range lanes {
		for _, b := range l.bars {
			for _, t := range []time.Time{b.from, b.to} {
				if t.IsZero() {
					continue
				}
				at := t.UnixMicro()
				if !found {
					a.from, a.to, found = at, at, true
				}
				a.from, a.to = min(a.from, at), max(a.to, at)
			}
		}
	}
	if a.to == a.from {
		a.to = a.from + 1_000_000
	}
	return a, found
}

// x is where an instant stands.
func (a axis) x(t time.Time) float64 {
	return a.left + float64(t.UnixMicro()-a.from)/float64(a.to-a.from)*a.width
}

// tick is an instant that the axis names.
type tick struct {
	x    float64
	name string
}

// tickSteps are the distances that people read a clock by, in microseconds, up to a day.
var tickSteps = []int64{
	1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
	1e6, 2e6, 5e6, 10e6, 15e6, 30e6, 60e6, 120e6, 300e6, 600e6, 900e6, 1800e6, 3600e6, 7200e6, 10800e6, 21600e6, 43200e6,
}

const (
	maxTicks  = 8
	dayMicros = int64(86_400_000_000)
)

// tickStep is the smallest distance that makes no more than maxTicks of the span.
func (a axis) tickStep() int64 {
	span := a.to - a.from
	for _, step := range tickSteps {
		if span/step < maxTicks {
			return step
		}
	}
	step := dayMicros
	for span/step >= maxTicks {
		step *= 2
	}
	return step
}

// ticks are the round instants of the display zone within the span.
func (a axis) ticks() []tick {
	step, zone := a.tickStep(), a.look.zone()
	_, seconds := time.UnixMicro(a.from).In(zone).Zone()
	offset := int64(seconds) * 1_000_000
	first := a.from + offset
	if rest := first % step; rest > 0 {
		first += step - rest
	} else {
		first -= rest
	}
	var all []tick
	for at := first - offset; at <= a.to; at += step {
		t := time.UnixMicro(at)
		all = append(all, tick{a.x(t), t.In(zone).Format(a.format(step))})
	}
	return all
}

// format names a tick no more exactly than the ticks are apart, and with its day where there are several.
func (a axis) format(step int64) string {
	zone := a.look.zone()
	days := time.UnixMicro(a.from).In(zone).Format(time.DateOnly) != time.UnixMicro(a.to).In(zone).Format(time.DateOnly)
	switch {
	case step >= dayMicros:
		return time.DateOnly
	case step >= 60e6 && days:
		return "2 Jan 15:04"
	case step >= 60e6:
		return "15:04"
	case step >= 1e6:
		return "15:04:05"
	}
	return "15:04:05.999999"
}
