package path_test

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"segpath/data"
	"segpath/tui/action"
	"segpath/tui/path"
	"segpath/tui/screen"
	"segpath/tui/tuitest"
)

// everyKey is each key of the path's actions, and that for back.
func everyKey() []string {
	keys := []string{"esc"}
	for _, a := range action.In(action.Path) {
		keys = append(keys, a.Keys()...)
	}
	return keys
}

// check holds what every screen promises: as many lines as the terminal has, each exactly as wide, and
// nothing in them that acts on it but styles.
func check(t *rapid.T, m ansi.Method, view []string, w, h int) {
	if len(view) != h {
		t.Fatalf("%d lines in a terminal of %d", len(view), h)
	}
	for i, line := range view {
		bare := ansi.Strip(line)
		if got := m.StringWidth(bare); got != w {
			t.Fatalf("%dx%d: line %d is %d wide: %q", w, h, i, got, bare)
		}
		if strings.ContainsFunc(bare, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u202e' }) {
			t.Fatalf("line %d holds a control: %q", i, bare)
		}
	}
}

func TestAnyKeysAtAnySize(t *testing.T) {
	chains := []*data.Chain{ordinary(), awkward(), mute(), many(1), many(300), data.NewChain("none", nil, nil, all, nine)}
	keys := everyKey()
	rapid.Check(t, func(rt *rapid.T) {
		l := rapid.SampledFrom([]look{dark, light, plain, asciis}).Draw(rt, "look")
		env := l.env()
		env.Cell.Method = rapid.SampledFrom([]ansi.Method{ansi.WcWidth, ansi.GraphemeWidth}).Draw(rt, "method")
		chain := rapid.SampledFrom(chains).Draw(rt, "chain")
		h := &host{s: path.New(answering{chain: chain}, env, path.Options{ID: chain.Asked, OpenRaw: openRaw}), env: env}
		d := tuitest.Drive(t, h, 1, 1)
		for range rapid.IntRange(1, 25).Draw(rt, "moves") {
			switch rapid.IntRange(0, 5).Draw(rt, "kind") {
			case 0:
				d.Resize(rapid.IntRange(0, 210).Draw(rt, "w"), rapid.IntRange(0, 70).Draw(rt, "h"))
			case 1:
				x, y := rapid.IntRange(0, 210).Draw(rt, "x"), rapid.IntRange(0, 70).Draw(rt, "y")
				d.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}, tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
			default:
				d.Press(strings.Fields(rapid.SampledFrom(keys).Draw(rt, "key"))...)
			}
			check(rt, env.Cell.Method, h.s.View(), d.W, d.H)
		}
	})
}

// The screen handles exactly the actions that the catalog has for it.
func TestCatalogAgrees(t *testing.T) {
	handled := path.Handled()[action.Path]
	var catalog []action.ID
	for _, a := range action.In(action.Path) {
		catalog = append(catalog, a.ID)
	}
	slices.Sort(catalog)
	if d := cmp.Diff(catalog, handled); d != "" {
		t.Errorf("catalog and screen differ:\n%s", d)
	}
}

func BenchmarkStepThrough5000(b *testing.B) {
	d, h := show(b, answering{chain: many(5000)}, dark, 200, 59)
	_ = d
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		id := action.Down
		if i/4000%2 == 1 {
			id = action.Up
		}
		h.s.Update(action.Intent{ID: id})
		h.s.View()
	}
}

var _ screen.Backer = (*path.Screen)(nil)
