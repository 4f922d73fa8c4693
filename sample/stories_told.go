package sample

import (
	"time"

	"segpath/data"
)

// patient is the customer who gave up and came again.
const patient = "+44 1632 960118"

// fourthTimeLucky: who was rung, who ignored it, who declined it, and who took it.
func fourthTimeLucky(b *builder) {
	b.contact(voice, "+44 1632 960042", billing)
	p, stay := b.enter(billing)
	b.ignored(p, ana, 4*second, 18*second)
	b.declined(p, ben, 11*second, 6200)
	b.ignored(p, ana, 2*second, 18*second)
	accept := b.taken(p, stay, cy, 25*second, 8700)
	b.parked(cy, 50*second, 41*second, "")
	b.wrapUp(accept, cy, 95*second, 38*second, "Payment taken")
}

// hungUpInDeadAir: rung twice in two and a half minutes; most of the wait nobody's phone rang.
func hungUpInDeadAir(b *builder) {
	b.contact(voice, patient, support)
	p, stay := b.enter(support)
	b.ignored(p, lukasz, 9*second, 20*second)
	r := b.rung(p, zoe, 108*second, 3400)
	b.outcome(r, data.Clear, open, "customer_left", "customer hung up")
	b.leaveStay(stay, "customer_left")
	b.abandon(support)
}

// calledAgain: the same customer, later; this time it is quick.
func calledAgain(b *builder) {
	b.contact(voice, patient, support)
	p, stay := b.enter(support)
	accept := b.taken(p, stay, zoe, 1800, 4100)
	b.it.Facts = map[string]string{"note": "called before and hung up"}
	b.wrapUp(accept, zoe, 311*second, 54*second, "Resolved")
}

func firstLeg(b *builder) {
	b.contact(voice, "+44 1632 960077", support)
	p, stay := b.enter(support)
	accept := b.taken(p, stay, wang, 6*second, 3900)
	b.pass(142 * second)
	b.end(accept)
	b.transferToOtherID(wang, billing)
}

func secondLeg(b *builder) {
	b.create()
	p, stay := b.enter(billing)
	b.ignored(p, ben, 3*second, 18*second)
	accept := b.taken(p, stay, sian, 14*second, 5200)
	b.parked(sian, 33*second, 67*second, "")
	b.pass(48 * second)
	b.end(accept)
	b.transferToOtherID(sian, contracts)
}

func lastLeg(b *builder) {
	b.create()
	p, stay := b.enter(contracts)
	accept := b.taken(p, stay, jose, 2200, 6400)
	b.wrapUp(accept, jose, 268*second, 72*second, "Resolved")
}

// pingPong: Orders, Billing, Orders, Billing, before anybody takes it.
func pingPong(b *builder) {
	b.contact(voice, "+44 1632 960155", orders)
	for _, queue := range []int{orders, billing, orders} {
		p, stay := b.enter(queue)
		b.ignored(p, []int{cy, ana, lukasz}[queue], 5*second, 15*second)
		b.pass(40 * second)
		b.endStay(stay, "queue_timeout", "no user for too long")
		b.pass(300)
	}
	p, stay := b.enter(billing)
	accept := b.taken(p, stay, ben, 7*second, 9100)
	b.wrapUp(accept, ben, 130*second, 21*second, "Order changed")
}

// threeAtOnce: rung together; one declines, one is first, one is told so.
func threeAtOnce(b *builder) {
	b.contact(voice, "+44 1632 960201", contracts)
	p, stay := b.enter(contracts)
	b.pass(2 * second)
	first := b.ring(p, jose)
	b.pass(4)
	other := b.ring(p, wang)
	b.pass(5)
	third := b.ring(p, zoe)
	b.pass(3 * second)
	b.outcome(first, data.Reject, pending, "declined", "declined")
	b.pass(2300)
	b.accept(third, "")
	b.leaveStay(stay, "agent_connected")
	b.pass(35)
	b.outcome(other, data.Clear, "", "answered_elsewhere", "answered by another user")
	b.wrapUp(b.lastAccept(), zoe, 204*second, 33*second, "Information given")
}

// twoOfOneName: two users are called Ana Silva.
func twoOfOneName(b *builder) {
	b.contact(voice, "+44 1632 960013", billing)
	p, stay := b.enter(billing)
	b.declined(p, ana, 3*second, 4800)
	accept := b.taken(p, stay, otherAna, 2*second, 7300)
	b.wrapUp(accept, otherAna, 77*second, 12*second, "Resolved")
}

