package sample

import (
	"fmt"

	"segpath/data"
)

// exit is how a user let go of an interaction.
type exit int

const (
	done exit = iota
	toQueue
	toUser
	toOutside
	toOtherID
)

// talk is the time a user has the interaction, from the accept just noted to its end and what follows.
func (b *builder) talk(user int, mayLeave bool) exit {
	accept := b.lastAccept()
	total := b.rng.skewed(b.pace.talk[0], b.pace.talk[1])
	parts := int64(2)
	for h := 0; h < 3 && b.rng.chance(b.pace.holds); h++ {
		b.pass(max(total/5, 1))
		b.hold(user)
		parts++
	}
	if b.rng.chance(60) {
		b.pass(max(total/6, 1))
		b.consult(user, accept)
	}
	if b.rng.chance(4) {
		b.pass(second)
		s := b.point(data.Other, "")
		s.EventRaw, s.UserID = "recording_started", b.userID(user)
	}
	b.pass(max(total/parts, 1))
	leave := b.leaving(mayLeave)
	b.end(accept)
	b.endJoin()
	if leave == done {
		b.finish(user)
	}
	return leave
}

// lastAccept is the position of the accept that talk is about: the last one, before any late clears.
func (b *builder) lastAccept() int {
	i := len(b.segs) - 1
	for b.segs[i].Event != data.Accept {
		i--
	}
	return i
}

// hold parks the customer; most centres note that they are back, some leave it to the end of the hold.
func (b *builder) hold(user int) {
	i := b.add(data.Hold, onHold)
	b.segs[i].UserID, b.segs[i].Reason = b.userID(user), b.pace.holdWhy
	b.passSkewed(b.pace.hold[0], b.pace.hold[1])
	b.end(i)
	if b.rng.chance(850) {
		b.point(data.StatusChange, connected).UserID = b.userID(user)
		return
	}
	b.status = connected
}

// consult asks a second user, who may join.
func (b *builder) consult(user, accept int) {
	other := (user + 1 + b.rng.below(len(b.sim.world.users)-1)) % len(b.sim.world.users)
	i := b.add(data.Consult, "")
	b.segs[i].UserID, b.segs[i].ByUserID = b.userID(other), b.userID(user)
	b.passSkewed(10*second, 3*minute)
	b.end(i)
	if b.rng.chance(400) {
		b.join = b.add(data.Join, "")
		b.segs[b.join].UserID, b.segs[b.join].ByUserID = b.userID(other), b.userID(user)
		return
	}
	if b.rng.chance(120) {
		b.pass(b.rng.between(200, 3000))
		s := b.point(data.TransferFailed, "")
		s.ByUserID, s.UserID, s.Reason = b.userID(user), b.userID(other), "not taken"
	}
}

func (b *builder) endJoin() {
	if b.join > 0 {
		b.segs[b.join].EndedAt = instant(b.now)
		b.join = 0
	}
}

// leaving decides whether the user passes the interaction on.
func (b *builder) leaving(may bool) exit {
	if b.wantChain && may && b.rng.chance(800) {
		return toOtherID
	}
	draw := b.rng.below(1000)
	switch {
	case !may:
		return done
	case draw < 75:
		return toQueue
	case draw < 105:
		return toUser
	case draw < 120 && b.kind == voice:
		return toOutside
	}
	return done
}

// finish is the wrap-up and the end of an interaction that was handled.
func (b *builder) finish(user int) {
	b.it.UserID = b.userID(user)
	if b.rng.chance(b.pace.wraps) {
		w := b.add(data.WrapUp, wrapping)
		b.segs[w].UserID = b.userID(user)
		b.passSkewed(b.pace.wrap[0], b.pace.wrap[1])
		b.end(w)
	} else {
		b.pass(b.rng.between(20, 900))
	}
	by := "customer"
	if b.rng.chance(450) {
		by = "user"
	}
	b.complete(outcomeWords[b.rng.below(len(outcomeWords))], by)
}

// complete is the end.
func (b *builder) complete(outcome, by string) {
	s := b.point(data.Complete, completed)
	s.Reason = outcome
	b.close(outcome, by)
}

func (b *builder) close(outcome, by string) {
	b.it.Outcome, b.it.EndedBy = outcome, by
	b.it.CompletedAt = instant(b.last)
	b.closed = true
}

// transfer notes that a user passes the interaction on, shortly after they let go of it.
func (b *builder) transfer(user int, to string) *data.Segment {
	b.pass(b.rng.between(20, 400))
	s := b.point(data.Transfer, to)
	s.ByUserID = b.userID(user)
	return s
}

// transferOutside sends the customer to a number that is none of ours.
func (b *builder) transferOutside(user int) {
	b.transfer(user, "").Reason = fmt.Sprintf("+44 1632 9601%02d", b.rng.below(100))
	b.it.UserID = b.userID(user)
	b.pass(b.rng.between(30, 900))
	b.complete("Transferred outside", "user")
}

// transferToOtherID ends this interaction and begins the next: a chain.
func (b *builder) transferToOtherID(user, queue int) {
	s := b.transfer(user, completed)
	s.QueueID, s.Reason = b.queueID(queue), "continues under another id"
	b.it.UserID = b.userID(user)
	b.close("Transferred", "user")
	b.handoff = &handoff{at: b.last, queue: queue}
}
