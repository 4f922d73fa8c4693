package data

import (
	"slices"
	"time"
)

// Waits are the waiting times of a path. Absent: it did not come to that, or the export cannot tell.
type Waits struct {
	Wait            Opt[Span] // to the answer, else to the abandon, else the length of the first spell
	WaitToAnswer    Opt[Span] // from the start of the first waiting spell to the first accept, or agent connected
	TimeToFirstRing Opt[Span]
	TimeToAbandon   Opt[Span]
	DeadAir         Opt[Span] // within the spells, from their first ring on: nobody was being rung
}

// Waits measures how long the customer waited. In an outbound interaction nobody waits for an answer
// of ours: all but dead air are absent.
func (p *Path) Waits() Waits {
	spells := p.Spells()
	return p.waits(p.ladder(spells), spells)
}

func (p *Path) waits(rings []Ring, spells []Spell) Waits {
	w := Waits{DeadAir: p.deadAir(rings, spells)}
	if len(spells) == 0 || p.Interaction.Outbound {
		return w
	}
	from := spells[0].From
	w.WaitToAnswer = p.timeToAnswer(from, spells)
	w.TimeToAbandon = p.timeTo(Abandon, from)
	if p.Has.Rings.Can() {
		w.TimeToFirstRing = p.timeTo(RingOffer, from)
	}
	w.Wait = w.WaitToAnswer
	if !w.Wait.Ok() {
		w.Wait = w.TimeToAbandon
	}
	if !w.Wait.Ok() {
		w.Wait = spells[0].Length
	}
	return w
}

// timeToAnswer is the time from an instant to the first accept, or to the end of an earlier spell after which an
// agent had the customer.
func (p *Path) timeToAnswer(from time.Time, spells []Spell) Opt[Span] {
	n := slices.IndexFunc(spells, func(s Spell) bool { return s.Connected })
	if n < 0 || slices.ContainsFunc(p.Steps[:spells[n].Last], func(s Step) bool { return s.Event == Accept }) {
		return p.timeTo(Accept, from)
	}
	if from.IsZero() || spells[n].To.Before(from) {
		return None[Span]()
	}
	return Some(Between(from, spells[n].To))
}

// timeTo is the time from an instant to the first step of an event.
func (p *Path) timeTo(e Event, from time.Time) Opt[Span] {
	for i := range p.Steps {
		if s := &p.Steps[i]; s.Event == e {
			if from.IsZero() || s.At.Before(from) {
				return None[Span]()
			}
			return Some(Between(from, s.At))
		}
	}
	return None[Span]()
}

// spellRings are the rings of a spell: those whose ring step stands in it.
func spellRings(s *Spell, rings []Ring) []*Ring {
	var in []*Ring
	for n := range rings {
		if r := &rings[n]; r.Step > 0 && s.First > 0 && r.Step >= s.First && r.Step <= s.Last {
			in = append(in, r)
		}
	}
	return in
}

// deadAir is the time, within the waiting spells and from the first ring of each, in which nobody was
// being rung. A ring or a spell without a known end makes it absent, and so does an answer whose ring the
// export does not have: never as if it had lasted 0 s.
func (p *Path) deadAir(rings []Ring, spells []Spell) Opt[Span] {
	parts, ok := p.silences(rings, spells)
	if !ok {
		return None[Span]()
	}
	var total Span
	for _, part := range parts {
		total += Between(part.from, part.to)
	}
	return Some(total)
}

// silences are the parts of the dead air; false where it is absent. A spell that
// ends with an accept without a ring, or with an agent of whom only the queue tells, had a ring that the export
// does not show: nobody knows since when.
func (p *Path) silences(rings []Ring, spells []Spell) (intervals, bool) {
	if !p.Has.Rings.Can() {
		return nil, false
	}
	var all intervals
	for n := range spells {
		spell := &spells[n]
		if answeredUnseen(spell, rings) {
			return nil, false
		}
		in := spellRings(spell, rings)
		if len(in) == 0 {
			continue
		}
		end, ok := p.spellEnd(spell)
		if !ok {
			return nil, false
		}
		var lit intervals
		first := end
		for _, r := range in {
			until, known := p.until(r)
			if r.RungAt.IsZero() || !known {
				return nil, false
			}
			if r.RungAt.Before(first) {
				first = r.RungAt
			}
			if until.After(end) {
				until = end
			}
			lit = append(lit, interval{r.RungAt, until})
		}
		all = append(all, lit.gaps(first, end)...)
	}
	return all, true
}

// answeredUnseen tells whether a spell ends with an answer that no ring in the export leads to.
func answeredUnseen(s *Spell, rings []Ring) bool {
	if s.Connected {
		return true
	}
	if s.Ended != Accept {
		return false
	}
	for n := range rings {
		if rings[n].Step == 0 && rings[n].OutcomeStep == s.Last {
			return true
		}
	}
	return false
}

// deadAirAfter sets, for each ring, how long nobody was being rung from its end to the next ring of its
// spell. It stays absent where another ring covers that end or may cover it, and where none follows.
func (p *Path) deadAirAfter(rings []Ring, spells []Spell) {
	for s := range spells {
		in := spellRings(&spells[s], rings)
		for n, r := range in {
			if !r.EndedAt.IsZero() && !r.RungAt.IsZero() {
				r.DeadAirAfter = gapAfter(in, n)
			}
		}
	}
}

func gapAfter(in []*Ring, n int) Opt[Span] {
	end := in[n].EndedAt
	var next time.Time
	for m, o := range in {
		if m == n {
			continue
		}
		if o.RungAt.IsZero() {
			return None[Span]()
		}
		if o.RungAt.Before(end) {
			if o.EndedAt.IsZero() || o.EndedAt.After(end) {
				return None[Span]()
			}
			continue
		}
		if m > n && (next.IsZero() || o.RungAt.Before(next)) {
			next = o.RungAt
		}
	}
	if next.IsZero() {
		return None[Span]()
	}
	return Some(Between(end, next))
}
