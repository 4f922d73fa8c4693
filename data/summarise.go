package data

import "time"

// Summarise is the summary of a path: the reference for the SQL that builds it for a whole export.
func Summarise(p *Path) Summary {
	w := p.Waits()
	s := Summary{
		SegmentCount: int64(len(p.Steps)),
		Wait:         w.Wait, WaitToAnswer: w.WaitToAnswer, TimeToFirstRing: w.TimeToFirstRing,
		TimeToAbandon: w.TimeToAbandon, DeadAir: w.DeadAir,
		Talk: p.Talk(), Hold: p.Hold(), Open: p.Open(), Path: p.Letters(),
	}
	s.FirstAt, s.LastAt = p.Bounds()
	p.countRings(&s)
	if p.Has.Queues.Can() {
		stays := p.Stays()
		s.StayCount, s.QueueHops = Some(int64(len(stays))), Some(Hops(stays))
		var pingPong int64
		for n := range stays {
			if stays[n].PingPong {
				pingPong++
			}
		}
		s.PingPongCount = Some(pingPong)
	}
	return s
}

// countRings counts the ladder: an ambiguous outcome is counted in Ambiguous alone, never against the
// user; an outcome without ring counts on top of the rings.
func (p *Path) countRings(s *Summary) {
	var rung, none, ambiguous int64
	outcomes := map[Event]int64{}
	users := map[string]bool{}
	for _, r := range p.Rings() {
		if r.Step > 0 {
			rung++
			if r.UserID != "" {
				users[r.UserID] = true
			}
		}
		switch {
		case r.Outcome == 0:
			none++
		case r.Ambiguous:
			ambiguous++
		default:
			outcomes[r.Outcome]++
		}
	}
	if p.Has.Rings.Can() {
		s.RingCount, s.UsersRung = Some(rung), Some(int64(len(users)))
	}
	if p.Has.Responses.Can() {
		s.Accepts, s.Rejects = Some(outcomes[Accept]), Some(outcomes[Reject])
		s.Ignores, s.Clears = Some(outcomes[Ignore]), Some(outcomes[Clear])
		s.Ambiguous = Some(ambiguous)
	}
	if p.Has.Rings.Can() && p.Has.Responses.Can() {
		s.NoOutcome = Some(none)
	}
}

// Letters is the path in one letter a step, without status changes: "cqrIrA".
func (p *Path) Letters() string {
	b := make([]byte, 0, len(p.Steps))
	for i := range p.Steps {
		if e := p.Steps[i].Event; e != StatusChange {
			b = append(b, byte(e))
		}
	}
	return string(b)
}

// Bounds are the first and the last instant that the steps state; absent without any.
func (p *Path) Bounds() (first, last time.Time) {
	for i := range p.Steps {
		for _, t := range []time.Time{p.Steps[i].StartedAt, p.Steps[i].EndedAt} {
			if t.IsZero() {
				continue
			}
			if first.IsZero() || t.Before(first) {
				first = t
			}
			if last.IsZero() || t.After(last) {
				last = t
			}
		}
	}
	return first, last
}
