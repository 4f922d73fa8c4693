package text_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"segpath/data/text"
	"segpath/data/text/hostile"
)

// restore is Clean backwards. That it exists is the proof that Clean tells all values apart.
func restore(shown string) string {
	var b strings.Builder
	end := len(strings.TrimRight(shown, "·"))
	for i := 0; i < len(shown); {
		n := 0
		for i+n < len(shown) && shown[i+n] == '\\' {
			n++
		}
		rest := shown[i+n:]
		meets := n > 0 && rest != "" && (rest[0] == 'x' || rest[0] == 'u')
		switch {
		case meets:
			b.WriteString(strings.Repeat(`\`, n/2))
			i += n
			if n%2 == 1 {
				i += restoreEscape(&b, rest)
			}
		case n > 0:
			b.WriteString(strings.Repeat(`\`, n))
			i += n
		case strings.HasPrefix(rest, "·"):
			b.WriteString(map[bool]string{true: " ", false: "\u00a0"}[i >= end])
			i += len("·")
		default:
			b.WriteByte(shown[i])
			i++
		}
	}
	return b.String()
}

// restoreEscape reads x1b or u{202e} at the start of s and returns its length.
func restoreEscape(b *strings.Builder, s string) int {
	if s[0] == 'x' {
		n, err := strconv.ParseUint(s[1:3], 16, 8)
		if err != nil {
			panic(err)
		}
		b.WriteByte(byte(n))
		return 3
	}
	to := strings.IndexByte(s, '}')
	n, err := strconv.ParseInt(s[2:to], 16, 32)
	if err != nil {
		panic(err)
	}
	b.WriteRune(rune(n))
	return to + 1
}

// check holds what Clean promises of one value.
func check(t interface{ Fatalf(string, ...any) }, s string) {
	shown := text.Clean(s)
	if back := restore(shown); back != s {
		t.Fatalf("%q is shown as %q, which reads as %q", s, shown, back)
	}
	if !utf8.ValidString(shown) {
		t.Fatalf("%q is shown as %q: no UTF-8", s, shown)
	}
	var b strings.Builder
	escaped := false
	for i, p := range text.Pieces(s) {
		if p.Text == "" || i > 0 && p.Escaped == escaped {
			t.Fatalf("%q: piece %d is empty or like the one before", s, i)
		}
		escaped = p.Escaped
		b.WriteString(p.Text)
	}
	if b.String() != shown {
		t.Fatalf("%q: pieces %q, Clean %q", s, b.String(), shown)
	}
	if err := hostile.Harm(shown); err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	checkRunes(t, []rune(shown))
}

func checkRunes(t interface{ Fatalf(string, ...any) }, shown []rune) {
	marks := 0
	for i, r := range shown {
		if r == '\u200d' || r == '\u200c' {
			if i == 0 || i == len(shown)-1 {
				t.Fatalf("%q: a joiner at an end", string(shown))
			}
		} else if unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) || unicode.Is(unicode.Zs, r) && r != ' ' {
			t.Fatalf("%q: %U acts or hides", string(shown), r)
		}
		if unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		if marks > text.MaxMarks || marks > 0 && marks == i+1 {
			t.Fatalf("%q: %d marks, or marks without a base", string(shown), marks)
		}
	}
	if n := len(shown); n > 0 && shown[n-1] == ' ' {
		t.Fatalf("%q ends in a space", string(shown))
	}
}

func nasty(t *rapid.T, label string) string {
	part := rapid.OneOf(rapid.SampledFrom(hostile.Fragments()), rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	return strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, label), "")
}

func TestCleanLosesNothingAndLetsNothingThrough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { check(t, nasty(t, "s")) })
}

func TestCleanOfEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		check(t, "a"+string(r)+"b")
	}
	for b := range 256 {
		check(t, "a"+string([]byte{byte(b)}))
	}
}

func FuzzClean(f *testing.F) {
	for _, c := range cleaned {
		f.Add(c.in, c.want)
	}
	for _, c := range hostile.All() {
		f.Add(c.Text, text.Clean(c.Text))
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		check(t, a)
		check(t, b)
		check(t, a+b)
		if a != b && text.Clean(a) == text.Clean(b) {
			t.Fatalf("%q and %q look equal", a, b)
		}
	})
}
