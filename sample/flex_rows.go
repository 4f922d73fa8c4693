package sample

import (
	"cmp"
	"slices"
	"time"

	"segpath/data"
)

// The kinds of a row of Conversations.
const (
	flexConversation = "Conversation"
	flexQueue        = "Queue"
	flexRejected     = "Rejected Conversation"
	flexMissed       = "Missed Conversation"
	flexRevoked      = "Revoked Conversation"
	flexAgentStatus  = "Agent Status"
	flexInProgress   = " in Progress"
)

// flexRow is one row of Conversations. Lengths are seconds.
type flexRow struct {
	conversation, id, external, kind, running string
	start                                     time.Time
	talk, hold, queued, activity, wrap        data.Opt[int64]
	abandoned                                 bool
	phase, attribute, doing                   string
	order                                     data.Opt[int64]
	queue, agent, team, channel, direction    string
	hangUp, outcome, contact, customer        string
	ivr, workflow                             string
}

// flexChannels are how Flex calls the communication types.
var flexChannels = map[string]string{voice: "Call", chat: "Chat", email: "Email", task: "Task"}

// flexDirections are how Flex calls the directions.
var flexDirections = map[string]string{"inbound": "Inbound", "outbound": "Outbound"}

// flexNames are the names that stand in Conversations instead of ids.
type flexNames struct {
	users     map[string]data.User
	queues    map[string]string
	workflows map[string]string // by account
}

func newFlexNames(s *Simulation) *flexNames {
	n := flexNames{users: map[string]data.User{}, queues: map[string]string{}, workflows: map[string]string{}}
	for _, u := range s.world.users {
		n.users[u.ID] = u
	}
	for _, q := range s.world.queues {
		n.queues[q.ID] = q.Name
	}
	for _, a := range accountRows {
		n.workflows[a.ID] = a.Name
	}
	return &n
}

// flexPath is the rows of one interaction in the order they begin: its stays, its answers, and its offers
// that were not accepted.
func (n *flexNames) flexPath(it *data.Interaction, segments []data.Segment) []flexRow {
	w := flexWalk{it: it, segments: segments, names: n, open: map[string]int{}}
	for i := range segments {
		w.step(i)
	}
	for _, i := range w.open { // Flex ends every offer: one of which nothing is told was taken back
		if !segments[i].EndedAt.IsZero() {
			w.offer(i, flexRevoked, false)
		}
	}
	slices.SortFunc(w.rows, func(a, b flexRow) int { return cmp.Or(a.start.Compare(b.start), cmp.Compare(a.id, b.id)) })
	w.finish()
	return w.rows
}

// flexWalk is how far the walk over an interaction's segments has come.
type flexWalk struct {
	it       *data.Interaction
	segments []data.Segment
	names    *flexNames
	open     map[string]int // user → position of their ring so far without outcome
	rows     []flexRow
	ivr      string
}

func (w *flexWalk) step(i int) {
	s := &w.segments[i]
	switch s.Event {
	case data.Bot:
		w.ivr = s.Facts["intent"]
	case data.QueueEntry:
		w.stay(s)
	case data.RingOffer:
		if before, ok := w.open[s.UserID]; ok {
			w.offer(before, flexRevoked, false)
		}
		w.open[s.UserID] = i
	case data.Accept:
		delete(w.open, s.UserID)
		w.answer(i)
	case data.Reject:
		w.outcome(s, flexRejected)
	case data.Ignore:
		w.outcome(s, flexMissed)
	case data.Clear:
		if s.Cause == "customer_left" {
			w.outcome(s, flexMissed)
			return
		}
		w.outcome(s, flexRevoked)
	}
}

// outcome is the row of the ring that an outcome ends; an outcome without ring has no row.
func (w *flexWalk) outcome(s *data.Segment, kind string) {
	if ring, ok := w.open[s.UserID]; ok {
		w.offer(ring, kind, s.Cause == "customer_left")
	}
}

// row is the row of a segment, from its start, which Flex knows to the second.
func (w *flexWalk) row(s *data.Segment, kind string) flexRow {
	return flexRow{
		conversation: w.it.ID, id: s.SegmentID, kind: kind, start: s.StartedAt.Truncate(time.Second), queue: w.names.queues[s.QueueID],
		agent: w.names.users[s.UserID].Name, team: w.names.users[s.UserID].Team, workflow: w.names.workflows[w.it.AccountID],
		channel: flexChannels[s.Type], direction: flexDirections[w.it.Direction],
		contact: w.it.ContactPoint, customer: w.it.Customer, hangUp: "Unknown",
	}
}

func (w *flexWalk) stay(s *data.Segment) {
	r := w.row(s, flexQueue)
	switch s.Cause {
	case "moved":
		r.attribute = "Moved"
	case "queue_timeout":
		r.attribute = "Timeout"
	case "customer_left":
		r.abandoned, r.phase = true, "Queue"
	}
	if r.queued = wholeSeconds(s.StartedAt, s.EndedAt); !r.queued.Ok() {
		r.running = flexInProgress
	}
	w.rows = append(w.rows, r)
}

// offer is the row of a ring that was not accepted.
func (w *flexWalk) offer(ring int, kind string, left bool) {
	s := &w.segments[ring]
	delete(w.open, s.UserID)
	r := w.row(s, kind)
	r.activity, r.abandoned = wholeSeconds(s.StartedAt, s.EndedAt), left
	if left && len(w.segments)%2 == 0 {
		r.phase = "Ringing"
	}
	w.rows = append(w.rows, r)
}

// answer is the row of an accept, with its holds and its wrap-up.
func (w *flexWalk) answer(i int) {
	s := &w.segments[i]
	r := w.row(s, flexConversation)
	r.talk = wholeSeconds(s.StartedAt, s.EndedAt)
	if !r.talk.Ok() {
		r.running = flexInProgress
	}
	var hold int64
	for j := i + 1; j < len(w.segments); j++ {
		next := &w.segments[j]
		if next.UserID == s.UserID && next.Event == data.Accept {
			break
		}
		switch {
		case next.UserID == s.UserID && next.Event == data.Hold:
			hold += wholeSeconds(next.StartedAt, next.EndedAt).Or(0)
		case next.UserID == s.UserID && next.Event == data.WrapUp:
			r.wrap = wholeSeconds(next.StartedAt, next.EndedAt)
		}
	}
	r.hold = data.Some(hold)
	w.rows = append(w.rows, r)
}

// wholeSeconds is the length between two instants that are known to the second.
func wholeSeconds(from, to time.Time) data.Opt[int64] {
	if to.IsZero() || from.IsZero() {
		return data.None[int64]()
	}
	return data.Some(to.Unix() - from.Unix())
}

// finish fills in what hangs on the other rows: numbers, and how the conversation ended, on its last row.
func (w *flexWalk) finish() {
	var answers int64
	for i := range w.rows {
		r := &w.rows[i]
		if ids := w.it.ExternalIDs; len(ids) > 0 {
			r.external = ids[i%len(ids)]
		}
		if r.kind == flexConversation {
			answers++
			r.order = data.Some(answers)
		}
	}
	if len(w.rows) == 0 {
		return
	}
	w.rows[0].ivr = w.ivr
	last := &w.rows[len(w.rows)-1]
	last.outcome = w.it.Outcome
	if by, ok := flexParties[w.it.EndedBy]; ok {
		last.hangUp = by
	}
}

// flexParties are how Flex calls who hung up.
var flexParties = map[string]string{"customer": "Customer", "user": "Agent"}
