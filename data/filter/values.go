package filter

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"segpath/data"
)

// Example is a field with a value.
func Example(f data.FilterField) string {
	switch f.Kind {
	case data.CountField:
		return f.Name + ">=3"
	case data.LengthField:
		return f.Name + ">2m"
	case data.TimeField:
		if f.Name == "since" {
			return "since:7d"
		}
		return f.Name + ":2026-11-01"
	case data.ChoiceField:
		return f.Name + ":" + f.Words[0]
	case data.ShapeField:
		return `path:"ring reject+"`
	}
	value := examples[f.Name]
	if value == "" {
		value = "ben"
	}
	return f.Name + ":" + value
}

// examples are values of texts that are no user.
var examples = map[string]string{
	"queue": "billing", "last_queue": "billing", "status": "completed", "had": "pending", "type": "voice", "direction": "inbound",
	"outcome": "abandoned", "ended_by": "customer", "customer": "ana", "contact_point": "support", "account": "larkfield",
	"id": "007", "chain": "007",
}

// compares checks that the field is compared so.
func (p *parser) compares(t *data.Term, f data.FilterField, at int) error {
	orders := t.Op != data.Contains && t.Op != data.Exactly && t.Op != data.Equal
	switch f.Kind {
	case data.CountField, data.LengthField:
		if t.Op == data.Exactly || t.Op == data.Contains {
			t.Op = data.Equal
		}
		return nil
	case data.TextField:
		if !orders {
			if t.Op == data.Equal {
				t.Op = data.Exactly
			}
			return nil
		}
	default:
		if t.Op == data.Contains {
			return nil
		}
	}
	return p.fault(at, p.at, "A colon: "+Example(f)+".", "%s is not compared with %s", f.Name, t.Op)
}

// read reads the value of a term, which stands at a place.
func (p *parser) read(t *data.Term, f data.FilterField, at int) (err error) {
	ok := true
	switch f.Kind {
	case data.ChoiceField:
		t.Word, ok = choice(f, t.Value)
		if !ok {
			return p.fault(at, p.at, "One of "+strings.Join(f.Words, ", ")+".", "%s has no choice %q", f.Name, t.Value)
		}
	case data.CountField:
		t.Number, err = strconv.ParseInt(t.Value, 10, 64)
		if err != nil || t.Number < 0 {
			return p.fault(at, p.at, "A whole number: "+Example(f)+".", "%q is no number of %s", t.Value, f.Name)
		}
	case data.LengthField:
		length, ok := parseLength(t.Value)
		if !ok {
			return p.fault(at, p.at, "A number of seconds, or 30s, 2m, 1h30m, 1d: "+Example(f)+".", "%q is no length of time", t.Value)
		}
		t.Number = int64(length)
	case data.TimeField:
		return p.times(t, at)
	case data.ShapeField:
		t.Shape, err = p.shape(t.Value, at)
	}
	return err
}

// choice is the canonical word of a value: an outcome may also be written as accepted, rejected …, an event as
// its letter.
func choice(f data.FilterField, value string) (string, bool) {
	word := strings.ToLower(value)
	words := f.Words
	if f.Name == "event" && len(value) == 1 && slices.Contains(data.Events, data.Event(value[0])) {
		return data.Event(value[0]).String(), true
	}
	if f.Name == "outcome" && !slices.Contains(words, word) {
		word = strings.TrimSuffix(word, "ed")
		if word == "ignor" {
			word = "ignore"
		}
	}
	return word, slices.Contains(words, word)
}

// lengthForm is a length with units, in falling order.
var lengthForm = regexp.MustCompile(`^(?:(\d+(?:\.\d+)?)d)? *(?:(\d+(?:\.\d+)?)h)? *(?:(\d+(?:\.\d+)?)m)? *(?:(\d+(?:\.\d+)?)s)? *(?:(\d+(?:\.\d+)?)ms)?$`)

// units are the seconds of each part of lengthForm.
var units = []float64{86400, 3600, 60, 1, 0.001}

// plainSeconds is a number of seconds.
var plainSeconds = regexp.MustCompile(`^\d+(?:\.\d+)?$`)

// parseLength reads 90, 30s, 2m, 1h30m, 1m 30s, 7d.
func parseLength(s string) (data.Span, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	var seconds float64
	parts := lengthForm.FindStringSubmatch(s)
	switch {
	case plainSeconds.MatchString(s):
		seconds, _ = strconv.ParseFloat(s, 64)
	case s == "" || parts == nil:
		return 0, false
	}
	if parts != nil {
		for n, part := range parts[1:] {
			if part != "" {
				v, _ := strconv.ParseFloat(part, 64)
				seconds += v * units[n]
			}
		}
	}
	if !(seconds <= float64(data.MaxSpan/data.Second)) {
		return 0, false
	}
	return data.Span(math.Round(seconds * float64(data.Second))), true
}
