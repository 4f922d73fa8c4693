// Package field is a text field of one line.
package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"segpath/tui/cell"
	"segpath/tui/theme"
)

// mostRunes bounds what a field takes: a paste of a whole file is cut.
const mostRunes = 1000

// Field is a text being typed and where the next letter goes.
type Field struct {
	runes []rune
	at    int
}

// Value is the text.
func (f *Field) Value() string { return string(f.runes) }

// Set replaces the text; the next letter goes to its end.
func (f *Field) Set(s string) {
	f.runes, f.at = nil, 0
	f.Insert(s)
}

// Insert adds text where the cursor is: the first line that is not blank, without controls.
func (f *Field) Insert(s string) {
	s, _, _ = strings.Cut(strings.TrimLeft(s, " \t\r\n"), "\n")
	if utf8.RuneCountInString(s) == 0 {
		return
	}
	var in []rune
	for _, r := range s {
		if !unicode.IsControl(r) && r != utf8.RuneError && len(f.runes)+len(in) < mostRunes {
			in = append(in, r)
		}
	}
	f.insert(in)
}

func (f *Field) insert(in []rune) {
	tail := append(in[:len(in):len(in)], f.runes[f.at:]...)
	f.runes = append(f.runes[:f.at:f.at], tail...)
	f.at += len(in)
}

// Key takes a key; it tells whether the text changed.
func (f *Field) Key(k tea.KeyPressMsg) bool {
	before := string(f.runes)
	switch k.String() {
	case "left":
		f.at = max(f.at-1, 0)
	case "right":
		f.at = min(f.at+1, len(f.runes))
	case "home", "ctrl+a":
		f.at = 0
	case "end", "ctrl+e":
		f.at = len(f.runes)
	case "backspace", "ctrl+h":
		f.remove(f.at-1, f.at)
	case "delete":
		f.remove(f.at, f.at+1)
	case "ctrl+w", "alt+backspace":
		f.remove(f.wordStart(), f.at)
	default:
		if text := k.Key().Text; text == " " {
			f.insert([]rune{' '})
		} else {
			f.Insert(text)
		}
	}
	return string(f.runes) != before
}

func (f *Field) remove(from, to int) {
	from, to = max(from, 0), min(to, len(f.runes))
	if from >= to {
		return
	}
	f.runes = append(f.runes[:from:from], f.runes[to:]...)
	f.at = from
}

func (f *Field) wordStart() int {
	i := f.at
	for i > 0 && f.runes[i-1] == ' ' {
		i--
	}
	for i > 0 && f.runes[i-1] != ' ' {
		i--
	}
	return i
}

// Draw writes the field into exactly width cells of a line, with a cursor. A text longer than that
// shows the part around the cursor.
func (f *Field) Draw(l *cell.Line, w cell.Writer, s theme.Style, width int) {
	end := l.Used() + min(width, l.Room())
	from := 0
	for from < f.at && w.Width(w.Clean(string(f.runes[from:f.at]), width))+1 > width {
		from++
	}
	l.Upto(s, string(f.runes[from:f.at]), end-l.Used())
	if l.Used() >= end {
		return
	}
	if f.at == len(f.runes) {
		l.Own(w.Theme.Cursor, " ")
	} else {
		l.Own(w.Theme.Cursor, w.Cut(w.Clean(string(f.runes[f.at:f.at+1]), 1), end-l.Used()))
		l.Upto(s, string(f.runes[f.at+1:]), end-l.Used())
	}
	l.To(end)
}
