package sample

import (
	"strconv"
	"strings"
	"time"

	"segpath/data"
)

// BuzzeasyLosses returns what the feed can still say of a true interaction: its conversations, each as a perfect
// reader would bring it back, by the rules that `segpath formats buzzeasy` lists, less its source. Steps have the
// place of their row among those of the conversation as File and SourceRow, and no segment id where their row
// has none.
func BuzzeasyLosses(opt BuzzeasyOptions) func(Case) []Case {
	return func(c Case) []Case {
		legs := buzzeasyLegs(&c.Interaction, c.Segments)
		var cases []Case
		root := c.Interaction.ChainID
		for i := range legs {
			r := buzzeasyReader{opt: &opt, leg: &legs[i], all: legs}
			read := Case{Segments: r.steps()}
			read.Interaction = r.interaction(read.Segments)
			if i > 0 && (legs[i].consult || legs[i-1].reason == "CallbackRequested") {
				root = legs[i].id
			}
			read.Interaction.ChainID = root
			if !r.has(buzzeasyConversations, "nextConversationID") {
				read.Interaction.ChainID = legs[i].id
			}
			cases = append(cases, read)
		}
		return cases
	}
}

// buzzeasyReader reads one conversation.
type buzzeasyReader struct {
	opt *BuzzeasyOptions
	leg *buzzeasyLeg
	all []buzzeasyLeg
	out []data.Segment
}

func (r *buzzeasyReader) has(table, column string) bool { return !r.opt.drops(table, column) }

// kept is a cell, unless its column is left out.
func (r *buzzeasyReader) kept(table, column, cell string) string {
	if r.has(table, column) {
		return cell
	}
	return ""
}

func (r *buzzeasyReader) keptAt(table, column string, at time.Time) time.Time {
	if r.has(table, column) {
		return at
	}
	return time.Time{}
}

func (r *buzzeasyReader) keptCount(table, column string, n data.Opt[int64]) data.Opt[int64] {
	if r.has(table, column) {
		return n
	}
	return data.None[int64]()
}

// stated is a length of whole seconds.
func stated(n data.Opt[int64]) data.Opt[data.Span] {
	if v, ok := n.Get(); ok {
		return data.Some(data.Span(v) * data.Second)
	}
	return data.None[data.Span]()
}

// add adds a step that was made of a row; parts count up.
func (r *buzzeasyReader) add(s data.Segment, file, row int) {
	s.InteractionID, s.File, s.SourceRow, s.Part = r.leg.id, file, int64(row+1), 1
	if n := len(r.out); n > 0 && r.out[n-1].File == file && r.out[n-1].SourceRow == s.SourceRow {
		s.Part = r.out[n-1].Part + 1
	}
	if s.EndedAt.IsZero() {
		deriveEnd(&s)
	}
	r.out = append(r.out, s)
}

// Files in the order of their names.
const (
	fileOfBots = iota
	fileOfConversations
	fileOfStays
	fileOfRefused
	fileOfSessions
	fileOfTasks
)

func (r *buzzeasyReader) steps() []data.Segment {
	l := r.leg
	kind := r.kept(buzzeasyConversations, "channelType", buzzeasyKinds[l.kind])
	r.add(data.Segment{Event: data.Create, StartedAt: l.from, EndedAt: l.from, Type: kind}, fileOfConversations, 0)
	r.end(kind)
	for i := range l.stays {
		r.stay(&l.stays[i], i)
	}
	for i := range l.bots {
		r.bot(&l.bots[i], i)
	}
	for i := range l.refused {
		s := &l.refused[i]
		if r.has(buzzeasyRefused, "id") {
			r.add(data.Segment{
				SegmentID: s.id, Event: data.EnqueueRejected, StartedAt: s.StartedAt, EndedAt: s.StartedAt, Reason: "QueueSizeLimitReached",
				QueueID: s.QueueID, Type: r.channelType(),
			}, fileOfRefused, i)
		}
	}
	for i := range l.tasks {
		if r.has(buzzeasyTasks, "id") {
			r.task(&l.tasks[i], i)
		}
	}
	r.consults()
	return r.out
}

// channelType is what Channels says of the conversation's channel.
func (r *buzzeasyReader) channelType() string {
	return r.kept(buzzeasyChannels, "channelType", buzzeasyKinds[r.leg.kind])
}

// end is the step that the reason of the end is.
func (r *buzzeasyReader) end(kind string) {
	l := r.leg
	reason := r.kept(buzzeasyConversations, "conversationEndedReason", l.reason)
	s := data.Segment{StartedAt: r.keptAt(buzzeasyConversations, "endedAt", l.to), Type: kind, Reason: reason}
	s.EndedAt = s.StartedAt
	switch {
	case reason == "":
		return
	case reason == "CustomerDisconnected":
		if s.Event = r.disconnected(); s.Event == 0 {
			return
		}
	case reason == "TransferToAgentFailed":
		s.Event = data.TransferFailed
	case strings.HasPrefix(reason, "Transfer"):
		s.Event = data.Transfer
	case reason == "Abandoned":
		s.Event = data.Abandon
	case reason == "CallbackRequested":
		s.Event = data.Callback
	default:
		s.Event = data.Complete
	}
	if number := r.kept(buzzeasyConversations, "TransferToExternalDestinationPhoneNumber", l.number); number != "" {
		s.Reason = number
	}
	r.add(s, fileOfConversations, 0)
}

