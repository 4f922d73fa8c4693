package theme

import (
	"image/color"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"segpath/data"
)

var themes = map[string]*Theme{
	"dark": Make(true, true, false), "light": Make(false, true, false), "plain": Make(true, false, false),
	"dark ascii": Make(true, true, true), "plain ascii": Make(true, false, true),
}

func TestEveryMarkIsOneCellInBothWidthMethods(t *testing.T) {
	for name, theme := range themes {
		for _, e := range data.Events {
			for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
				if w := m.StringWidth(theme.Mark(e)); w != 1 {
					t.Errorf("%s: the mark of %s, %q, is %d cells wide", name, e, theme.Mark(e), w)
				}
			}
		}
	}
}

func TestMarksTellEventsApart(t *testing.T) {
	for name, theme := range themes {
		seen := map[string]data.Event{}
		for _, e := range data.Events {
			if other, ok := seen[theme.Mark(e)]; ok {
				t.Errorf("%s: %s and %s have the same mark %q", name, e, other, theme.Mark(e))
			}
			seen[theme.Mark(e)] = e
		}
	}
}

func TestOutcomesAreNeverToldApartByColourAlone(t *testing.T) {
	outcomes := []data.Event{data.Accept, data.Reject, data.Ignore, data.Clear, 0}
	for name, theme := range themes {
		words, glyphs, styles := map[string]bool{}, map[string]bool{}, map[Style]bool{}
		for _, e := range outcomes {
			o := theme.Outcome(e)
			words[o.Word], glyphs[o.Glyph], styles[o.Style] = true, true, true
		}
		if len(words) != len(outcomes) || len(glyphs) != len(outcomes) {
			t.Errorf("%s: outcomes share a word or a glyph: %v %v", name, words, glyphs)
		}
		if strings.HasPrefix(name, "dark") && len(styles) != len(outcomes) {
			t.Errorf("%s: outcomes share a colour", name)
		}
	}
}

func TestPlainHasNoColour(t *testing.T) {
	plain := themes["plain"]
	styles := []Style{plain.Accent, plain.Selected, plain.Chip, plain.Warning, plain.Error, plain.Border, plain.Escape}
	for _, e := range data.Events {
		styles = append(styles, plain.Event(e))
	}
	for _, s := range styles {
		if strings.Contains(string(s), "38;") || strings.Contains(string(s), "48;") {
			t.Errorf("the plain theme has a colour: %q", s)
		}
	}
}

func TestASCIIGlyphsAreASCII(t *testing.T) {
	g := asciiGlyphs
	all := append([]string{g.Ellipsis, g.Missing, g.Marker, g.Up, g.Down, g.Left, g.Right, g.Dot, g.Again, g.Together,
		g.Bar, g.BarEmpty, g.Frame.Top, g.Frame.Bottom, g.Frame.Left, g.Frame.Right, g.Frame.TopLeft, g.Frame.TopRight,
		g.Frame.BottomLeft, g.Frame.BottomRight}, append(g.Eighths, g.Spinner.Frames...)...)
	for _, s := range append(all, func() (m []string) {
		for _, e := range data.Events {
			m = append(m, themes["dark ascii"].Mark(e))
		}
		return m
	}()...) {
		if len(s) != 1 || s[0] < ' ' || s[0] > '~' {
			t.Errorf("%q is not one ASCII character", s)
		}
	}
}

func TestColoursAreReadable(t *testing.T) {
	for name, c := range map[string]struct {
		colours colours
		ground  color.Color
	}{"dark": {darkColours, lipgloss.Color("#161821")}, "light": {lightColours, lipgloss.Color("#ffffff")}} {
		p := c.colours
		for _, hue := range []color.Color{p.dim, p.accent, p.warning, p.failure, p.good, p.bot, p.queue, p.ring, p.ignore,
			p.clear, p.talk, p.transfer, p.message, p.wrapUp, p.quiet, p.abandon} {
			if r := contrast(hue, c.ground); r < 4.5 {
				t.Errorf("%s: %v has a contrast of %.2f", name, hue, r)
			}
		}
		if r := contrast(p.selected, p.dim); r < 3 {
			t.Errorf("%s: dim text on the selected row has a contrast of %.2f", name, r)
		}
	}
}

// A style begins a cell with nothing but its attributes and colours, and they mean what was declared.
func TestPrefixesAreOfTheDeclaredLooks(t *testing.T) {
	for look, want := range map[*lipgloss.Style]Style{
		&none: "", &bold: "\x1b[1m", &faint: "\x1b[2m", &reverse: "\x1b[7m",
	} {
		if got := prefixOf(*look); got != want {
			t.Errorf("the prefix is %q, want %q", got, want)
		}
	}
	if got, want := prefixOf(none.Background(lipgloss.Color("#31364a"))), Style("\x1b[48;2;49;54;74m"); got != want {
		t.Errorf("the prefix is %q, want %q", got, want)
	}
	if got := themes["dark"].Escape; !strings.HasPrefix(string(got), "\x1b[") || strings.Count(string(got), "m") != 1 {
		t.Errorf("a style of two attributes begins %q", got)
	}
}
