package cell

import (
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"segpath/tui/theme"
)

func writers() map[string]Writer {
	return map[string]Writer{
		"wc":       {Theme: theme.Make(true, true, false), Method: ansi.WcWidth},
		"grapheme": {Theme: theme.Make(true, true, false), Method: ansi.GraphemeWidth},
		"ascii":    {Theme: theme.Make(true, false, true), Method: ansi.WcWidth},
	}
}

// awkward are texts that are hard to measure or dangerous to show.
var awkward = []string{
	"", " ", "plain", "trailing ", "李小龍", "サポート", "👩‍👩‍👧 family", "👍🏽", "🇩🇪🇫🇷", "e\u0301lan", "z\u0338\u0338\u0338\u0338\u0338\u0338",
	"\x1b[2J", "\x1b]52;c;AAAA\x07", "a\tb", "a\nb", "bad\xffbyte", "\u202eabc", "x\u200by", "محمد علي", "שירות", `\x1b`, `C:\users`, "a·b",
	strings.Repeat("long ", 100),
}

func anyText(t *rapid.T) string {
	if rapid.Bool().Draw(t, "awkward") {
		return rapid.SampledFrom(awkward).Draw(t, "text")
	}
	return rapid.String().Draw(t, "text")
}

// safe fails on every byte that acts on a terminal, our own styles aside.
func safe(t *rapid.T, line string) {
	for i := 0; i < len(line); i++ {
		if line[i] >= ' ' && line[i] != 0x7f {
			continue
		}
		end := strings.IndexByte(line[i:], 'm')
		if line[i] != 0x1b || !strings.HasPrefix(line[i:], "\x1b[") || end < 0 || strings.Trim(line[i+2:i+end], "0123456789;") != "" {
			t.Fatalf("byte %q at %d of %q acts on the terminal", line[i], i, line)
		}
	}
}

func TestALineHasExactlyItsWidthWhateverIsInIt(t *testing.T) {
	for name, w := range writers() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				width := rapid.IntRange(0, 60).Draw(t, "width")
				l := w.Line(width, w.Theme.Selected)
				for range rapid.IntRange(0, 6).Draw(t, "parts") {
					text, n := anyText(t), rapid.IntRange(0, 30).Draw(t, "n")
					switch rapid.IntRange(0, 5).Draw(t, "how") {
					case 5:
						l.FieldTail(w.Theme.Strong, text, n)
					case 0:
						l.Text(w.Theme.Accent, text)
					case 1:
						before := l.Used()
						l.Field("", text, n, Left)
						if got := l.Used() - before; got != min(n, width-before) {
							t.Fatalf("a field of %d cells took %d", n, got)
						}
					case 2:
						l.Field(w.Theme.Dim, text, n, Right)
					case 3:
						l.Upto("", text, n)
					default:
						l.Space(n)
					}
				}
				line := l.String()
				safe(t, line)
				if got := w.Method.StringWidth(line); got != width {
					t.Fatalf("%q is %d cells wide, want %d", line, got, width)
				}
			})
		})
	}
}

func TestCutMarksWhatItCut(t *testing.T) {
	w := writers()["wc"]
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"李小龍", 6, "李小龍"}, {"李小龍", 5, "李小…"}, {"李小龍", 4, "李…"}, {"abc", 0, ""}, {"abc", 1, "…"},
	} {
		if got := w.Cut(c.in, c.width); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
	if got := writers()["ascii"].Cut("abcd", 3); got != "ab~" {
		t.Errorf("in ASCII a cut text ends in %q", got)
	}
}

func TestAHugeValueIsCutBeforeItIsLookedAt(t *testing.T) {
	w := writers()["wc"]
	huge := strings.Repeat("x", 64<<20)
	n := testing.AllocsPerRun(10, func() { _ = w.Line(20, "").Field("", huge, 10, Left).String() })
	if n > 20 {
		t.Errorf("drawing one cell of a huge value allocates %v times", n)
	}
	if got := ansi.Strip(w.Line(10, "").Text("", huge).String()); got != "xxxxxxxxx…" {
		t.Errorf("a huge value is drawn as %q", got)
	}
}

func TestEscapesHaveTheirOwnStyle(t *testing.T) {
	w := writers()["wc"]
	line := w.Line(20, "").Text("", "a\x1bb").String()
	if want := "a" + string(w.Theme.Escape) + `\x1b` + theme.Reset + "b"; !strings.HasPrefix(line, want) {
		t.Errorf("an escape is drawn as %q, want it to begin with %q", line, want)
	}
}

func TestOverLaysABoxOnExactCells(t *testing.T) {
	for name, w := range writers() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				width, x := rapid.IntRange(1, 40).Draw(t, "width"), rapid.IntRange(0, 30).Draw(t, "x")
				boxWidth := rapid.IntRange(1, 20).Draw(t, "box")
				base := w.Line(width, "").Text(w.Theme.Accent, anyText(t)).Text("", anyText(t)).String()
				box := w.Line(boxWidth, "").Fill("", "#", boxWidth).String()
				got := w.Over([]string{base}, []string{box}, x, 0, width, boxWidth)[0]
				safe(t, got)
				if n := w.Method.StringWidth(got); n != width {
					t.Fatalf("%q is %d cells wide, want %d", got, n, width)
				}
				b := uv.NewScreenBuffer(width, 1)
				b.Method = w.Method
				uv.NewStyledString(got).Draw(b, b.Bounds())
				for i := x; i < min(x+boxWidth, width); i++ {
					if c := b.CellAt(i, 0); c == nil || c.Content != "#" {
						t.Fatalf("cell %d of %q is not the box's", i, got)
					}
				}
			})
		})
	}
}

func TestABoxIsExactlyItsSize(t *testing.T) {
	w := writers()["wc"]
	rapid.Check(t, func(t *rapid.T) {
		b := Box{Title: "Raw fields", Subject: anyText(t), Foot: "record 12", Focus: true,
			Width: rapid.IntRange(0, 50).Draw(t, "width"), Height: rapid.IntRange(0, 8).Draw(t, "height")}
		lines := w.Box(b, nil)
		if len(lines) != b.Height {
			t.Fatalf("a box of %d lines has %d", b.Height, len(lines))
		}
		for _, line := range lines {
			safe(t, line)
			if n := w.Method.StringWidth(line); n != b.Width {
				t.Fatalf("%q is %d cells wide, want %d", line, n, b.Width)
			}
		}
	})
}

func TestWrapLosesNoWord(t *testing.T) {
	w := writers()["wc"]
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,12}`), 0, 20).Draw(t, "words")
		width := rapid.IntRange(1, 30).Draw(t, "width")
		lines := w.Wrap(strings.Join(words, " "), width)
		if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.Join(words, "") {
			t.Fatalf("%q wrapped at %d is %q", words, width, lines)
		}
		for _, line := range lines {
			if w.Width(line) > width {
				t.Fatalf("line %q is wider than %d", line, width)
			}
		}
	})
}

func TestCount(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 12431: "12,431", 100000: "100,000", 1234567: "1,234,567", -1500: "-1,500"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}
