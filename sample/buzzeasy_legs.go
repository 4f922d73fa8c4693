package sample

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"segpath/data"
)

// buzzeasyLeg is one conversation of the feed: what of an interaction lies between two transfers.
type buzzeasyLeg struct {
	id, next, kind, account string
	customer, subject       string
	from, to                time.Time
	reason, number, by      string // conversationEndedReason, the external number, TransferInitiatedBy
	outbound, consult       bool
	customerRing            data.Opt[int64] // seconds for which the customer's phone rang
	stays, bots, refused    []buzzeasyStep
	tasks                   []buzzeasyTask
	asking                  *buzzeasyTask // consult: the task that it is shared with
}

// buzzeasyStep is a row of Queue Segments, Bot Segments or Rejected Enqueue Attempts.
type buzzeasyStep struct {
	data.Segment
	id, conversation, channel string
}

// buzzeasyTask is a row of Workitem. Lengths are rounded to seconds, as the feed rounds them.
type buzzeasyTask struct {
	id, conversation, agent, queue, kind, result, code string

	start, end            time.Time
	preview, active, wrap data.Opt[int64]
	holds                 int64
	held, lastHeld        data.Span
	accepted, ended       time.Time // when it was taken, and when the agent let go of it
}

// buzzeasySession is a row of Workitem Conversation Sessions.
type buzzeasySession struct {
	task         *buzzeasyTask
	conversation string
	reason       string
}

// buzzeasyLegs are the conversations of one interaction: a walk along its true path.
func buzzeasyLegs(it *data.Interaction, segments []data.Segment) []buzzeasyLeg {
	w := buzzeasyWalk{it: it, segments: segments}
	for i := range segments {
		if w.closed {
			break
		}
		w.step(i)
	}
	for i := range w.legs {
		w.legs[i].settle()
	}
	for i := range w.consults {
		l := &w.consults[i]
		for k := range w.legs {
			for n := range w.legs[k].tasks {
				if t := &w.legs[k].tasks[n]; t.id == l.asking.id {
					l.asking = t
				}
			}
		}
	}
	return append(w.legs, w.consults...)
}

// buzzeasyWalk is how far the walk has come.
type buzzeasyWalk struct {
	it       *data.Interaction
	segments []data.Segment
	legs     []buzzeasyLeg
	consults []buzzeasyLeg
	paired   map[int]bool // outcomes whose ring has been seen
	tasks    int
	closed   bool
}

func (w *buzzeasyWalk) step(i int) {
	s := &w.segments[i]
	if len(w.legs) == 0 {
		w.begin(s.StartedAt, s.Type)
	}
	leg := &w.legs[len(w.legs)-1]
	switch s.Event {
	case data.QueueEntry:
		leg.stays = append(leg.stays, leg.row(s, len(leg.stays), "q"))
	case data.Bot:
		leg.bots = append(leg.bots, leg.row(s, len(leg.bots), "b"))
	case data.EnqueueRejected:
		leg.refused = append(leg.refused, leg.row(s, len(leg.refused), "e"))
	case data.RingOffer:
		w.ring(leg, i)
	case data.Accept:
		if !w.paired[i] {
			w.accept(leg, s)
		}
	case data.Hold, data.WrapUp, data.Consult:
		w.during(leg, s)
	case data.Transfer, data.TransferFailed, data.Callback:
		w.pass(leg, i)
	case data.Abandon, data.Complete:
		leg.to, leg.reason = s.StartedAt, w.ending(leg, s)
	}
}

// begin begins a conversation.
func (w *buzzeasyWalk) begin(at time.Time, kind string) *buzzeasyLeg {
	l := buzzeasyLeg{
		id: w.it.ID, kind: kind, account: w.it.AccountID, customer: w.it.Customer, subject: w.it.Facts["subject"],
		from: at, outbound: w.it.Outbound, next: w.it.NextID,
	}
	if n := len(w.legs); n > 0 {
		l.id = fmt.Sprintf("%s-%d", w.it.ID, n+1)
	}
	if w.it.Outbound && len(w.segments) > 1 {
		l.customerRing = data.Some(rounded(data.Between(at, w.segments[1].StartedAt)))
	}
	w.legs = append(w.legs, l)
	return &w.legs[len(w.legs)-1]
}

// row is a step of a conversation as a row.
func (l *buzzeasyLeg) row(s *data.Segment, n int, letter string) buzzeasyStep {
	return buzzeasyStep{Segment: *s, id: fmt.Sprintf("%s-%s%d", l.id, letter, n+1), conversation: l.id, channel: buzzeasyChannel(l.account, l.kind)}
}

// task adds a task.
func (w *buzzeasyWalk) task(l *buzzeasyLeg, s *data.Segment) *buzzeasyTask {
	w.tasks++
	t := buzzeasyTask{
		id: fmt.Sprintf("%s-w%d", w.it.ID, w.tasks), conversation: l.id, agent: s.UserID, queue: s.QueueID, kind: s.Type, start: s.StartedAt,
	}
	if l.outbound {
		t.queue = ""
	}
	l.tasks = append(l.tasks, t)
	return &l.tasks[len(l.tasks)-1]
}

