package sample

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"segpath/data"
)

// QueueLogLosses returns what the log can still say of a true interaction: the case as a perfect reader would
// bring it back, Source fields and Seq apart. A call that was in no queue is without steps.
func QueueLogLosses(sim *Simulation, opt QueueLogOptions) func(Case) Case {
	l := queueLogLoser{opt: &opt}
	return func(c Case) Case {
		rows := sim.queueLogPath(&c.Interaction, c.Segments)
		for i := range rows {
			l.lose(&rows[i])
		}
		c.Segments = l.ordered(rows)
		if len(rows) > 0 {
			c.Interaction = l.interaction(c.Segments, rows)
		}
		return c
	}
}

// queueLogLoser takes away what is not written.
type queueLogLoser struct{ opt *QueueLogOptions }

// numbered tells whether the export orders the lines of one instant.
func (l *queueLogLoser) numbered() bool { return l.opt.Shape == QueueLogFile || l.opt.IDs }

// ordered are the steps of all lines of a call.
func (l *queueLogLoser) ordered(rows []queueLogRow) []data.Segment {
	type placed struct {
		step data.Segment
		rank int
	}
	var all []placed
	var entered time.Time
	for i := range rows {
		if rows[i].event == "ENTERQUEUE" {
			entered = rows[i].at
		}
		steps := l.steps(rows, i, entered)
		for n := range steps {
			all = append(all, placed{steps[n], l.rank(steps, n)})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(a.step.StartedAt.Compare(b.step.StartedAt), cmp.Compare(a.rank, b.rank))
	})
	var steps []data.Segment
	for _, p := range all {
		steps = append(steps, p.step)
	}
	return steps
}

// rank is the place of a line's step among those of one instant, where nothing numbers them: k of "Order" in
// the package comment of data.
func (l *queueLogLoser) rank(steps []data.Segment, n int) int {
	s := &steps[n]
	switch {
	case l.numbered() || s.Event == data.Create:
		return 0
	case s.Event.IsOutcome() && n > 0 && steps[0].StartedAt.Before(s.StartedAt):
		return 1
	case s.Event == data.QueueEntry:
		return 3
	case s.Event == data.RingOffer:
		return 4
	}
	return 5
}

// lose leaves of a line what a reader finds there.
func (l *queueLogLoser) lose(r *queueLogRow) {
	if l.opt.Shape == QueueLogFile {
		r.at = r.at.Truncate(time.Second)
	}
	for i := range r.data {
		column := "data"
		if l.opt.Shape == QueueLogFive {
			column += strconv.Itoa(i + 1)
		}
		if l.opt.drops(column) {
			r.data[i] = ""
		}
	}
	if l.opt.drops("queuename") {
		r.queue = ""
	}
}

// turn is the call's next turn after a line: no ring; nil if there is none.
func (l *queueLogLoser) turn(rows []queueLogRow, i int) *queueLogRow {
	for i++; i < len(rows); i++ {
		if !strings.HasPrefix(rows[i].event, "RING") {
			return &rows[i]
		}
	}
	return nil
}

// steps are what one line says.
func (l *queueLogLoser) steps(rows []queueLogRow, i int, entered time.Time) []data.Segment {
	r, next := &rows[i], l.turn(rows, i)
	s := data.Segment{InteractionID: r.call, Type: "call", StartedAt: r.at, EndedAt: r.at, QueueID: r.queue, UserID: r.agent}
	var steps []data.Segment
	if length, ok := queueLogRing(r); ok {
		ring := s
		ring.Event, ring.DurationStated = data.RingOffer, data.Some(length)
		if ring.StartedAt = r.at.Add(-time.Duration(length) * time.Microsecond); ring.StartedAt.Before(entered) {
			ring.StartedAt = entered
		}
		steps = append(steps, ring)
	}
	switch r.event {
	case "ENTERQUEUE":
		if i == 0 {
			steps = append(steps, data.Segment{InteractionID: r.call, Type: "call", StartedAt: r.at, EndedAt: r.at, Event: data.Create, Derived: true})
		}
		s.UserID = ""
		stayOfLog(&s, r, next)
	case "RINGNOANSWER":
		s.Event, s.Cause = data.Ignore, "unknown"
		if s.Ambiguous = r.data[0] == "0"; s.Ambiguous {
			s.Cause = "delivery_error"
		}
	case "RINGCANCELED":
		s.Event, s.Cause = data.Clear, "unknown"
		if next != nil && next.event == "ABANDON" {
			s.Cause = "customer_left"
		}
	case "CONNECT":
		talkOfLog(&s, next)
	case "ABANDON":
		s.Event, s.UserID = data.Abandon, ""
	default:
		if !l.leaves(&s, r, next) {
			return steps
		}
	}
	return append(steps, s)
}

