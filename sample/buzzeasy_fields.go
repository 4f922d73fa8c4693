package sample

import (
	"slices"
	"strings"
	"time"

	"segpath/data"
)

// buzzeasyKinds are the words for a communication type, of channels and, in small letters, of tasks.
var buzzeasyKinds = map[string]string{voice: "Voice", chat: "Webchat", email: "Email", task: "Viber"}

func buzzeasyMedium(kind string) string { return strings.ToLower(buzzeasyKinds[kind]) }

// buzzeasyChannelRow is a row of Channels.
type buzzeasyChannelRow struct{ id, name, kind, account string }

// buzzeasyChannel is the id of the channel of an account and type.
func buzzeasyChannel(account, kind string) string { return "CH-" + account + "-" + kind }

// buzzeasyChannelRows are the channels: one an account and type.
func buzzeasyChannelRows() []buzzeasyChannelRow {
	var rows []buzzeasyChannelRow
	for i, a := range accountRows {
		for _, kind := range []string{voice, chat, email, task} {
			r := buzzeasyChannelRow{buzzeasyChannel(a.ID, kind), kind + "@" + accountSites[i], kind, a.ID}
			if kind == voice {
				r.name = a.Name + " hotline"
			}
			rows = append(rows, r)
		}
	}
	return rows
}

// buzzeasyNumber is the phone number of an account's voice channel.
func buzzeasyNumber(account, kind string) string {
	n := slices.IndexFunc(accountRows, func(a data.Account) bool { return a.ID == account })
	if kind != voice || n < 0 {
		return ""
	}
	return contactPoints[n]
}

// buzzeasyBotStepRows are the bot steps: id, name, type.
var buzzeasyBotStepRows = [][3]string{{"BS-1", "Welcome menu", "menuSelection"}}

// buzzeasyOfMedia are columns of Calls, Chats or Emails that Conversations may lack.
var buzzeasyOfMedia = []string{
	"channelPhoneNumber", "customerPhoneNumber", "customerEmailAddress", "customerRingDuration", "holdCount", "holdDurationInSeconds",
	"isConsult", "subject", "TransferInitiatedBy", "TransferToExternalDestinationPhoneNumber",
}

// twins are the fields of an instant: local, and in UTC.
func twins[R any](o *BuzzeasyOptions, name string, get func(R) time.Time) []field[R] {
	local := o.local()
	return []field[R]{
		{name, data.TextColumn, func(r R) any { return local(get(r)) }},
		{name + "UTC", data.InstantColumn, func(r R) any { return at(get(r)) }},
	}
}

// textOf and countOf are fields of a text and of a whole number.
func textOf[R any](name string, get func(R) string) field[R] {
	return field[R]{name, data.TextColumn, func(r R) any { return text(get(r)) }}
}

func countOf[R any](name string, get func(R) data.Opt[int64]) field[R] {
	return field[R]{name, data.IntegerColumn, func(r R) any { return optional(get(r)) }}
}

// lengthOf is a length between two instants in seconds; none without an end.
func lengthOf(from, to time.Time) data.Opt[int64] {
	if from.IsZero() || to.IsZero() {
		return data.None[int64]()
	}
	return data.Some(rounded(data.Between(from, to)))
}

func buzzeasyConversationFields(o *BuzzeasyOptions) []field[*buzzeasyLeg] {
	type row = *buzzeasyLeg
	return slices.Concat([]field[row]{
		textOf("id", func(r row) string { return r.id }),
		textOf("channelId", func(r row) string { return buzzeasyChannel(r.account, r.kind) }),
		textOf("channelType", func(r row) string { return buzzeasyKinds[r.kind] }),
		textOf("channelPhoneNumber", func(r row) string { return buzzeasyNumber(r.account, r.kind) }),
		textOf("businessUnitId", func(r row) string { return r.account }),
		textOf("conversationEndedReason", func(r row) string { return r.reason }),
	}, twins(o, "startedAt", func(r row) time.Time { return r.from }), twins(o, "endedAt", func(r row) time.Time { return r.to }), []field[row]{
		countOf("durationInSeconds", func(r row) data.Opt[int64] { return lengthOf(r.from, r.to) }),
		{"isOutbound", data.BooleanColumn, func(r row) any { return r.outbound }},
		{"isConsult", data.BooleanColumn, func(r row) any { return r.consult }},
		textOf("nextConversationID", func(r row) string { return r.next }),
		textOf("TransferInitiatedBy", func(r row) string { return r.by }),
		textOf("TransferToExternalDestinationPhoneNumber", func(r row) string { return r.number }),
		textOf("customerPhoneNumber", row.phone), textOf("customerEmailAddress", row.address),
		countOf("customerRingDuration", func(r row) data.Opt[int64] { return r.customerRing }),
		countOf("holdCount", func(r row) data.Opt[int64] { return r.held(false) }),
		countOf("holdDurationInSeconds", func(r row) data.Opt[int64] { return r.held(true) }),
		textOf("subject", func(r row) string { return r.subject }),
	})
}

