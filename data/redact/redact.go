package redact

import "segpath/data"

// Chain is a chain without its people: its methods give the same rings, statuses, stays and lengths,
// and the same story of pseudonyms. c is not changed.
func (r *Redactor) Chain(c *data.Chain) *data.Chain {
	out := &data.Chain{
		Asked: r.ID(c.Asked), Directory: r.directory(c), Has: c.Has, AsOf: c.AsOf,
	}
	for _, leg := range c.Legs {
		out.Legs = append(out.Legs, data.Leg{
			Number: leg.Number, ID: r.ID(leg.ID), Path: r.path(leg.Path), Missing: leg.Missing,
		})
	}
	for _, n := range c.Notices {
		out.Notices = append(out.Notices, r.notice(n))
	}
	return out
}

// directory has the queues' names, under their ids. Of users and accounts the pseudonym is the name too.
func (r *Redactor) directory(c *data.Chain) *data.Directory {
	out := &data.Directory{}
	if c.Directory == nil || len(c.Directory.Queues) == 0 {
		return out
	}
	out.Queues = map[string]data.Queue{}
	for id, q := range c.Directory.Queues {
		name := q.Name
		if r.queues {
			name = "" // the id's pseudonym is the name
		}
		out.Queues[r.queueWord(id)] = data.Queue{ID: r.queueWord(q.ID), Name: name, Weight: q.Weight, Active: q.Active}
	}
	return out
}

func (r *Redactor) path(p *data.Path) *data.Path {
	if p == nil {
		return nil
	}
	out := &data.Path{Interaction: r.interaction(&p.Interaction), Has: p.Has, AsOf: p.AsOf}
	out.Steps = make([]data.Step, 0, len(p.Steps))
	for n := range p.Steps {
		s := &p.Steps[n]
		out.Steps = append(out.Steps, data.Step{
			Segment: r.segment(&s.Segment), N: s.N, Leg: s.Leg, At: s.At, Uncertain: s.Uncertain,
		})
	}
	return out
}

func (r *Redactor) interaction(in *data.Interaction) data.Interaction {
	out := data.Interaction{
		ID: r.ID(in.ID), Type: in.Type, Direction: in.Direction, Outbound: in.Outbound,
		CreatedAt: in.CreatedAt, CompletedAt: in.CompletedAt, Status: in.Status,
		Outcome: plainWord(in.Outcome), EndedBy: plainWord(in.EndedBy),
		Customer: r.pseudonym(customer, in.Customer), ContactPoint: r.pseudonym(contact, in.ContactPoint),
		QueueID: r.queueWord(in.QueueID), UserID: r.pseudonym(user, in.UserID),
		PreviousID: r.ID(in.PreviousID), NextID: r.ID(in.NextID), ChainID: r.ID(in.ChainID),
		AccountID: r.pseudonym(account, in.AccountID), Facts: totals(in.Facts), Derived: in.Derived,
		Source: r.pseudonym(file, in.Source), SourceRow: in.SourceRow,
	}
	for _, id := range in.ExternalIDs {
		out.ExternalIDs = append(out.ExternalIDs, r.pseudonym(external, id))
	}
	return out
}

func (r *Redactor) segment(s *data.Segment) data.Segment {
	return data.Segment{
		InteractionID: r.ID(s.InteractionID), SegmentID: r.pseudonym(segment, s.SegmentID), Seq: s.Seq,
		StartedAt: s.StartedAt, EndedAt: s.EndedAt, EndDerived: s.EndDerived, DurationStated: s.DurationStated,
		Event: s.Event, StatusFrom: s.StatusFrom, StatusTo: s.StatusTo,
		QueueID: r.queueWord(s.QueueID), UserID: r.pseudonym(user, s.UserID), ByUserID: r.pseudonym(user, s.ByUserID),
		Reason: plainWord(s.Reason), Cause: knownCause(s.Cause), Type: s.Type, Facts: totals(s.Facts),
		Source: r.pseudonym(file, s.Source), File: s.File, SourceRow: s.SourceRow, Part: s.Part,
		Ambiguous: s.Ambiguous, Derived: s.Derived,
	}
}

