package path_test

import (
	"fmt"
	"time"

	"segpath/data"
)

var stated = data.Capability{State: data.Stated}

var all = data.Has{Rings: stated, Responses: stated, Statuses: stated, Queues: stated, Talk: stated, Hold: stated}

var nine = time.Date(2026, 11, 16, 8, 59, 58, 0, time.UTC)

// script writes a path: steps follow each other at seconds after nine.
type script struct {
	id       string
	segments []data.Segment
}

// add appends a step that begins at second at and lasts for so many; a negative length is no end.
func (s *script) add(at, lasts float64, e data.Event, user, queue, from, to string) *data.Segment {
	n := len(s.segments) + 1
	begin := nine.Add(time.Duration(at * float64(time.Second)))
	seg := data.Segment{
		InteractionID: s.id, SegmentID: fmt.Sprintf("%s-%d", s.id, n), Seq: data.Some(int64(n)),
		StartedAt: begin, Event: e, EventRaw: e.String(), UserID: user, QueueID: queue, StatusFrom: from, StatusTo: to,
		Source: "segments.csv", SourceRow: int64(n + 1), Part: 1,
	}
	if lasts >= 0 {
		seg.EndedAt = begin.Add(time.Duration(lasts * float64(time.Second)))
	}
	s.segments = append(s.segments, seg)
	return &s.segments[n-1]
}

func (s *script) path(in data.Interaction, asOf time.Time) *data.Path {
	in.ID = s.id
	return data.NewPath(in, s.segments, all, asOf)
}

func directory(users, queues map[string]string) *data.Directory {
	d := &data.Directory{Users: map[string]data.User{}, Queues: map[string]data.Queue{}}
	for id, name := range users {
		d.Users[id] = data.User{ID: id, Name: name}
	}
	for id, name := range queues {
		d.Queues[id] = data.Queue{ID: id, Name: name}
	}
	return d
}

// ordinary is a call as a good day brings it: two queues, every response, a hold, an end.
func ordinary() *data.Chain {
	s := &script{id: "1543618399.120"}
	s.add(0, 0, data.Create, "", "", "", "new")
	s.add(0, 22, data.Bot, "", "", "new", "in menu").Reason = "said: billing"
	s.add(22, 68, data.QueueEntry, "", "bill", "in menu", "waiting").Reason = "overflow after 60s"
	s.add(24, 25, data.RingOffer, "ana", "bill", "waiting", "ringing")
	s.add(49, 0, data.Ignore, "ana", "bill", "ringing", "waiting").Cause = "timeout"
	s.add(53, 4, data.RingOffer, "ben", "bill", "waiting", "ringing")
	s.add(57, 0, data.Reject, "ben", "bill", "ringing", "waiting").Cause = "declined"
	s.add(90, 61, data.QueueEntry, "", "sup", "", "").Reason = "answered"
	s.add(94, 12, data.RingOffer, "ana", "sup", "waiting", "ringing")
	s.add(94, 12, data.RingOffer, "cy", "sup", "", "")
	s.add(106, 0, data.Clear, "ana", "sup", "ringing", "waiting").Cause = "withdrawn"
	s.add(143, 8, data.RingOffer, "cy", "sup", "waiting", "ringing")
	s.add(151, 312, data.Accept, "cy", "sup", "ringing", "talking").Cause = "agent_connected"
	s.add(260, 45, data.Hold, "cy", "sup", "talking", "on hold")
	s.add(463, 30, data.WrapUp, "cy", "sup", "talking", "wrap-up")
	s.add(493, 0, data.Complete, "", "sup", "wrap-up", "completed").Reason = "solved"
	s.segments[10].Derived = true
	in := data.Interaction{
		Type: "voice", Direction: "inbound", CreatedAt: nine, CompletedAt: nine.Add(493 * time.Second), Status: "completed",
		Outcome: "solved", EndedBy: "customer", Customer: "+49 30 5550101", ContactPoint: "+49 30 5550000", QueueID: "sup", UserID: "cy",
	}
	dir := directory(map[string]string{"ana": "Ana Silva", "ben": "Ben Okoro", "cy": "Cy Larsen"}, map[string]string{"bill": "Billing", "sup": "Support"})
	asOf := nine.Add(2 * time.Hour)
	return data.NewChain(s.id, []data.Leg{{ID: s.id, Path: s.path(in, asOf)}}, dir, all, asOf)
}