// phone and address are the customer's, whichever is known.
func (l *buzzeasyLeg) phone() string {
	if strings.Contains(l.customer, "@") {
		return ""
	}
	return l.customer
}

func (l *buzzeasyLeg) address() string {
	if strings.Contains(l.customer, "@") {
		return l.customer
	}
	return ""
}

// held is how often, or how many seconds, the customer of a call was on hold.
func (l *buzzeasyLeg) held(seconds bool) data.Opt[int64] {
	if l.kind != voice || l.consult {
		return data.None[int64]()
	}
	var count int64
	var length data.Span
	for i := range l.tasks {
		count, length = count+l.tasks[i].holds, length+l.tasks[i].held
	}
	if seconds {
		return data.Some(rounded(length))
	}
	return data.Some(count)
}

func buzzeasyStayFields(o *BuzzeasyOptions) []field[*buzzeasyStep] {
	type row = *buzzeasyStep
	return slices.Concat([]field[row]{
		textOf("channelId", func(r row) string { return r.channel }),
		textOf("queueId", func(r row) string { return r.QueueID }),
		textOf("conversationId", func(r row) string { return r.conversation }),
	}, twins(o, "queuedAt", func(r row) time.Time { return r.StartedAt }), twins(o, "dequeuedAt", func(r row) time.Time { return r.EndedAt }), []field[row]{
		countOf("durationInSeconds", func(r row) data.Opt[int64] { return lengthOf(r.StartedAt, r.EndedAt) }),
		textOf("dequeuedReason", row.dequeued),
	})
}

// dequeued is the word for the cause of a stay's end.
func (s *buzzeasyStep) dequeued() string {
	return map[data.Cause]string{
		"agent_connected": "AgentConnected", "callback_requested": "CallbackRequested", "customer_left": "CustomerDisconnected", "queue_timeout": "QueueTimedOut",
	}[s.Cause]
}

// buzzeasyBotFields have local instants only: the feed lists no others.
func buzzeasyBotFields(o *BuzzeasyOptions) []field[*buzzeasyStep] {
	type row = *buzzeasyStep
	return []field[row]{
		textOf("id", func(r row) string { return r.id }),
		textOf("conversationID", func(r row) string { return r.conversation }),
		textOf("botStepId", func(row) string { return buzzeasyBotStepRows[0][0] }),
		textOf("botFinishedInfo", func(r row) string { return r.Facts["intent"] }),
		countOf("durationInSeconds", func(r row) data.Opt[int64] { return lengthOf(r.StartedAt, r.EndedAt) }),
		twins(o, "startedAt", func(r row) time.Time { return r.StartedAt })[0],
		twins(o, "endedAt", func(r row) time.Time { return r.EndedAt })[0],
		textOf("result", row.botResult),
		textOf("channelId", func(r row) string { return r.channel }),
	}
}

// botResult is Success, once the customer is through.
func (s *buzzeasyStep) botResult() string {
	if s.EndedAt.IsZero() {
		return ""
	}
	return "Success"
}

func buzzeasyRefusedFields(o *BuzzeasyOptions) []field[*buzzeasyStep] {
	type row = *buzzeasyStep
	return slices.Concat([]field[row]{
		textOf("channelId", func(r row) string { return r.channel }),
		textOf("conversationId", func(r row) string { return r.conversation }),
		textOf("id", func(r row) string { return r.id }),
		textOf("queueId", func(r row) string { return r.QueueID }),
	}, twins(o, "rejectedAt", func(r row) time.Time { return r.StartedAt }), []field[row]{
		textOf("rejectReason", func(row) string { return "QueueSizeLimitReached" }),
	})
}

