package cell

import (
	"strconv"

	"segpath/tui/theme"
)

// Message is what a pane says when it has nothing else to show: what is, and what to do.
type Message struct {
	Mark  string      // ours, before the title; may be empty
	Style theme.Style // of the title
	Title string      // ours: "Nothing matches"
	Body  string      // a sentence; may hold text of a file
	Hint  string      // what to do; may hold text of a file
}

// Message draws a message in the middle of width x height cells.
func (w Writer) Message(m Message, width, height int) []string {
	room := max(min(width-4, 64), 1)
	var lines []string
	add := func(s theme.Style, own string) {
		lines = append(lines, w.Line(width, "").Space((width-w.Width(own))/2).Own(s, own).String())
	}
	title := m.Title
	if m.Mark != "" {
		title = m.Mark + " " + title
	}
	add(m.Style, w.Cut(title, max(width, 0)))
	for _, part := range []struct {
		style theme.Style
		text  string
	}{{w.Theme.Text, m.Body}, {w.Theme.Dim, m.Hint}} {
		if part.text == "" {
			continue
		}
		lines = append(lines, w.Line(width, "").String())
		for _, line := range w.Wrap(part.text, room) {
			add(part.style, line)
		}
	}
	above := max((height-len(lines))/2, 0)
	return w.Fit(append(w.Fit(nil, width, above), lines...), width, height)
}

// Count writes a number with a comma between thousands: "12,431".
func Count(n int64) string {
	digits := strconv.FormatInt(n, 10)
	head := len(digits) % 3
	if n < 0 {
		return "-" + Count(-n)
	}
	out := digits[:head]
	for i := head; i < len(digits); i += 3 {
		if out != "" {
			out += ","
		}
		out += digits[i : i+3]
	}
	return out
}

// Plural writes a number with its word: "1 ring", "3 rings".
func Plural(n int64, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return Count(n) + " " + word + "s"
}
