package data

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// showChange writes "10:00:05 New>Pending", with ~ where it is a hand-back.
func showChange(c Change) string {
	back := ""
	if c.HandedBack {
		back = " ~"
	}
	return fmt.Sprintf("%s %s>%s%s", showClock(c.At), c.From, c.To, back)
}

// showStatus writes "Pending 15s 25% x2".
func showStatus(s StatusTime) string {
	share := "-"
	if v, ok := s.Share.Get(); ok {
		share = fmt.Sprintf("%.0f%%", 100*v)
	}
	text := fmt.Sprintf("%s %s %s x%d", s.Status, showSpan(s.Seconds), share, s.Entered)
	if s.Running {
		text += " running"
	}
	return text
}

type statusCase struct{ name, page, want string }

func checkChanges(t *testing.T, cases []statusCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			same(t, "changes", showEach(pathOf(t, c.page).Changes(), showChange), c.want)
		})
	}
}

func TestStatusChanges(t *testing.T) {
	checkChanges(t, []statusCase{
		{"where status_to differs from the running one", `
			10:00:00 create to=New
			10:00:05 queue from=New to=Queued
			10:00:10 ring user=ana
			10:00:12 status from=Queued to=Queued
			10:00:20 accept user=ana from=Queued to=Active
			10:01:00 complete from=Active to=Closed`, `
			10:00:00 >New
			10:00:05 New>Queued
			10:00:20 Queued>Active
			10:01:00 Active>Closed`},
		{"status_from alone changes nothing", `
			10:00:00 create to=New
			10:00:05 queue from=Elsewhere
			10:00:09 complete`, `
			10:00:00 >New`},
		{"never from events", `
			10:00:00 create
			10:00:05 queue
			10:00:20 accept user=ana
			10:01:00 complete`, ``},
	})
}

func TestStatusHandBack(t *testing.T) {
	checkChanges(t, []statusCase{
		{"a hold inside an accept", `
			10:00:00 10:05:00 accept user=ana to=Active
			10:01:00 10:02:00 hold from=Active to=Held
			10:05:00 complete from=Active to=Closed`, `
			10:00:00 >Active
			10:01:00 Active>Held
			10:02:00 Held>Active ~
			10:05:00 Active>Closed`},
		{"not when a row with a status_to starts there", `
			10:00:00 10:05:00 accept user=ana to=Active
			10:01:00 10:02:00 hold to=Held
			10:02:00 status to=Talking
			10:05:00 complete to=Closed`, `
			10:00:00 >Active
			10:01:00 Active>Held
			10:02:00 Held>Talking
			10:05:00 Talking>Closed`},
		{"a row that states the outer status there is no hand-back", `
			10:00:00 10:05:00 accept user=ana to=Active
			10:01:00 10:02:00 hold to=Held
			10:02:00 status to=Active
			10:05:00 complete to=Closed`, `
			10:00:00 >Active
			10:01:00 Active>Held
			10:02:00 Held>Active
			10:05:00 Active>Closed`},
		{"a row without status_to there does not stop it", `
			10:00:00 10:05:00 accept user=ana to=Active
			10:01:00 10:02:00 hold to=Held
			10:02:00 consult
			10:05:00 complete to=Closed`, `
			10:00:00 >Active
			10:01:00 Active>Held
			10:02:00 Held>Active ~
			10:05:00 Active>Closed`},
		{"a ring inside a queue", `
			10:00:00 10:01:00 queue to=Queued
			10:00:10 10:00:20 ring user=ana to=Ringing
			10:01:00 complete to=Closed`, `
			10:00:00 >Queued
			10:00:10 Queued>Ringing
			10:00:20 Ringing>Queued ~
			10:01:00 Queued>Closed`},
		{"not nested: nobody to hand back to", `
			10:00:00 create to=New
			10:00:10 10:00:20 ring user=ana to=Ringing
			10:01:00 complete to=Closed`, `
			10:00:00 >New
			10:00:10 New>Ringing
			10:01:00 Ringing>Closed`},
		{"reaching out of the other's interval is not nested", `
			10:00:00 10:00:15 queue to=Queued
			10:00:10 10:00:20 ring user=ana to=Ringing
			10:01:00 complete to=Closed`, `
			10:00:00 >Queued
			10:00:10 Queued>Ringing
			10:01:00 Ringing>Closed`},
		{"a later row changed the status meanwhile", `
			10:00:00 10:05:00 accept user=ana to=Active
			10:01:00 10:02:00 hold to=Held
			10:03:00 10:04:00 consult to=Consulting
			10:05:00 complete to=Closed`, `
			10:00:00 >Active
			10:01:00 Active>Held
			10:02:00 Held>Active ~
			10:03:00 Active>Consulting
			10:04:00 Consulting>Active ~
			10:05:00 Active>Closed`},
		{"two inner ones that end together hand back once", `
			10:00:00 10:05:00 accept user=ana to=Active
			10:01:00 10:04:00 hold to=Held
			10:02:00 10:04:00 consult to=Consulting
			10:05:00 complete to=Closed`, `
			10:00:00 >Active
			10:01:00 Active>Held
			10:02:00 Held>Consulting
			10:04:00 Consulting>Active ~
			10:05:00 Active>Closed`},
		{"nested twice", `
			10:00:00 10:05:00 accept user=ana to=Active
			10:01:00 10:04:00 hold to=Held
			10:02:00 10:03:00 consult to=Consulting
			10:05:00 complete to=Closed`, `
			10:00:00 >Active
			10:01:00 Active>Held
			10:02:00 Held>Consulting
			10:03:00 Consulting>Held ~
			10:04:00 Held>Active ~
			10:05:00 Active>Closed`},
	})
}

