package path

import (
	"testing"
	"time"

	"segpath/data"
)

var noon = time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)

func second(n int) time.Time { return noon.Add(time.Duration(n) * time.Second) }

// Rings that run together share the silence after them: it is told once, below the last of them.
func TestSilenceStandsOnce(t *testing.T) {
	gap := data.Some(37 * data.Second)
	a := &answers{rings: []data.Ring{
		{RungAt: second(0), EndedAt: second(9), DeadAirAfter: data.Some(5 * data.Second)},
		{RungAt: second(14), EndedAt: second(26), DeadAirAfter: gap},
		{RungAt: second(15), EndedAt: second(20)}, // the one before covers what follows it
		{RungAt: second(63), EndedAt: second(70)},
	}}
	got := a.deadAir()
	want := []data.Span{5 * data.Second, 0, 37 * data.Second, 0}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

// A status that is handed back stands from the first step after that instant.
func TestStatusesReign(t *testing.T) {
	a := &answers{steps: make([]data.Step, 5)}
	for i := range a.steps {
		a.steps[i].At = second(10 * i)
	}
	a.changes = []data.Change{
		{Step: 1, At: second(0), To: "new"},
		{Step: 2, At: second(10), From: "new", To: "hold"},
		{Step: 2, At: second(25), From: "hold", To: "new", HandedBack: true},
		{Step: 5, At: second(40), From: "new", To: "done"},
		{Step: 5, At: second(45), From: "done", To: "new", HandedBack: true},
	}
	from, to := a.reigns()
	for i, want := range [][2]int{{1, 1}, {2, 3}, {4, 4}, {5, 5}, {6, 5}} {
		c := a.changes[i]
		if got := [2]int{from[c], to[c]}; got != want {
			t.Errorf("change %d stands on steps %v, want %v", i, got, want)
		}
	}
}

func TestPercentIsNeverRoundedToNoneOrAll(t *testing.T) {
	for share, want := range map[float64]string{0: "0%", 0.001: "<1%", 0.126: "13%", 0.999: ">99%", 1: "100%"} {
		if got := percent(share); got != want {
			t.Errorf("%v is %s, want %s", share, got, want)
		}
	}
}

// The last step of a stay is the last that begins before it is left.
func TestStaysHoldTheirSteps(t *testing.T) {
	a := &answers{steps: make([]data.Step, 5)}
	for i := range a.steps {
		a.steps[i].At, a.steps[i].Leg = second(10*i), 1
	}
	a.stays = []data.Stay{
		{Leg: 1, Step: 1, LastStep: 1, LeftAt: second(20)},
		{Leg: 1, Step: 3, LastStep: 3},
	}
	if got := a.lastIn(0); got != 2 {
		t.Errorf("the first stay holds up to step %d, want 2", got)
	}
	if got := a.lastIn(1); got != 5 {
		t.Errorf("the second stay holds up to step %d, want 5", got)
	}
}

func TestTiesOfSteps(t *testing.T) {
	steps := []data.Step{
		{Segment: data.Segment{Event: data.QueueEntry, QueueID: "a", StartedAt: second(0), Source: "s.csv", SourceRow: 2, StatusTo: "waiting"}},
		{Segment: data.Segment{Event: data.RingOffer, UserID: "ana", QueueID: "a", StartedAt: second(1), Source: "s.csv", SourceRow: 3}},
		{Segment: data.Segment{Event: data.Ignore, UserID: "ana", QueueID: "a", StartedAt: second(9), Source: "s.csv", SourceRow: 4}},
		{Segment: data.Segment{Event: data.QueueEntry, QueueID: "b", StartedAt: second(12), Source: "s.csv", SourceRow: 5, StatusFrom: "other", StatusTo: "queued"}},
		{Segment: data.Segment{Event: data.Other, EventRaw: "parked", StartedAt: second(13), Source: "s.csv", SourceRow: 6}},
	}
	var segments []data.Segment
	for _, s := range steps {
		s.InteractionID = "1"
		segments = append(segments, s.Segment)
	}
	stated := data.Capability{State: data.Stated}
	has := data.Has{Rings: stated, Responses: stated, Statuses: stated, Queues: stated}
	p := data.NewPath(data.Interaction{ID: "1", CreatedAt: noon}, segments, has, second(60))
	c := data.NewChain("1", []data.Leg{{ID: "1", Path: p}}, nil, has, second(60))
	c.Notices = []data.Notice{{Kind: data.NoEnd, Source: "s.csv", SourceRow: 4}}
	a := ask(c)
	type ties struct{ noticed, unrung, change, hop bool }
	want := []ties{
		{change: true},
		{unrung: true},
		{noticed: true},                          // a notice names its row
		{noticed: true, change: true, hop: true}, // its status_from is not the status before
		{noticed: true},                          // a word nobody taught us
	}
	for i, w := range want {
		got := ties{len(a.notices[i]) > 0, a.unrung[i], a.changeAt[i], a.hopAt[i]}
		if got != w {
			t.Errorf("step %d: %+v, want %+v", i+1, got, w)
		}
	}
	if got := a.lengths[1].String(); got != "8s" {
		t.Errorf("the ring without an end lasts %q, want that of the ladder", got)
	}
	if got := a.lengths[3].String(); got != "48s so far" {
		t.Errorf("the open stay lasts %q", got)
	}
}