// disconnected tells what CustomerDisconnected was; nothing where nobody can tell.
func (r *buzzeasyReader) disconnected() data.Event {
	var taken, unsure, left bool
	tasks := r.has(buzzeasyTasks, "id")
	for i := range r.leg.tasks {
		t := &r.leg.tasks[i]
		result := r.result(t)
		taken = taken || tasks && result == "Handled"
		unsure = unsure || tasks && result == ""
	}
	for i := range r.leg.stays {
		word := r.kept(buzzeasyStays, "dequeuedReason", r.leg.stays[i].dequeued())
		taken, left = taken || word == "AgentConnected", left || word == "CustomerDisconnected"
	}
	switch {
	case taken:
		return data.Complete
	case left || tasks && !unsure:
		return data.Abandon
	}
	return 0
}

func (r *buzzeasyReader) stay(s *buzzeasyStep, i int) {
	if !r.has(buzzeasyStays, "id") {
		return
	}
	out := data.Segment{
		Event: data.QueueEntry, StartedAt: s.StartedAt, EndedAt: r.keptAt(buzzeasyStays, "dequeuedAt", s.EndedAt), Type: r.channelType(),
		QueueID: r.kept(buzzeasyStays, "queueId", s.QueueID), Reason: r.kept(buzzeasyStays, "dequeuedReason", s.dequeued()),
		DurationStated: stated(r.keptCount(buzzeasyStays, "durationInSeconds", lengthOf(s.StartedAt, s.EndedAt))),
	}
	if out.Reason != "" {
		out.Cause = s.Cause
	} else if !out.EndedAt.IsZero() {
		out.Cause = "unknown"
	}
	r.add(out, fileOfStays, i)
}

func (r *buzzeasyReader) bot(s *buzzeasyStep, i int) {
	if !r.has(buzzeasyBots, "id") {
		return
	}
	out := data.Segment{
		SegmentID: s.id, Event: data.Bot, StartedAt: s.StartedAt, EndedAt: r.keptAt(buzzeasyBots, "endedAt", s.EndedAt), Type: r.channelType(),
		Reason:         r.kept(buzzeasyBots, "result", s.botResult()),
		DurationStated: stated(r.keptCount(buzzeasyBots, "durationInSeconds", lengthOf(s.StartedAt, s.EndedAt))), Facts: map[string]string{"botStep": "BS-1"},
	}
	if r.has(buzzeasyBotSteps, "name") {
		out.Facts["botStep"], out.Facts["botStepType"] = "Welcome menu", "menuSelection"
	}
	if info := r.kept(buzzeasyBots, "botFinishedInfo", s.Facts["intent"]); info != "" {
		out.Facts["botFinishedInfo"] = info
	}
	r.add(out, fileOfBots, i)
}

// interaction is what the conversation's row says, and what the others tell of it.
func (r *buzzeasyReader) interaction(steps []data.Segment) data.Interaction {
	l := r.leg
	const of = buzzeasyConversations
	it := data.Interaction{
		ID: l.id, CreatedAt: l.from, CompletedAt: r.keptAt(of, "endedAt", l.to), Outcome: r.kept(of, "conversationEndedReason", l.reason),
		AccountID: r.kept(of, "businessUnitId", l.account), NextID: r.kept(of, "nextConversationID", l.next),
		Type: r.kept(of, "channelType", buzzeasyKinds[l.kind]), Facts: map[string]string{},
		Customer: r.kept(of, "customerPhoneNumber", l.phone()) + r.kept(of, "customerEmailAddress", l.address()),
	}
	if it.Type == "" {
		it.Type = r.channelType()
	}
	if r.has(of, "isOutbound") {
		it.Outbound = l.outbound
		it.Direction = map[bool]string{true: "outbound", false: "inbound"}[l.outbound]
	}
	if l.consult && r.has(of, "isConsult") {
		it.Direction, it.Outbound = "consult", true
	}
	it.EndedBy = map[string]string{"CustomerDisconnected": "customer", "Abandoned": "customer", "IdleTimeout": "system"}[it.Outcome]
	channel := buzzeasyChannel(l.account, l.kind)
	for _, c := range buzzeasyChannelRows() {
		if c.id == channel && r.has(buzzeasyChannels, "name") {
			channel = c.name
		}
	}
	it.ContactPoint = channel
	if number := r.kept(of, "channelPhoneNumber", buzzeasyNumber(l.account, l.kind)); number != "" {
		it.ContactPoint, it.Facts["channel"] = number, channel
	}
	for i := range steps {
		switch s := &steps[i]; s.Event {
		case data.QueueEntry:
			it.QueueID = s.QueueID
		case data.Accept:
			it.UserID = s.UserID
		}
	}
	r.facts(it.Facts)
	return it
}

// facts are what the conversation's row says that has no column.
func (r *buzzeasyReader) facts(facts map[string]string) {
	l := r.leg
	number := func(n data.Opt[int64]) string {
		if v, ok := n.Get(); ok {
			return strconv.FormatInt(v, 10)
		}
		return ""
	}
	consult := ""
	if l.consult {
		consult = "true"
	}
	for column, cell := range map[string]string{
		"subject": l.subject, "TransferInitiatedBy": l.by, "customerRingDuration": number(l.customerRing), "holdCount": number(l.held(false)),
		"holdDurationInSeconds": number(l.held(true)), "isConsult": consult,
	} {
		if cell = r.kept(buzzeasyConversations, column, cell); cell == "" {
			continue
		}
		if column == "holdDurationInSeconds" {
			column = data.HoldTotal
		}
		facts[column] = cell
	}
	if facts[data.HoldTotal] == "" && !r.has(buzzeasyTasks, "id") && r.has(buzzeasySessions, "totalHoldDuration") {
		if sessions := l.sessions(); len(sessions) > 0 {
			var total int64
			for _, s := range sessions {
				total += s.counted(rounded(s.task.held)).Or(0)
			}
			facts[data.HoldTotal] = strconv.FormatInt(total, 10)
		}
	}
}
