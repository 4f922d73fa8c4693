package data

import "time"

// Summarise is the summary of a path.
func Summarise(p *Path) Summary { return NewDigest(p).Summary }

// summarise is the summary of a path of which the parts are known.
func (p *Path) summarise(d *Digest, spells []Spell, ends []Ending) Summary {
	w := p.waits(d.Rings, spells)
	s := Summary{
		SegmentCount: int64(len(p.Steps)),
		Wait:         w.Wait, WaitToAnswer: w.WaitToAnswer, TimeToFirstRing: w.TimeToFirstRing,
		TimeToAbandon: w.TimeToAbandon, DeadAir: w.DeadAir,
		Talk: p.talk(ends), Hold: p.hold(ends), Open: p.Open(), Path: p.Letters(),
	}
	s.FirstAt, s.LastAt = p.Bounds()
	p.countRings(&s, d.Rings)
	if p.Has.Queues.Can() {
		s.StayCount, s.QueueHops = Some(int64(len(d.Stays))), Some(Hops(d.Stays))
		var pingPong int64
		for n := range d.Stays {
			if d.Stays[n].PingPong {
				pingPong++
			}
		}
		s.PingPongCount = Some(pingPong)
	}
	return s
}

// countRings counts the ladder: an ambiguous outcome is counted in Ambiguous alone, never against the
// user; an outcome without ring counts on top of the rings.
func (p *Path) countRings(s *Summary, rings []Ring) {
	var rung, none, ambiguous int64
	var outcomes [256]int64
	var users few[string, bool]
	for n := range rings {
		r := &rings[n]
		if r.Step > 0 {
			rung++
			if r.UserID != "" {
				users.set(r.UserID, true)
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
		s.RingCount, s.UsersRung = Some(rung), Some(int64(users.len()))
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
