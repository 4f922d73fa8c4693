package sample

import (
	"slices"

	"segpath/data"
)

// korePath is the rows of one session: a walk along its true path. Rings, responses, holds and wrap-ups have
// no row.
func korePath(it *data.Interaction, segments []data.Segment, opt *KoreOptions) []koreRow {
	if opt.EndedOnly && it.CompletedAt.IsZero() {
		return nil
	}
	w := koreWalk{it: it, opt: opt}
	for i := range segments {
		w.step(&segments[i])
	}
	w.finish(segments)
	return w.rows
}

// koreWalk is how far the walk has come, and how the next row was transferred in.
type koreWalk struct {
	it      *data.Interaction
	opt     *KoreOptions
	rows    []koreRow
	by, why string
}

func (w *koreWalk) step(s *data.Segment) {
	switch s.Event {
	case data.Bot:
		w.row().agent = *s
		w.by, w.why = koreBot, s.Facts["intent"]
	case data.QueueEntry:
		w.row().queue = *s
		if s.Cause == "queue_timeout" {
			w.by, w.why = koreSystem, "Overdue"
		}
	case data.Transfer:
		w.by, w.why = s.ByUserID, s.Reason
	case data.Accept:
		w.accept(s)
	case data.Hold, data.Consult, data.Join, data.WrapUp:
		if last := w.last(); last != nil && last.agent.Event == data.Accept {
			last.during(s, w.opt)
		}
	}
}

func (w *koreWalk) last() *koreRow {
	if len(w.rows) == 0 {
		return nil
	}
	return &w.rows[len(w.rows)-1]
}

// row begins a row.
func (w *koreWalk) row() *koreRow {
	w.rows = append(w.rows, koreRow{
		session: w.it.ID, direction: "Inbound", customer: w.it.Customer, support: w.it.ContactPoint,
		subject: w.it.Facts["subject"], tags: w.it.Facts["language"], skills: w.it.Facts["skills"], by: w.by, why: w.why,
	})
	w.by, w.why = "", ""
	if w.it.Outbound {
		w.last().direction = "Outbound"
	}
	return w.last()
}

// accept is an agent's portion: on the row of the stay that it ended, else on a row of its own.
func (w *koreWalk) accept(s *data.Segment) {
	before := w.last()
	if before != nil && before.queue.Cause == "agent_connected" && before.agent.Event == 0 && w.by == "" {
		before.agent = *s
		return
	}
	passedOn := w.opt.RepeatStays && w.by != "" && w.by != koreSystem && w.by != koreBot
	row := w.row()
	row.agent = *s
	if len(w.rows) < 2 || !passedOn {
		return
	}
	if before = &w.rows[len(w.rows)-2]; before.queue.Event != 0 {
		row.queue, row.repeated = before.queue, true
	}
}

// during adds what happened while an agent had it. What was not ended when the data were taken has no length.
func (r *koreRow) during(s *data.Segment, opt *KoreOptions) {
	length, ended := s.Duration().Get()
	switch {
	case s.Event == data.Consult && !slices.Contains(r.consultants, s.UserID):
		r.consultants = append(r.consultants, s.UserID)
	case s.Event == data.Join && !slices.Contains(r.joined, s.UserID):
		r.joined = append(r.joined, s.UserID)
	case s.Event == data.Hold && ended && s.Reason != "":
		r.snoozed += length
	case s.Event == data.Hold && ended:
		r.held += length
	case s.Event == data.WrapUp && opt.ACWInSegment && !r.agent.EndedAt.IsZero() && !s.EndedAt.IsZero():
		r.agent.EndedAt = s.EndedAt
	}
}

// finish writes on the last row how the session ended, or what it is doing when the data end.
func (w *koreWalk) finish(segments []data.Segment) {
	last := w.last()
	if last == nil {
		return
	}
	if w.it.CompletedAt.IsZero() {
		last.status, last.reason = last.progress(segments[len(segments)-1].Event)
		return
	}
	last.closed, last.reason = true, w.it.Outcome
	last.status = "Completed"
	if last.agent.Event == data.Accept {
		last.disposition = w.it.Outcome
	}
	for _, s := range segments {
		switch s.Event {
		case data.Abandon:
			last.status = "Abandoned"
		case data.Voicemail:
			last.status = "Voicemail"
		}
	}
	last.hangup = map[string]string{"customer": "User Hangup", "user": "Agent Hangup", "system": "System Hangup"}[w.it.EndedBy]
}

// progress is the status of a conversation in progress, and its reason.
func (r *koreRow) progress(doing data.Event) (status, reason string) {
	switch {
	case r.agent.Event == data.Bot:
		return "WithBot", ""
	case r.agent.Event == 0:
		return "WaitingQueue", r.queue.QueueID
	case doing == data.Hold:
		return "OnHold", r.queue.QueueID
	case doing == data.WrapUp:
		return "ACW", r.queue.QueueID
	}
	return "WithAgent", r.queue.QueueID
}
