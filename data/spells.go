package data

import "time"

// endsWaiting tells whether a step of this event ends a waiting spell.
func endsWaiting(e Event) bool {
	switch e {
	case Accept, Abandon, Callback, Voicemail, Transfer, Bot, Complete:
		return true
	}
	return false
}

// Spells are the times the customer waited: from a queue entry, else the first
// ring, else the interaction's creation, to the first of accept, abandon, callback, voicemail, transfer,
// bot and complete. After an accept only a queue entry begins another: a ring then is a colleague's
// consult, and the customer is with someone. The same holds from the end of a stay that ended because an
// agent was connected, where the export has no accept of that agent.
func (p *Path) Spells() []Spell {
	if len(p.Steps) == 0 {
		return nil
	}
	var spells []Spell
	firstAccept := false // an accept came before any queue entry or ring
	var window Spell     // the spell of the steps since the last that ended one, once it has begun
	waiting := false
	opener := Event(0)
	var connected time.Time // the end of a stay in the spell after which an agent had the customer
	for i := range p.Steps {
		s := &p.Steps[i]
		if waiting && connectedBefore(s, connected) {
			spells = append(spells, window.connected(i, connected))
			waiting, opener = false, Accept
		}
		begins := s.Event == QueueEntry || s.Event == RingOffer && opener != Accept
		switch {
		case endsWaiting(s.Event):
			if waiting {
				spells = append(spells, p.endSpell(window, i))
			} else if len(spells) == 0 && s.Event == Accept {
				firstAccept = true
			}
			waiting, opener = false, s.Event
		case begins && !waiting:
			window, waiting, connected = Spell{From: s.At, First: i + 1}, true, time.Time{}
		}
		if end, ok := s.connectedAt(); ok && waiting && (connected.IsZero() || end.Before(connected)) {
			connected = end
		}
	}
	switch {
	case waiting && !connected.IsZero():
		spells = append(spells, window.connected(len(p.Steps), connected))
	case waiting:
		spells = append(spells, p.runOn(window))
	}
	if firstAccept || len(spells) == 0 {
		spells = append([]Spell{p.fromCreation()}, spells...)
	}
	return spells
}

// connectedAt is where a stay ended because an agent was connected.
func (s *Step) connectedAt() (time.Time, bool) {
	if s.Event != QueueEntry || s.Cause != AgentConnected {
		return time.Time{}, false
	}
	end, ok := s.end()
	return end, ok && !end.Before(s.At)
}

// connectedBefore tells whether a step finds the customer with an agent, to whom they were connected at an
// instant. An accept is that agent's: it tells itself when.
func connectedBefore(s *Step, at time.Time) bool {
	switch {
	case at.IsZero() || s.At.Before(at):
		return false
	case s.Event == RingOffer:
		return s.At.After(at)
	}
	return s.Event == QueueEntry || s.Event != Accept && endsWaiting(s.Event)
}

// connected ends a spell where an agent was connected; last is the N of its last step.
func (s Spell) connected(last int, at time.Time) Spell {
	s.Connected, s.Last, s.To = true, last, at
	return s.measured(at)
}

// endSpell ends a spell at step i.
func (p *Path) endSpell(s Spell, i int) Spell {
	s.Ended, s.Last, s.To = p.Steps[i].Event, i+1, p.Steps[i].At
	return s.measured(s.To)
}

// runOn is a spell that no step ends: it lasts to data_as_of while the interaction is open, else to its
// completion, else nobody knows.
func (p *Path) runOn(s Spell) Spell {
	s.Last = len(p.Steps)
	if p.Open() {
		s.Running = true
		return s.measured(p.AsOf)
	}
	s.To = p.Interaction.CompletedAt
	return s.measured(s.To)
}

// fromCreation is the first spell of a path in which nothing says that the customer began to wait. Where the
// creation was itself derived from the accept that ends the spell, or from an end that nothing precedes, its start is
// not known.
func (p *Path) fromCreation() Spell {
	s := Spell{From: p.Interaction.CreatedAt, Derived: true}
	if s.From.IsZero() {
		s.From = p.Steps[0].At
	}
	for i := range p.Steps {
		if e := p.Steps[i].Event; endsWaiting(e) {
			made := p.Interaction.Derived || p.Interaction.CreatedAt.IsZero()
			if made && (e == Accept || i == 0 && e != Bot) && s.From.Equal(p.Steps[i].At) {
				s.From = time.Time{}
			}
			return p.endSpell(s, i)
		}
	}
	return p.runOn(s)
}

func (s Spell) measured(to time.Time) Spell {
	if !s.From.IsZero() && !to.IsZero() && !to.Before(s.From) {
		s.Length = Some(Between(s.From, to))
	}
	return s
}

// spellEnd is where a spell ends: at data_as_of while it runs.
func (p *Path) spellEnd(s *Spell) (time.Time, bool) {
	if s.Running {
		return p.AsOf, s.Length.Ok()
	}
	return s.To, s.Length.Ok()
}
