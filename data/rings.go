package data

import (
	"slices"
	"time"
)

// Rings is the ladder: who was rung, in what order, and how each responded. A ring without outcome
// is "no outcome in export", never ignored; an outcome without ring has no RungAt.
func (p *Path) Rings() []Ring { return p.ladder(p.Spells()) }

// ladder is Rings where the waiting spells are known.
func (p *Path) ladder(spells []Spell) []Ring {
	pairs := newPairing(p.Steps)
	for i := range p.Steps {
		pairs.visit(i)
	}
	rings := make([]Ring, 0, pairs.lines())
	var rung few[string, bool]
	for i := range p.Steps {
		s := &p.Steps[i]
		switch {
		case s.Event == RingOffer:
			r := p.ringLine(i, pairs.partner[i])
			r.Again = s.UserID != "" && rung.of(s.UserID)
			rung.set(s.UserID, true)
			rings = append(rings, r)
		case s.Event.IsOutcome() && pairs.partner[i] < 0:
			r := p.ringLine(-1, i)
			r.Again = s.UserID != "" && rung.of(s.UserID)
			rings = append(rings, r)
		}
	}
	for n := range rings {
		rings[n].Order = n + 1
	}
	groupRings(rings)
	p.deadAirAfter(rings, spells)
	p.answeredElsewhere(rings)
	return rings
}

// ringLine is the ladder line of a ring step and its outcome step; -1 for the one that is not there.
func (p *Path) ringLine(ring, outcome int) Ring {
	r := Ring{Leg: 1}
	if outcome >= 0 {
		o := &p.Steps[outcome]
		r.Outcome, r.Ambiguous, r.Cause = o.Event, o.Ambiguous, o.Cause
		r.UserID, r.QueueID, r.OutcomeStep = o.UserID, o.QueueID, outcome+1
	}
	if ring < 0 {
		return r
	}
	s := &p.Steps[ring]
	r.RungAt, r.Step = s.StartedAt, ring+1
	r.Ambiguous = r.Ambiguous || s.Ambiguous
	if s.UserID != "" {
		r.UserID = s.UserID
	}
	if s.QueueID != "" {
		r.QueueID = s.QueueID
	}
	if r.Cause == "" {
		r.Cause = s.Cause
	}
	p.ringEnd(&r, ring, outcome)
	return r
}

// ringEnd sets a ring's end: its own end, else its outcome's start, else unknown; never the
// next step. It runs to data_as_of only in an open interaction and with no later step.
func (p *Path) ringEnd(r *Ring, ring, outcome int) {
	s := &p.Steps[ring]
	if s.StartedAt.IsZero() {
		return
	}
	if end, ok := s.end(); ok {
		r.EndedAt = end
	} else if outcome >= 0 {
		if at := p.Steps[outcome].StartedAt; !at.IsZero() && !at.Before(s.StartedAt) {
			r.EndedAt = at
		}
	} else if ring == len(p.Steps)-1 && p.Open() && !p.AsOf.Before(s.StartedAt) {
		r.Running = true
	}
	if end, ok := p.until(r); ok {
		r.Seconds = Some(Between(r.RungAt, end))
	}
}

// until is where a ring's time ends: its end, or data_as_of while it runs.
func (p *Path) until(r *Ring) (time.Time, bool) {
	if r.Running {
		return p.AsOf, true
	}
	return r.EndedAt, !r.EndedAt.IsZero()
}

// groupRings numbers the groups of simultaneous rings: two users' rings that overlap by more
// than nothing, or that start at once where an end is missing.
func groupRings(rings []Ring) {
	if len(rings) < 2 {
		return
	}
	group := make([]int, len(rings)) // index of the group's first ring
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			i = group[i]
		}
		return i
	}
	together := make([]bool, len(rings))
	byStart := make([]int, 0, len(rings))
	for i := range rings {
		if !rings[i].RungAt.IsZero() {
			byStart = append(byStart, i)
		}
	}
	slices.SortStableFunc(byStart, func(a, b int) int { return rings[a].RungAt.Compare(rings[b].RungAt) })
	var running []int // the rings that the next one may overlap
	for _, i := range byStart {
		running = slices.DeleteFunc(running, func(j int) bool {
			return !rings[j].RungAt.Equal(rings[i].RungAt) && !rings[j].EndedAt.After(rings[i].RungAt)
		})
		for _, j := range running {
			if simultaneous(&rings[i], &rings[j]) {
				together[i], together[j] = true, true
				a, b := find(i), find(j)
				group[max(a, b)] = min(a, b)
			}
		}
		running = append(running, i)
	}
	numbers := map[int]int{}
	for i := range rings {
		if !together[i] {
			continue
		}
		root := find(i)
		if numbers[root] == 0 {
			numbers[root] = len(numbers) + 1
		}
		rings[i].Group = numbers[root]
	}
}

func simultaneous(a, b *Ring) bool {
	if a.RungAt.IsZero() || b.RungAt.IsZero() || a.UserID == b.UserID {
		return false
	}
	if a.EndedAt.IsZero() || b.EndedAt.IsZero() {
		return a.RungAt.Equal(b.RungAt)
	}
	from, to := a.RungAt, a.EndedAt
	if b.RungAt.After(from) {
		from = b.RungAt
	}
	if b.EndedAt.Before(to) {
		to = b.EndedAt
	}
	return from.Before(to)
}

// answeredElsewhere notes, for rings without outcome that ran while another user accepted, who took it.
func (p *Path) answeredElsewhere(rings []Ring) {
	if !slices.ContainsFunc(rings, func(r Ring) bool { return r.Outcome == 0 }) {
		return
	}
	taken := p.nextAccepts()
	var next few[string, int] // the step at which a user is rung again: the earlier ring is over
	for n := len(rings) - 1; n >= 0; n-- {
		r := &rings[n]
		again := next.of(r.UserID)
		if r.Step > 0 {
			next.set(r.UserID, r.Step)
		}
		if r.Outcome != 0 || r.RungAt.IsZero() || taken[r.Step] == nil {
			continue
		}
		accept := taken[r.Step]
		if r.UserID == accept.UserID || accept.UserID == "" || accept.StartedAt.Before(r.RungAt) ||
			!r.EndedAt.IsZero() && r.EndedAt.Before(accept.StartedAt) || again > 0 && again < accept.N {
			continue
		}
		r.AnsweredBy = accept.UserID
		r.AnsweredAfter = Some(Between(r.RungAt, accept.StartedAt))
	}
}

// nextAccepts has, at N of each step, the accept that comes next, before anything else ends a waiting.
func (p *Path) nextAccepts() []*Step {
	next := make([]*Step, len(p.Steps)+1)
	for i := len(p.Steps) - 1; i > 0; i-- {
		next[i] = next[i+1]
		if s := &p.Steps[i]; s.Event == Accept {
			next[i] = s
		} else if endsWaiting(s.Event) {
			next[i] = nil
		}
	}
	return next
}
