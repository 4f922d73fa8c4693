package scroll

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"segpath/tui/action"
)

func numbered(n int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = strconv.Itoa(i)
	}
	return lines
}

func TestMovesAndTheWheel(t *testing.T) {
	for _, c := range []struct {
		do   []action.ID
		want string
	}{
		{nil, "0 1 2"},
		{[]action.ID{action.Down}, "1 2 3"},
		{[]action.ID{action.Down, action.Up, action.Up}, "0 1 2"},
		{[]action.ID{action.PageDown}, "3 4 5"},
		{[]action.ID{action.Last}, "7 8 9"},
		{[]action.ID{action.Last, action.PageUp}, "4 5 6"},
		{[]action.ID{action.Last, action.Down, action.First}, "0 1 2"},
		{[]action.ID{action.Open}, "0 1 2"},
	} {
		a := New()
		a.Set(numbered(10), 5, 3)
		for _, id := range c.do {
			a.Do(id)
		}
		if got := strings.Join(a.Seen(), " "); got != c.want {
			t.Errorf("after %v there is %q, want %q", c.do, got, c.want)
		}
	}
	a := New()
	a.Set(numbered(10), 5, 3)
	a.Wheel(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	a.Wheel(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	a.Wheel(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	if a.Top() != 3 || a.Whole() || a.Count() != 10 {
		t.Errorf("after the wheel the first line is %d of %d", a.Top(), a.Count())
	}
}

// Whatever is done at whatever size, what is in sight is a run of the lines that fills the room.
func TestWhatIsInSightIsARunOfTheLines(t *testing.T) {
	ids := append(Moves(), action.Open)
	slices.Sort(ids)
	rapid.Check(t, func(t *rapid.T) {
		a := New()
		for range rapid.IntRange(1, 8).Draw(t, "sizes") {
			lines, height := numbered(rapid.IntRange(0, 30).Draw(t, "lines")), rapid.IntRange(0, 12).Draw(t, "height")
			a.Set(lines, 10, height)
			for range rapid.IntRange(0, 6).Draw(t, "moves") {
				a.Do(rapid.SampledFrom(ids).Draw(t, "move"))
			}
			seen := a.Seen()
			if len(seen) != min(height, len(lines)) {
				t.Fatalf("%d of %d lines in %d are in sight", len(seen), len(lines), height)
			}
			for i, line := range seen {
				if line != strconv.Itoa(a.Top()+i) {
					t.Fatalf("line %d in sight is %q, the first is %d", i, line, a.Top())
				}
			}
		}
	})
}
