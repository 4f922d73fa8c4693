package theme

import (
	"strings"
	"testing"

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
		g.Bar, g.BarEmpty, g.TopLeft, g.Horizontal, g.Vertical, g.Left, g.Right}, append(g.Eighths, g.Spinner...)...)
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
		ground  uint32
	}{"dark": {darkColours, 0x161821}, "light": {lightColours, 0xffffff}} {
		p := c.colours
		for _, rgb := range []uint32{p.dim, p.accent, p.warning, p.failure, p.good, p.bot, p.queue, p.ring, p.ignore,
			p.clear, p.talk, p.transfer, p.message, p.wrapUp, p.quiet, p.abandon} {
			if r := contrast(rgb, c.ground); r < 4.5 {
				t.Errorf("%s: #%06x has a contrast of %.2f", name, rgb, r)
			}
		}
		if r := contrast(p.selected, p.dim); r < 3 {
			t.Errorf("%s: dim text on the selected row has a contrast of %.2f", name, r)
		}
	}
}
