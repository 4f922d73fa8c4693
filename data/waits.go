package data

import (
	"slices"
	"sort"
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
func spellRings(s *Spell, offered []*Ring) []*Ring {
	if s.First == 0 {
		return nil
	}
	from := sort.Search(len(offered), func(n int) bool { return offered[n].Step >= s.First })
	to := sort.Search(len(offered), func(n int) bool { return offered[n].Step > s.Last })
	return offered[from:max(from, to)]
}

// offeredRings are the lines of a ladder that begin with a ring, in the order of their steps; unseen are the steps of the
// outcomes that no ring in the export leads to.
func offeredRings(rings []Ring) (offered []*Ring, unseen map[int]bool) {
	unseen = map[int]bool{}
	for n := range rings {
		if r := &rings[n]; r.Step > 0 {
			offered = append(offered, r)
		} else {
			unseen[r.OutcomeStep] = true
		}
	}
	return offered, unseen
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
	offered, unseen := offeredRings(rings)
	var all intervals
	for n := range spells {
		spell := &spells[n]
		if spell.Connected || spell.Ended == Accept && unseen[spell.Last] {
			return nil, false // an answer that no ring in the export leads to
		}
		in := spellRings(spell, offered)
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

// deadAirAfter sets, for each ring, how long nobody was being rung from its end to the next ring of its
// spell. It stays absent where another ring covers that end or may cover it, and where none follows.
func (p *Path) deadAirAfter(rings []Ring, spells []Spell) {
	offered, _ := offeredRings(rings)
	for s := range spells {
		in := spellRings(&spells[s], offered)
		if slices.ContainsFunc(in, func(r *Ring) bool { return r.RungAt.IsZero() }) {
			continue // it may cover any end
		}
		covered := covers(in)
		var later []time.Time // when those after this one were rung, the latest first
		for _, r := range slices.Backward(in) {
			if !r.EndedAt.IsZero() && !covered.after(r.EndedAt) {
				// The first of them that is not before the end is the last in this order.
				if n := sort.Search(len(later), func(n int) bool { return later[n].Before(r.EndedAt) }); n > 0 {
					r.DeadAirAfter = Some(Between(r.EndedAt, later[n-1]))
				}
			}
			n := sort.Search(len(later), func(n int) bool { return later[n].Before(r.RungAt) })
			later = slices.Insert(later, n, r.RungAt)
		}
	}
}

// cover is how far the rings reach that were rung no later than this one, in order of time.
type cover struct {
	rung, until time.Time
	open        bool // one has no known end
}

type coverage []cover

// covers is made once for all ends: an interaction may have many thousand rings.
func covers(in []*Ring) coverage {
	all := make(coverage, len(in))
	for n, r := range in {
		all[n] = cover{r.RungAt, r.EndedAt, r.EndedAt.IsZero()}
	}
	slices.SortFunc(all, func(a, b cover) int { return a.rung.Compare(b.rung) })
	for n := range all {
		if n == 0 {
			continue
		}
		before := all[n-1]
		all[n].open = all[n].open || before.open
		if before.until.After(all[n].until) {
			all[n].until = before.until
		}
	}
	return all
}

// after tells whether a ring that began before an instant goes on after it, or may.
func (c coverage) after(at time.Time) bool {
	n := sort.Search(len(c), func(n int) bool { return !c[n].rung.Before(at) })
	return n > 0 && (c[n-1].open || c[n-1].until.After(at))
}