// notice keeps what a notice is about. Its sentence may name anything.
func (r *Redactor) notice(n data.Notice) data.Notice {
	return data.Notice{
		Kind: n.Kind, Count: n.Count, Text: "Its text is left out of a redacted document.",
		InteractionID: r.ID(n.InteractionID), Source: r.pseudonym(file, n.Source), SourceRow: n.SourceRow,
	}
}

// Row is an interaction of a list without its people. row is not changed.
func (r *Redactor) Row(row *data.Row) data.Row {
	out := data.Row{
		Interaction: r.interaction(&row.Interaction), Summary: row.Summary, Queue: r.queueWord(row.Queue),
		User: r.nameOf(user, row.UserID, row.User), Account: r.nameOf(account, row.AccountID, row.Account),
		Counting: row.Counting,
	}
	if r.queues {
		out.Queue = r.nameOf(queue, row.QueueID, row.Queue)
	}
	return out
}

// User is what one user did, under a pseudonym that is the same in every document.
func (r *Redactor) User(u *data.UserRow) data.UserRow {
	return data.UserRow{
		UserID: r.pseudonym(user, u.UserID), User: r.nameOf(user, u.UserID, u.User), Team: r.pseudonym(team, u.Team),
		Rung: u.Rung, Accepted: u.Accepted, Rejected: u.Rejected, Ignored: u.Ignored, Cleared: u.Cleared,
		NoOutcome: u.NoOutcome, Ambiguous: u.Ambiguous, AcceptRate: u.AcceptRate,
		AnswerMedian: u.AnswerMedian, AnswerP90: u.AnswerP90, LastRungAt: u.LastRungAt,
	}
}

// Ring is a ring of an export's rings without its people.
func (r *Redactor) Ring(row *data.RingRow) data.RingRow {
	out := data.RingRow{
		InteractionID: r.ID(row.InteractionID), At: row.At, User: r.nameOf(user, row.UserID, row.User), Queue: r.queueName(row.QueueID, row.Queue),
		Ring: data.Ring{
			Order: row.Order, Leg: row.Leg, UserID: r.pseudonym(user, row.UserID), QueueID: r.queueWord(row.QueueID), RungAt: row.RungAt,
			EndedAt: row.EndedAt, Running: row.Running, Seconds: row.Seconds, Outcome: row.Outcome, Ambiguous: row.Ambiguous,
			Cause: knownCause(row.Cause), AnsweredBy: r.pseudonym(user, row.AnsweredBy), AnsweredAfter: row.AnsweredAfter, Again: row.Again,
			Group: row.Group, DeadAirAfter: row.DeadAirAfter, Step: row.Step, OutcomeStep: row.OutcomeStep,
		},
	}
	out.Answered, out.Label = out.AnsweredBy, out.User
	return out
}

// Queue is what happened in one queue; its name stays unless queues go too.
func (r *Redactor) Queue(q *data.QueueRow) data.QueueRow {
	return data.QueueRow{
		QueueID: r.queueWord(q.QueueID), Queue: r.queueName(q.QueueID, q.Queue), Stays: q.Stays, Interactions: q.Interactions, Answered: q.Answered,
		Abandoned: q.Abandoned, ShortAbandoned: q.ShortAbandoned, Otherwise: q.Otherwise, Waiting: q.Waiting, WaitMedian: q.WaitMedian,
		WaitP90: q.WaitP90, HopsIn: q.HopsIn, HopsOut: q.HopsOut, PingPong: q.PingPong, ServiceLevel: q.ServiceLevel,
	}
}

// queueName is the name of a queue as it goes out.
func (r *Redactor) queueName(id, name string) string {
	if r.queues {
		return r.nameOf(queue, id, name)
	}
	return name
}

// nameOf is the pseudonym of an id, which stands for the name too: two of one name stay two.
func (r *Redactor) nameOf(kind, id, name string) string {
	if id == "" {
		return r.pseudonym(kind, name)
	}
	return r.pseudonym(kind, id)
}
