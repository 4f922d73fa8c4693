package field

import (
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"segpath/tui/cell"
	"segpath/tui/theme"
	"segpath/tui/tuitest"
)

func press(tb testing.TB, f *Field, keys ...string) {
	tb.Helper()
	for _, k := range keys {
		f.Key(tuitest.Key(tb, k))
	}
}

func TestTypingAndCorrecting(t *testing.T) {
	for _, c := range []struct {
		keys []string
		want string
	}{
		{[]string{"a", "b", "space", "c"}, "ab c"},
		{[]string{"a", "b", "left", "x"}, "axb"},
		{[]string{"a", "b", "home", "x", "end", "y"}, "xaby"},
		{[]string{"a", "b", "backspace", "backspace", "backspace"}, ""},
		{[]string{"a", "b", "left", "delete"}, "a"},
		{[]string{"o", "n", "e", "space", "t", "w", "o", "ctrl+w"}, "one "},
		{[]string{"a", "right", "left", "left", "left", "b"}, "ba"},
		{[]string{"é", "李"}, "é李"},
		{[]string{"a", "f1", "tab", "pgup"}, "a"},
	} {
		var f Field
		press(t, &f, c.keys...)
		if f.Value() != c.want {
			t.Errorf("%v gives %q, want %q", c.keys, f.Value(), c.want)
		}
	}
}

func TestAPasteIsOneLineWithoutControls(t *testing.T) {
	for in, want := range map[string]string{
		"T-1\nT-2": "T-1", "\n  T-1": "T-1", "a\x1b[2Jb": "a[2Jb", "tab\there": "tabhere", "bad\xff": "bad", "": "", "\n": "",
	} {
		var f Field
		f.Insert(in)
		if f.Value() != want {
			t.Errorf("%q pasted gives %q, want %q", in, f.Value(), want)
		}
	}
	var f Field
	f.Insert(strings.Repeat("x", 1<<20))
	if n := len(f.Value()); n != mostRunes {
		t.Errorf("a huge paste leaves %d letters", n)
	}
}

func TestTheFieldTellsWhetherItChanged(t *testing.T) {
	var f Field
	for key, changed := range map[string]bool{"left": false, "end": false, "backspace": false} {
		if f.Key(tuitest.Key(t, key)) != changed {
			t.Errorf("%q on an empty field: changed is not %v", key, changed)
		}
	}
	if !f.Key(tuitest.Key(t, "a")) {
		t.Error("a letter does not count as a change")
	}
}

// Whatever is typed, the field takes exactly its cells and the cursor is in sight.
func TestTheFieldTakesExactlyItsCells(t *testing.T) {
	w := cell.Writer{Theme: theme.Make(true, false, false), Method: ansi.WcWidth}
	rapid.Check(t, func(t *rapid.T) {
		var f Field
		for range rapid.IntRange(0, 30).Draw(t, "keys") {
			if rapid.Bool().Draw(t, "type") {
				f.Insert(rapid.String().Draw(t, "text"))
			} else {
				f.Key(tea.KeyPressMsg{Code: rapid.SampledFrom([]rune{tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd, tea.KeyBackspace, tea.KeyDelete}).Draw(t, "key")})
			}
		}
		for _, r := range f.Value() {
			if unicode.IsControl(r) {
				t.Fatalf("the field holds the control %q", r)
			}
		}
		width := rapid.IntRange(4, 40).Draw(t, "width")
		l := w.Line(60, "")
		f.Draw(l, w, "", width)
		if l.Used() != width {
			t.Fatalf("the field takes %d cells of %d", l.Used(), width)
		}
		if !strings.Contains(l.String(), string(w.Theme.Cursor)) {
			t.Fatalf("the cursor is out of sight in %q", l.String())
		}
	})
}
