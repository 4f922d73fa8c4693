// Package cell is the one writer of terminal cells. It measures, cuts and pads with the width method
// the terminal uses, composes styled cells into lines of an exact width, and draws panes and overlays.
// A text of a file enters a line through Line.Text or Line.Field, which make it safe first.
package cell

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"segpath/data/text"
	"segpath/tui/theme"
)

// Writer knows how wide text is on this terminal and what it looks like. It is a value: copy it.
type Writer struct {
	Theme  *theme.Theme
	Method ansi.Method // ansi.WcWidth until the terminal says that it measures graphemes
}

// Width is how many cells a text takes that is ours or already clean. It must hold no escape sequence.
func (w Writer) Width(s string) int {
	if isASCII(s) {
		return len(s)
	}
	return w.Method.StringWidth(s)
}

// Cut shortens a text that is ours or already clean to at most width cells; an ellipsis marks the cut.
func (w Writer) Cut(s string, width int) string {
	if width <= 0 {
		return ""
	}
	if isASCII(s) && len(s) <= width {
		return s
	}
	tail := w.Theme.Glyphs.Ellipsis
	if isASCII(s) {
		return s[:width-1] + tail
	}
	if w.Method.StringWidth(s) <= width {
		return s
	}
	part, _ := w.head(s, width-1)
	return part + tail
}

// Pad cuts or fills a text that is ours or already clean to exactly width cells.
func (w Writer) Pad(s string, width int, align Align) string {
	s = w.Cut(s, width)
	gap := max(width-w.Width(s), 0)
	if align == Right {
		return blanks(gap) + s
	}
	return s + blanks(gap)
}

// Align is the side of a cell its text stands on.
type Align int

// The alignments.
const (
	Left Align = iota
	Right
)

// Clean makes a text of a file safe, looking no further into it than width cells can show.
func (w Writer) Clean(s string, width int) string {
	return text.Clean(short(s, width))
}

// Wrap makes a text of a file safe and breaks it between words into lines of at most width cells.
func (w Writer) Wrap(s string, width int) []string {
	if width <= 0 || s == "" {
		return nil
	}
	var lines []string
	for line := range strings.SplitSeq(text.CleanMultiline(s), "\n") {
		lines = append(lines, w.WrapOwn(line, width)...)
	}
	return lines
}

// WrapLine makes a text of a file safe as one line, its newlines too, and breaks it between words into lines of at most
// width cells.
func (w Writer) WrapLine(s string, width int) []string {
	if width <= 0 || s == "" {
		return nil
	}
	return w.WrapOwn(text.Clean(s), width)
}

// WrapOwn breaks a text that is ours or already clean, of one line, between words into lines of at most
// width cells.
func (w Writer) WrapOwn(own string, width int) []string {
	if width <= 0 {
		return nil
	}
	var lines []string
	for part := range strings.SplitSeq(w.Method.Wrap(own, width, ""), "\n") {
		lines = append(lines, strings.Trim(part, " "))
	}
	return lines
}

// Break cuts a text that is ours or already clean into lines of at most width cells, between any two
// letters.
func (w Writer) Break(s string, width int) []string {
	if width <= 0 || s == "" {
		return nil
	}
	return strings.Split(w.Method.Hardwrap(s, width, true), "\n")
}

// Dimmed is a finished line of width cells with the style of what does not count in the place of all others.
func (w Writer) Dimmed(line string, width int) string {
	return w.Line(width, "").Own(w.Theme.Dim, ansi.Strip(line)).String()
}

// bytesPerCell bounds what one cell can need: a joined pictograph with its selectors.
const bytesPerCell = 48

// short cuts by bytes before anything looks at each of them: a cell may hold gigabytes. What it
// leaves is still longer than width cells, so the cut by width follows and is marked.
func short(s string, width int) string {
	limit := (width + 2) * bytesPerCell
	if width < 0 || len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

const manyBlanks = "                                                                                " +
	"                                                                                "

func blanks(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(manyBlanks) {
		return manyBlanks[:n]
	}
	return strings.Repeat(" ", n)
}