// TestStatusMisfits: status_from is compared with the status before any hand-back at its instant.
func TestStatusMisfits(t *testing.T) {
	const held = `
		10:00:00 10:05:00 accept user=ana to=Active
		10:01:00 10:02:00 hold from=Active to=Held
		`
	for _, c := range []struct {
		name, page string
		want       []int
	}{
		{"fits", "10:00:00 create to=New\n10:00:05 queue from=New to=Queued", nil},
		{"does not", "10:00:00 create to=New\n10:00:05 queue from=Old to=Queued\n10:00:06 status from=Queued to=X", []int{2}},
		{"missing is the running one", "10:00:00 create to=New\n10:00:05 queue to=Queued\n10:00:06 status from=Queued to=X", nil},
		{"the first has nothing before it", "10:00:00 create from=Old to=New", nil},
		{"the inner status at the hand-back's instant", held + "10:02:00 status from=Held to=Wrap", nil},
		{"the outer status at the hand-back's instant", held + "10:02:00 status from=Active to=Wrap", []int{3}},
		{"the inner one without status_to", held + "10:02:00 consult from=Held", nil},
		{"the outer one just after", held + "10:02:01 status from=Active to=Wrap", nil},
		{"the inner one just after", held + "10:02:01 status from=Held to=Wrap", []int{3}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := pathOf(t, c.page).Misfits(); !slices.Equal(got, c.want) {
				t.Errorf("misfits %v, want %v", got, c.want)
			}
		})
	}
}

func TestStatusTimes(t *testing.T) {
	for _, c := range []statusCase{
		{"the last has no duration, shares are of first to last change", `
			10:00:00 create to=New
			10:00:06 queue to=Queued
			10:00:15 accept user=ana to=Active
			10:01:00 complete to=Closed
			10:09:00 wrapup`, `
			New 6s 10% x1
			Queued 9s 15% x1
			Active 45s 75% x1
			Closed - - x1`},
		{"a hand-back is an entry", `
			10:00:00 10:05:00 accept user=ana to=Active
			10:01:00 10:02:15 hold to=Held
			10:05:00 complete to=Closed`, `
			Active 225s 75% x2
			Held 75s 25% x1
			Closed - - x1`},
		{"the last one seen before keeps that time", `
			10:00:00 create to=Open
			10:00:30 status to=Pending
			10:00:40 status to=Open
			10:00:50 complete`, `
			Open 30s 75% x2
			Pending 10s 25% x1`},
		{"none", `
			10:00:00 create
			10:00:50 complete`, ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			same(t, "statuses", showEach(pathOf(t, c.page).Statuses(), showStatus), c.want)
		})
	}
}

func TestStatusOfAnOpenInteraction(t *testing.T) {
	p := pathOf(t, `
		@ as_of=10:01:00
		10:00:00 create to=New
		10:00:20 queue to=Queued`)
	got := p.Statuses()
	if len(got) != 2 || got[0].Seconds != Some(20*Second) || got[0].Running {
		t.Fatalf("statuses: %s", showEach(got, showStatus))
	}
	if got[1].Seconds != Some(40*Second) || !got[1].Running {
		t.Errorf("the running status: %s, want 40 s so far", showStatus(got[1]))
	}
	closed := pathOf(t, `
		@ as_of=10:01:00 completed=10:00:30
		10:00:00 create to=New
		10:00:20 queue to=Queued`)
	if got := closed.Statuses()[1]; got.Seconds.Ok() || got.Running {
		t.Errorf("the last status of a completed interaction: %s", showStatus(got))
	}
}

// TestStatusTimesAddUp: in a closed interaction the statuses fill the time from the first change to the
// last, and the shares make one; every change is one, and none is before its predecessor.
func TestStatusTimesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		changes := p.Changes()
		for i, c := range changes {
			if i > 0 && (c.To == changes[i-1].To || c.At.Before(changes[i-1].At)) {
				t.Fatalf("changes do not follow each other:\n%s", showEach(changes, showChange))
			}
		}
		if p.Open() || len(changes) == 0 {
			return
		}
		var sum Span
		var shares float64
		for _, s := range p.Statuses() {
			sum += s.Seconds.Or(0)
			shares += s.Share.Or(0)
		}
		whole := Between(changes[0].At, changes[len(changes)-1].At)
		if sum != whole {
			t.Fatalf("statuses last %d in all, from the first change to the last it is %d", sum, whole)
		}
		if whole > 0 && math.Abs(shares-1) > 1e-9 {
			t.Fatalf("shares make %v", shares)
		}
	})
}
