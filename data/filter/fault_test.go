package filter

import (
	"strings"
	"testing"
)

// A place is pointed at in the part of the text about it: the rest of a long text is left out.
func TestMarksShowThePartAboutThePlace(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	for _, c := range []struct {
		before, at, after string
		shown, marks      string
	}{
		{"id:a ", "quee", ":b", "id:a quee:b", "     ^^^^"},
		{"a\x1b", "b", "", `a\x1bb`, "     ^"},
		{"", "", "", "", "^"},
		{x(50), "quee", x(50), "…" + x(8) + "quee" + x(8) + "…", "         ^^^^"},
		{"ab", "quee", x(50), "abquee" + x(14) + "…", "  ^^^^"},
		{x(50), "", "", "…" + x(10), "           ^"},
		{x(50), x(50), x(50), "…" + x(5) + x(10) + x(5) + "…", "      ^^^^^^^^^^"},
		{strings.Repeat("é漢", 20), "q", strings.Repeat("é漢", 20), "…é漢é漢é漢qé漢é漢é漢é…", "          ^"},
		{x(maxText), "x", "", "", ""},
	} {
		f := &Fault{Text: c.before + c.at + c.after, Start: len(c.before), Size: len(c.at)}
		shown, marks := f.Marks(20)
		if shown != c.shown || marks != c.marks {
			t.Errorf("%q at %d is shown as\n%q\n%q, want\n%q\n%q", f.Text, f.Start, shown, marks, c.shown, c.marks)
		}
	}
}
