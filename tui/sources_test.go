package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/fake"
)

// From the list to a notice, to its rows, to a row's fields, to the path, and back to the same places.
func TestANoticeLeadsToItsRowsAndBack(t *testing.T) {
	for _, l := range []look{dark120, ascii80} {
		d := start(t, fake.NewHostile(20), l)
		d.Press("j", "j", "!")
		want(t, d, "Sources", "unknown event", "4 Notices 5")
		d.Press("j", "j", "enter")
		want(t, d, "Rows: equal instants", "segments.csv", "302", "303", "1543000003.103")
		d.Press("j", "enter")
		want(t, d, "Raw fields", "record 303")
		d.Press("esc", "o")
		want(t, d, "Steps")
		d.Press("esc")
		want(t, d, "Rows: equal instants", "2 of 2")
		d.Press("esc")
		want(t, d, "3 of 5", "assumed zone")
		d.Press("k", "enter") // one example, which names no row
		want(t, d, "Steps")
		d.Press("esc", "G", "enter")
		want(t, d, "about the whole export")
		d.Press("k", "enter")
		want(t, d, "about the whole file")
		d.Press("esc")
		want(t, d, "sorted by created", "3 of 20")
	}
}

// A file leads to its columns, a rejected row to its record.
func TestFilesColumnsAndRejectedRows(t *testing.T) {
	d := start(t, fake.NewHostile(20), ascii80)
	d.Press("!", "1", "G")
	want(t, d, "1,204 rows = 1,100 used + 60 context (agent status) + 1 context", "3 rejected + 40 duplicates.")
	lack(t, d, "(to |")
	d.Press("enter")
	want(t, d, "2 Columns 3", "unused", "event")
	d.Press("3", "j")
	want(t, d, "3 Rejected rows 3", "230", `a\x1b[31mred\u{202e}`)
	d.Press("enter")
	want(t, d, "Raw fields", "has no record 230")
	d.Press("esc", "tab", "shift+tab")
	want(t, d, "2 of 3")
}

// Every pane says so where it has nothing, and a failure can be tried again.
func TestSourcesWithoutAnything(t *testing.T) {
	src := fake.New(20)
	d := start(t, src, ascii80)
	d.Press("!", "3")
	want(t, d, "No row was rejected")
	d.Press("4")
	want(t, d, "No notices")
	src.Err = data.Problemf(data.Failed, "Open it again.", "the engine stopped")
	d.Press("esc", "!")
	want(t, d, "the engine stopped", "ctrl+r")
	src.Err = nil
	d.Press("ctrl+r")
	want(t, d, "interactions.csv", "segments.csv")
}

// Whatever the size, every line is as wide as the screen and no byte of a file gets through.
func TestSourcesAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {2, 3}, {20, 5}, {40, 10}, {80, 24}, {100, 34}, {120, 40}, {200, 60}} {
		for _, keys := range [][]string{{"!"}, {"!", "1", "G"}, {"!", "2"}, {"!", "3", "G"}, {"!", "enter", "G"}} {
			d := start(t, fake.NewHostile(20), look{w: size[0], h: size[1]})
			d.Press(keys...)
			screen := d.Screen()
			if n := len(strings.Split(screen, "\n")); n != size[1] {
				t.Errorf("%v after %v: %d lines", size, keys, n)
			}
			for _, r := range screen {
				if r == 0x1b || r == 0x202e || r == 7 {
					t.Errorf("%v after %v: %q reaches the screen", size, keys, r)
				}
			}
		}
	}
}

// The wheel moves the pane under the pointer; the keys stay where they are.
func TestTheWheelMovesTheSourcesPaneUnderThePointer(t *testing.T) {
	d := start(t, fake.NewHostile(20), dark120)
	d.Press("!", "1")
	turn := func(x, y int) { d.Send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown}) }
	want(t, d, "17: 12 fields")
	turn(100, 16)
	want(t, d, "1001: no", "1 of 3")
	turn(10, 4)
	want(t, d, "3 of 3", "Columns 3 o'brien")
}
