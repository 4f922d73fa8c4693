package sample

import (
	"cmp"
	"time"

	"segpath/data"
)

// EdifyLosses returns what an Edify export written so can still say of a true interaction: the case as a
// perfect reader would bring it back, in its true order, Source fields apart. Where the segment ids are not
// written they are empty. Of an interaction without a row only id, status and outcome are filled in.
func EdifyLosses(sim *Simulation, opt EdifyOptions) func(Case) Case {
	l := edifyLoser{opt: &opt, names: edifyNames(sim, opt, opt.Names), persons: edifyNames(sim, opt, opt.Names || opt.PersonNames)}
	return func(c Case) Case {
		rows := edifyPath(&c.Interaction, c.Segments, &opt)
		for i := range rows {
			l.segment(&rows[i].Segment)
		}
		outbound := c.Interaction.Outbound && !opt.OnlySegments && !opt.drops("Direction")
		if opt.Statuses {
			c.Segments = byStatuses(rows, !opt.drops("Previous Status"), outbound)
		} else {
			c.Segments = byEvents(rows, outbound)
		}
		for i := range c.Segments {
			deriveEnd(&c.Segments[i])
		}
		c.Interaction = l.interaction(c.Interaction, rows)
		return c
	}
}

// edifyLoser takes away what is not written.
type edifyLoser struct {
	opt   *EdifyOptions
	names func(id string, user bool) string
	// persons are names of users in segments.
	persons func(id string, user bool) string
}

// edifyNames is what a reader makes of a name: the id of the only row of the lookup that has it, else the
// name as it stands. named tells whether it stands there at all, or the id.
func edifyNames(sim *Simulation, opt EdifyOptions, named bool) func(string, bool) string {
	written := namer{sim: sim, on: named}
	dir := sim.Directory()
	users, queues := map[string][]string{}, map[string][]string{}
	if !opt.OnlySegments {
		for id, u := range dir.Users {
			users[u.Name] = append(users[u.Name], id)
		}
		for id, q := range dir.Queues {
			queues[q.Name] = append(queues[q.Name], id)
		}
	}
	return func(id string, user bool) string {
		name, ids := written.queue(id), queues
		if user {
			name, ids = written.user(id), users
		}
		if only := ids[name]; len(only) == 1 {
			return only[0]
		}
		return name
	}
}

// segment takes away from a row what its columns do not hold.
func (l *edifyLoser) segment(s *data.Segment) {
	s.Seq, s.ByUserID, s.Cause, s.Facts = data.None[int64](), "", "", nil
	s.UserID, s.QueueID = l.persons(s.UserID, true), l.names(s.QueueID, false)
	if l.opt.ReasonAsEvent {
		s.Reason = edifyWords[s.Event]
	}
	for header, cell := range map[string]*string{
		"Id": &s.SegmentID, "Communication Type": &s.Type, "Reason": &s.Reason, "Status": &s.StatusTo,
		"Previous Status": &s.StatusFrom, "User Id": &s.UserID, "Queue Id": &s.QueueID,
	} {
		if l.opt.drops(header) {
			*cell = ""
		}
	}
	if l.opt.drops("Ended At") {
		s.EndedAt = time.Time{}
	}
	if l.opt.drops("Duration") {
		s.DurationStated = data.None[data.Span]()
	}
}

// interaction takes away from an interaction what its columns do not hold.
func (l *edifyLoser) interaction(it data.Interaction, rows []edifyRow) data.Interaction {
	outcome := it.Outcome
	if l.opt.drops("Completion Display") || len(rows) == 0 && l.opt.OnlySegments {
		outcome = ""
	}
	if l.opt.OnlySegments {
		out := data.Interaction{ID: it.ID, ChainID: it.ID, Derived: true, Outcome: outcome}
		for _, r := range rows {
			if r.StatusTo != "" {
				out.Status = r.StatusTo
			}
		}
		return out
	}
	out := data.Interaction{
		ID: it.ID, ChainID: it.ID, AccountID: it.AccountID, Type: it.Type, Direction: it.Direction, Outbound: it.Outbound,
		CreatedAt: it.CreatedAt, CompletedAt: it.CompletedAt, Status: it.Status, Outcome: outcome,
		UserID: l.names(it.UserID, true), QueueID: l.names(it.QueueID, false), Customer: it.Customer,
	}
	if call := edifyCall(&it); call != "" && !l.opt.drops("Call Id") {
		out.ExternalIDs = []string{call}
	}
	for header, cell := range map[string]*string{
		"Communication Type": &out.Type, "Status": &out.Status, "Queue Id": &out.QueueID, "Customer": &out.Customer,
		"Account Id": &out.AccountID, "Assignee At Completion": &out.UserID,
	} {
		if l.opt.drops(header) {
			*cell = ""
		}
	}
	return out
}

// byEvents is the steps of rows with events: what Edify has no word for is a change of status, and the
// change to Completed is the end.
func byEvents(rows []edifyRow, outbound bool) []data.Segment {
	var out []data.Segment
	before, customer := "", waiting{served: outbound}
	for i := range rows {
		s := rows[i].Segment
		customer.meets(&s)
		if !edifyStates(s.Event) {
			s.Event = data.StatusChange
			if from := cmp.Or(s.StatusFrom, before); s.StatusTo == completed && from != completed {
				s.Event = customer.end(&s)
			}
		}
		customer.after(&rows[i].Segment)
		before = cmp.Or(s.StatusTo, before)
		out = append(out, s)
	}
	return out
}

// waiting follows whether somebody waits for an answer: an end is an abandon only then.
type waiting struct {
	served bool // it was answered, or nobody waits for an answer of ours
	waits  bool // a stay or a ring is open
}

// meets takes note of an answer before the row's end is judged.
func (w *waiting) meets(s *data.Segment) {
	w.served = w.served || s.Event == data.Accept || s.StatusTo == connected || s.StatusFrom == connected
}

// end is what a change to Completed is.
func (w *waiting) end(s *data.Segment) data.Event {
	waits := w.waits
	switch s.StatusFrom {
	case open, pending:
		waits = true
	case inBot:
		waits = false
	}
	if waits && !w.served {
		return data.Abandon
	}
	return data.Complete
}

// after is whether somebody waits from the row on.
func (w *waiting) after(s *data.Segment) {
	switch {
	case s.StatusTo == open, s.StatusTo == pending, s.Event == data.RingOffer:
		w.waits = true
	case s.StatusTo == inBot, s.StatusTo == connected, s.StatusTo == completed, s.Event == data.Accept:
		w.waits = false
	}
}

// deriveEnd is the end that a stated length leads to where no end is stated.
func deriveEnd(s *data.Segment) {
	if length, stated := s.DurationStated.Get(); stated && s.EndedAt.IsZero() && !s.StartedAt.IsZero() {
		s.EndedAt, s.EndDerived = s.StartedAt.Add(time.Duration(length)*time.Microsecond), true
	}
}
