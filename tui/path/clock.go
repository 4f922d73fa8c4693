package path

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/field"
	"segpath/tui/screen"
)

// asking is the field for a clock time; nil where it is closed.
type asking struct {
	input field.Field
	wrong string // why what was typed is no time; ours
}

// longestTime is more than any form of a time needs.
const longestTime = 40

// askTime opens the field.
func (s *Screen) askTime() tea.Cmd {
	if !s.a.time.known {
		return screen.Send(screen.Tell{Text: "No step of this path has an instant."})
	}
	s.asking = &asking{input: field.New(longestTime)}
	return nil
}

// typeTime takes a key or a paste while the field is open.
func (s *Screen) typeTime(msg tea.Msg) {
	s.asking.input.Edit(msg)
	s.asking.wrong = ""
	s.body = nil
}

// acceptTime goes to the step of the time in the field; what is no time stays there to be mended.
func (s *Screen) acceptTime() tea.Cmd {
	zone := s.pen().zone
	t := s.a.time
	named, ok := parseClock(s.asking.input.Text(), zone, s.daysAround(zone), stretch{t.from, t.to})
	if !ok {
		s.asking.wrong = "no clock time: " + s.timeForms()
		return nil
	}
	s.asking = nil
	s.goTo(s.a.stepAt(named))
	switch {
	case named.to <= t.from:
		return screen.Send(screen.Tell{Text: "That is before the first step."})
	case named.from > t.to:
		return screen.Send(screen.Tell{Text: "That is after the end of the path."})
	}
	return nil
}

func (s *Screen) closeTime() tea.Cmd {
	s.asking = nil
	return nil
}

// timeForms are the ways to write a time on this path.
func (s *Screen) timeForms() string {
	forms := "15:04 or 15:04:05"
	if spansDays(s.a, s.pen().zone) {
		forms += ", or with the date 2006-01-02 15:04"
	}
	return forms
}

// askLine is the field, drawn over the last line of the screen.
func (s *Screen) askLine(p pen, width int) string {
	t := p.Theme
	l := p.Line(width, "").Space(1).Own(t.Accent, "@ ")
	said, style := s.timeForms()+", "+p.zoneName(s.a.start), t.Dim
	if s.asking.wrong != "" {
		said, style = s.asking.wrong, t.Warning
	}
	room := max(min(l.Room(), 24), l.Room()-p.Width(said)-2)
	s.asking.input.Draw(l, t.Strong, min(room, longestTime))
	return l.Space(2).Own(style, said).String()
}

// zoneName is the zone in which times are typed, as it is called at an instant.
func (p pen) zoneName(at time.Time) string {
	name, _ := at.In(p.zone).Zone()
	return name
}

// daysAround are the days on which a clock time without a date may be meant, the most likely first: the
// current step's, then those of the path as they come.
func (s *Screen) daysAround(zone *time.Location) []time.Time {
	const most = 400
	t := s.a.time
	days := []time.Time{dayStart(clock(t.ats[s.current], zone))}
	last := clock(t.to, zone)
	for d := dayStart(clock(t.from, zone)); !d.After(last) && len(days) < most; d = nextDay(d) {
		days = append(days, d)
	}
	return days
}

func dayStart(t time.Time) time.Time {
	y, m, d := t.Date()
	return data.DayStart(y, m, d, t.Location())
}

func nextDay(t time.Time) time.Time {
	y, m, d := t.Date()
	return data.DayStart(y, m, d+1, t.Location())
}

// clockForms are what a typed time may look like, and how long what it names lasts.
var clockForms = []struct {
	layout string
	dated  bool
	lasts  time.Duration
}{
	{"15:04:05", false, time.Second}, {"15:04", false, time.Minute},
	{"2006-01-02 15:04:05", true, time.Second}, {"2006-01-02 15:04", true, time.Minute},
	{"2006-01-02T15:04:05", true, time.Second}, {"2 Jan 2006 15:04:05", true, time.Second}, {"2 Jan 2006 15:04", true, time.Minute},
}

// parseClock reads a clock time in a zone: the second or the minute it names, from its start to its end.
// One without a date is on the first of the days on which it falls within the whole, else on the first.
func parseClock(typed string, zone *time.Location, days []time.Time, whole stretch) (named stretch, ok bool) {
	typed = strings.Join(strings.Fields(typed), " ")
	for _, form := range clockForms {
		at, err := time.Parse(form.layout, typed)
		if err != nil {
			continue
		}
		if form.dated {
			return stretchOf(data.AtClock(at, zone), form.lasts), true
		}
		for _, d := range append(days, days[:1]...) {
			wall := time.Date(d.Year(), d.Month(), d.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC)
			named = stretchOf(data.AtClock(wall, zone), form.lasts)
			if named.to > whole.from && named.from <= whole.to {
				break
			}
		}
		return named, true
	}
	return named, false
}

func stretchOf(at time.Time, lasts time.Duration) stretch {
	return stretch{at.UnixMicro(), at.Add(lasts).UnixMicro()}
}

// stepAt is the index of the step that a time leads to: the first that begins in it; else the last begun
// of those that run then; else the last begun before; else the first.
func (a *answers) stepAt(named stretch) int {
	running, before := -1, 0
	for i, at := range a.time.ats {
		switch {
		case at >= named.from && at < named.to:
			return i
		case at < named.from:
			before = i
			if length, ok := a.lengths[i].length.Get(); ok && at+int64(length) > named.from {
				running = i
			}
		}
	}
	if running >= 0 {
		return running
	}
	return before
}
