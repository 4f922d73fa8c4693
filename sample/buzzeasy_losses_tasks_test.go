package sample

import (
	"strconv"
	"time"

	"segpath/data"
)

// result is what a reader knows to have come of a task: a word of the feed, or Handled where the queue says
// that a task in progress was taken.
func (r *buzzeasyReader) result(t *buzzeasyTask) string {
	if word := r.kept(buzzeasyTasks, "result", t.result); word != "" {
		return word
	}
	if r.connected(t) {
		return "Handled"
	}
	return ""
}

// connected tells whether a task that goes on was taken: the queue connected an agent as its preview ended.
func (r *buzzeasyReader) connected(t *buzzeasyTask) bool {
	preview, known := r.keptCount(buzzeasyTasks, "previewDuration", t.preview).Get()
	if !known || !r.keptAt(buzzeasyTasks, "endTime", t.end).IsZero() || !r.has(buzzeasyStays, "dequeuedReason") || !r.has(buzzeasyStays, "dequeuedAt") {
		return false
	}
	over := t.start.Add(time.Duration(preview) * time.Second)
	for i := range r.leg.stays {
		s := &r.leg.stays[i]
		if s.dequeued() == "AgentConnected" && s.EndedAt.Sub(over).Abs() <= time.Second {
			return true
		}
	}
	return false
}

// task is a ring, what came of it, and the wrap-up.
func (r *buzzeasyReader) task(t *buzzeasyTask, row int) {
	s := data.Segment{
		SegmentID: t.id, UserID: t.agent, QueueID: r.kept(buzzeasyTasks, "queueID", t.queue), Type: r.kept(buzzeasyTasks, "mediaType", buzzeasyMedium(t.kind)),
	}
	rung := !r.leg.outbound || !r.has(buzzeasyConversations, "isOutbound")
	over, derived := r.outcomeAt(t, rung)
	result := r.result(t)
	if rung {
		ring := s
		ring.Event, ring.StartedAt, ring.EndedAt = data.RingOffer, t.start, over
		if !r.keptCount(buzzeasyTasks, "previewDuration", t.preview).Ok() && result == "Handled" {
			ring.EndedAt = time.Time{} // its outcome's start, which a rule found, ends it
		}
		if code := r.kept(buzzeasyTasks, "completionCode", t.code); code != "" && result == "" {
			ring.Facts = map[string]string{"completionCode": code}
		}
		r.add(ring, fileOfTasks, row)
	}
	outcome := s
	outcome.StartedAt, outcome.EndedAt = over, over
	switch result {
	case "":
		return
	case "Handled":
		r.answer(outcome, t, row, derived)
		return
	case "Missed":
		outcome.Event, outcome.Cause = data.Ignore, "timeout"
	case "Rejected":
		outcome.Event, outcome.Cause = data.Reject, "declined"
	case "Abandoned":
		outcome.Event, outcome.Cause = data.Clear, "customer_left"
	}
	r.add(outcome, fileOfTasks, row)
}

// outcomeAt is when the offer was over, and whether a rule found it.
func (r *buzzeasyReader) outcomeAt(t *buzzeasyTask, rung bool) (at time.Time, derived bool) {
	end, word := r.keptAt(buzzeasyTasks, "endTime", t.end), r.kept(buzzeasyTasks, "result", t.result)
	n, known := r.keptCount(buzzeasyTasks, "previewDuration", t.preview).Get()
	over := t.start.Add(time.Duration(n) * time.Second)
	switch {
	case r.result(t) != "Handled" && !known && word == "":
		return time.Time{}, false
	case r.result(t) != "Handled" && !known:
		return end, false
	case r.result(t) != "Handled" && !end.IsZero() && end.Sub(over).Abs() <= time.Second:
		return end, false
	case known:
		return over, word == ""
	case !rung:
		return t.start, word == ""
	}
	wrap, wrapped := r.keptCount(buzzeasyTasks, "wrapUpDuration", t.wrap).Get()
	active, worked := r.keptCount(buzzeasyTasks, "activeDurationInSeconds", t.active).Get()
	if end.IsZero() || !wrapped || !worked {
		return time.Time{}, true
	}
	return end.Add(-time.Duration(wrap+active) * time.Second), true
}

