package path

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"segpath/data"
)

var told = data.Capability{State: data.Stated}

var everything = data.Has{Rings: told, Responses: told, Statuses: told, Queues: told, Talk: told, Hold: told}

// chainOf is a chain of one leg of segments with a row each; data_as_of is the 100th second.
func chainOf(in data.Interaction, segments ...data.Segment) *data.Chain {
	in.ID = "1"
	for i := range segments {
		segments[i].InteractionID, segments[i].Source, segments[i].SourceRow, segments[i].Part = "1", "s.csv", int64(i+2), 1
	}
	p := data.NewPath(in, segments, everything, second(100))
	return data.NewChain("1", []data.Leg{{ID: "1", Path: p}}, nil, everything, second(100))
}

func laneOf(t *testing.T, tl *timeline, kind laneKind, user string) []bar {
	t.Helper()
	for _, l := range tl.lanes {
		if l.kind == kind && l.user == user {
			return l.bars
		}
	}
	t.Fatalf("no lane %d of %q in %+v", kind, user, tl.lanes)
	return nil
}

// drawn is a bar in seconds since noon, its step counted from 1.
type drawn struct {
	from, to int
	shape    shape
	end      ending
	outcome  data.Event
	step     int
}

func drawnOf(bars []bar) []drawn {
	var all []drawn
	at := func(micro int64) int { return int((micro - noon.UnixMicro()) / int64(data.Second)) }
	for _, b := range bars {
		all = append(all, drawn{at(b.from), at(b.to), b.shape, b.end, b.outcome, b.step + 1})
	}
	return all
}

func TestWhatStandsOnTheLanes(t *testing.T) {
	c := chainOf(data.Interaction{CreatedAt: noon},
		data.Segment{Event: data.Create, StartedAt: second(0), StatusTo: "new"},
		data.Segment{Event: data.Bot, StartedAt: second(0), EndedAt: second(3)},
		data.Segment{Event: data.QueueEntry, QueueID: "q", StartedAt: second(3), EndedAt: second(30), StatusTo: "open"},
		data.Segment{Event: data.RingOffer, UserID: "ana", StartedAt: second(5), EndedAt: second(9)},
		data.Segment{Event: data.Ignore, UserID: "ana", StartedAt: second(9)},
		data.Segment{Event: data.RingOffer, UserID: "ben", StartedAt: second(12)}, // no end, no outcome
		data.Segment{Event: data.RingOffer, UserID: "ana", StartedAt: second(20), EndedAt: second(30)},
		data.Segment{Event: data.Accept, UserID: "ana", StartedAt: second(30)}, // it goes on
		data.Segment{Event: data.Hold, UserID: "ana", StartedAt: second(40), EndedAt: second(50), StatusTo: "hold"},
		data.Segment{Event: data.Reject, UserID: "cy", StartedAt: second(60)}, // without a ring
	)
	tl := timelineOf(ask(c))
	for _, want := range []struct {
		kind laneKind
		user string
		bars []drawn
	}{
		{statusLane, "", []drawn{{0, 3, thinLine, plainEnd, 0, 1}, {3, 40, thinLine, plainEnd, 0, 3}, {40, 100, thinLine, openEnd, 0, 9}}},
		{queueLane, "", []drawn{{3, 30, thickLine, plainEnd, 0, 3}, {0, 0, point, plainEnd, 0, 1}}},
		{botLane, "", []drawn{{0, 3, thickLine, plainEnd, 0, 2}}},
		{userLane, "ana", []drawn{{5, 9, ringBar, outcomeEnd, data.Ignore, 4}, {20, 30, ringBar, outcomeEnd, data.Accept, 7}, {30, 100, talkBar, openEnd, 0, 8}, {40, 50, holdBar, plainEnd, 0, 9}}},
		{userLane, "ben", []drawn{{12, 12, ringBar, unknownEnd, 0, 6}}},
		{userLane, "cy", []drawn{{60, 60, point, plainEnd, 0, 10}}},
	} {
		if got := drawnOf(laneOf(t, tl, want.kind, want.user)); !slices.Equal(got, want.bars) {
			t.Errorf("lane %d %s:\n got %v\nwant %v", want.kind, want.user, got, want.bars)
		}
	}
	if from, to := tl.from, tl.to; from != noon.UnixMicro() || to != second(100).UnixMicro() {
		t.Errorf("the whole is from %d to %d", from, to)
	}
}

