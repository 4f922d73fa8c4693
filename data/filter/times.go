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
	from, whole, ok := p.instant(t.Value)
	hint := dayHint
	if t.Field == "since" {
		hint = "A length such as 7d or 12h, back from the end of the data; or a day or a time, such as 2026-11-01 or yesterday."
	}
	switch {
	case !ok && isDayWord(t.Value):
		return p.problem(data.CannotSay, at, p.at, "", "this export has no instants to count days from")
	case !ok:
		return p.fault(at, p.at, hint, "%q is no time", t.Value)
	case t.Field == "on" && !whole:
		return p.fault(at, p.at, "A day, such as 2026-11-01; after: and before: take times.", "%q is no day", t.Value)
	}
	switch t.Field {
	case "before":
		t.To = from
	case "on":
		t.From, t.To = from, midnight(from.In(p.c.Zone), 1)
	default:
		t.From = from
	}
	return nil
}

// midnight is the start of a day, some days later.
func midnight(t time.Time, days int) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+days, 0, 0, 0, 0, t.Location()).UTC()
}

// clockForms are the times of day that may follow a date.
var clockForms = []string{"15:04", "15:04:05", "15:04:05.999999", "15:04Z07:00", "15:04:05Z07:00", "15:04:05.999999Z07:00"}

// dateForm is a date, and what follows it.
var dateForm = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:[T ](.*))?$`)

// instant reads a day or a time; whole = a whole day.
func (p *parser) instant(s string) (at time.Time, whole, ok bool) {
	s = strings.TrimSpace(s)
	if isDayWord(s) {
		if p.c.AsOf.IsZero() {
			return at, false, false
		}
		days := 0
		if strings.EqualFold(s, "yesterday") {
			days = -1
		}
		return midnight(p.c.AsOf.In(p.c.Zone), days), true, true
	}
	parts := dateForm.FindStringSubmatch(s)
	if parts == nil {
		return at, false, false
	}
	if parts[2] == "" {
		day, err := time.ParseInLocation(time.DateOnly, parts[1], p.c.Zone)
		return day.UTC(), true, err == nil && parts[1] == s && day.Year() > 1
	}
	for _, form := range clockForms {
		at, err := time.ParseInLocation("2006-01-02 "+form, parts[1]+" "+parts[2], p.c.Zone)
		if err == nil {
			return at.UTC().Truncate(time.Microsecond), false, at.Year() > 1
		}
	}
	return at, false, false
}