// chatThatCalled: taken by the client itself, then it became a call.
func chatThatCalled(b *builder) {
	b.contact(chat, "佐藤.健@example.org", orders)
	p, stay := b.enter(orders)
	b.accept(b.rung(p, lukasz, 900, 1100), "auto-accept")
	b.leaveStay(stay, "agent_connected")
	accept := b.lastAccept()
	b.pass(214 * second)
	b.end(accept)
	b.transfer(lukasz, "").QueueID = b.queueID(support)
	b.setKind(voice)
	b.pass(180)
	p, stay = b.enter(support)
	accept = b.taken(p, stay, wang, 4*second, 5600)
	b.wrapUp(accept, wang, 388*second, 61*second, "Resolved")
}

// emailOverDays waits for the customer overnight.
func emailOverDays(b *builder) {
	b.contact(email, "n.haddad@example.org", billing)
	b.it.Facts = map[string]string{"subject": "Invoice 2291 <again>"}
	p, stay := b.enter(billing)
	b.ignored(p, ben, 12*minute, 6*minute)
	accept := b.taken(p, stay, sian, 31*minute, 52*second)
	b.parked(sian, 8*minute, 19*hour+14*minute, "awaiting customer")
	b.wrapUp(accept, sian, 6*minute, 9*second, "Resolved")
}

// notTaken: passed to a colleague by name who lets it ring, so it goes back to the queue.
func notTaken(b *builder) {
	b.contact(voice, "+44 1632 960166", support)
	p, stay := b.enter(support)
	accept := b.taken(p, stay, lukasz, 3*second, 4400)
	b.pass(96 * second)
	b.end(accept)
	b.transfer(lukasz, "").UserID = b.userID(cy)
	b.pass(250)
	b.ignored(place{queue: -1}, cy, 0, 25*second)
	b.pass(120)
	failed := b.point(data.TransferFailed, "")
	failed.ByUserID, failed.UserID, failed.Reason = b.userID(lukasz), b.userID(cy), "not taken"
	b.pass(200)
	p, stay = b.enter(support)
	accept = b.taken(p, stay, zoe, 8*second, 6100)
	b.wrapUp(accept, zoe, 183*second, 27*second, "Follow-up")
}

// voicemailAfterHours: a bot asks, nobody is there, a message is left.
func voicemailAfterHours(b *builder) {
	b.contact(voice, "+44 1632 960190", billing)
	bot := b.add(data.Bot, inBot)
	b.segs[bot].Facts = map[string]string{"intent": "speak to someone"}
	b.pass(21 * second)
	b.end(bot)
	b.pass(150)
	_, stay := b.enter(billing)
	b.pass(90 * second)
	b.endStay(stay, "queue_timeout", "no user for too long")
	b.pass(60)
	b.voicemail()
}

// stillOnHold: connected, and parked when the data end.
func stillOnHold(b *builder) {
	b.at(b.clockOf(4 * time.Minute))
	b.contact(voice, "+44 1632 960128", support)
	p, stay := b.enter(support)
	accept := b.taken(p, stay, wang, 5*second, 3200)
	b.parked(wang, 140*second, 10*minute, "")
	b.wrapUp(accept, wang, minute, 10*second, "Resolved")
}

// stillRinging: somebody is being rung when the data end.
func stillRinging(b *builder) {
	b.at(b.clockOf(96 * time.Second))
	b.contact(voice, "+44 1632 960031", billing)
	p, stay := b.enter(billing)
	b.ignored(p, ana, 10*second, 18*second)
	b.declined(p, ben, 41*second, 3700)
	accept := b.taken(p, stay, cy, 12*second, 18*second)
	b.wrapUp(accept, cy, minute, 10*second, "Resolved")
}

// justArrived is in the queue when the data end; its last instant is what the others have lasted to.
func justArrived(b *builder) {
	b.at(b.clockOf(600 * time.Millisecond))
	b.contact(voice, "+44 1632 960174", orders)
	p, stay := b.enter(orders)
	accept := b.taken(p, stay, lukasz, 5*second, 3*second)
	b.wrapUp(accept, lukasz, minute, 10*second, "Resolved")
}
