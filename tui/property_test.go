package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/fake"
	"segpath/tui/request"
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

// places are the screens and boxes, by the keys that lead there.
var places = [][]string{
	nil, {"/"}, {"s"}, {"!"}, {"?"}, {"?", "/", "s"}, {":"}, {":", "o"}, {"enter"}, {"enter", "m"}, {"enter", "@", "1"}, {"enter", "enter"},
	{"enter", "e"}, {"enter", "?", "/"}, {"enter", ":", "p"}, {"enter", "enter", ":"}, {"enter", "enter", "?"}, {"s", ":"}, {"!", "?"}, {"?", ":"},
}

// Whatever is pressed at whatever size, the screen has exactly its lines, each exactly as wide as the
// terminal, and nothing of the file acts on it.
func TestNoKeyAtAnySizeBreaksTheScreen(t *testing.T) {
	t.Chdir(t.TempDir()) // where the keys that export a path may write it
	src, keys := fake.NewHostile(450), allKeys()
	rapid.Check(t, func(rt *rapid.T) {
		size := rapid.OneOf(rapid.IntRange(0, 12), rapid.IntRange(1, 210))
		l := look{w: size.Draw(rt, "w"), h: min(size.Draw(rt, "h"), 70), ascii: rapid.Bool().Draw(rt, "ascii"), plain: rapid.Bool().Draw(rt, "plain")}
		d := start(t, src, l)
		d.Press(rapid.SampledFrom(places).Draw(rt, "place")...)
		whole(rt, d)
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

// While an export is being opened, and while questions run that nobody answers, every picture drawn has
// the size the program was told last, whatever is open and however fast the sizes follow each other.
func TestAStormOfSizesWhileLoading(t *testing.T) {
	opening := func(ctx context.Context, report func(data.Progress)) (Source, error) {
		report(data.Progress{Doing: "loading segments.csv", Done: 42, Total: 100, Rows: 7})
		<-ctx.Done()
		return nil, ctx.Err()
	}
	paths, records := newHeld(), newHeld()
	paths.chain, records.raw = true, true
	for name, c := range map[string]struct {
		opener Opener
		first  string
		keys   [][]string
	}{
		"opening":  {opening, "42 %", [][]string{{"?"}, {"/"}, {"x"}, {"esc"}, {"esc"}, {":"}, {"x"}, {"down"}}},
		"a path":   {opens(paths), "1 of 2,500", [][]string{{"enter"}, {":"}, {"n"}, {"esc"}, {"?"}, {"pgdown"}}},
		"a record": {opens(records), "1 of 2,500", [][]string{{"enter"}, {"enter"}, {":"}, {"pgdown"}, {"esc"}, {"?"}, {"/"}, {"q"}}},
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{Opener: c.opener, Name: "november"}
			m := &measured{Model: newRoot(o, request.NewRunner(t.Context()), true)}
			term := tuitest.Start(t, m, 80, 24)
			term.WaitText(c.first)
			for i, keys := range c.keys {
				for _, size := range [][2]int{{1, 1}, {200, 60}, {3, 2}, {40 + i, 10}, {1, 50}, {210, 1}, {80, 24}} {
					term.Resize(size[0], size[1])
				}
				term.Press(keys...)
			}
			term.Resize(100, 31)
			term.Wait("a screen of the last size", func(s string) bool {
				lines := strings.Split(s, "\n")
				return len(lines) == 31 && lines[30] != ""
			})
			term.Press("ctrl+c", "ctrl+c")
			if err := term.WaitExit(); err != nil || m.wrong != "" {
				t.Errorf("the program ended with %v, %s", err, m.wrong)
			}
		})
	}
}

// measured checks every picture that a model draws against the size it was told last.
type measured struct {
	tea.Model
	w, h  int
	wrong string
}

func (m *measured) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		m.w, m.h = size.Width, size.Height
	}
	var cmd tea.Cmd
	m.Model, cmd = m.Model.Update(msg)
	return m, cmd
}

func (m *measured) View() tea.View {
	v := m.Model.View()
	if m.w <= 0 || m.h <= 0 {
		return v
	}
	lines := strings.Split(v.Content, "\n")
	if len(lines) != m.h {
		m.wrong = fmt.Sprintf("%d lines in a terminal of %d x %d", len(lines), m.w, m.h)
	}
	for _, line := range lines {
		if w := ansi.StringWidth(line); w != m.w {
			m.wrong = fmt.Sprintf("a line of %d cells in a terminal of %d x %d: %q", w, m.w, m.h, line)
		}
	}
	return v
}
