package sample

import (
	"time"

	"segpath/data"
)

// offer is what came of offering an interaction to users for a while.
type offer int

const (
	unanswered offer = iota // go on
	answered
	gone // the customer left
)

// place is where an offer is made: in a queue, or to a user directly.
type place struct {
	queue   int   // -1: none
	leaveAt int64 // the customer leaves, in unix milliseconds; 0: waits on
	after   bool  // the stay in the queue is over
}

// ring notes that a user is being rung.
func (b *builder) ring(p place, user int) int {
	i := b.add(data.RingOffer, pending)
	s := &b.segs[i]
	s.UserID = b.userID(user)
	if p.queue >= 0 {
		s.QueueID = b.queueID(p.queue)
	}
	return i
}

// outcome ends a ring with an event, at the same instant.
func (b *builder) outcome(ring int, event data.Event, to string, cause data.Cause, reason string) *data.Segment {
	b.end(ring)
	user, queue := b.segs[ring].UserID, b.segs[ring].QueueID
	s := b.point(event, to)
	s.UserID, s.QueueID, s.Cause, s.Reason = user, queue, cause, reason
	return s
}

// accept ends a ring with an accept, whose own end comes later.
func (b *builder) accept(ring int, reason string) {
	s := b.outcome(ring, data.Accept, connected, "", reason)
	s.EndedAt = time.Time{} // talk fills it in
}

// ringOne rings the user who has been idle longest, or one who just let it ring once more.
func (b *builder) ringOne(p place) (offer, int) {
	user := b.idleUser(p.queue)
	if b.again >= 0 && b.rng.chance(350) {
		user = b.again
	}
	b.again = -1
	return b.ringUser(p, user)
}

// ringUser rings one user until something comes of it.
func (b *builder) ringUser(p place, user int) (offer, int) {
	ring := b.ring(p, user)
	full := b.ringTime(p.queue)
	draw := b.rng.below(1000)
	if b.rng.chance(b.pace.auto) {
		b.pass(b.rng.between(150, 1900))
		b.accept(ring, "auto-accept")
		return answered, user
	}
	took := b.rng.skewed(b.pace.answer[0], min(b.pace.answer[1], full))
	if draw >= 680 && draw < 860 || draw >= 935 {
		took = full // nobody touched it
	}
	if p.leaveAt > 0 && b.now+took >= p.leaveAt && p.leaveAt > b.now {
		b.pass(p.leaveAt - b.now)
		b.outcome(ring, data.Clear, open, "customer_left", "customer hung up")
		return gone, user
	}
	b.pass(took)
	switch {
	case draw < 590:
		b.accept(ring, "")
		return answered, user
	case draw < 680:
		b.outcome(ring, data.Reject, open, "declined", "declined")
	case draw < 860:
		b.outcome(ring, data.Ignore, open, "timeout", "no answer")
		b.again = user
	case draw < 905:
		b.outcome(ring, data.Clear, open, "reassigned", "taken back by the router")
	case draw < 935:
		b.outcome(ring, data.Clear, open, "delivery_error", "client lost")
	case draw < 980 || p.queue < 0 || p.after:
		b.outcome(ring, data.Ignore, open, "no_action", "")
		b.again = user
	default: // nothing is known but the end of the ring; the stay's status stands again
		b.end(ring)
		b.status = open
	}
	return unanswered, user
}

// ringMany rings several users at once; the first to take it has it.
func (b *builder) ringMany(p place) (offer, int) {
	users := b.idleUsers(p.queue, 2+b.rng.below(3))
	rings := make([]int, 0, 8)
	for i, u := range users {
		if i > 0 {
			b.pass(b.rng.between(2, 25))
		}
		rings = append(rings, b.ring(p, u))
	}
	if len(users) > 2 && b.rng.chance(300) {
		b.passSkewed(second, 5*second)
		b.outcome(rings[0], data.Reject, pending, "declined", "declined")
		rings, users = rings[1:], users[1:]
	}
	full := b.ringTime(p.queue)
	took := b.rng.skewed(b.pace.answer[0], min(b.pace.answer[1], full))
	if b.rng.chance(760) {
		b.pass(took)
		winner := b.rng.below(len(users))
		b.accept(rings[winner], "")
		b.releaseOthers(rings, winner)
		return answered, users[winner]
	}
	b.pass(full)
	b.allIgnored(rings)
	return unanswered, -1
}

// releaseOthers ends the rings of those who were not first: mostly told as such, sometimes not at all.
func (b *builder) releaseOthers(rings []int, winner int) {
	told := b.rng.chance(700)
	for i, r := range rings {
		switch {
		case i == winner:
		case told:
			b.pass(b.rng.between(1, 40))
			b.outcome(r, data.Clear, "", "answered_elsewhere", "answered by another user")
		default:
			b.segs[r].EndedAt = instant(b.now)
		}
	}
}

func (b *builder) allIgnored(rings []int) {
	for i, r := range rings {
		to := pending
		if i == len(rings)-1 {
			to = open
		}
		b.outcome(r, data.Ignore, to, "timeout", "no answer")
		b.pass(b.rng.between(1, 5))
	}
}

// ringTime is how long a user is rung, in milliseconds.
func (b *builder) ringTime(queue int) int64 {
	if queue < 0 {
		return 25 * second * b.pace.ringTimes
	}
	return queueKinds[queue].ring * second * b.pace.ringTimes
}

// idleUser is whose turn it is: with every index drawn for itself, the longest idle is anybody.
func (b *builder) idleUser(queue int) int {
	if queue < 0 {
		return b.rng.below(len(b.sim.world.users))
	}
	served := b.sim.world.served[queue]
	return served[b.rng.below(len(served))]
}

// idleUsers are up to n different users of a queue.
func (b *builder) idleUsers(queue, n int) []int {
	served := b.sim.world.served[queue]
	first, users := b.rng.below(len(served)), b.turn[:0]
	for i := 0; i < len(served) && len(users) < n; i++ {
		users = append(users, served[(first+i)%len(served)])
	}
	b.turn = users
	return users
}
