package cell

import "segpath/tui/theme"

// Input draws a text that is being typed into exactly width cells, with a cursor on its letter number
// at, counted from 0. A text longer than that shows the part around the cursor. What was typed may be
// a paste: it is made safe as a text of a file is.
func (l *Line) Input(s theme.Style, value string, at, width int) *Line {
	w, runes := l.w, []rune(value)
	at = max(min(at, len(runes)), 0)
	end := l.Used() + min(width, l.Room())
	from := max(at-marksPerCell*width, 0)
	for from < at && w.Width(w.Clean(string(runes[from:at]), width))+1 > width {
		from++
	}
	l.Upto(s, string(runes[from:at]), end-l.Used())
	if l.Used() >= end {
		return l
	}
	if at == len(runes) {
		return l.Own(w.Theme.Cursor, " ").To(end)
	}
	l.Own(w.Theme.Cursor, w.Cut(w.Clean(string(runes[at:at+1]), 1), end-l.Used()))
	return l.Upto(s, string(runes[at+1:]), end-l.Used()).To(end)
}

// marksPerCell bounds how far back from the cursor letters are looked at.
const marksPerCell = 4
