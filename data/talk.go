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
	ends := p.Endings()
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

// statedTotal sums a fact of the segments; without it, it is the interaction's own; else nothing.
func (p *Path) statedTotal(fact string) Span {
	var total Span
	found := false
	for i := range p.Steps {
		if v, ok := statedSeconds(p.Steps[i].Facts[fact]); ok {
			if total > math.MaxInt64-v { // no sum of lengths
				found = false
				break
			}
			total += v
			found = true
		}
	}
	if !found {
		total = 0
		if v, ok := statedSeconds(p.Interaction.Facts[fact]); ok {
			total = v
		}
	}
	return total
}

// statedSeconds reads a stated length; false for what is none: a word, less than nothing, more than a
// thousand years.
func statedSeconds(text string) (Span, bool) {
	text = strings.TrimSpace(text)
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= 0 && v <= 1000*366*86400) || strings.ContainsAny(text, "xXpP_") {
		return 0, false
	}
	return Span(math.Round(v * float64(Second))), true
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
