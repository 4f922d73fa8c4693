package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// how a token of the text is shown.
type how uint8

const (
	literal    how = iota // as it is
	byteEscape            // \x1b
	runeEscape            // \u{202e}
	dot                   // ·
	doubled               // a run of backslashes, each twice
)

// walker cuts a text into tokens — a character, a byte that is no UTF-8, a run of backslashes — and
// says how each is shown.
type walker struct {
	s        string
	tail     int  // where the spaces and no-break spaces that end the text begin
	from, to int  // the current token
	as       how  // and how it is shown
	base     rune // the last character shown as it is that marks can stand on; 0 = none
	marks    int  // marks it carries
}

func newWalker(s string) walker {
	return walker{s: s, tail: len(strings.TrimRight(s, " \u00a0"))}
}

// next goes to the next token; false at the end.
func (w *walker) next() bool {
	w.from = w.to
	if w.from == len(w.s) {
		return false
	}
	if w.s[w.from] == '\\' {
		w.backslashes()
		return true
	}
	r, size := utf8.DecodeRuneInString(w.s[w.from:])
	w.to = w.from + size
	w.as = w.decide(r, size)
	w.remember(r)
	return true
}

// backslashes takes a run of them. Each is doubled where the run meets an x, a u or an escape:
// with an odd number before x or u the last begins an escape, so no value can pose as one.
func (w *walker) backslashes() {
	for w.to < len(w.s) && w.s[w.to] == '\\' {
		w.to++
	}
	w.base, w.marks = '\\', 0
	w.as = literal
	if w.to == len(w.s) {
		return
	}
	ahead := *w
	ahead.next()
	first := w.s[w.to]
	if first == 'x' || first == 'u' || ahead.as == byteEscape || ahead.as == runeEscape {
		w.as = doubled
	}
}

// decide says how a character is shown where it stands.
func (w *walker) decide(r rune, size int) how {
	switch {
	case r == utf8.RuneError && size == 1, r < ' ', r == 0x7f:
		return byteEscape
	case r == ' ' && w.from >= w.tail:
		return dot
	case r < 0x7f:
		return literal
	case r == noBreakSpace && w.from < w.tail:
		return dot
	case r == zwj:
		return literalIf(isPictograph(w.base) && isPictograph(w.ahead()))
	case r == zwnj:
		return literalIf(joinsForward(w.base) && joinsBackward(w.ahead()))
	case isEmojiSelector(r):
		return literalIf(isPictograph(w.base) && w.marks == 0)
	case unicode.Is(unicode.M, r):
		return literalIf(w.base != 0 && w.marks < MaxMarks && !IsBlank(r))
	}
	return literalIf(unicode.IsPrint(r) && !IsBlank(r) && r != middleDot)
}

func literalIf(ok bool) how {
	if ok {
		return literal
	}
	return runeEscape
}

// ahead is the character after the current one.
func (w *walker) ahead() rune {
	r, _ := utf8.DecodeRuneInString(w.s[w.to:])
	return r
}

// remember keeps what marks, joiners and selectors after this token refer to.
func (w *walker) remember(r rune) {
	switch {
	case w.as != literal, r == ' ':
		w.base, w.marks = 0, 0
	case isEmojiSelector(r), unicode.Is(unicode.M, r):
		w.marks++
	case isSkinTone(r) && isPictograph(w.base):
		w.marks++
	case r == zwj, r == zwnj:
		// The next character takes over; what stands before a joiner carries no more marks.
		w.base, w.marks = 0, 0
	default:
		w.base, w.marks = r, 0
	}
}
