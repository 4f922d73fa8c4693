package sample

import (
	"iter"
	"slices"
	"time"

	"segpath/data"
)

// Simulation is a contact centre and all that came in. It holds nothing of the interactions: each is
// made anew, the same every time, whenever it is asked for. It is safe for use by several goroutines.
type Simulation struct {
	opt     Options
	world   world
	clock   clock
	stories map[int64]story

	ties, userless, noEnds share
}

// New makes a simulation; options left at zero take their defaults.
func New(opt Options) *Simulation {
	opt = opt.settled()
	s := &Simulation{opt: opt, world: newWorld(opt), ties: shareOf(opt.Ties)}
	s.userless, s.noEnds = shareOf(opt.Oddities.Userless), shareOf(opt.Oddities.NoEnds)
	s.clock = newClock(opt.Start, opt.Days, opt.Interactions)
	if opt.Stories {
		s.stories = placeStories(opt.Interactions)
	}
	return s
}

// Interactions yields every interaction with its true path, by rising creation but for the legs of a
// chain, which follow the one they carry on. The segments of each are the caller's own.
func (s *Simulation) Interactions() iter.Seq[Case] {
	return func(yield func(Case) bool) {
		s.each(0, s.opt.Interactions, func(it *data.Interaction, segments []data.Segment) bool {
			c := Case{Interaction: *it, Segments: slices.Clone(segments)}
			c.Interaction.ExternalIDs = slices.Clone(it.ExternalIDs)
			return yield(c)
		})
	}
}

// each visits the interactions from index from up to but not including to. What it passes is only
// valid until visit returns.
func (s *Simulation) each(from, to int64, visit func(*data.Interaction, []data.Segment) bool) {
	b := &builder{sim: s}
	start := from
	for start > 0 && s.continues(start-1) {
		start--
	}
	for i := start; i < to; i++ {
		b.interaction(i)
		if i >= from && !visit(&b.it, b.segs) {
			return
		}
	}
}

// continues tells whether the interaction of an index is to be carried on by the next one.
func (s *Simulation) continues(index int64) bool {
	if index+1 >= s.opt.Interactions {
		return false
	}
	if s.stories != nil {
		if st, ok := s.stories[index]; ok {
			return st.continues
		}
		if _, ok := s.stories[index+1]; ok {
			return false
		}
	}
	return mix64(s.opt.Seed^mix64(uint64(index)^0xc4a1)) < ^uint64(0)/1000*45
}

// interaction makes the interaction of an index. The handoff of the index before must still be in b.
func (b *builder) interaction(index int64) {
	from := b.handoff
	b.reset(index)
	created := b.sim.clock.created(uint64(index), uint64(b.rng.below(1<<20)))
	st, told := b.sim.stories[index]
	switch {
	case from != nil:
		b.carryOn(from)
	default:
		b.now = created
		b.begin()
	}
	b.it.CreatedAt = instant(b.now)
	switch {
	case told:
		st.tell(b)
	case from != nil:
		b.create()
		b.journey(from.queue)
	case b.kind == voice && b.it.Outbound:
		b.outbound()
	default:
		b.inbound(b.first)
	}
	b.seal(index)
}

// reset makes the builder ready for an index.
func (b *builder) reset(index int64) {
	seed := b.sim.opt.Seed
	b.rng.seed(seed, streamPath, uint64(index))
	b.odd.seed(seed, streamOddities, uint64(index))
	b.it = data.Interaction{ID: interactionID(seed, uint64(index))}
	b.it.ChainID = b.it.ID
	b.segs, b.visited = b.segs[:0], b.visited[:0]
	b.due, b.last, b.join, b.again = 0, 0, 0, -1
	b.status, b.closed, b.handoff = "", false, nil
	b.wantChain = b.sim.continues(index)
}

// carryOn begins the interaction that a handoff goes on under.
func (b *builder) carryOn(from *handoff) {
	prev := &from.from
	b.it.PreviousID, b.it.ChainID = prev.ID, prev.ChainID
	b.it.Type, b.it.Direction, b.it.Outbound = prev.Type, prev.Direction, prev.Outbound
	b.it.Customer, b.it.ContactPoint, b.it.AccountID = prev.Customer, prev.ContactPoint, prev.AccountID
	b.now = from.at + b.rng.between(80, 900)
	b.setKind(prev.Type)
}

func (b *builder) setKind(kind string) { b.kind, b.pace = kind, paces[kind] }

// seal cuts the path at the end of the data and fills in what the interaction says of it.
func (b *builder) seal(index int64) {
	b.cut()
	b.numberSegments(b.it.ID, b.segs)
	for i := range b.segs {
		s := &b.segs[i]
		if s.StatusTo != "" {
			b.it.Status = s.StatusTo
		}
		if s.Event == data.QueueEntry {
			b.it.QueueID = s.QueueID
		}
	}
	if b.handoff != nil {
		b.it.NextID = interactionID(b.sim.opt.Seed, uint64(index+1))
		b.handoff.from = b.it
	}
	b.addOddities()
}

// cut forgets all that had not yet happened when the data were taken.
func (b *builder) cut() {
	end := instant(b.sim.clock.end)
	n := len(b.segs)
	for n > 0 && b.segs[n-1].StartedAt.After(end) {
		n--
	}
	if n < len(b.segs) {
		b.segs = b.segs[:n]
		b.it.CompletedAt, b.it.Outcome, b.it.EndedBy, b.it.UserID = time.Time{}, "", "", ""
		b.handoff = nil
	}
	for i := range b.segs {
		if s := &b.segs[i]; s.EndedAt.After(end) {
			s.EndedAt = time.Time{}
			if s.Event == data.QueueEntry {
				s.Cause, s.Reason = "", ""
			}
		}
	}
}