// ring is a task with what came of it: the same user's next outcome at the ring's end.
func (w *buzzeasyWalk) ring(l *buzzeasyLeg, i int) {
	s := &w.segments[i]
	t := w.task(l, s)
	if s.EndedAt.IsZero() {
		return
	}
	t.preview = data.Some(rounded(data.Between(s.StartedAt, s.EndedAt)))
	t.end = s.EndedAt
	for j := i + 1; j < len(w.segments); j++ {
		o := &w.segments[j]
		if o.UserID != s.UserID || !o.Event.IsOutcome() && o.Event != data.RingOffer {
			continue
		}
		if o.Event == data.RingOffer || !o.StartedAt.Equal(s.EndedAt) {
			return
		}
		if w.paired == nil {
			w.paired = map[int]bool{}
		}
		w.paired[j] = true
		switch {
		case o.Event == data.Accept:
			t.accepted, t.end = o.StartedAt, o.EndedAt
		case o.Event == data.Reject:
			t.result = "Rejected"
		case o.Event == data.Ignore:
			t.result = "Missed"
		case o.Cause == "customer_left":
			t.result = "Abandoned"
		}
		return
	}
}

// accept is a task that nobody was rung for: the user made the call.
func (w *buzzeasyWalk) accept(l *buzzeasyLeg, s *data.Segment) {
	t := w.task(l, s)
	t.accepted, t.end = s.StartedAt, s.EndedAt
}

// during adds what happened while an agent had it.
func (w *buzzeasyWalk) during(l *buzzeasyLeg, s *data.Segment) {
	var t *buzzeasyTask
	for i := range l.tasks {
		if c := &l.tasks[i]; !c.accepted.IsZero() && (c.agent == s.UserID || c.agent == s.ByUserID) {
			t = c
		}
	}
	length, ended := s.Duration().Get()
	switch {
	case t == nil:
	case s.Event == data.Hold && ended:
		t.holds, t.held, t.lastHeld = t.holds+1, t.held+length, length
	case s.Event == data.WrapUp:
		t.ended, t.end = t.end, s.EndedAt
		if ended {
			t.wrap = data.Some(rounded(length))
		}
	case s.Event == data.Consult:
		c := buzzeasyLeg{
			id: fmt.Sprintf("%s-c%d", l.id, len(w.consults)+1), kind: l.kind, account: l.account, from: s.StartedAt, to: s.EndedAt, consult: true, asking: t,
		}
		if ended {
			c.reason = "Default"
		}
		w.consults = append(w.consults, c)
	}
}

// pass ends a conversation that another carries on, or that goes on outside.
func (w *buzzeasyWalk) pass(l *buzzeasyLeg, i int) {
	s := &w.segments[i]
	if s.Event == data.TransferFailed && slices.ContainsFunc(l.tasks, func(t buzzeasyTask) bool { return !t.accepted.IsZero() }) {
		return // of a consult: the feed does not tell
	}
	l.to = s.StartedAt
	switch {
	case s.Event == data.Callback:
		l.reason, l.next = "CallbackRequested", ""
	case s.Event == data.TransferFailed:
		l.reason = "TransferToAgentFailed"
	case s.QueueID == "" && s.UserID == "":
		l.reason, l.number, l.by, l.next, w.closed = "TransferToExternal", s.Reason, "agent", "", true
		return
	case l.kind == chat || l.kind == task:
		l.reason, l.by = "TransferredToQueue", "agent"
	default:
		l.reason, l.by = "TransferToChannel", "agent"
	}
	if i+1 == len(w.segments) {
		return
	}
	kind, back := w.segments[i+1].Type, s.Event == data.Callback
	n := w.begin(s.StartedAt, kind)
	before := &w.legs[len(w.legs)-2]
	n.outbound = back || before.outbound
	if !back {
		before.next = n.id
	}
}

// ending is the word for how a conversation ended.
func (w *buzzeasyWalk) ending(l *buzzeasyLeg, s *data.Segment) string {
	had := slices.ContainsFunc(l.tasks, func(t buzzeasyTask) bool { return !t.accepted.IsZero() })
	switch {
	case s.Event == data.Abandon && l.kind != voice:
		return "CustomerDisconnected"
	case s.Event == data.Abandon:
		return "Abandoned"
	case l.outbound && !had && w.it.Outbound:
		return "CustomerJoinFailed"
	case had && w.it.EndedBy == "customer" && (l.kind == voice || l.kind == chat):
		return "CustomerDisconnected"
	case w.it.EndedBy == "system":
		return "IdleTimeout"
	}
	return "Default"
}

// settle fills in the lengths of tasks that were taken, and leaves open those that go on.
func (l *buzzeasyLeg) settle() {
	for i := range l.tasks {
		t := &l.tasks[i]
		if t.accepted.IsZero() {
			continue
		}
		if t.ended.IsZero() {
			t.ended = t.end
		}
		if t.end.IsZero() || t.ended.IsZero() {
			t.end, t.wrap = time.Time{}, data.None[int64]()
			continue
		}
		t.result, t.active = "Handled", data.Some(rounded(data.Between(t.accepted, t.ended)))
		t.wrap = data.Some(t.wrap.Or(0))
		t.code = "Done"
	}
}

// sessions are the conversation's rows of Workitem Conversation Sessions: of tasks that are over.
func (l *buzzeasyLeg) sessions() []buzzeasySession {
	if l.consult {
		if l.asking.result == "" {
			return nil
		}
		return []buzzeasySession{{l.asking, l.id, "default"}}
	}
	var rows []buzzeasySession
	for i := range l.tasks {
		t := &l.tasks[i]
		reason := "ConversationEnded"
		if strings.HasPrefix(l.reason, "Transfer") {
			reason = "Transferred"
		}
		if t.result == "Handled" {
			rows = append(rows, buzzeasySession{t, l.id, reason})
		}
	}
	return rows
}

// states are now and then a row about what the agent did next.
func (l *buzzeasyLeg) states() []buzzeasyTask {
	r := repeater(l.id)
	if len(l.tasks) == 0 || !r.chance(150) {
		return nil
	}
	return l.tasks[len(l.tasks)-1:]
}

// rounded is a length in whole seconds.
func rounded(length data.Span) int64 { return int64((length + data.Second/2) / data.Second) }
