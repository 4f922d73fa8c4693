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
	want(t, d, "gnp.csv:17 ")
	turn(100, 16)
	want(t, d, "gnp.csv:1001 ", "1 of 3")
	turn(10, 4)
	want(t, d, "3 of 3", "Kategorie")
}

// Files in a long folder are told apart; of the marked one, and of a rejected row, the whole name is there.
func TestFilesOfALongFolderAreToldApart(t *testing.T) {
	src := fake.NewHostile(20)
	src.Folder = "/tmp/" + strings.Repeat("a very long folder ", 6) + "/"
	for _, l := range []look{dark120, ascii80} {
		d := start(t, src, l)
		d.Press("!", "1")
		want(t, d, " interactions.c", " segments.csv  ")
		if l != dark120 { // which has no room for the whole name
			want(t, d, "a very long folder a very")
		}
		d.Press("2")
		want(t, d, "2 Columns 3 interactions.csv")
	}
}

// The reason stands before the place of a rejected row, which may be long.
func TestTheReasonOfARejectedRowComesFirst(t *testing.T) {
	d := start(t, fake.NewHostile(20), ascii80)
	d.Press("!", "3")
	lines := strings.Split(d.Screen(), "\n")
	reason, place := -1, -1
	for n, line := range lines {
		if strings.Contains(line, "12 fields, the header has") && n > 10 {
			reason = n
		}
		if strings.Contains(line, ".csv:17") {
			place = n
		}
	}
	if reason < 0 || place <= reason {
		t.Errorf("the reason is on line %d, the place on %d:\n%s", reason, place, d.Screen())
	}
}

// What the export does not say is listed with the reason, the columns that it lacks too.
func TestSourcesListWhatTheExportLacks(t *testing.T) {
	src := fake.New(20)
	src.Has.Rings = data.Capability{State: data.Absent, Why: "no row is a ring"}
	src.Has.Hold = data.Capability{State: data.Derived, Why: "from what follows a hold"}
	src.Has.Lacks = map[data.ExportColumn]string{data.CustomerColumn: "no column customer in interactions"}
	for _, l := range []look{dark120, ascii80, {w: 200, h: 60}} {
		d := start(t, src, l)
		d.Press("!", "5")
		want(t, d, "5 Lacks 2", "rings absent: no row is a ring.")
		d.Press("j")
		want(t, d, "rings", "no row is a ring", "interactions.customer absent: no column", "hold", "derived: from what", "2 of 3")
		lack(t, d, "statuses ", "Enter ")
	}
	d := start(t, fake.New(20), dark120)
	d.Press("!", "5")
	want(t, d, "It lacks nothing")
}

// The footer names only keys that do something with the marked line, and what.
func TestTheSourcesFooterFollowsThePane(t *testing.T) {
	d := start(t, fake.NewHostile(20), dark120)
	for _, c := range []struct {
		keys      []string
		has, lack string
	}{
		{[]string{"!", "1"}, "Enter its columns", "open path"}, {[]string{"2"}, "y copy place", "Enter"},
		{[]string{"3"}, "Enter its fields", "open path"}, {[]string{"4", "j", "j"}, "Enter its rows   o open path", "its fields"},
		{[]string{"enter"}, "Enter its fields   o open path", "its rows"}, {[]string{"esc", "j"}, "Tab next pane", "Enter"},
	} {
		d.Press(c.keys...)
		if got := footerOf(d.Screen()); !strings.Contains(got, c.has) || strings.Contains(got, c.lack) {
			t.Errorf("%v: the footer is %q", c.keys, got)
		}
	}
}
