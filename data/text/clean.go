package text

import (
	"strings"
	"unicode/utf8"
)

// MaxMarks is how many combining marks stay on one character; those beyond are escaped, so that no
// text grows out of its line. No living language needs more.
const MaxMarks = 4

// Piece is a run of cleaned text. Escaped runs stand for something that cannot be shown as it is and
// are drawn in a style of their own.
type Piece struct {
	Text    string
	Escaped bool
}

// Clean makes s safe for one line of a terminal, and different from every other value. Newline and
// tab become escapes too. Text that needs nothing is returned as it is, without allocation.
func Clean(s string) string {
	if isPlain(s) {
		return s
	}
	w := newWalker(s)
	for w.next() {
		if w.as != literal {
			return cleanFrom(&w)
		}
	}
	return s
}

// cleanFrom copies what w has passed, then writes on from the first token that changes.
func cleanFrom(w *walker) string {
	b := make([]byte, 0, len(w.s)+16)
	b = append(b, w.s[:w.from]...)
	b = w.append(b)
	for w.next() {
		b = w.append(b)
	}
	return string(b)
}

// CleanMultiline cleans a message of several lines: newlines stay, each line is cleaned by itself.
func CleanMultiline(s string) string {
	if !strings.Contains(s, "\n") {
		return Clean(s)
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = Clean(line)
	}
	return strings.Join(lines, "\n")
}

// Pieces is Clean(s) cut into runs that are the text's own and runs that are escapes; neighbours
// differ in Escaped. The empty text has none.
func Pieces(s string) []Piece {
	if s == "" {
		return nil
	}
	if isPlain(s) {
		return []Piece{{Text: s}}
	}
	var out []Piece
	var run []byte
	escaped := false
	w := newWalker(s)
	for w.next() {
		if e := w.as != literal; e != escaped && len(run) > 0 {
			out = append(out, Piece{string(run), escaped})
			run = run[:0]
		}
		escaped = w.as != literal
		run = w.append(run)
	}
	return append(out, Piece{string(run), escaped})
}

// isPlain tells whether s is printable ASCII that Clean leaves alone: nearly every value of nearly
// every export.
func isPlain(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' {
			return false
		}
		if c == '\\' && i+1 < len(s) && (s[i+1] == 'x' || s[i+1] == 'u') {
			return false
		}
	}
	return s == "" || s[len(s)-1] != ' '
}

// append writes the current token as it is shown.
func (w *walker) append(b []byte) []byte {
	raw := w.s[w.from:w.to]
	switch w.as {
	case byteEscape:
		return append(b, '\\', 'x', hexDigits[raw[0]>>4], hexDigits[raw[0]&15])
	case runeEscape:
		r, _ := utf8.DecodeRuneInString(raw)
		return appendRuneEscape(b, r)
	case dot:
		return append(b, "·"...)
	case doubled:
		b = append(b, raw...)
	}
	return append(b, raw...)
}

const hexDigits = "0123456789abcdef"

func appendRuneEscape(b []byte, r rune) []byte {
	b = append(b, `\u{`...)
	started := false
	for shift := 20; shift >= 0; shift -= 4 {
		d := (r >> shift) & 15
		started = started || d != 0 || shift == 4 // two digits at the least
		if started {
			b = append(b, hexDigits[d])
		}
	}
	return append(b, '}')
}
