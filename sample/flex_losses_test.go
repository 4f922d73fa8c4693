package sample

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"segpath/data"
)

// FlexLosses returns what a Flex Insights export written so can still say of a true interaction: the steps
// that a perfect reader would make of its rows, each with the place of its row among them as SourceRow and
// its Part, in no order. Derived steps and, where Segment is not written, all steps have no segment id. Of
// the interaction, which has no row, only what its steps do not tell is filled in.
func FlexLosses(sim *Simulation, opt FlexOptions) func(Case) Case {
	names := newFlexNames(sim)
	return func(c Case) Case {
		var rows []flexRead
		for _, row := range names.flexPath(&c.Interaction, c.Segments) {
			read := flexRead{flexRow: row}
			read.lose(&opt)
			rows = append(rows, read)
		}
		return Case{Interaction: flexInteraction(&c.Interaction, rows), Segments: flexSteps(rows)}
	}
}

// flexRead is a row as a reader has it.
type flexRead struct {
	flexRow
	unread data.Opt[int64] // Time in Seconds, where that is no time
}

// begins is where a reader places a row in time.
func (o *FlexOptions) begins(at time.Time) time.Time {
	if o.Clock == ToTheMinute || o.Clock == Milliseconds || o.drops("Time in Seconds") {
		return at.Truncate(time.Minute)
	}
	return at
}

// lose takes away from a row what its columns do not hold.
func (r *flexRead) lose(opt *FlexOptions) {
	if v, ok := opt.seconds(r.start).(int64); ok && opt.Clock == Milliseconds && !opt.drops("Time in Seconds") {
		r.unread = data.Some(v)
	}
	r.start = opt.begins(r.start)
	for header, cell := range map[string]*string{
		"Segment": &r.id, "External ID": &r.external, "Agent": &r.agent, "Queue": &r.queue, "Communication Channel": &r.channel,
		"Direction": &r.direction, "Abandoned Phase": &r.phase, "Conversation Attribute 1": &r.attribute, "Hang Up By": &r.hangUp,
		"Outcome": &r.outcome, "External Contact": &r.contact, "Customer": &r.customer, "IVR Path": &r.ivr, "Workflow": &r.workflow,
		"Handling Team": &r.team,
	} {
		if opt.drops(header) {
			*cell = ""
		}
	}
	for header, cell := range map[string]*data.Opt[int64]{
		"Queue Time": &r.queued, "Talk Time": &r.talk, "Hold Time": &r.hold, "Wrap Up Time": &r.wrap,
		"Activity Time": &r.activity, "Segment Order": &r.order,
	} {
		if opt.drops(header) {
			*cell = data.None[int64]()
		}
	}
	r.abandoned = r.abandoned && !opt.drops("Abandoned")
}

func flexInteraction(it *data.Interaction, rows []flexRead) data.Interaction {
	out := data.Interaction{ID: it.ID, ChainID: it.ID, Derived: true}
	for _, r := range rows {
		if r.external != "" && !slices.Contains(out.ExternalIDs, r.external) {
			out.ExternalIDs = append(out.ExternalIDs, r.external)
		}
		out.Direction, out.Outbound = r.direction, r.direction == "Outbound"
		out.ContactPoint, out.Customer, out.Outcome = r.contact, r.customer, r.outcome
		if r.hangUp != "Unknown" {
			out.EndedBy = r.hangUp
		}
	}
	slices.Sort(out.ExternalIDs)
	return out
}

// flexSteps are the steps of the rows of one conversation, by the rules that `segpath formats flex` lists.
func flexSteps(rows []flexRead) []data.Segment {
	if len(rows) == 0 {
		return nil
	}
	w := flexReader{rows: rows}
	for i := range rows {
		w.row(i)
	}
	w.made(data.Create, 0, rows[0].start)
	if !slices.ContainsFunc(rows, func(r flexRead) bool { return r.running != "" }) {
		w.end()
	}
	return w.out
}

// flexReader makes the steps of rows that stand in the order they begin.
type flexReader struct {
	rows []flexRead
	out  []data.Segment
}

func (w *flexReader) row(i int) {
	r := &w.rows[i]
	s := data.Segment{
		InteractionID: r.conversation, SegmentID: r.id, StartedAt: r.start, QueueID: r.queue, UserID: r.agent, Type: r.channel,
		SourceRow: int64(i + 1), Part: 1, Facts: r.facts(),
	}
	switch r.kind {
	case flexQueue:
		s.Event = data.QueueEntry
		s.Cause = map[string]data.Cause{"Moved": "moved", "Timeout": "queue_timeout"}[r.attribute]
		w.lasting(s, r.queued)
	case flexConversation:
		s.Event, s.Seq = data.Accept, r.order
		end := w.lasting(s, r.talk)
		if r.wrap.Or(0) > 0 && r.running == "" {
			s.Event, s.Seq, s.StartedAt, s.Part, s.Facts = data.WrapUp, data.None[int64](), end, 2, nil
			w.lasting(s, r.wrap)
		}
	default:
		s.Event = data.RingOffer
		s.StartedAt = w.lasting(s, r.activity)
		s.EndedAt, s.Part, s.Facts = s.StartedAt, 2, nil
		s.Event, s.Cause = w.outcome(i)
		s.Ambiguous = s.Event == data.Ignore
		w.out = append(w.out, s)
	}
}

