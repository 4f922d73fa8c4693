package filter

import (
	"fmt"
	"strings"
	"unicode/utf8"

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

// Marks is the filter's text on one line, safe to show, and under it a line that points at the place. Of a text that
// takes more cells than most it is the part about the place, with … for what is left out; of one that is too long to be
// a filter there is nothing to point at, and both are empty.
func (f *Fault) Marks(most int) (shown, marks string) {
	if len(f.Text) > maxText {
		return "", ""
	}
	before, at, after := f.Text[:f.Start], f.Text[f.Start:f.Start+f.Size], f.Text[f.Start+f.Size:]
	if width(f.Text) > most {
		at = head(at, most/2)
		before = tail(before, (most-width(at))/2)
		after = head(f.Text[f.Start+len(at):], most-width(before)-width(at))
	}
	lead, trail := "", ""
	if len(before) < f.Start {
		lead = "…"
	}
	if f.Start+len(at)+len(after) < len(f.Text) {
		trail = "…"
	}
	return text.Clean(lead + before + at + after + trail),
		strings.Repeat(" ", width(lead+before)) + strings.Repeat("^", max(width(at), 1))
}

// head is the beginning of a text that takes at most so many cells.
func head(s string, cells int) string {
	for at, r := range s {
		if cells -= width(string(r)); cells < 0 {
			return s[:at]
		}
	}
	return s
}

// tail is the end of a text that takes at most so many cells.
func tail(s string, cells int) string {
	for at := len(s); at > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if cells -= width(string(r)); cells < 0 {
			return s[at:]
		}
		at -= size
	}
	return s
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