// queueLogRing is the length of the ring that a line ends.
func queueLogRing(r *queueLogRow) (data.Span, bool) {
	cell, unit := "", data.Span(1000)
	switch r.event {
	case "RINGNOANSWER", "RINGCANCELED":
		cell = r.data[0]
	case "CONNECT":
		cell, unit = r.data[2], data.Second
	}
	n, err := strconv.ParseInt(cell, 10, 64)
	return data.Span(n) * unit, err == nil
}

func stateLength(s *data.Segment, seconds string) {
	if n, err := strconv.ParseInt(seconds, 10, 64); err == nil {
		s.DurationStated = data.Some(data.Span(n) * data.Second)
	}
	deriveEnd(s)
}

// stayOfLog fills in a stay.
func stayOfLog(s *data.Segment, r, next *queueLogRow) {
	s.Event, s.EndedAt, s.Facts = data.QueueEntry, time.Time{}, map[string]string{}
	if r.data[2] != "" {
		s.Facts["position"] = r.data[2]
	}
	if next == nil || next.event == "ENTERQUEUE" {
		return
	}
	s.EndedAt = next.at
	waited := next.data[2]
	switch next.event {
	case "CONNECT":
		s.Cause, waited = "agent_connected", next.data[0]
	case "ABANDON":
		s.Cause = "customer_left"
	case "EXITWITHTIMEOUT":
		s.Cause = "queue_timeout"
	case "EXITEMPTY":
		s.Cause = "withdrawn"
	case "EXITWITHKEY":
		s.Cause, waited = "moved", next.data[3]
		if next.data[0] != "" {
			s.Facts["key"] = next.data[0]
		}
	}
	if strings.HasPrefix(next.event, "EXIT") {
		s.Reason = next.event
	}
	stateLength(s, waited)
}

// talkOfLog fills in an accept.
func talkOfLog(s *data.Segment, next *queueLogRow) {
	s.Event, s.EndedAt = data.Accept, time.Time{}
	if next == nil || next.event == "ENTERQUEUE" {
		return
	}
	s.EndedAt = next.at
	if strings.HasPrefix(next.event, "COMPLETE") {
		stateLength(s, next.data[1])
	} else {
		stateLength(s, next.data[3])
	}
}

// leaves fills in a transfer or an end; false where the call goes on and the line only ends what was before.
func (l *queueLogLoser) leaves(s *data.Segment, r, next *queueLogRow) bool {
	s.QueueID, s.UserID = "", ""
	if strings.HasSuffix(r.event, "TRANSFER") {
		s.Event, s.ByUserID, s.Reason = data.Transfer, r.agent, r.data[0]
		if r.data[1] != "" {
			s.Facts = map[string]string{"context": r.data[1]}
			if r.event == "ATTENDEDTRANSFER" {
				s.Facts = map[string]string{"to": r.data[1]}
			}
		}
		return true
	}
	s.Event, s.Derived = data.Complete, strings.HasPrefix(r.event, "EXIT")
	if r.event == "COMPLETEAGENT" {
		s.ByUserID = r.agent
	}
	return next == nil
}

// interaction is what the first line and the last turn say of the call, and what follows from the steps.
func (l *queueLogLoser) interaction(steps []data.Segment, rows []queueLogRow) data.Interaction {
	it := madeFrom(steps)
	it.Customer = rows[0].data[1]
	for i := range rows {
		r := &rows[i]
		if r.event == "CONNECT" && r.data[1] != "" {
			it.ExternalIDs = append(it.ExternalIDs, r.data[1])
		}
		if strings.HasPrefix(r.event, "RING") || r.event == "ENTERQUEUE" || r.event == "CONNECT" || l.turn(rows, i) != nil {
			continue
		}
		it.Outcome = r.event
		switch r.event {
		case "COMPLETEAGENT":
			it.EndedBy = "user"
		case "COMPLETECALLER", "ABANDON":
			it.EndedBy = "customer"
		}
	}
	slices.Sort(it.ExternalIDs)
	return it
}