// facts are what the columns of a row state beside its step.
func (r *flexRead) facts() map[string]string {
	facts := map[string]string{}
	for name, value := range map[string]string{"IVR Path": r.ivr, "Workflow": r.workflow, "Handling Team": r.team} {
		if value != "" {
			facts[name] = value
		}
	}
	if r.kind == flexConversation {
		for name, length := range map[string]data.Opt[int64]{data.TalkTotal: r.talk, data.HoldTotal: r.hold} {
			if text := seconds(length); text != "" {
				facts[name] = text
			}
		}
	}
	if text := seconds(r.unread); text != "" {
		facts["Time in Seconds"] = text
	}
	return facts
}

// lasting adds a step of a length and returns its end; the zero instant where that is unknown.
func (w *flexReader) lasting(s data.Segment, length data.Opt[int64]) time.Time {
	if n, ok := length.Get(); ok {
		s.DurationStated = data.Some(data.Span(n) * data.Second)
		deriveEnd(&s)
	}
	w.out = append(w.out, s)
	return s.EndedAt
}

// outcome is how the offer of a row ended.
func (w *flexReader) outcome(i int) (data.Event, data.Cause) {
	r := &w.rows[i]
	switch r.kind {
	case flexRejected:
		return data.Reject, ""
	case flexRevoked:
		return data.Clear, "withdrawn"
	}
	alone := true // nothing begins later, and no other offer or answer together with it
	for j := range w.rows {
		other := &w.rows[j]
		alone = alone && (j == i || other.start.Before(r.start) || other.start.Equal(r.start) && other.kind == flexQueue)
	}
	if r.abandoned && alone && (r.phase == "" || strings.EqualFold(r.phase, "Ringing")) {
		return data.Clear, "customer_left"
	}
	return data.Ignore, ""
}

// made adds a step that no row states.
func (w *flexReader) made(e data.Event, row int, at time.Time) {
	s := data.Segment{InteractionID: w.rows[0].conversation, Event: e, StartedAt: at, EndedAt: at, Derived: true, SourceRow: int64(row + 1), Part: 9}
	if e == data.Create {
		s.Type = w.rows[0].channel
	}
	w.out = append(w.out, s)
}

// end is the abandon or the complete.
func (w *flexReader) end() {
	var abandoned, answered time.Time
	waits := false
	for i := range w.rows {
		r := &w.rows[i]
		waits = waits || r.waits()
		if r.abandoned {
			abandoned = r.start
		}
		if r.kind == flexConversation {
			answered = r.start
		}
	}
	event := data.Complete
	if !abandoned.IsZero() && !answered.After(abandoned) {
		event = data.Abandon
	}
	var known, unknown time.Time // the last end, and the last start of a row without one
	for i := range w.rows {
		r := &w.rows[i]
		if event == data.Abandon && waits && !r.waits() {
			continue
		}
		end, ok := r.ends()
		if ok && end.After(known) {
			known = end
		} else if !ok {
			unknown = r.start
		}
	}
	if !unknown.IsZero() && !known.After(unknown) {
		known = time.Time{}
	}
	last := 0
	for i := range w.rows {
		if !w.rows[i].reaches().Before(w.rows[last].reaches()) {
			last = i
		}
	}
	w.made(event, last, known)
}

// reaches is where the last step of a row begins that begins at a known instant.
func (r *flexRead) reaches() time.Time {
	switch {
	case r.kind == flexQueue, r.kind == flexConversation && r.wrap.Or(0) <= 0:
		return r.start
	case r.kind == flexConversation:
		return r.start.Add(time.Duration(r.talk.Or(0)) * time.Second)
	}
	return r.start.Add(time.Duration(r.activity.Or(0)) * time.Second)
}

// waits tells whether the customer waits in a row: in a queue, or for an offer that was missed.
func (r *flexRead) waits() bool { return r.kind == flexQueue || r.kind == flexMissed }

// ends is the end of a row, wrap-up included; false where a length is missing.
func (r *flexRead) ends() (time.Time, bool) {
	length := r.activity
	switch r.kind {
	case flexQueue:
		length = r.queued
	case flexConversation:
		length = r.talk
	}
	n, ok := length.Get()
	if r.kind == flexConversation && r.running == "" {
		n += r.wrap.Or(0)
	}
	return r.start.Add(time.Duration(n) * time.Second), ok
}

// seconds writes a length as a fact does; nothing where there is none.
func seconds(n data.Opt[int64]) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	return strconv.FormatInt(v, 10)
}
