package sample

import (
	"fmt"
	"strings"
	"time"

	"segpath/data"
)

// queueLogRow is one line of the log.
type queueLogRow struct {
	at                        time.Time
	call, queue, agent, event string
	data                      [5]string
	nth                       int   // of the call
	number                    int64 // of the log
}

// queueLogNone stands where a line has no call, queue or agent.
const queueLogNone = "NONE"

// queueLogAgent is how the log calls a user; queueLogNone for none.
func queueLogAgent(user string) string {
	if user == "" {
		return queueLogNone
	}
	return "PJSIP/" + strings.TrimPrefix(user, "U-")
}

func (s *Simulation) queueLogQueue(id string) string {
	return namer{sim: s, on: true}.queue(id)
}

// queueLogStart are the lines before the first call: the start, and who serves which queue.
func (s *Simulation) queueLogStart() []queueLogRow {
	row := func(call, queue, agent, event string) queueLogRow {
		return queueLogRow{at: s.opt.Start, call: call, queue: queue, agent: agent, event: event}
	}
	rows := []queueLogRow{row(queueLogNone, queueLogNone, queueLogNone, "QUEUESTART"), row(queueLogNone, queueLogNone, queueLogNone, "CONFIGRELOAD")}
	for q, served := range s.world.served {
		for _, u := range served {
			rows = append(rows, row("MANAGER", s.world.queues[q].Name, queueLogAgent(s.world.users[u].ID), "ADDMEMBER"))
		}
	}
	return rows
}

// queueLogWalk is how far a walk along a true path has come.
type queueLogWalk struct {
	sim     *Simulation
	it      *data.Interaction
	rows    []queueLogRow
	rings   map[string]time.Time // since when a user is rung
	stay    *data.Segment        // the stay the call is in, or was answered in; nil outside a queue
	accept  *data.Segment
	entered int // stays so far
}

// queueLogPath is the lines of one call.
func (s *Simulation) queueLogPath(it *data.Interaction, segments []data.Segment) []queueLogRow {
	w := queueLogWalk{sim: s, it: it, rings: map[string]time.Time{}}
	for i := range segments {
		w.step(&segments[i])
	}
	w.leave()
	return w.rows
}

// line adds a line in the queue that the call is in.
func (w *queueLogWalk) line(at time.Time, user, event string, cells ...string) {
	r := queueLogRow{at: at, call: w.it.ID, queue: w.sim.queueLogQueue(w.stay.QueueID), agent: queueLogAgent(user), event: event, nth: len(w.rows)}
	copy(r.data[:], cells)
	w.rows = append(w.rows, r)
}

func (w *queueLogWalk) step(s *data.Segment) {
	if s.Event == data.QueueEntry {
		w.leave()
		w.stay, w.accept = s, nil
		w.entered++
		w.line(s.StartedAt, "", "ENTERQUEUE", "", w.it.Customer, "1")
		return
	}
	switch {
	case w.stay == nil:
	case s.Event == data.RingOffer:
		w.rings[s.UserID] = s.StartedAt
	case s.Event.IsOutcome():
		w.outcome(s)
	case s.Event == data.Transfer && w.accept != nil:
		w.transfer(s)
	case s.Event == data.Abandon:
		w.line(s.StartedAt, "", "ABANDON", "1", "1", w.since(w.stay.StartedAt, s.StartedAt))
		w.stay = nil
	case s.Event != data.Hold && s.Event != data.Consult && s.Event != data.Join && s.Event != data.StatusChange && s.Event != data.Other:
		w.leave()
	}
}

// since is a length in whole seconds, as the log's own clock counts them.
func (w *queueLogWalk) since(from, to time.Time) string { return fmt.Sprint(to.Unix() - from.Unix()) }

// outcome is the line of what came of a ring; of one that was taken back there is none.
func (w *queueLogWalk) outcome(s *data.Segment) {
	rung := s.StartedAt.Sub(w.rings[s.UserID])
	ms := fmt.Sprint(max(rung.Milliseconds(), 1)) // 0 is a device that was not reached
	switch {
	case s.Event == data.Accept:
		w.accept = s
		w.line(s.StartedAt, s.UserID, "CONNECT", w.since(w.stay.StartedAt, s.StartedAt), fmt.Sprintf("%d.%d", s.StartedAt.Unix(), len(w.rows)), fmt.Sprint(int64(rung.Seconds())))
	case s.Event == data.Ignore || s.Event == data.Reject:
		w.line(s.StartedAt, s.UserID, "RINGNOANSWER", ms)
	case s.Cause == "delivery_error":
		w.line(s.StartedAt, s.UserID, "RINGNOANSWER", "0")
	case s.Cause == "customer_left":
		w.line(s.StartedAt, s.UserID, "RINGCANCELED", ms)
	}
}

// transfer is a talk that ended because the user passed the call on. Some let the dial plan do that.
func (w *queueLogWalk) transfer(s *data.Segment) {
	held, talked := w.since(w.stay.StartedAt, w.accept.StartedAt), w.since(w.accept.StartedAt, s.StartedAt)
	to := "300"
	if s.QueueID != "" {
		to = strings.TrimPrefix(s.QueueID, "Q-")
	}
	user := w.accept.UserID
	switch kind := (w.entered + len(w.rows)) % 5; {
	case kind == 0 && s.QueueID != "" && s.StatusTo == "":
		w.line(s.StartedAt, user, "COMPLETEAGENT", held, talked, "1")
	case kind == 1:
		w.line(s.StartedAt, user, "ATTENDEDTRANSFER", "BRIDGE", "bridge-"+to, held, talked, "1")
	case kind == 2:
		w.line(s.StartedAt, user, "TRANSFER", to, "internal", held, talked, "1")
	default:
		w.line(s.StartedAt, user, "BLINDTRANSFER", to, "internal", held, talked, "1")
	}
	w.stay = nil
}

// leave is the line of the stay or talk that has ended when the call leaves the queue, if it has.
func (w *queueLogWalk) leave() {
	if w.stay == nil {
		return
	}
	defer func() { w.stay = nil }()
	if w.accept != nil {
		if !w.accept.EndedAt.IsZero() {
			event := "COMPLETECALLER"
			if w.it.EndedBy == "user" {
				event = "COMPLETEAGENT"
			}
			w.line(w.accept.EndedAt, w.accept.UserID, event, w.since(w.stay.StartedAt, w.accept.StartedAt), w.since(w.accept.StartedAt, w.accept.EndedAt), "1")
		}
		return
	}
	waited := w.since(w.stay.StartedAt, w.stay.EndedAt)
	switch {
	case w.stay.Cause == "callback_requested":
		w.line(w.stay.EndedAt, "", "EXITWITHKEY", "2", "1", "1", waited)
	case w.stay.Cause == "queue_timeout" && w.entered == 3:
		w.line(w.stay.EndedAt, "", "EXITEMPTY", "1", "1", waited)
	case w.stay.Cause == "queue_timeout":
		w.line(w.stay.EndedAt, "", "EXITWITHTIMEOUT", "1", "1", waited)
	}
}
