package data

import "time"

// NewChain makes a chain of its legs in order. asked is the id that was asked for.
func NewChain(asked string, legs []Leg, dir *Directory, has Has, asOf time.Time) *Chain {
	c := &Chain{Asked: asked, Legs: legs, Directory: dir, Has: has, AsOf: asOf}
	for n := range c.Legs {
		c.Legs[n].Number = n + 1
	}
	return c
}

// Interaction is the one that was asked for; nil when the export does not hold it.
func (c *Chain) Interaction() *Interaction {
	for n := range c.Legs {
		if c.Legs[n].ID == c.Asked && c.Legs[n].Path != nil {
			return &c.Legs[n].Path.Interaction
		}
	}
	return nil
}

// OnlyLeg is a chain of one leg: the interaction alone, without the ones before and after it.
func (c *Chain) OnlyLeg(id string) *Chain {
	for _, leg := range c.Legs {
		if leg.ID == id {
			return NewChain(id, []Leg{leg}, c.Directory, c.Has, c.AsOf)
		}
	}
	return NewChain(id, nil, c.Directory, c.Has, c.AsOf)
}

// each calls f with every leg that is there, and with the number of steps before it in the chain.
func (c *Chain) each(f func(leg *Leg, before int)) {
	before := 0
	for n := range c.Legs {
		if leg := &c.Legs[n]; leg.Path != nil {
			f(leg, before)
			before += len(leg.Path.Steps)
		}
	}
}

// Steps are the steps of all legs, numbered through.
func (c *Chain) Steps() []Step {
	var steps []Step
	c.each(func(leg *Leg, before int) {
		for _, s := range leg.Path.Steps {
			s.N += before
			s.Leg = leg.Number
			steps = append(steps, s)
		}
	})
	return steps
}

// Rings are the ladders of all legs, numbered through. Again looks back over the whole chain.
func (c *Chain) Rings() []Ring {
	var rings []Ring
	rung := map[string]bool{}
	groups := 0
	c.each(func(leg *Leg, before int) {
		last := groups
		for _, r := range leg.Path.Rings() {
			r.Order, r.Leg = len(rings)+1, leg.Number
			r.Step, r.OutcomeStep = offset(r.Step, before), offset(r.OutcomeStep, before)
			if r.Group > 0 {
				r.Group += last
				groups = max(groups, r.Group)
			}
			r.Again = r.Again || r.UserID != "" && rung[r.UserID]
			rings = append(rings, r)
		}
		for n := range rings {
			if rings[n].Step > 0 {
				rung[rings[n].UserID] = true
			}
		}
	})
	return rings
}

// offset moves a step's number into the chain; 0 stays "none".
func offset(n, before int) int {
	if n == 0 {
		return 0
	}
	return n + before
}

// legChanges are the status changes of each leg, numbered through.
func (c *Chain) legChanges() (legs []*Path, changes [][]Change) {
	c.each(func(leg *Leg, before int) {
		list := leg.Path.Changes()
		for n := range list {
			list[n].Step += before
			list[n].Leg = leg.Number
		}
		legs, changes = append(legs, leg.Path), append(changes, list)
	})
	return legs, changes
}

// Changes are the status changes of all legs in order.
func (c *Chain) Changes() []Change {
	var all []Change
	_, changes := c.legChanges()
	for _, list := range changes {
		all = append(all, list...)
	}
	return all
}

// Statuses is the time in each status over all legs.
func (c *Chain) Statuses() []StatusTime { return statusTimes(c.legChanges()) }

// Stays are the visits to queues of all legs. Hops and ping-pong are seen across them.
func (c *Chain) Stays() []Stay {
	var stays []Stay
	c.each(func(leg *Leg, before int) {
		for _, s := range leg.Path.Stays() {
			s.Order, s.Leg, s.Step, s.LastStep = len(stays)+1, leg.Number, s.Step+before, s.LastStep+before
			stays = append(stays, s)
		}
	})
	markHops(stays)
	return stays
}
