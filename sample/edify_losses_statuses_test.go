package sample

import (
	"time"

	"segpath/data"
)

// byStatuses is the steps of rows that have statuses only, by the rules that `segpath formats edify` lists:
// one walk in the true order. stated tells whether the rows state the status before them, outbound whether
// the export says that the contact is ours.
func byStatuses(rows []edifyRow, stated, outbound bool) []data.Segment {
	w := statusWalk{stay: -1, accept: -1, customer: waiting{served: outbound}}
	for i := range rows {
		next := time.Time{}
		if i+1 < len(rows) {
			next = rows[i+1].StartedAt
		}
		w.row(&rows[i].Segment, stated, next)
	}
	return w.out
}

// statusWalk is how far the walk has come.
type statusWalk struct {
	out          []data.Segment
	last         *data.Segment // the row before
	queue        string        // the last that a row named
	customer     waiting
	stay, accept int // positions of the running ones; -1 none
}

func (w *statusWalk) row(s *data.Segment, stated bool, next time.Time) {
	before := ""
	if w.last != nil {
		before = w.last.StatusTo
	}
	if stated && s.StatusFrom != "" {
		before = s.StatusFrom
	}
	told := data.Segment{StatusTo: s.StatusTo, StatusFrom: s.StatusFrom}
	w.customer.meets(&told)
	if w.leavesStay(s, before) {
		w.endStay(s.StartedAt)
	}
	event := w.event(s, before)
	if w.accept >= 0 && (event == data.Accept || s.StatusTo != connected && s.StatusTo != onHold) {
		w.out[w.accept].EndedAt = s.StartedAt
		w.accept = -1
	}
	w.madeBefore(s, before, event)
	w.step(s, event, next)
	w.customer.after(&told)
	if s.QueueID != "" {
		w.queue = s.QueueID
	}
	w.last = s
}

// leavesStay tells whether a row ends the stay that runs.
func (w *statusWalk) leavesStay(s *data.Segment, before string) bool {
	switch s.StatusTo {
	case connected, inBot, completed:
		return true
	case open:
		if before == connected || before == onHold {
			return true
		}
	}
	return s.QueueID != "" && w.queue != "" && s.QueueID != w.queue
}

func (w *statusWalk) endStay(at time.Time) {
	if w.stay >= 0 {
		w.out[w.stay].EndedAt = at
		w.stay = -1
	}
}

// event is what a row's change of status is.
func (w *statusWalk) event(s *data.Segment, before string) data.Event {
	another := w.last == nil || s.UserID != "" && s.UserID != w.last.UserID
	switch s.StatusTo {
	case creating:
		if w.last == nil {
			return data.Create
		}
	case open:
		if w.stay < 0 {
			return data.QueueEntry
		}
	case pending:
		if before != pending || another {
			return data.RingOffer
		}
	case connected:
		if before != onHold && (before != connected || another) {
			return data.Accept
		}
	case inBot, onHold, wrapping, completed:
		if before != s.StatusTo {
			return w.plain(s)
		}
	}
	return data.StatusChange
}

func (w *statusWalk) plain(s *data.Segment) data.Event {
	switch s.StatusTo {
	case inBot:
		return data.Bot
	case onHold:
		return data.Hold
	case wrapping:
		return data.WrapUp
	}
	return w.customer.end(s)
}

// madeBefore adds the steps that a rule puts before the row's own.
func (w *statusWalk) madeBefore(s *data.Segment, before string, event data.Event) {
	made := data.Segment{
		InteractionID: s.InteractionID, SegmentID: s.SegmentID, StartedAt: s.StartedAt, EndedAt: s.StartedAt, Type: s.Type, Derived: true,
	}
	if w.last == nil && event != data.Create {
		create := made
		create.Event = data.Create
		w.out = append(w.out, create)
	}
	switch {
	case s.StatusTo == completed && before == pending:
		made.Event, made.Cause, made.QueueID = data.Clear, "unknown", w.queue
		if made.QueueID == "" {
			made.QueueID = s.QueueID
		}
		if made.UserID = s.UserID; w.last != nil {
			made.UserID = w.last.UserID
		}
	case s.StatusTo == open && (before == connected || before == onHold):
		made.Event, made.QueueID, made.Reason = data.Transfer, s.QueueID, "returned to queue"
		if w.last != nil {
			made.ByUserID = w.last.UserID
		}
	default:
		return
	}
	w.out = append(w.out, made)
}

// step adds the row's own step. A row whose end is not stated lasts until the next; a stay and an accept
// end where the walk finds their ends.
func (w *statusWalk) step(s *data.Segment, event data.Event, next time.Time) {
	own := *s
	own.Event = event
	switch event {
	case data.QueueEntry:
		w.stay = len(w.out)
		own.EndedAt, own.DurationStated = time.Time{}, data.None[data.Span]()
	case data.Accept:
		w.accept = len(w.out)
		own.EndedAt, own.DurationStated = time.Time{}, data.None[data.Span]()
	case data.Complete, data.Abandon:
	default:
		if own.EndedAt.IsZero() && !own.DurationStated.Ok() {
			own.EndedAt = next
		}
	}
	w.out = append(w.out, own)
}
