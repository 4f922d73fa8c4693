package filter

import (
	"fmt"
	"strings"

	"segpath/data"
)

// Fault is the place in a filter's text that is wrong. It is the cause of the data.Problem that Parse returns.
type Fault struct {
	Text        string // the whole filter
	Start, Size int    // the place, in bytes; Size 0 is where something is missing
	Reason      string // what is wrong, as a clause: `there is no field "quee"`
	Expected    string // what was expected there, or what to do; may be empty
}

// Error is what is wrong.
func (f *Fault) Error() string { return f.Reason }

// Marks is the filter's text on one line, and under it a line that points at the place.
func (f *Fault) Marks(width func(string) int, clean func(string) string) (text, marks string) {
	before, at := clean(f.Text[:f.Start]), clean(f.Text[f.Start:f.Start+f.Size])
	text = before + at + clean(f.Text[f.Start+f.Size:])
	return text, strings.Repeat(" ", width(before)) + strings.Repeat("^", max(width(at), 1))
}

// fault is a usage error at a place.
func (p *parser) fault(start, end int, expected, reason string, args ...any) error {
	return p.problem(data.Usage, start, end, expected, fmt.Sprintf(reason, args...))
}

func (p *parser) problem(code data.Code, start, end int, expected, reason string) error {
	f := &Fault{Text: p.text, Start: start, Size: end - start, Reason: reason, Expected: expected}
	text := "the filter cannot be read: " + reason
	if code == data.CannotSay {
		text = reason
	}
	return &data.Problem{Code: code, Text: text, Hint: expected, Cause: f}
}
