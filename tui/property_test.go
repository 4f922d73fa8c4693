package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"segpath/tui/action"
	"segpath/tui/fake"
	"segpath/tui/tuitest"
)

// allKeys is every key of the catalog, and some that mean nothing.
func allKeys() []string {
	keys := []string{"x", "0", "é", "backspace", "left", "alt+x"}
	for _, a := range action.Catalog() {
		for _, key := range a.Keys() {
			if a.ID != action.Quit && a.ID != action.Stop && a.ID != action.Suspend {
				keys = append(keys, strings.Fields(key)...)
			}
		}
	}
	return keys
}

// Whatever is pressed at whatever size, the screen has exactly its lines, each exactly as wide as the
// terminal, and nothing of the file acts on it.
func TestNoKeyAtAnySizeBreaksTheScreen(t *testing.T) {
	src, keys := fake.NewHostile(450), allKeys()
	rapid.Check(t, func(rt *rapid.T) {
		size := rapid.OneOf(rapid.IntRange(0, 12), rapid.IntRange(1, 210))
		l := look{w: size.Draw(rt, "w"), h: min(size.Draw(rt, "h"), 70), ascii: rapid.Bool().Draw(rt, "ascii"), plain: rapid.Bool().Draw(rt, "plain")}
		d := start(t, src, l)
		for range rapid.IntRange(1, 40).Draw(rt, "steps") {
			switch rapid.IntRange(0, 9).Draw(rt, "kind") {
			case 0:
				d.Resize(size.Draw(rt, "w"), min(size.Draw(rt, "h"), 70))
			case 1:
				d.Send(click(rapid.IntRange(-1, 210).Draw(rt, "x"), rapid.IntRange(-1, 70).Draw(rt, "y")))
			case 2:
				d.Send(wheel(rapid.SampledFrom([]tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown, tea.MouseWheelLeft, tea.MouseWheelRight}).Draw(rt, "wheel")))
			default:
				d.Press(rapid.SampledFrom(keys).Draw(rt, "key"))
			}
			whole(rt, d)
			if d.Quit {
				return
			}
		}
	})
}

func whole(t *rapid.T, d *tuitest.Driver) {
	content := d.M.View().Content
	if d.W <= 0 || d.H <= 0 {
		if content != "" {
			t.Fatalf("a terminal of %d x %d shows %q", d.W, d.H, content)
		}
		return
	}
	lines := strings.Split(content, "\n")
	if len(lines) != d.H {
		t.Fatalf("%d lines in a terminal of %d x %d", len(lines), d.W, d.H)
	}
	for i, line := range lines {
		if w := ansi.WcWidth.StringWidth(line); w != d.W {
			t.Fatalf("line %d is %d cells wide in a terminal of %d x %d: %q", i, w, d.W, d.H, line)
		}
		if strings.ContainsAny(line, "\a\r\t\u202e\u200b") || strings.Contains(line, "\x1b]") || strings.Contains(line, "\x1b[2J") {
			t.Fatalf("line %d acts on the terminal: %q", i, line)
		}
	}
}
