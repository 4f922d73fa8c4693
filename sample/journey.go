package sample

import (
	"time"

	"segpath/data"
)

// maxStays is the number of queues after which nobody passes an interaction on any more.
const maxStays = 6

// inbound is a contact that comes to us: perhaps a bot first, then a queue.
func (b *builder) inbound(queue int) {
	b.create()
	if b.kind != email && b.kind != task && b.rng.chance(280) && b.bot() {
		return
	}
	b.journey(queue)
}

func (b *builder) create() {
	b.point(data.Create, creating)
	b.pass(b.rng.between(40, 900))
}

// bot lets a bot answer first; true when that was enough.
func (b *builder) bot() bool {
	i := b.add(data.Bot, inBot)
	intent := botIntents[b.rng.below(len(botIntents))]
	b.segs[i].Facts = map[string]string{"intent": intent}
	b.passSkewed(4*second, 90*second)
	b.end(i)
	if b.rng.chance(160) {
		b.pass(b.rng.between(10, 300))
		b.complete("Answered by bot", "customer")
		return true
	}
	b.pass(b.rng.between(30, 700))
	return false
}

// journey goes from queue to queue and user to user until the interaction is closed.
func (b *builder) journey(queue int) {
	for !b.closed {
		b.visited = append(b.visited, queue)
		result, user := b.stay(queue)
		switch result {
		case gone:
			b.abandon(queue)
		case unanswered:
			queue = b.overflow(queue)
		case answered:
			queue = b.handled(user, queue)
		}
	}
}

// handled is everything after an answer: users may pass the interaction straight on to each other.
// It returns the queue it goes back to, if it is not closed.
func (b *builder) handled(user, queue int) int {
	for {
		switch b.talk(user, len(b.visited) < maxStays) {
		case toQueue:
			s := b.transfer(user, "")
			if b.kind == chat && b.rng.chance(150) {
				b.setKind(voice) // they call each other instead
			}
			next := b.otherQueue(queue)
			s.QueueID = b.queueID(next)
			b.pass(b.rng.between(20, 600))
			return next
		case toUser:
			target := (user + 1 + b.rng.below(len(b.sim.world.users)-1)) % len(b.sim.world.users)
			s := b.transfer(user, "")
			s.UserID = b.userID(target)
			b.pass(b.rng.between(50, 900))
			if result, _ := b.ringUser(place{queue: -1}, target); result == answered {
				b.visited = append(b.visited, queue)
				user = target
				continue
			}
			b.pass(b.rng.between(20, 400))
			failed := b.point(data.TransferFailed, "")
			failed.ByUserID, failed.UserID, failed.Reason = b.userID(user), b.userID(target), "not taken"
			b.pass(b.rng.between(20, 400))
			return queue
		case toOutside:
			b.transferOutside(user)
		case toOtherID:
			b.transferToOtherID(user, b.otherQueue(queue))
		case done:
		}
		return queue
	}
}

// stay is one visit to a queue: users are rung until one takes it, the customer goes, or time is up.
func (b *builder) stay(queue int) (offer, int) {
	p := place{queue: queue}
	i := b.add(data.QueueEntry, open)
	b.segs[i].QueueID = b.queueID(queue)
	entered := b.now
	if b.pace.patience[1] > 0 && b.rng.chance(300) {
		p.leaveAt = entered + b.rng.skewed(b.pace.patience[0], b.pace.patience[1])
	}
	attempts := 2 + b.rng.below(5)
	for range attempts {
		idle := b.rng.skewed(b.pace.idle[0], b.pace.idle[1])
		if p.leaveAt > 0 && b.now+idle >= p.leaveAt {
			b.pass(max(p.leaveAt-b.now, 1))
			b.endStay(i, "customer_left", "")
			return gone, -1
		}
		b.pass(idle)
		result, user := b.offer(p)
		if result != unanswered {
			b.segs[i].EndedAt = b.endOfOffer()
			b.segs[i].Cause = "agent_connected"
			if result == gone {
				b.segs[i].Cause = "customer_left"
			}
			return result, user
		}
	}
	b.passSkewed(second, 30*second)
	b.endStay(i, "queue_timeout", "no user for too long")
	return unanswered, -1
}

