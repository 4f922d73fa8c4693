package filter

import (
	"fmt"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"segpath/data"
	"segpath/data/text"
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

// Marks is the filter's text on one line, safe to show, and under it a line that points at the place.
func (f *Fault) Marks() (shown, marks string) {
	before, at := f.Text[:f.Start], f.Text[f.Start:f.Start+f.Size]
	return text.Clean(f.Text), strings.Repeat(" ", width(before)) + strings.Repeat("^", max(width(at), 1))
}

// width is how many cells a part of a text takes that more follows: a space at the end of one is shown otherwise.
func width(s string) int { return displaywidth.String(text.Clean(s+"x")) - 1 }

// fault is a usage error at a place.
func (p *parser) fault(start, end int, expected, reason string, args ...any) error {
	return p.problem(data.Usage, start, end, expected, fmt.Sprintf(reason, args...))
}

func (p *parser) problem(code data.Code, start, end int, expected, reason string) error {
	f := &Fault{Text: p.text, Start: start, Size: end - start, Reason: reason, Expected: expected}
	sentence := "the filter cannot be read: " + reason
	if code == data.CannotSay {
		sentence = reason
	}
	return &data.Problem{Code: code, Text: sentence, Hint: expected, Cause: f}
}