func buzzeasyTaskFields(o *BuzzeasyOptions) []field[*buzzeasyTask] {
	type row = *buzzeasyTask
	return slices.Concat([]field[row]{
		textOf("id", func(r row) string { return r.id }),
		textOf("primaryConversationID", func(r row) string { return r.conversation }),
		textOf("agentId", func(r row) string { return r.agent }),
		textOf("queueID", func(r row) string { return r.queue }),
		textOf("mediaType", func(r row) string { return buzzeasyMedium(r.kind) }),
		textOf("result", func(r row) string { return r.result }),
		textOf("completionCode", func(r row) string { return r.code }),
	}, twins(o, "startTime", func(r row) time.Time { return r.start }), twins(o, "endTime", func(r row) time.Time { return r.end }), []field[row]{
		countOf("previewDuration", func(r row) data.Opt[int64] { return r.preview }),
		countOf("activeDurationInSeconds", func(r row) data.Opt[int64] { return r.active }),
		countOf("wrapUpDuration", func(r row) data.Opt[int64] { return r.wrap }),
		countOf("durationInSeconds", func(r row) data.Opt[int64] { return lengthOf(r.start, r.end) }),
	})
}

var buzzeasySessionFields = []field[*buzzeasySession]{
	textOf("id", func(r *buzzeasySession) string { return "s:" + r.task.id + ":" + r.conversation }),
	textOf("workitemId", func(r *buzzeasySession) string { return r.task.id }),
	textOf("conversationID", func(r *buzzeasySession) string { return r.conversation }),
	textOf("endedReason", func(r *buzzeasySession) string { return r.reason }),
	countOf("holdCount", func(r *buzzeasySession) data.Opt[int64] { return r.counted(r.task.holds) }),
	countOf("lastHoldDuration", func(r *buzzeasySession) data.Opt[int64] { return r.counted(rounded(r.task.lastHeld)) }),
	countOf("totalHoldDuration", func(r *buzzeasySession) data.Opt[int64] { return r.counted(rounded(r.task.held)) }),
}

// counted is a count of the task in its own conversation; in others nobody was put on hold.
func (s *buzzeasySession) counted(n int64) data.Opt[int64] {
	if s.conversation != s.task.conversation {
		n = 0
	}
	return data.Some(n)
}

func buzzeasyStateFields(o *BuzzeasyOptions) []field[*buzzeasyTask] {
	type row = *buzzeasyTask
	return slices.Concat([]field[row]{
		textOf("id", func(r row) string { return "state-" + r.id }),
		textOf("agentID", func(r row) string { return r.agent }),
		textOf("state", func(row) string { return "Break" }),
		textOf("breakName", func(row) string { return "Lunch" }),
		countOf("durationInSeconds", func(row) data.Opt[int64] { return data.Some(int64(1800)) }),
	}, twins(o, "startTime", func(r row) time.Time { return r.start.Add(time.Hour) }))
}

var buzzeasyAgentFields = []field[data.User]{
	textOf("id", func(u data.User) string { return u.ID }), textOf("name", func(u data.User) string { return u.Name }),
	textOf("customID", func(u data.User) string { return "" }), textOf("deletedAt", func(u data.User) string { return "" }),
}

var buzzeasyUserFields = []field[data.User]{
	textOf("id", func(u data.User) string { return u.ID }), textOf("Name", func(u data.User) string { return u.Name }),
	textOf("emailAddress", func(u data.User) string { return u.Email }),
	textOf("userType", func(u data.User) string {
		if u.Title == "Team lead" {
			return "Supervisor"
		}
		return "Agent"
	}),
	textOf("customId", func(u data.User) string { return "" }), textOf("deletedAt", func(u data.User) string { return "" }),
}

var buzzeasyQueueFields = []field[data.Queue]{
	textOf("Name", func(q data.Queue) string { return q.Name }), textOf("id", func(q data.Queue) string { return q.ID }),
	textOf("routing mode", func(data.Queue) string { return "Automatic" }), textOf("deletedAt", func(data.Queue) string { return "" }),
}

var buzzeasyChannelFields = []field[buzzeasyChannelRow]{
	textOf("id", func(r buzzeasyChannelRow) string { return r.id }), textOf("name", func(r buzzeasyChannelRow) string { return r.name }),
	textOf("channelType", func(r buzzeasyChannelRow) string { return buzzeasyKinds[r.kind] }),
	textOf("businessUnitId", func(r buzzeasyChannelRow) string { return r.account }),
}

var buzzeasyBotStepFields = []field[[3]string]{
	textOf("id", func(r [3]string) string { return r[0] }), textOf("name", func(r [3]string) string { return r[1] }),
	textOf("type", func(r [3]string) string { return r[2] }), textOf("mediaGroup", func([3]string) string { return "Voice" }),
}

var buzzeasyUnitFields = []field[data.Account]{
	textOf("id", func(a data.Account) string { return a.ID }), textOf("name", func(a data.Account) string { return a.Name }),
}