// awkward is a chain of three legs over midnight, the second one not in the export, the third still
// open, with names that are hard on a terminal and steps that say little.
func awkward() *data.Chain {
	first, third := &script{id: "a\x1b[31m-1"}, &script{id: "third/ÄÖ-007"}
	first.add(50392, 1, data.Create, "", "", "", "新規")
	first.add(50393, 20, data.QueueEntry, "", "jp", "新規", "待機中")
	first.add(50394, 6, data.RingOffer, "li", "jp", "待機中", "ringing\u202egnignir")
	first.add(50394, 6, data.RingOffer, "family", "jp", "", "")
	first.add(50395, 5, data.RingOffer, "heb", "long", "", "")
	first.add(50400, 0, data.Accept, "family", "jp", "never was", "in\tprogress")
	first.add(50404, -1, data.Other, "unknown-user", "long", "", "").EventRaw = "parked \x07 by 管理者"
	first.add(50404, -1, data.Transfer, "family", "long", "", "").Reason = "line one\nline two"
	third.add(50500, 10, data.QueueEntry, "", "long", "", "waiting in a status with a very long name indeed")
	third.add(50503, -1, data.RingOffer, "heb", "long", "", "")
	third.segments[1].Ambiguous = true
	for i := range first.segments {
		first.segments[i].Seq = data.None[int64]()
	}
	users := map[string]string{
		"li": "李小龍 (客服・夜間担当)", "family": "👩‍👩‍👧 Ana", "heb": "שירה כהן", "long": "Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine senior",
	}
	queues := map[string]string{"jp": "サポート窓口のとても長い名前です", "long": "A queue whose name is far longer than any column\x00"}
	asOf := nine.Add(50520 * time.Second)
	in := data.Interaction{Type: "voice", Direction: "inbound", CreatedAt: first.segments[0].StartedAt, Customer: "顧客👍🏽 \u00a0", QueueID: "long", UserID: "unknown-user"}
	legs := []data.Leg{
		{ID: first.id, Path: first.path(in, asOf)}, {ID: "second\rGONE", Missing: true}, {ID: third.id, Path: third.path(in, asOf)},
	}
	c := data.NewChain(third.id, legs, directory(users, queues), all, asOf)
	c.Notices = []data.Notice{{Kind: data.EqualRows, Count: 1, Source: "segments.csv", SourceRow: 3}}
	return c
}

// many is a path of n steps, half of them rings.
func many(n int) *data.Chain {
	s := &script{id: fmt.Sprintf("many-%d", n)}
	s.add(0, 1, data.Create, "", "", "", "new")
	for i := 1; i < n; i++ {
		user := fmt.Sprintf("u%d", i%17)
		if i%2 == 1 {
			s.add(float64(i*10), 9, data.RingOffer, user, fmt.Sprintf("q%d", i/200), "", "ringing")
			continue
		}
		s.add(float64(i*10-1), 0, data.Reject, fmt.Sprintf("u%d", (i-1)%17), fmt.Sprintf("q%d", i/200), "", "waiting")
	}
	asOf := nine.Add(100 * time.Hour)
	in := data.Interaction{Type: "voice", CreatedAt: nine}
	return data.NewChain(s.id, []data.Leg{{ID: s.id, Path: s.path(in, asOf)}}, directory(nil, nil), all, asOf)
}

// mute is a path of an export that cannot say much.
func mute() *data.Chain {
	s := &script{id: "mute"}
	s.add(0, -1, data.Create, "", "", "", "")
	s.add(60, -1, data.Complete, "", "", "", "")
	absent := data.Capability{State: data.Absent, Why: "no column user in segments.csv"}
	has := data.Has{Rings: absent, Responses: absent, Statuses: absent, Queues: absent, Talk: absent, Hold: absent}
	in := data.Interaction{ID: "mute", CreatedAt: nine}
	p := data.NewPath(in, s.segments, has, nine)
	return data.NewChain("mute", []data.Leg{{ID: "mute", Path: p}}, nil, has, nine)
}

// ringless is a path of an export that has answers, and no rings.
func ringless() *data.Chain {
	s := &script{id: "ringless"}
	s.add(0, 20, data.QueueEntry, "", "Billing", "", "")
	s.add(20, 60, data.Accept, "Ana", "Billing", "", "")
	s.add(80, 10, data.QueueEntry, "", "Sales", "", "")
	s.add(90, 60, data.Accept, "Ben", "Sales", "", "")
	s.add(150, 0, data.Complete, "", "", "", "")
	has := all
	has.Rings = data.Capability{State: data.Absent, Why: "the report has rows for queues and for who took it, none for an agent who was rung"}
	in := data.Interaction{ID: "ringless", Type: "voice", CreatedAt: nine}
	p := s.path(in, nine.Add(time.Hour))
	p.Has = has
	return data.NewChain("ringless", []data.Leg{{ID: "ringless", Path: p}}, nil, has, nine.Add(time.Hour))
}
