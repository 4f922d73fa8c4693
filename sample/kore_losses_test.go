package sample

import (
	"strconv"
	"time"

	"segpath/data"
)

// KoreLosses returns what the report can still say of a true interaction: the case as a perfect reader would
// bring it back, row by row, Source fields apart; a step whose row states no id of it has none. A session
// that the report has no row of is without steps.
func KoreLosses(sim *Simulation, opt KoreOptions) func(Case) Case {
	l := koreLoser{opt: &opt, world: newKoreWorld(sim)}
	return func(c Case) Case {
		rows := korePath(&c.Interaction, c.Segments, &opt)
		c.Segments = nil
		if len(rows) == 0 {
			return c
		}
		for i := range rows {
			r := &rows[i]
			for _, s := range l.steps(r, rows[i+1:]) {
				s.InteractionID, s.Type = r.session, l.kept("Channel", r.channel())
				c.Segments = append(c.Segments, s)
			}
		}
		c.Interaction = l.interaction(c, &rows[len(rows)-1])
		return c
	}
}

// koreLoser takes away what is not written.
type koreLoser struct {
	opt   *KoreOptions
	world koreWorld
}

// kept is a cell, unless its column is left out.
func (l *koreLoser) kept(column, cell string) string {
	if l.opt.drops(column) {
		return ""
	}
	return cell
}

// cell is what a row says in a column.
func (l *koreLoser) cell(r *koreRow, column string) string {
	return l.kept(column, r.cell(l.world, column))
}

// user is the id that a reader knows the row's agent by.
func (l *koreLoser) user(r *koreRow) string {
	for _, column := range []string{"Agent Email", "Agent Name", "Agent Custom Name"} {
		if cell := l.cell(r, column); cell != "" && r.agent.Event == data.Accept {
			return cell
		}
	}
	return ""
}

// bot tells whether a reader knows that the bot had it.
func (l *koreLoser) bot(r *koreRow) bool { return l.cell(r, "Agent Name") == koreAgent }

// steps are what one row says; after are the rows behind it.
func (l *koreLoser) steps(r *koreRow, after []koreRow) []data.Segment {
	var steps []data.Segment
	queue := l.cell(r, "Queue Name")
	if by := l.cell(r, "Transferred In By"); by != "" {
		steps = append(steps, l.transfer(r, by, queue))
	}
	if r.queue.Event != 0 && !r.repeated {
		steps = append(steps, l.stay(r, after, queue))
	}
	if r.agent.Event != 0 {
		steps = append(steps, l.portion(r, queue))
	}
	steps = append(steps, l.others(r, data.Consult, "Consultants", r.consultants)...)
	steps = append(steps, l.others(r, data.Join, "Joined Users", r.joined)...)
	if len(after) == 0 && l.closes(r) {
		steps = append(steps, l.end(r, queue))
	}
	return steps
}

// others are the users beside the agent: when they came is not told.
func (l *koreLoser) others(r *koreRow, event data.Event, column string, users []string) []data.Segment {
	var steps []data.Segment
	for _, id := range users {
		s := data.Segment{Event: event, SegmentID: l.cell(r, "Segment ID"), UserID: l.kept(column, l.world.users[id].Email), Derived: true}
		s.StartedAt = r.agent.StartedAt.Truncate(time.Second)
		if event == data.Consult {
			s.ByUserID = l.user(r)
		}
		if s.UserID != "" {
			steps = append(steps, s)
		}
	}
	return steps
}

func (l *koreLoser) transfer(r *koreRow, by, queue string) data.Segment {
	s := data.Segment{Event: data.Transfer, QueueID: queue, Reason: l.cell(r, "Transferred In Status")}
	s.StartedAt = r.agent.StartedAt.Truncate(time.Second)
	if r.queue.Event != 0 && !r.repeated {
		s.StartedAt = r.queue.StartedAt.Truncate(time.Second)
	} else {
		s.UserID = l.user(r)
	}
	s.EndedAt = s.StartedAt
	switch by {
	case koreSystem:
		s.Cause = "queue_timeout"
		fallthrough
	case koreBot:
		s.Facts = map[string]string{"Transferred In By": by}
	default:
		s.ByUserID = by
	}
	return s
}

