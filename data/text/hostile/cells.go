// Package hostile is the one collection of texts that act, hide or lie where a file's text is shown, and
// the look at what was shown that finds those that came through. It is for tests.
package hostile

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// Cell is one text that goes wrong.
type Cell struct{ Name, Text string }

// Cells are those to try one by one: each has a letter or digit, so that it can be an id or a word.
var Cells = []Cell{
	{"carriage return", "safe\rEVIL"},
	{"newline", "one\ntwo"},
	{"CRLF", "one\r\ntwo"},
	{"tab, vertical tab, form feed", "a\tb\vc\fd"},
	{"NUL", "a\x00b"},
	{"bell", "ding\x07"},
	{"backspace and delete", "abc\b\b\x7f"},
	{"shift out", "a\x0eb\x0f"},
	{"escape alone", "a\x1b"},
	{"reset", "\x1bc!1"},
	{"CSI colour", "\x1b[31mred\x1b[0m"},
	{"CSI clear", "\x1b[2J\x1b[H1"},
	{"CSI report", "\x1b[6n\x1b[c1"},
	{"CSI mouse on", "\x1b[?1003h1"},
	{"OSC title", "\x1b]0;owned\x07"},
	{"OSC 8 link", "\x1b]8;;http://evil.example\x1b\\ok\x1b]8;;\x1b\\"},
	{"OSC 52 clipboard", "\x1b]52;c;cm0gLXJm\x07"},
	{"DCS", "\x1bP+q544e\x1b\\1"},
	{"APC and PM", "\x1b_Gi=1;AAAA\x1b\\\x1b^pm\x1b\\"},
	{"C1 CSI", "\u009b31mred"},
	{"C1 OSC", "\u009d0;owned\u009c"},
	{"C1 DCS and next line", "\u0090q\u0085x"},
	{"direction override", "invoice\u202egpj.exe"},
	{"isolates and marks", "\u2066a\u2069\u200f\u200e\u061c"},
	{"zero width", "a\u200bb\u200cc\u200dd\u2060e"},
	{"byte order mark", "\ufeffid"},
	{"soft hyphen", "co\u00adop"},
	{"tag characters", "a\U000e0041\U000e0042\U000e007f"},
	{"Hangul fillers", "1\u3164\uffa0\u115f\u1160"},
	{"line and paragraph separator", "a\u2028b\u2029c"},
	{"other spaces", "a\u00a0b\u2003c\u3000d\u202fe"},
	{"spaces at the ends", "  a b  "},
	{"blank symbols", "1\u2800\ufffc"},
	{"selectors", "a\ufe0f\U000e0100\u034f"},
	{"piled up marks", "e" + strings.Repeat("\u0301\u0323", 40)},
	{"mark first", "\u0301a"},
	{"private and not assigned", "1\ue000\U0010ffff\u0378"},
	{"annotation", "a\ufff9b\ufffac\ufffb"},
	{"musical controls", "1\U0001d173\U0001d17a"},
	{"right to left", "שלום محمد 12"},
	{"wide and joined", "山田 👩\u200d👩\u200d👧 1️⃣"},
	{"joiners at the ends", "👩\u200d"},
	{"own escapes", `a\x1b\u{202e}\\x07`},
	{"mark-up", "<script>1</script>&amp;]]>|`*_[x](http://e)~#$\\"},
	{"quotes and delimiters", "a\"b'c,d;e\tf|g"},
	{"a spreadsheet's formula", "=1+cmd|'/C calc'!A0"},
	{"format verbs", "100%s%d%!v(1)"},
	{"very long", strings.Repeat("long words never end ", 100) + "."},
	{"very long without a space", "x" + strings.Repeat("山", 700)},
	{"long escapes", "1" + strings.Repeat("\x1b\u202e", 200)},
}

// Broken are cells with bytes that are no UTF-8.
var Broken = []Cell{
	{"stray bytes", "a\xff\xfeb"},
	{"cut short", "caf\xc3"},
	{"8-bit CSI", "a\x9b31mred"},
	{"8-bit OSC", "\x9d0;owned\x9c1"},
	{"surrogates", "1\xed\xa0\x80\xed\xb0\x80"},
	{"overlong escape", "1\xc0\x9b[31m\xe0\x80\x9b"},
	{"beyond Unicode", "1\xf4\x90\x80\x80"},
	{"Windows-1252", "M\xfcller \x93quoted\x94"},
}

// All is every cell there is.
func All() []Cell { return slices.Concat(Cells, Broken) }

// fragments are what cells are mixed of: they meet in the ways that go wrong.
var fragments = []string{
	"a", "x", "u", "{", "}", "1b", " ", "·", "\u00a0", `\`, `\x1b`, `\u{a0}`, "\x1b", "\x1b[", "\x1b]", "\x1b\\", "31m", ";", "\n", "\r",
	"\t", "\x00", "\x07", "\x7f", "\u009b", "\u009d", "\x9b", "\xff", "\xed\xa0\x80", "\xc3", "\u202e", "\u2066", "\u200b", "\u200c", "\u200d",
	"\ufe0f", "\ufeff", "👩", "🏽", "❤", "م", "ن", "ا", "\u064e", "\u0301", "\u3000", "\u3164", "\u2028", "\U000e0041", "\ue000", "山", "ש", "é",
	`"`, ",", "|", "<", "&",
}

// Fragments are what Mix mixes, for tests that mix for themselves.
func Fragments() []string { return slices.Clone(fragments) }

// Mix is a cell made of up to n fragments, the same for the same r.
func Mix(r *rand.Rand, n int) string {
	var b strings.Builder
	for range 1 + r.IntN(max(n, 1)) {
		b.WriteString(fragments[r.IntN(len(fragments))])
	}
	return b.String()
}

// Harm tells what in a shown text of several lines acts on a terminal, hides on it or is no text; nil where
// nothing does. It knows nothing of how the text was made safe.
func Harm(shown string) error {
	line, base, marks := 1, rune(0), 0
	for i, r := range shown {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(shown[i:]); size == 1 {
				return harm(shown, i, line, "a byte that is no UTF-8")
			}
		}
		next, _ := utf8.DecodeRuneInString(shown[i+utf8.RuneLen(r):])
		switch {
		case r == '\n':
			line++
			base, marks = 0, 0
			continue
		case isMark(r):
			if marks++; marks > maxMarks || base == 0 {
				return harm(shown, i, line, "a mark too many, or without anything below it")
			}
		default:
			marks = 0
		}
		if what := wrong(base, r, next); what != "" {
			return harm(shown, i, line, what)
		}
		if base = r; r == ' ' {
			base = 0 // a mark on a space is a mark on nothing
		}
	}
	return nil
}

func harm(shown string, at, line int, what string) error {
	from, to := max(0, at-60), min(len(shown), at+40)
	return fmt.Errorf("line %d holds %s: %q ‹here› %q", line, what, shown[from:at], shown[at:to])
}