// A status without a successor has no length once the interaction is over; nor has a talk without an end.
func TestClosedThingsHaveNoLengthOfTheirOwn(t *testing.T) {
	c := chainOf(data.Interaction{CreatedAt: noon, CompletedAt: second(40)},
		data.Segment{Event: data.Accept, UserID: "ana", StartedAt: second(10), StatusTo: "talking"},
		data.Segment{Event: data.WrapUp, UserID: "ben", StartedAt: second(20), StatusTo: "done"},
	)
	tl := timelineOf(ask(c))
	if got, want := drawnOf(laneOf(t, tl, statusLane, "")), []drawn{{10, 20, thinLine, plainEnd, 0, 1}, {20, 20, thinLine, plainEnd, 0, 2}}; !slices.Equal(got, want) {
		t.Errorf("statuses %v, want %v", got, want)
	}
	for _, user := range []string{"ana", "ben"} {
		if got := laneOf(t, tl, userLane, user); len(got) != 1 || got[0].end != unknownEnd || got[0].from != got[0].to {
			t.Errorf("%s has %+v, want a point without an end", user, got)
		}
	}
}

func crowd(users int) *timeline {
	tl := &timeline{known: true, lanes: []lane{{kind: statusLane}, {kind: queueLane}, {kind: botLane}}}
	for u := range users {
		tl.lanes = append(tl.lanes, lane{kind: userLane, user: string(rune('a' + u)), steps: []int{u * 10, u*10 + 3}})
	}
	return tl
}

func TestLanesYieldInOrder(t *testing.T) {
	for _, c := range []struct {
		users, room, current int
		shown                []int
		more                 int
	}{
		{2, 9, 0, []int{0, 1, 2, 3, 4}, 0},
		{9, 6, 0, []int{0, 1, 2, 3, 4, 5}, 6},
		{9, 6, 52, []int{0, 1, 2, 7, 8, 9}, 6}, // those near the step, in the order of the path
		{9, 5, 85, []int{0, 1, 2, 10, 11}, 7},
		{9, 3, 0, []int{0, 1, 2}, 9},
		{9, 2, 0, []int{0, 1}, 9},
		{9, 1, 0, []int{1}, 9},
		{9, 0, 0, nil, 9},
	} {
		shown, more := crowd(c.users).choose(c.room, c.current)
		if !slices.Equal(shown, c.shown) || more != c.more {
			t.Errorf("%d users in %d lines at step %d: %v and %d more, want %v and %d", c.users, c.room, c.current, shown, more, c.shown, c.more)
		}
	}
}

// Whatever the room, no lane is shown twice, the current step's user has one if any user has, and all
// users are shown or counted.
func TestLanesOfTheCurrentStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		users := rapid.IntRange(0, 25).Draw(t, "users")
		tl := crowd(users)
		room, current := rapid.IntRange(0, 30).Draw(t, "room"), rapid.IntRange(0, 260).Draw(t, "current")
		shown, more := tl.choose(room, current)
		inSight := 0
		for i, n := range shown {
			if i > 0 && n <= shown[i-1] {
				t.Fatalf("not in order: %v", shown)
			}
			if tl.lanes[n].kind == userLane {
				inSight++
			}
		}
		if len(shown) > room || inSight+more != users {
			t.Fatalf("%d lanes in %d lines, %d users and %d more of %d", len(shown), room, inSight, more, users)
		}
		if owner := 3 + current/10; current%10 == 0 && current/10 < users && inSight > 0 && !slices.Contains(shown, owner) {
			t.Fatalf("the current step's user is not among %v", shown)
		}
	})
}

func TestNearestStep(t *testing.T) {
	tl := &timeline{known: true, from: 0, to: 100, ats: []int64{0, 20, 50, 90}, lanes: []lane{
		{bars: []bar{{from: 20, to: 80, step: 1}, {from: 50, to: 60, step: 2}}},
	}}
	s := scale{0, 100, 100}
	for _, c := range []struct{ lane, cell, want int }{
		{0, 30, 1}, {0, 55, 2}, {0, 60, 1}, {0, 18, 1}, {0, 5, 0}, {0, 97, 3}, {-1, 48, 2}, {-1, 0, 0},
	} {
		if got, ok := tl.nearest(s, c.lane, c.cell); !ok || got != c.want {
			t.Errorf("lane %d cell %d leads to step %d, want %d", c.lane, c.cell, got, c.want)
		}
	}
}

