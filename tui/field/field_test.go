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

// most is how many letters the fields of these tests take.
const most = 1000

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
		{[]string{"a", "f1", "tab", "up", "down", "pgup", "ctrl+v"}, "a"},
	} {
		s := New(most)
		for _, key := range c.keys {
			s.Edit(tuitest.Key(t, key))
		}
		if got := s.Text(); got != c.want {
			t.Errorf("%v gives %q, want %q", c.keys, got, c.want)
		}
	}
}

// What is searched is what was pasted; controls alone are left out of it.
func TestAPasteIsOneLineWithoutControls(t *testing.T) {
	for in, want := range map[string]string{
		"T-1\nT-2": "T-1", "T-1\r\nT-2": "T-1", "\n  T-1": "T-1", "a\x1b[2Jb": "a[2Jb", "tab\there": "tab here",
		"bad\xff": "bad", "": "", "\n": "", "a\u202eb": "a\u202eb",
	} {
		s := New(most)
		s.Edit(tea.PasteMsg{Content: in})
		if got := s.Text(); got != want {
			t.Errorf("%q pasted gives %q, want %q", in, got, want)
		}
	}
	s := New(most)
	s.Edit(tea.PasteMsg{Content: strings.Repeat("x", 1<<20)})
	if n := len(s.Text()); n != most {
		t.Errorf("a huge paste leaves %d letters", n)
	}
}

func TestTheFieldTellsWhetherItChanged(t *testing.T) {
	s := New(most)
	for _, key := range []string{"left", "end", "backspace"} {
		if s.Edit(tuitest.Key(t, key)) {
			t.Errorf("%q on an empty field counts as a change", key)
		}
	}
	if !s.Edit(tuitest.Key(t, "a")) {
		t.Error("a letter does not count as a change")
	}
}

// Whatever is typed, the field takes exactly its cells and the cursor is in sight.
func TestTheFieldTakesExactlyItsCells(t *testing.T) {
	s := New(most)
	w := cell.Writer{Theme: theme.Make(true, false, false), Method: ansi.WcWidth}
	rapid.Check(t, func(t *rapid.T) {
		s.Set("")
		for range rapid.IntRange(0, 30).Draw(t, "keys") {
			if rapid.Bool().Draw(t, "type") {
				s.Edit(tea.PasteMsg{Content: rapid.String().Draw(t, "text")})
			} else {
				s.Edit(tea.KeyPressMsg{Code: rapid.SampledFrom([]rune{tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd, tea.KeyBackspace, tea.KeyDelete}).Draw(t, "key")})
			}
		}
		for _, r := range s.Text() {
			if unicode.IsControl(r) {
				t.Fatalf("the field holds the control %q", r)
			}
		}
		width := rapid.IntRange(4, 40).Draw(t, "width")
		l := w.Line(60, "")
		s.Draw(l, w.Theme.Strong, width)
		if l.Used() != width {
			t.Fatalf("the field takes %d cells of %d", l.Used(), width)
		}
		if !strings.Contains(l.String(), string(w.Theme.Cursor)) {
			t.Fatalf("the cursor is out of sight in %q", l.String())
		}
	})
}
