package data

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// wholePage is an interaction with everything in it; wholeSummary is its summary, worked out by hand.
const wholePage = `
	@ created=10:00:00 completed=10:10:00
	10:00:00 create
	10:00:01 10:00:41 queue queue=billing
	10:00:05 10:00:15 ring user=ana
	10:00:15 ignore user=ana
	10:00:20 10:00:30 ring user=ben
	10:00:30 reject user=ben
	10:00:31 clear user=dee
	10:00:32 10:00:36 ring user=ana
	10:00:36 ignore user=ana ambiguous
	10:00:41 10:01:01 queue queue=sales
	10:00:45 10:00:50 ring user=cy
	10:01:01 10:01:21 queue queue=billing
	10:01:05 10:01:10 ring user=ben
	10:01:10 clear user=ben
	10:01:12 10:01:21 ring user=eve
	10:01:21 10:05:21 accept user=eve
	10:02:21 10:03:21 hold user=eve
	10:05:21 status to=Done
	10:05:30 10:09:00 wrapup user=eve
	10:10:00 complete`

func wholeSummary(t *testing.T) Summary {
	n := Some[int64]
	s := func(seconds Span) Opt[Span] { return Some(seconds * Second) }
	return Summary{
		SegmentCount:    20,
		RingCount:       n(6),
		UsersRung:       n(4), // ana, ben, cy, eve; dee was never rung
		Accepts:         n(1),
		Rejects:         n(1),
		Ignores:         n(1), // the ambiguous one apart
		Clears:          n(2), // ben's, and dee's without ring
		NoOutcome:       n(1), // cy
		Ambiguous:       n(1),
		StayCount:       n(3),
		QueueHops:       n(2),
		PingPongCount:   n(1),
		Wait:            s(80),
		WaitToAnswer:    s(80),
		TimeToFirstRing: s(4),
		TimeToAbandon:   None[Span](),
		DeadAir:         s(33), // 5 + 2 + 9 + 15 + 2
		Talk:            s(180),
		Hold:            s(60),
		Open:            false,
		FirstAt:         clock(t, "10:00:00"),
		LastAt:          clock(t, "10:10:00"),
		Path:            "cqrIrJLrIqrqrLrAhwx",
	}
}

func TestSummary(t *testing.T) {
	sameSummary(t, Summarise(pathOf(t, wholePage)), wholeSummary(t))
}

// sameSummary compares field by field and names the field that differs.
func sameSummary(t *testing.T, got, want Summary) {
	t.Helper()
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range g.NumField() {
		if a, b := g.Field(i).Interface(), w.Field(i).Interface(); a != b {
			t.Errorf("%s is %v, want %v", g.Type().Field(i).Name, a, b)
		}
	}
}

func TestSummaryOfAnAbandonedInteraction(t *testing.T) {
	n := Some[int64]
	zero := n(0)
	sameSummary(t, Summarise(pathOf(t, `
		10:00:00 10:00:40 queue queue=billing
		10:00:40 abandon`)), Summary{
		SegmentCount: 2, RingCount: zero, UsersRung: zero, Accepts: zero, Rejects: zero, Ignores: zero, Clears: zero,
		NoOutcome: zero, Ambiguous: zero, StayCount: n(1), QueueHops: zero, PingPongCount: zero,
		Wait: Some(40 * Second), TimeToAbandon: Some(40 * Second),
		DeadAir: Some[Span](0), Talk: Some[Span](0), Hold: Some[Span](0),
		FirstAt: clock(t, "10:00:00"), LastAt: clock(t, "10:00:40"), Path: "qX",
	})
}

// TestSummaryAbsentIsNeverZero: what the export cannot say is absent, and nothing else is.
func TestSummaryAbsentIsNeverZero(t *testing.T) {
	for _, c := range []struct{ no, absent string }{
		{"rings", "RingCount UsersRung TimeToFirstRing DeadAir"},
		{"responses", "Accepts Rejects Ignores Clears Ambiguous"},
		{"queues", "StayCount QueueHops PingPongCount"},
		{"talk", "Talk"},
		{"hold", "Hold"},
	} {
		t.Run(c.no, func(t *testing.T) {
			got := reflect.ValueOf(Summarise(pathOf(t, "@ no="+c.no+"\n"+wholePage)))
			for name := range strings.FieldsSeq(c.absent) {
				if isThere(got.FieldByName(name)) {
					t.Errorf("%s is %v, want absent", name, got.FieldByName(name))
				}
			}
		})
	}
	t.Run("statuses say nothing of these", func(t *testing.T) {
		sameSummary(t, Summarise(pathOf(t, "@ no=statuses\n"+wholePage)), wholeSummary(t))
	})
}

// isThere tells whether an optional field of a summary has a value.
func isThere(v reflect.Value) bool {
	switch o := v.Interface().(type) {
	case Opt[int64]:
		return o.Ok()
	case Opt[Span]:
		return o.Ok()
	}
	return true
}

// TestSummaryRingIdentity: ring_count = accepts + rejects + ignores + clears + no_outcome + ambiguous of
// paired outcomes; unpaired outcomes come on top.
func TestSummaryRingIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		s := Summarise(p)
		unpaired, rung, again := int64(0), int64(0), int64(0)
		for _, r := range p.Rings() {
			if r.Step == 0 {
				unpaired++
			} else {
				rung++
			}
			if r.Again && r.Step != 0 {
				again++
			}
		}
		sum := s.Accepts.Or(0) + s.Rejects.Or(0) + s.Ignores.Or(0) + s.Clears.Or(0) + s.NoOutcome.Or(0) + s.Ambiguous.Or(0)
		if s.RingCount.Or(-1) != rung || sum != rung+unpaired {
			t.Fatalf("%d rings, %d outcomes without ring; the summary counts %d rings, its outcomes make %d",
				rung, unpaired, s.RingCount.Or(-1), sum)
		}
		if s.RingCount.Or(-1) != int64(strings.Count(s.Path, "r")) {
			t.Fatalf("%d rings in path %q", s.RingCount.Or(-1), s.Path)
		}
		if users := s.UsersRung.Or(-1); users+again > rung {
			t.Fatalf("%d users rung and %d rung again are more than %d rings", users, again, rung)
		}
	})
}

// TestSummaryOfAnyPath: the counts agree with the path's own answers.
func TestSummaryOfAnyPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPath(t)
		s := Summarise(p)
		stays := p.Stays()
		if s.SegmentCount != int64(len(p.Steps)) || s.StayCount.Or(-1) != int64(len(stays)) || s.QueueHops.Or(-1) != Hops(stays) {
			t.Fatalf("%d segments, %d stays, %d hops", s.SegmentCount, s.StayCount.Or(-1), s.QueueHops.Or(-1))
		}
		pingPong := int64(0)
		for _, stay := range stays {
			if stay.PingPong {
				pingPong++
			}
		}
		if s.PingPongCount.Or(-1) != pingPong || s.Open != p.Open() || s.Path != p.Letters() {
			t.Fatalf("ping-pong %d, open %t, path %q", s.PingPongCount.Or(-1), s.Open, s.Path)
		}
		w := p.Waits()
		if s.Wait != w.Wait || s.WaitToAnswer != w.WaitToAnswer || s.TimeToFirstRing != w.TimeToFirstRing ||
			s.TimeToAbandon != w.TimeToAbandon || s.DeadAir != w.DeadAir || s.Talk != p.Talk() || s.Hold != p.Hold() {
			t.Fatalf("the times differ from the path's: %s", showWaits(w))
		}
	})
}
