package data

import (
	"slices"
	"strings"
)

// Event is what a step of a path is. Its value is the letter it has in a path ("cqrIrA").
type Event byte

// The events of a path.
const (
	Create          Event = 'c'
	Bot             Event = 'b'
	QueueEntry      Event = 'q' // a stay in a queue
	EnqueueRejected Event = 'E'
	RingOffer       Event = 'r' // offered to this user
	Accept          Event = 'A' // taken by the user or by auto-accept; its interval is the time they had it
	Reject          Event = 'J' // the user declined
	Ignore          Event = 'I' // the source holds a non-answer against the user
	Clear           Event = 'L' // the offer went away with no action by the user
	Hold            Event = 'h'
	Consult         Event = 'k'
	Join            Event = 'j'
	Transfer        Event = 't'
	TransferFailed  Event = 'T'
	Voicemail       Event = 'v'
	Callback        Event = 'B'
	WrapUp          Event = 'w'
	StatusChange    Event = 's' // a status change with no other event
	Complete        Event = 'x'
	Abandon         Event = 'X'
	Other           Event = '?' // a word that nobody taught us, kept verbatim in EventRaw
)

// Events lists every event, in the order that people are shown them.
var Events = []Event{
	Create, Bot, QueueEntry, EnqueueRejected, RingOffer, Accept, Reject, Ignore, Clear, Hold, Consult, Join,
	Transfer, TransferFailed, Voicemail, Callback, WrapUp, StatusChange, Complete, Abandon, Other,
}

var eventWords = map[Event]string{
	Create: "create", Bot: "bot", QueueEntry: "queue", EnqueueRejected: "enqueue_rejected", RingOffer: "ring",
	Accept: "accept", Reject: "reject", Ignore: "ignore", Clear: "clear", Hold: "hold", Consult: "consult",
	Join: "join", Transfer: "transfer", TransferFailed: "transfer_failed", Voicemail: "voicemail",
	Callback: "callback", WrapUp: "wrapup", StatusChange: "status", Complete: "complete", Abandon: "abandon",
	Other: "other",
}

// String is the event's canonical word: "ring", "transfer_failed".
func (e Event) String() string {
	if w, ok := eventWords[e]; ok {
		return w
	}
	return ""
}

// MarshalText writes the canonical word; the absent event is empty.
func (e Event) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// EventOf returns the event of a canonical word.
func EventOf(word string) (Event, bool) {
	for e, w := range eventWords {
		if w == word {
			return e, true
		}
	}
	return 0, false
}

// IsOutcome tells whether the event is a response to a ring: accept, reject, ignore or clear.
func (e Event) IsOutcome() bool { return e == Accept || e == Reject || e == Ignore || e == Clear }

// Cause is why a ring or a stay ended, as far as the source says.
type Cause string

// AgentConnected is the cause of a stay after which an agent had the customer.
const AgentConnected Cause = "agent_connected"

// Causes lists every cause.
var Causes = []Cause{
	"declined", "timeout", "no_action", "customer_left", "answered_elsewhere", "withdrawn", "reassigned",
	"delivery_error", "queue_timeout", "moved", "callback_requested", AgentConnected, "unknown",
}

// CauseOf returns the cause of a word, matched on its letters alone.
func CauseOf(word string) (Cause, bool) {
	c := Cause(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(word)), " ", "_"))
	return c, slices.Contains(Causes, c)
}
