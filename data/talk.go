package data

import (
	"strconv"
	"time"
)

// The facts that hold stated totals, in seconds.
const (
	TalkTotal = "talk_total_s"
	HoldTotal = "hold_total_s"
)

// Talk is the time a user had the interaction, less the holds inside: the union of the accepts. Without
// accepts it is the stated total. Absent where an end is not known.
func (p *Path) Talk() Opt[Span] {
	accepts, ok := p.spans(Accept)
	if !p.Has.Talk.Can() || !ok {
		return None[Span]()
	}
	if len(accepts) == 0 {
		return Some(p.statedTotal(TalkTotal))
	}
	holds, ok := p.spans(Hold)
	if !ok {
		return None[Span]()
	}
	return Some(append(accepts, holds...).union() - holds.union())
}

// Hold is the time on hold: the union of the holds, else the stated total. Absent where an end is not known.
func (p *Path) Hold() Opt[Span] {
	holds, ok := p.spans(Hold)
	if !p.Has.Hold.Can() || !ok {
		return None[Span]()
	}
	if len(holds) == 0 {
		return Some(p.statedTotal(HoldTotal))
	}
	return Some(holds.union())
}

// spans are the intervals of the steps of one event; false when one of them has no known end.
func (p *Path) spans(e Event) (intervals, bool) {
	var v intervals
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.Event != e {
			continue
		}
		end, ok := p.stepEnd(i)
		if !ok || s.StartedAt.IsZero() || end.Before(s.StartedAt) {
			return nil, false
		}
		v = append(v, interval{s.StartedAt, end})
	}
	return v, true
}

// stepEnd is a step's own end. An accept without one ends at that user's wrap-up or transfer, else at
// the next complete; in an open interaction it runs to data_as_of, as a hold does with no later step.
func (p *Path) stepEnd(i int) (time.Time, bool) {
	s := &p.Steps[i]
	if end, ok := s.end(); ok {
		return end, true
	}
	if s.Event == Accept {
		if end, ok := p.acceptEnd(i); ok {
			return end, true
		}
	}
	running := p.Open() && (s.Event == Accept || i == len(p.Steps)-1)
	return p.AsOf, running
}

func (p *Path) acceptEnd(i int) (time.Time, bool) {
	user := p.Steps[i].UserID
	var complete time.Time
	for n := i + 1; n < len(p.Steps); n++ {
		s := &p.Steps[n]
		if s.StartedAt.IsZero() {
			continue
		}
		if s.Event == WrapUp || s.Event == Transfer {
			if s.UserID == user || user != "" && s.ByUserID == user {
				return s.StartedAt, true
			}
		}
		if s.Event == Complete && complete.IsZero() {
			complete = s.StartedAt
		}
	}
	return complete, !complete.IsZero()
}

// statedTotal sums a fact of the segments; without it, it is the interaction's own; else nothing.
func (p *Path) statedTotal(fact string) Span {
	var total Span
	found := false
	for i := range p.Steps {
		if v, ok := statedSeconds(p.Steps[i].Facts[fact]); ok {
			total += v
			found = true
		}
	}
	if !found {
		if v, ok := statedSeconds(p.Interaction.Facts[fact]); ok {
			total = v
		}
	}
	return total
}

// statedSeconds reads a stated length; false for what is none: a word, less than nothing, more than a
// thousand years.
func statedSeconds(text string) (Span, bool) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= 0 && v <= 1000*366*86400) {
		return 0, false
	}
	return Span(v*float64(Second) + 0.5), true
}

// Open tells whether the interaction goes on at data_as_of: no complete, abandon or closing transfer,
// and no completed_at.
func (p *Path) Open() bool {
	if !p.Interaction.CompletedAt.IsZero() {
		return false
	}
	_, closed := p.closing()
	return !closed
}

// closing is the last step that closes the interaction: a complete, an abandon, or a transfer that
// nothing but wrap-up and status changes follows.
func (p *Path) closing() (int, bool) {
	last := -1
	ended := false // a step after which a transfer is not the last word
	for i := len(p.Steps) - 1; i >= 0 && last < 0; i-- {
		switch p.Steps[i].Event {
		case Complete, Abandon:
			last = i
		case Transfer:
			if !ended {
				last = i
			}
		case WrapUp, StatusChange:
		default:
			ended = true
		}
	}
	return last, last >= 0
}
