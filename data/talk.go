package data

import (
	"math"
	"strconv"
	"strings"
)

// The facts that hold stated totals, in seconds.
const (
	TalkTotal = "talk_total_s"
	HoldTotal = "hold_total_s"
)

// Talk is the time a user had the interaction, less the holds inside: the union of the accepts. Without
// accepts it is the stated total. Absent where an end is not known, or a total that alone could tell.
func (p *Path) Talk() Opt[Span] { return p.talk(p.Endings()) }

func (p *Path) talk(ends []Ending) Opt[Span] {
	accepts, ok := p.spans(Accept, ends)
	if !p.Has.Talk.Can() || !ok {
		return None[Span]()
	}
	if len(accepts) == 0 {
		return p.statedTotal(TalkTotal, p.Has.Talk.Totals)
	}
	holds, ok := p.spans(Hold, ends)
	if !ok {
		return None[Span]()
	}
	return Some(append(accepts, holds...).union() - holds.union())
}

// Hold is the time on hold: the union of the holds, else the stated total. Absent where an end is not known,
// or a total that alone could tell.
func (p *Path) Hold() Opt[Span] { return p.hold(p.Endings()) }

func (p *Path) hold(ends []Ending) Opt[Span] {
	holds, ok := p.spans(Hold, ends)
	if !p.Has.Hold.Can() || !ok {
		return None[Span]()
	}
	if len(holds) == 0 {
		return p.statedTotal(HoldTotal, p.Has.Hold.Totals)
	}
	return Some(holds.union())
}

// spans are the intervals of the steps of one event; false when one of them has no known end.
func (p *Path) spans(e Event, ends []Ending) (intervals, bool) {
	var v intervals
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.Event != e {
			continue
		}
		if ends[i].At.IsZero() || s.StartedAt.IsZero() {
			return nil, false
		}
		v = append(v, interval{s.StartedAt, ends[i].At})
	}
	return v, true
}

// statedTotal sums a fact of the segments; without it, it is the interaction's own; else nothing. Where the
// export tells it in totals only, it is absent where an accept states none: never as if it had been 0 s.
func (p *Path) statedTotal(fact string, totals bool) Opt[Span] {
	sum, whole := p.sumOf(fact)
	if sum.Ok() && (whole || !totals) {
		return sum
	}
	if v, ok := statedSeconds(p.Interaction.Facts[fact]); ok {
		return Some(v)
	}
	if totals && (p.accepted() || p.Has.Talk.Totals) {
		return None[Span]()
	}
	return Some(Span(0))
}

// sumOf is the sum of a fact over the steps, absent where none states it; whole where the accepts that
// state it are all of them or none.
func (p *Path) sumOf(fact string) (sum Opt[Span], whole bool) {
	var total Span
	found, accepts, stating := false, 0, 0
	for i := range p.Steps {
		s := &p.Steps[i]
		v, ok := statedSeconds(s.Facts[fact])
		if s.Event == Accept {
			accepts++
		}
		if !ok {
			continue
		}
		if s.Event == Accept {
			stating++
		}
		if total > math.MaxInt64-v { // no sum of lengths
			return None[Span](), false
		}
		total += v
		found = true
	}
	if !found {
		return None[Span](), false
	}
	return Some(total), stating == 0 || stating == accepts
}

// accepted tells whether a user took the interaction.
func (p *Path) accepted() bool {
	for i := range p.Steps {
		if p.Steps[i].Event == Accept {
			return true
		}
	}
	return false
}

// statedSeconds reads a stated length; false for what is none: a word, less than nothing, more than
// MaxSpan.
func statedSeconds(text string) (Span, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= 0 && v <= float64(MaxSpan/Second)) || strings.ContainsAny(text, "xXpP_") {
		return 0, false
	}
	return Span(math.Round(v * float64(Second))), true
}

// Open tells whether the interaction goes on at data_as_of: no complete, abandon or closing transfer,
// and no completed_at. Where its own row would tell that and is missing, only what goes on tells it.
func (p *Path) Open() bool { return !p.ended() && !p.EndUnknown() }

func (p *Path) ended() bool {
	if !p.Interaction.CompletedAt.IsZero() {
		return true
	}
	_, closed := p.closing()
	return closed
}

// EndUnknown tells whether nobody knows if the interaction has ended: only its own row would say so, the
// export does not have it, and nothing of the path goes on.
func (p *Path) EndUnknown() bool {
	return p.Has.OwnEnds && p.Interaction.Derived && !p.ended() && !p.goesOn()
}

// goesOn tells whether a step goes on: an accept or the last step without an end, or a stay without one that
// nothing after it has ended.
func (p *Path) goesOn() bool {
	left := false
	for i := len(p.Steps) - 1; i >= 0; i-- {
		s := &p.Steps[i]
		if _, ended := s.end(); !ended && !s.StartedAt.IsZero() &&
			(s.Event == Accept || i == len(p.Steps)-1 || s.Event == QueueEntry && !left) {
			return true
		}
		left = left || s.Event == QueueEntry || endsWaiting(s.Event)
	}
	return false
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
