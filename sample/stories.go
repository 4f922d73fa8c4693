package sample

import (
	"time"

	"segpath/data"
)

// story is one interaction told by hand: what a supervisor should see in the built-in sample.
type story struct {
	continues bool // the next story carries this one on under its own id
	tell      func(*builder)
}

// The users and queues that the stories speak of, by their place in the world.
const (
	ana, ben, cy, zoe, lukasz, wang, sian, jose, otherAna = 0, 1, 2, 3, 4, 5, 6, 7, 11

	billing, support, orders, contracts = 0, 1, 2, 3
)

// storyGroups are spread over the export; the stories of a group follow each other directly. The last
// group stands at the end of the data.
var storyGroups = [][]story{
	{{tell: fourthTimeLucky}},
	{{tell: hungUpInDeadAir}},
	{{continues: true, tell: firstLeg}, {continues: true, tell: secondLeg}, {tell: lastLeg}},
	{{tell: calledAgain}},
	{{tell: pingPong}},
	{{tell: threeAtOnce}},
	{{tell: twoOfOneName}},
	{{tell: chatThatCalled}},
	{{tell: emailOverDays}},
	{{tell: notTaken}},
	{{tell: voicemailAfterHours}},
	{{tell: stillOnHold}, {tell: stillRinging}, {tell: justArrived}},
}

// storyRoom is how many interactions there must be for a story; with fewer none is told.
const storyRoom = 3

// placeStories gives every story its index.
func placeStories(interactions int64) map[int64]story {
	places := map[int64]story{}
	groups := int64(len(storyGroups))
	if interactions < groups*storyRoom {
		return places
	}
	last := storyGroups[groups-1]
	for g, group := range storyGroups {
		first := int64(g)*(interactions-int64(len(last)))/(groups-1) + 1
		if int64(g) == groups-1 {
			first = interactions - int64(len(last))
		}
		for i, s := range group {
			places[first+int64(i)] = s
		}
	}
	return places
}

// contact begins a story: who comes, how and for which queue.
func (b *builder) contact(kind, customer string, queue int) {
	b.setKind(kind)
	account := queueKinds[queue].account
	b.it.Type, b.it.Direction, b.it.Outbound = kind, "inbound", false
	b.it.Customer, b.it.AccountID = customer, accountRows[account].ID
	b.it.ContactPoint, b.it.Facts = contactPoints[account], nil
	if kind != voice {
		b.it.ContactPoint = kind + "@" + accountSites[account]
	}
	b.externalIDs()
	b.point(data.Create, creating)
	b.pass(400)
}

// at moves the beginning of a story that has not begun.
func (b *builder) at(ms int64) {
	b.now = ms
	b.it.CreatedAt = instant(ms)
}

// enter begins a stay.
func (b *builder) enter(queue int) (place, int) {
	i := b.add(data.QueueEntry, open)
	b.segs[i].QueueID = b.queueID(queue)
	return place{queue: queue}, i
}

// rung rings a user for a while after a while in which nobody is rung.
func (b *builder) rung(p place, user int, deadAir, ringing int64) int {
	b.pass(deadAir)
	r := b.ring(p, user)
	b.pass(ringing)
	return r
}

func (b *builder) ignored(p place, user int, deadAir, ringing int64) {
	b.outcome(b.rung(p, user, deadAir, ringing), data.Ignore, open, "timeout", "no answer")
}

func (b *builder) declined(p place, user int, deadAir, ringing int64) {
	b.outcome(b.rung(p, user, deadAir, ringing), data.Reject, open, "declined", "declined")
}

// taken rings a user who accepts, and ends the stay.
func (b *builder) taken(p place, stay, user int, deadAir, ringing int64) int {
	b.accept(b.rung(p, user, deadAir, ringing), "")
	b.leaveStay(stay, "agent_connected")
	return b.lastAccept()
}

func (b *builder) leaveStay(stay int, cause data.Cause) {
	b.segs[stay].EndedAt, b.segs[stay].Cause = instant(b.now), cause
}

// wrapUp ends an accept with a wrap-up and the interaction with an outcome.
func (b *builder) wrapUp(accept, user int, talk, wrap int64, outcome string) {
	b.pass(talk)
	b.end(accept)
	w := b.add(data.WrapUp, wrapping)
	b.segs[w].UserID = b.userID(user)
	b.pass(wrap)
	b.end(w)
	b.it.UserID = b.userID(user)
	b.complete(outcome, "customer")
}

// parked is a hold of which the user tells that it is over.
func (b *builder) parked(user int, before, length int64, why string) {
	b.pass(before)
	h := b.add(data.Hold, onHold)
	b.segs[h].UserID, b.segs[h].Reason = b.userID(user), why
	b.pass(length)
	b.end(h)
	b.point(data.StatusChange, connected).UserID = b.userID(user)
}

// clockOf is an instant before the end of the data.
func (b *builder) clockOf(before time.Duration) int64 {
	return b.sim.clock.end - before.Milliseconds()
}
