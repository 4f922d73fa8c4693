package path_test

import (
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/tui/path"
	"segpath/tui/tuitest"
)

// broken is a path of one ring and of one accept without a ring, by users whose names hold a newline and a tab.
func broken() *data.Chain {
	s := &script{id: "7"}
	s.add(0, 8, data.RingOffer, "ana", "q", "", "")
	s.add(8, 0, data.Ignore, "ana", "q", "", "")
	s.add(20, 30, data.Accept, "ben", "q", "", "")
	in := data.Interaction{Type: "voice", CreatedAt: nine}
	dir := directory(map[string]string{"ana": "Ana\nSilva", "ben": "Ben\tOkoro"}, map[string]string{"q": "Billing"})
	return data.NewChain(s.id, []data.Leg{{ID: s.id, Path: s.path(in, nine.Add(time.Hour))}}, dir, all, nine.Add(time.Hour))
}

// A name is one and the same in the story and in the ladder, and no line of it ends the story's.
func TestANameIsTheSameInTheStoryAndTheLadder(t *testing.T) {
	d, _ := show(t, answering{chain: broken()}, plain, 120, 39)
	for _, name := range []string{`Ana\x0aSilva`, `Ben\x09Okoro`} {
		if n := strings.Count(d.Screen(), name); n < 3 {
			t.Errorf("%s stands there %d times:\n%s", name, n, d.Screen())
		}
	}
}

// A response without a ring is no ring: the list does not count it either.
func TestTheTitleCountsRings(t *testing.T) {
	d, _ := show(t, answering{chain: broken()}, plain, 120, 39)
	if !strings.Contains(d.Screen(), "1 Rings 1 + 1 ") {
		t.Errorf("the title counts otherwise:\n%s", d.Screen())
	}
}

// In a small terminal a link, and the place that is kept, name the pane that is in sight beside the steps.
func TestALinkNamesThePaneInSight(t *testing.T) {
	for key, view := range map[string]string{"1": "path", "2": "statuses", "4": "timeline"} {
		env := plain.env()
		h := &host{s: path.New(answering{chain: ordinary()}, env, path.Options{ID: "7"}), env: env}
		d := tuitest.Drive(t, h, 80, 23)
		d.Press(key)
		if got := link(t, d, h); !strings.HasSuffix(got, "--view "+view) {
			t.Errorf("%s: the link is %q", key, got)
		}
		if _, at := h.s.(*path.Screen).Place(); at.View != view {
			t.Errorf("%s: the place is %+v", key, at)
		}
		d.Resize(120, 39)
		h.asked = nil
		if got := link(t, d, h); !strings.HasSuffix(got, "--view path") { // all panes are in sight
			t.Errorf("%s: the link is %q", key, got)
		}
	}
}
