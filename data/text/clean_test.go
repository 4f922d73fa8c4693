package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"segpath/data/text"
)

// What a hostile or only unusual value looks like.
var cleaned = []struct{ name, in, want string }{
	{"empty", "", ""},
	{"plain", "Ana María", "Ana María"},
	{"carriage return", "safe\rEVIL", `safe\x0dEVIL`},
	{"newline and tab", "a\n\tb", `a\x0a\x09b`},
	{"escape sequence", "\x1b[31mred\x1b[0m", `\x1b[31mred\x1b[0m`},
	{"OSC 8 link", "\x1b]8;;http://evil\x07ok\x1b]8;;\x07", `\x1b]8;;http://evil\x07ok\x1b]8;;\x07`},
	{"OSC 52 clipboard", "\x1b]52;c;cm0gLXJm\x1b\\", `\x1b]52;c;cm0gLXJm\x1b\`},
	{"8-bit CSI as a rune", "\u009b31m", `\u{9b}31m`},
	{"8-bit CSI as a byte", "\x9b31m", `\x9b31m`},
	{"backspace, delete, NUL", "a\b\x7f\x00", `a\x08\x7f\x00`},
	{"direction override", "invoice\u202egpj.exe", `invoice\u{202e}gpj.exe`},
	{"isolates", "\u2066a\u2069", `\u{2066}a\u{2069}`},
	{"zero width space", "a\u200bb", `a\u{200b}b`},
	{"byte order mark", "\ufeffid", `\u{feff}id`},
	{"soft hyphen", "co\u00adop", `co\u{ad}op`},
	{"tags", "a\U000e0041", `a\u{e0041}`},
	{"interlinear annotation", "\ufff9a", `\u{fff9}a`},
	{"line and paragraph separator", "a\u2028b\u2029c", `a\u{2028}b\u{2029}c`},
	{"invalid bytes", "a\xff\xc3b", `a\xff\xc3b`},
	{"lone surrogate in WTF-8", "\xed\xa0\x80", `\xed\xa0\x80`},
	{"overlong", "\xc0\xaf", `\xc0\xaf`},
	{"private use", "\ue000\U00100000", `\u{e000}\u{100000}`},
	{"not assigned, no character", "\u0378\ufffe\U0010ffff", `\u{378}\u{fffe}\u{10ffff}`},
	{"replacement character itself", "a\ufffd", "a\ufffd"},
	{"blank letters", "\u3164\uffa0\u115f\u2800", `\u{3164}\u{ffa0}\u{115f}\u{2800}`},
	{"joiner without anything", "a\u034fb", `a\u{34f}b`},
	{"own escape", `a\x1b`, `a\\x1b`},
	{"own escape of a rune", `\u{202e}`, `\\u{202e}`},
	{"a backslash that means nothing", `C:\dir\new \\host`, `C:\dir\new \\host`},
	{"two before x", `\\x`, `\\\\x`},
	{"one before an escape", "\\\x1b", `\\\x1b`},
	{"one before a rune's escape", "\\\u202e", `\\\u{202e}`},
	{"trailing spaces", "a  ", "a··"},
	{"only spaces", "  ", "··"},
	{"inner and leading space", " a  b", " a  b"},
	{"no-break space", "a\u00a0b", "a·b"},
	{"no-break space at the end", "a\u00a0 ", `a\u{a0}·`},
	{"a middle dot of its own", "col·lecció", `col\u{b7}lecció`},
	{"other spaces", "a\u2003b\u3000c\u202fd", `a\u{2003}b\u{3000}c\u{202f}d`},
	{"CJK, Hebrew, Arabic", "山田太郎 שלום محمد", "山田太郎 שלום محمد"},
	{"family", "👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"},
	{"skin tone and profession", "👩🏽\u200d🚒", "👩🏽\u200d🚒"},
	{"heart with selector in a sequence", "👩\u200d❤\ufe0f\u200d👨", "👩\u200d❤\ufe0f\u200d👨"},
	{"joiner between letters", "a\u200db", `a\u{200d}b`},
	{"joiner at the end", "👩\u200d", `👩\u{200d}`},
	{"two joiners", "👩\u200d\u200d👩", `👩\u{200d}\u{200d}👩`},
	{"selector after a letter", "a\ufe0f", `a\u{fe0f}`},
	{"two selectors", "❤\ufe0f\ufe0f", "❤\ufe0f" + `\u{fe0f}`},
	{"ideographic selector", "葛\U000e0100", `葛\u{e0100}`},
	{"ZWNJ in Persian", "می\u200cخواهم", "می\u200cخواهم"},
	{"ZWNJ where it changes nothing", "دا\u200cن", `دا\u{200c}ن`},
	{"ZWNJ between Latin letters", "a\u200cb", `a\u{200c}b`},
	{"accent of its own", "\u0301a", `\u{301}a`},
	{"accent after a space", "a \u0301", `a \u{301}`},
	{"accents within reason", "e\u0301\u0323", "e\u0301\u0323"},
	{"piled up accents", "e" + strings.Repeat("\u0301", 6), "e" + strings.Repeat("\u0301", 4) + `\u{301}\u{301}`},
}

func TestClean(t *testing.T) {
	for _, c := range cleaned {
		t.Run(c.name, func(t *testing.T) {
			if got := text.Clean(c.in); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestCleanMultilineKeepsOnlyNewlines(t *testing.T) {
	got := text.CleanMultiline("one \n\ttwo\r\nthree")
	if want := "one·\n\\x09two\\x0d\nthree"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPiecesSetEscapesApart(t *testing.T) {
	got := text.Pieces("a\x1b\x07b ")
	want := []text.Piece{{Text: "a"}, {Text: `\x1b\x07`, Escaped: true}, {Text: "b"}, {Text: "·", Escaped: true}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if text.Pieces("") != nil {
		t.Error("the empty text has pieces")
	}
}

func TestCleanTextCostsNoAllocation(t *testing.T) {
	for _, s := range []string{"1543618399.120", "Ana María 山田", `C:\temp`} {
		if n := testing.AllocsPerRun(100, func() { text.Clean(s) }); n != 0 {
			t.Errorf("Clean(%q) allocates %v times", s, n)
		}
	}
}

func BenchmarkClean(b *testing.B) {
	for name, s := range map[string]string{"ascii": "interaction-1543618399.120", "cjk": "山田太郎 (営業)", "escape": "a\x1b[31mb"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				text.Clean(s)
			}
		})
	}
}
