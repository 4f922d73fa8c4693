package path

import (
	"testing"

	"pgregory.net/rapid"
)

func widths(cols []column) map[columnID]int {
	out := map[columnID]int{}
	for _, c := range cols {
		out[c.id] = c.natural
	}
	return out
}

func TestFit(t *testing.T) {
	cols := []column{
		{id: 1, natural: 8, least: 8},
		{id: 2, natural: 20, least: 7},
		{id: 3, natural: 12, least: 7, drop: 2},
		{id: 4, natural: 8, least: 2, drop: 1, soft: true},
		{id: 5, natural: 10, luxury: 12},
		{id: 6}, // without content
	}
	for _, c := range []struct {
		room int
		want map[columnID]int
	}{
		{62, map[columnID]int{1: 8, 2: 20, 3: 12, 4: 8, 5: 10}}, // all as they like
		{54, map[columnID]int{1: 8, 2: 18, 3: 12, 4: 2, 5: 10}}, // the soft one first, then the widest
		{51, map[columnID]int{1: 8, 2: 20, 3: 12, 4: 8}},        // no luxury when a name would be narrower than 12
		{30, map[columnID]int{1: 8, 2: 8, 3: 9, 4: 2}},
		{26, map[columnID]int{1: 8, 2: 8, 3: 8}}, // then the least needed goes
		{16, map[columnID]int{1: 8, 2: 7}},
		{5, map[columnID]int{1: 8, 2: 7}}, // what must stay is cut where it is drawn
	} {
		got := widths(fit(cols, c.room))
		if len(got) != len(c.want) {
			t.Errorf("in %d: %v, want %v", c.room, got, c.want)
		}
		for id, w := range c.want {
			if got[id] != w {
				t.Errorf("in %d: %v, want %v", c.room, got, c.want)
				break
			}
		}
	}
	if cols[1].natural != 20 {
		t.Error("fit changed what it was given")
	}
}

// Whatever the size, the panes fill the screen below the story and share no cell.
func TestPanesTileTheScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(0, 240).Draw(t, "w"), rapid.IntRange(0, 80).Draw(t, "h")
		active := pane(rapid.IntRange(0, int(paneCount)-1).Draw(t, "active"))
		var needs [paneCount]int
		for i := range needs {
			needs[i] = rapid.IntRange(0, 90).Draw(t, "needs")
		}
		l := place(w, h, active, rapid.IntRange(0, 9).Draw(t, "story"), needs)
		area := 0
		for i, a := range l.panes {
			if a.h < 0 || a.w < 0 {
				t.Fatalf("%+v", l)
			}
			area += a.w * a.h
			for _, b := range l.panes[i+1:] {
				if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
					t.Fatalf("%+v and %+v overlap", a, b)
				}
			}
		}
		if body := max(h-l.header-l.story, 0) * w; area != body {
			t.Fatalf("%dx%d: the panes take %d cells of %d: %+v", w, h, area, body, l)
		}
	})
}

// The room that the design gives a terminal of 120×40, less the footer.
func TestPlacesAt120x40(t *testing.T) {
	l := place(120, 39, stepsAt, 2, [paneCount]int{ringsAt: 45, statusesAt: 30, queuesAt: 12, timelineAt: 9})
	want := layout{header: 3, story: 2, panes: [paneCount]rect{{0, 5, 72, 26}, {72, 5, 48, 12}, {72, 17, 48, 7}, {72, 24, 48, 7}, {0, 31, 120, 8}}}
	if l != want {
		t.Errorf("got %+v, want %+v", l, want)
	}
	low := place(120, 24, stepsAt, 2, [paneCount]int{ringsAt: 45, statusesAt: 30, queuesAt: 12, timelineAt: 9})
	if low.panes[timelineAt].h != 4 || low.panes[ringsAt].h != 8 || low.panes[statusesAt].h+low.panes[queuesAt].h != 8 {
		t.Errorf("the timeline does not yield first: %+v", low)
	}
	large := place(200, 59, stepsAt, 2, [paneCount]int{ringsAt: 45, statusesAt: 30, queuesAt: 12, timelineAt: 9})
	if large.panes[timelineAt].h != 11 {
		t.Errorf("at 200×60 the timeline does not show all its lanes: %+v", large)
	}
	narrow := place(80, 23, ringsAt, 1, [paneCount]int{})
	if narrow.header != 2 || narrow.story != 1 || narrow.panes[stepsAt].h != 12 || narrow.panes[ringsAt].h != 8 || !narrow.tabbed {
		t.Errorf("at 80×24: %+v", narrow)
	}
}