func (l *koreLoser) stay(r *koreRow, after []koreRow, queue string) data.Segment {
	s := data.Segment{Event: data.QueueEntry, QueueID: queue, StartedAt: r.queue.StartedAt.Truncate(time.Second)}
	ended := !r.queue.EndedAt.IsZero()
	if ended && !l.opt.drops("Queue Exit Time") {
		s.EndedAt = r.queue.EndedAt.Truncate(time.Second)
	}
	if ended && !l.opt.drops("Queue Wait Time") {
		s.DurationStated = data.Some(koreSpan(r.queue.StartedAt, r.queue.EndedAt))
	}
	deriveEnd(&s)
	switch {
	case r.agent.Event == data.Accept:
		s.Cause = "agent_connected"
	case len(after) > 0 && l.cell(&after[0], "Transferred In By") == koreSystem:
		s.Cause = "queue_timeout"
	case l.abandons(r):
		s.Cause = "customer_left"
	case !s.EndedAt.IsZero():
		s.Cause = "unknown"
	}
	if skills := l.cell(r, "Conversation Skills"); skills != "" && r.agent.Event == 0 {
		s.Facts = map[string]string{"Conversation Skills": skills}
	}
	return s
}

// portion is what an agent or the bot had.
func (l *koreLoser) portion(r *koreRow, queue string) data.Segment {
	s := data.Segment{Event: r.agent.Event, StartedAt: r.agent.StartedAt.Truncate(time.Second), SegmentID: l.cell(r, "Segment ID"), UserID: l.user(r), QueueID: queue}
	if s.Event == data.Bot && !l.bot(r) {
		s.Event = data.Other
	}
	s.Facts = map[string]string{}
	if !r.agent.EndedAt.IsZero() && !l.opt.drops("Segment End Time") {
		s.EndedAt = r.agent.EndedAt.Truncate(time.Second)
	}
	for _, fact := range []string{"Snooze Time", "First Response Time", "Conversation Skills", "Agent Custom Name", "Disposition", "Messages Sent"} {
		if cell := l.cell(r, fact); cell != "" {
			s.Facts[fact] = cell
		}
	}
	seconds := func(length data.Span) string { return strconv.FormatInt(int64(length/data.Second), 10) }
	if l.cell(r, "Talk Time") != "" {
		s.Facts[data.TalkTotal] = seconds(koreSpan(r.agent.StartedAt, r.agent.EndedAt))
	}
	if l.cell(r, "Hold/Mute Time") != "" {
		s.Facts[data.HoldTotal] = seconds(r.held)
	}
	return s
}

// closes tells whether a reader knows that the session has ended with this row.
func (l *koreLoser) closes(r *koreRow) bool {
	status := l.cell(r, "Status")
	switch {
	case l.cell(r, "Disconnecting Event") != "":
		return true
	case status != "":
		return r.closed && status != "Voicemail" // which is still to be heard
	}
	silent := l.opt.drops("Reason") && l.opt.drops("Status") && l.opt.drops("Disconnecting Event")
	return (l.cell(r, "Reason") != "" || silent) && !l.endOf(r).IsZero()
}

func (l *koreLoser) abandons(r *koreRow) bool {
	return r.agent.Event == 0 && l.cell(r, "Disconnecting Event") == "User Hangup" && l.cell(r, "Status") != "Voicemail"
}

// endOf is the latest end of a row, if it is known.
func (l *koreLoser) endOf(r *koreRow) time.Time {
	switch {
	case r.agent.Event == 0:
		return l.stay(&koreRow{queue: r.queue}, nil, "").EndedAt
	case r.agent.EndedAt.IsZero() || l.opt.drops("Segment End Time"):
		return time.Time{}
	}
	return r.agent.EndedAt.Truncate(time.Second)
}

// end is how the session ended.
func (l *koreLoser) end(r *koreRow, queue string) data.Segment {
	s := data.Segment{Event: data.Complete, Reason: l.cell(r, "Reason")}
	s.StartedAt = l.endOf(r)
	s.EndedAt = s.StartedAt
	s.Derived = l.cell(r, "Status") == "" && l.cell(r, "Disconnecting Event") == ""
	if l.abandons(r) {
		s.Event, s.Derived, s.QueueID = data.Abandon, true, queue
	}
	return s
}

// interaction is what the last row says of the session, and what follows from the steps.
func (l *koreLoser) interaction(c Case, last *koreRow) data.Interaction {
	it := madeFrom(c.Segments)
	it.Direction, it.Status = l.cell(last, "Direction"), l.cell(last, "Status")
	it.Outbound = it.Direction == "Outbound"
	it.Customer, it.ContactPoint = l.cell(last, "Customer"), l.cell(last, "Support")
	it.Facts = map[string]string{}
	for _, fact := range []string{"Email Subject", "Session Tags", "User Tags"} {
		if cell := l.cell(last, fact); cell != "" {
			it.Facts[fact] = cell
		}
	}
	reason := l.cell(last, "Reason")
	if !l.closes(last) {
		if reason != "" {
			it.Facts["Reason"] = reason
		}
		return it
	}
	it.Outcome, it.EndedBy = reason, l.cell(last, "Disconnecting Event")
	if it.EndedBy == "User Hangup" {
		it.EndedBy = "customer"
	}
	return it
}