func TestClockTimes(t *testing.T) {
	zone := time.FixedZone("CET", 3600)
	at := func(d, h, m, s int) time.Time { return time.Date(2026, 11, d, h, m, s, 0, zone) }
	whole := stretch{at(16, 23, 0, 0).UnixMicro(), at(17, 9, 0, 0).UnixMicro()}
	days := []time.Time{at(16, 0, 0, 0), at(16, 0, 0, 0), at(17, 0, 0, 0)}
	for typed, want := range map[string]stretch{
		"23:30":               stretchOf(at(16, 23, 30, 0), time.Minute),
		" 8:05:07 ":           stretchOf(at(17, 8, 5, 7), time.Second), // on the day on which the path has it
		"12:00":               stretchOf(at(16, 12, 0, 0), time.Minute),
		"2026-11-17 00:00":    stretchOf(at(17, 0, 0, 0), time.Minute),
		"2026-11-17T00:00:01": stretchOf(at(17, 0, 0, 1), time.Second),
		"17 Nov 2026 08:00":   stretchOf(at(17, 8, 0, 0), time.Minute),
	} {
		if got, ok := parseClock(typed, zone, days, whole); !ok || got != want {
			t.Errorf("%q is %v, %v; want %v", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "12", "25:00", "12:60", "noon", "2026-02-30 10:00", "10:00\x1b"} {
		if got, ok := parseClock(typed, zone, days, whole); ok {
			t.Errorf("%q is taken for %v", typed, got)
		}
	}
}

func TestStepAtATime(t *testing.T) {
	a := &answers{time: &timeline{}}
	for _, s := range []struct{ at, lasts int }{{0, 0}, {10, 60}, {20, 10}, {40, 0}, {80, 5}} {
		a.time.ats = append(a.time.ats, second(s.at).UnixMicro())
		a.lengths = append(a.lengths, spanText{length: data.Some(data.Span(s.lasts) * data.Second)})
	}
	for at, want := range map[int]int{0: 0, 5: 0, 10: 1, 15: 1, 25: 2, 35: 1, 45: 1, 75: 3, 82: 4, 99: 4, -5: 0} {
		if got := a.stepAt(stretchOf(second(at), time.Second)); got != want {
			t.Errorf("second %d leads to step %d, want %d", at, got, want)
		}
	}
	if got := a.stepAt(stretchOf(second(15), time.Minute)); got != 2 {
		t.Errorf("a minute leads to step %d, want the first that begins in it", got)
	}
}

// Playing keeps the proportions of time, and nobody waits for long.
func TestPauses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := &answers{time: &timeline{}}
		at := int64(0)
		for range rapid.IntRange(2, 40).Draw(t, "steps") {
			at += rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(0, 1e7), rapid.Int64Range(0, 1e12)).Draw(t, "gap")
			a.time.ats = append(a.time.ats, at)
			a.steps = append(a.steps, data.Step{})
		}
		for i := range len(a.steps) - 1 {
			if got := a.pause(i); got < waitLeast || got > waitLongest {
				t.Fatalf("step %d stays for %v", i, got)
			}
			if i > 0 {
				gap, before := a.time.ats[i+1]-a.time.ats[i], a.time.ats[i]-a.time.ats[i-1]
				if gap >= before && a.pause(i) < a.pause(i-1) {
					t.Fatalf("the longer gap %d is played faster than %d", gap, before)
				}
			}
		}
	})
}

// A day that begins at one o'clock, since midnight is left out, is that day; a repeated hour is the first pass.
func TestClockTimesWhereTheClocksChange(t *testing.T) {
	zone, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	at := func(d, h, m int) int64 { return time.Date(2026, 9, d, h, m, 0, 0, time.UTC).UnixMicro() }
	tl := &timeline{known: true, from: at(6, 5, 0), to: at(7, 3, 30), ats: []int64{at(6, 5, 0)}} // 02:00 to 00:30
	s := &Screen{a: &answers{time: tl}}
	days := s.daysAround(zone)
	if len(days) != 3 || days[1].Day() != 6 || days[2].Day() != 7 {
		t.Errorf("the days are %v", days)
	}
	if got, ok := parseClock("10:00", zone, days, stretch{tl.from, tl.to}); !ok || got.from != at(6, 13, 0) {
		t.Errorf("10:00 is %v, %v", time.UnixMicro(got.from).UTC(), ok)
	}
	if got, ok := parseClock("2026-04-04 23:30", zone, days, stretch{tl.from, tl.to}); !ok || got.from != time.Date(2026, 4, 5, 2, 30, 0, 0, time.UTC).UnixMicro() {
		t.Errorf("a repeated time is %v, %v", time.UnixMicro(got.from).UTC(), ok)
	}
	if got := (ticking{days: 1}).nth(time.UnixMicro(at(5, 12, 0)).In(zone), 1); got.UnixMicro() != at(6, 4, 0) {
		t.Errorf("the second day is marked at %v", got)
	}
}
