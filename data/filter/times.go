package filter

import (
	"regexp"
	"strings"
	"time"

	"segpath/data"
)

const dayHint = "A day or a time, such as 2026-11-01, 2026-11-01T09:30, today or yesterday."

// isDayWord tells whether a word alone is a day.
func isDayWord(word string) bool {
	return strings.EqualFold(word, "today") || strings.EqualFold(word, "yesterday")
}

// day reads today or yesterday as a term.
func (p *parser) day(word string) (data.Term, error) {
	t := data.Term{Field: "on", Op: data.Contains, Value: strings.ToLower(word)}
	at := p.at
	p.at += len(word)
	if err := p.times(&t, at); err != nil {
		return t, err
	}
	on, _ := data.FieldNamed(data.FilterFields, t.Field)
	if can := on.CanFilter("", p.c.Has); !can.Can() {
		return t, p.cannot(at, t.Field, can)
	}
	return t, nil
}

// times reads the bounds of a time; its value stands at a place.
func (p *parser) times(t *data.Term, at int) error {
	if t.Field == "since" {
		if length, ok := parseLength(t.Value); ok && !plainSeconds.MatchString(t.Value) {
			if p.c.AsOf.IsZero() {
				return p.problem(data.CannotSay, at, p.at, "", "this export has no instants to count back from")
			}
			t.From = time.UnixMicro(p.c.AsOf.UnixMicro() - int64(length)).UTC()
			return nil
		}
	}
	from, to, ok := p.instant(t.Value)
	hint := dayHint
	if t.Field == "since" {
		hint = "A length such as 7d or 12h, back from the end of the data; or a day or a time, such as 2026-11-01 or yesterday."
	}
	switch {
	case !ok && isDayWord(t.Value):
		return p.problem(data.CannotSay, at, p.at, "", "this export has no instants to count days from")
	case !ok:
		return p.fault(at, p.at, hint, "%q is no time", t.Value)
	case t.Field == "on" && to.IsZero():
		return p.fault(at, p.at, "A day, such as 2026-11-01; after: and before: take times.", "%q is no day", t.Value)
	}
	switch t.Field {
	case "before":
		t.To = from
	case "on":
		t.From, t.To = from, to
	default:
		t.From = from
	}
	return nil
}

// wholeDay is the first instant of a day, some days after t's date, and that of the next.
func wholeDay(t time.Time, days int, zone *time.Location) (from, to time.Time) {
	y, m, d := t.Date()
	return data.DayStart(y, m, d+days, zone).UTC(), data.DayStart(y, m, d+days+1, zone).UTC()
}

// clockForms are the times of day that may follow a date, and offsetForms those with an offset from UTC.
var (
	clockForms  = []string{"15:04", "15:04:05", "15:04:05.999999"}
	offsetForms = []string{"15:04Z07:00", "15:04:05Z07:00", "15:04:05.999999Z07:00"}
)

// dateForm is a date, and what follows it.
var dateForm = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:[T ](.*))?$`)

// instant reads a day or a time; to is the end of a day, and zero for a time.
func (p *parser) instant(s string) (at, to time.Time, ok bool) {
	s = strings.TrimSpace(s)
	if isDayWord(s) {
		if p.c.AsOf.IsZero() {
			return at, to, false
		}
		days := 0
		if strings.EqualFold(s, "yesterday") {
			days = -1
		}
		at, to = wholeDay(p.c.AsOf.In(p.c.Zone), days, p.c.Zone)
		return at, to, true
	}
	parts := dateForm.FindStringSubmatch(s)
	if parts == nil {
		return at, to, false
	}
	if parts[2] == "" {
		day, err := time.Parse(time.DateOnly, parts[1])
		if err != nil || parts[1] != s || day.Year() <= 1 {
			return at, to, false
		}
		at, to = wholeDay(day, 0, p.c.Zone)
		return at, to, true
	}
	if at, ok = inForms(parts[1]+" "+parts[2], clockForms); ok {
		at = data.AtClock(at, p.c.Zone)
	} else if at, ok = inForms(parts[1]+" "+parts[2], offsetForms); !ok {
		return at, to, false
	}
	return at.UTC().Truncate(time.Microsecond), to, at.Year() > 1
}

// inForms reads a date with a time of day in one of some forms; without an offset it is as of UTC.
func inForms(s string, forms []string) (time.Time, bool) {
	for _, form := range forms {
		if at, err := time.Parse("2006-01-02 "+form, s); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}