func (b *builder) endStay(i int, cause data.Cause, reason string) {
	b.end(i)
	b.segs[i].Cause, b.segs[i].Reason = cause, reason
}

func (b *builder) offer(p place) (offer, int) {
	if queueKinds[p.queue].ringAll && b.pace.auto == 0 {
		return b.ringMany(p)
	}
	return b.ringOne(p)
}

// abandon is the customer who gave up; the queue is where.
func (b *builder) abandon(queue int) {
	b.pass(b.rng.between(1, 60))
	s := b.point(data.Abandon, completed)
	s.QueueID, s.Reason = b.queueID(queue), "customer hung up"
	b.close("Abandoned", "customer")
}

// overflow is what happens when nobody answered: another queue, often back where it came from, a
// voicemail or a callback.
func (b *builder) overflow(queue int) int {
	b.pass(b.rng.between(10, 500))
	draw := b.rng.below(1000)
	switch {
	case b.kind == voice && (draw < 180 || len(b.visited) >= maxStays):
		b.voicemail()
	case b.kind == voice && draw < 270:
		b.callback(queue)
	case len(b.visited) >= maxStays:
		b.complete("Closed unanswered", "system")
	case draw < 330:
		s := b.point(data.EnqueueRejected, "")
		s.QueueID, s.Reason = b.queueID(b.otherQueue(queue)), "queue full"
		b.pass(b.rng.between(20, 400))
	case draw < 620 && len(b.visited) > 1:
		return b.visited[len(b.visited)-2]
	default:
		return b.otherQueue(queue)
	}
	return queue
}

func (b *builder) voicemail() {
	i := b.add(data.Voicemail, "")
	b.passSkewed(4*second, 2*minute)
	b.end(i)
	b.pass(b.rng.between(5, 200))
	b.complete("Voicemail left", "customer")
}

// callback is asked for in the queue; later a user is rung and calls back.
func (b *builder) callback(queue int) {
	for i := len(b.segs) - 1; i >= 0; i-- {
		if b.segs[i].Event == data.QueueEntry {
			b.segs[i].Cause, b.segs[i].Reason = "callback_requested", ""
			break
		}
	}
	b.point(data.Callback, "").QueueID = b.queueID(queue)
	b.passSkewed(4*minute, 3*hour)
	user := b.idleUser(queue)
	for range 3 {
		if result, _ := b.ringUser(place{queue: queue, after: true}, user); result == answered {
			b.talk(user, false)
			return
		}
		b.passSkewed(10*second, 20*minute)
		user = b.idleUser(queue)
	}
	b.complete("Callback not made", "system")
}

// outbound is a call that a user makes: nobody is rung on our side.
func (b *builder) outbound() {
	user := b.rng.below(len(b.sim.world.users))
	b.it.Direction, b.it.Outbound = "outbound", true
	b.point(data.Create, creating).ByUserID = b.userID(user)
	b.passSkewed(2*second, 35*second)
	if b.rng.chance(340) {
		b.complete("No answer", "system")
		return
	}
	i := b.add(data.Accept, connected)
	b.segs[i].UserID = b.userID(user)
	b.talk(user, false)
}

// otherQueue is another queue that takes this type, if there is one.
func (b *builder) otherQueue(queue int) int {
	takes := b.sim.world.takes[b.kind]
	next := b.sim.world.queueFor(b.kind, &b.rng)
	if next == queue && len(takes) > 1 {
		next = takes[b.rng.below(len(takes))]
	}
	return next
}

// endOfOffer is the instant at which the last accept or clear took the interaction out of its queue.
func (b *builder) endOfOffer() time.Time {
	for i := len(b.segs) - 1; i >= 0; i-- {
		if e := b.segs[i].Event; e == data.Accept || e == data.Clear && b.segs[i].Cause == "customer_left" {
			return b.segs[i].StartedAt
		}
	}
	return instant(b.now)
}