// answer is the time an agent had it, and their wrap-up.
func (r *buzzeasyReader) answer(s data.Segment, t *buzzeasyTask, row int, derived bool) {
	end := r.keptAt(buzzeasyTasks, "endTime", t.end)
	wrap, wrapped := r.keptCount(buzzeasyTasks, "wrapUpDuration", t.wrap).Get()
	var letGo time.Time
	if wrapped && !end.IsZero() {
		letGo = end.Add(-time.Duration(wrap) * time.Second)
	}
	after := s
	after.Event, after.StartedAt, after.EndedAt = data.WrapUp, letGo, end
	if early := s.StartedAt.Sub(letGo); !s.StartedAt.IsZero() && !letGo.IsZero() && early > 0 && early <= 2*time.Second {
		after.StartedAt = s.StartedAt // lengths are rounded
	}
	s.Event, s.EndedAt, s.Derived, s.Facts = data.Accept, after.StartedAt, derived, map[string]string{}
	active := r.keptCount(buzzeasyTasks, "activeDurationInSeconds", t.active)
	s.DurationStated = stated(active)
	if v, ok := active.Get(); ok {
		s.Facts[data.TalkTotal] = strconv.FormatInt(v, 10)
	}
	if code := r.kept(buzzeasyTasks, "completionCode", t.code); code != "" {
		s.Facts["completionCode"] = code
	}
	for _, session := range r.leg.sessions() {
		if session.task.id == t.id && r.has(buzzeasySessions, "id") {
			r.sessionFacts(s.Facts, session)
		}
	}
	r.add(s, fileOfTasks, row)
	if wrap > 0 && !end.IsZero() {
		after.DurationStated = data.Some(data.Span(wrap) * data.Second)
		r.add(after, fileOfTasks, row)
	}
}

func (r *buzzeasyReader) sessionFacts(facts map[string]string, s buzzeasySession) {
	for column, n := range map[string]int64{"holdCount": s.task.holds, "lastHoldDuration": rounded(s.task.lastHeld), "totalHoldDuration": rounded(s.task.held)} {
		if !r.has(buzzeasySessions, column) {
			continue
		}
		name := column
		if column == "totalHoldDuration" {
			name = data.HoldTotal
		}
		facts[name] = strconv.FormatInt(n, 10)
	}
	if r.has(buzzeasySessions, "endedReason") {
		facts["endedReason"] = s.reason
	}
}

// consults are steps of the sessions that a task of this conversation has with others; or of this one with a
// task of another, where nothing says that it is a consult.
func (r *buzzeasyReader) consults() {
	if !r.has(buzzeasySessions, "id") || !r.has(buzzeasyTasks, "id") {
		return
	}
	for i := range r.all {
		c := &r.all[i]
		if !c.consult || c.asking.result == "" {
			continue
		}
		known := r.has(buzzeasyConversations, "isConsult")
		s := data.Segment{StartedAt: c.from, Derived: true, Facts: map[string]string{"workitemId": c.asking.id}}
		if r.has(buzzeasySessions, "holdCount") {
			s.Facts["holdCount"] = "0"
		}
		if r.has(buzzeasySessions, "endedReason") {
			s.Facts["endedReason"] = "default"
		}
		switch {
		case known && c.asking.conversation == r.leg.id:
			s.Event, s.EndedAt, s.ByUserID = data.Consult, r.keptAt(buzzeasyConversations, "endedAt", c.to), c.asking.agent
			s.Facts["conversationID"] = c.id
		case !known && c.id == r.leg.id:
			s.Event, s.UserID = data.Join, c.asking.agent
			if r.has(buzzeasySessions, "totalHoldDuration") {
				s.Facts[data.HoldTotal] = "0"
			}
		default:
			continue
		}
		r.add(s, fileOfSessions, i)
	}
}
