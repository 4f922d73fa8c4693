package data

import "time"

// Ending is how a step that lasts comes to its end.
type Ending struct {
	At      time.Time // absent: not known
	Running bool      // it goes on at data_as_of
	Derived bool      // no row states it: see "Talk and hold" in the package comment
}

// Endings are the ends of all steps, one a step. An accept without one ends at that user's wrap-up or
// transfer, else at the next complete; in an open interaction it runs to data_as_of, as any step does
// that none follows. One pass from the back: a path may have a hundred thousand steps.
func (p *Path) Endings() []Ending {
	ends := make([]Ending, len(p.Steps))
	open := p.Open()
	var left few[string, time.Time] // where a user next lets go
	var complete time.Time
	for i := len(p.Steps) - 1; i >= 0; i-- {
		s := &p.Steps[i]
		ends[i] = s.ending(&left, complete)
		if ends[i].At.IsZero() && open && (s.Event == Accept || i == len(p.Steps)-1) && !p.AsOf.Before(s.StartedAt) {
			ends[i] = Ending{At: p.AsOf, Running: true}
		}
		if s.StartedAt.IsZero() {
			continue
		}
		switch s.Event {
		case WrapUp, Transfer:
			left.set(s.UserID, s.StartedAt)
			if s.ByUserID != "" {
				left.set(s.ByUserID, s.StartedAt)
			}
		case Complete:
			complete = s.StartedAt
		}
	}
	return ends
}

// ending is a step's own end, else for an accept where its user lets go, else the next complete.
func (s *Segment) ending(left *few[string, time.Time], complete time.Time) Ending {
	if end, ok := s.end(); ok {
		return Ending{At: end}
	}
	if s.Event != Accept {
		return Ending{}
	}
	end, ok := left.get(s.UserID)
	if !ok {
		end = complete
	}
	if end.IsZero() || end.Before(s.StartedAt) {
		return Ending{}
	}
	return Ending{At: end, Derived: true}
}

// Endings are the ends of all steps of the chain, one a step.
func (c *Chain) Endings() []Ending {
	var all []Ending
	c.each(func(leg *Leg, _ int) { all = append(all, leg.Path.Endings()...) })
	return all
}
