package sample

import (
	"strings"
	"time"

	"segpath/data"
)

// edifyWords are how Edify writes the events that it names.
var edifyWords = map[data.Event]string{
	data.RingOffer: "Ring", data.Accept: "Accept", data.Reject: "Reject", data.Ignore: "Ignore", data.Clear: "Clear",
}

// textField is a column of text.
func textField[R any](name string, get func(R) string) field[R] {
	return field[R]{name, data.TextColumn, func(r R) any { return text(get(r)) }}
}

// edifySegmentFields are the columns of Interaction Segments; Duration stands there only if the simulation
// states durations.
func edifySegmentFields(sim *Simulation, opt *EdifyOptions, n namer) []field[*edifyRow] {
	type row = *edifyRow
	fields := []field[row]{
		textField("Id", func(r row) string { return r.SegmentID }),
		textField("Interaction Id", func(r row) string { return r.InteractionID }),
		textField("Communication Type", func(r row) string { return r.Type }),
		textField("Event", func(r row) string { return edifyWords[r.Event] }),
		textField("Reason", func(r row) string {
			if opt.ReasonAsEvent {
				return edifyWords[r.Event]
			}
			return r.Reason
		}),
		textField("Status", func(r row) string { return r.StatusTo }),
		textField("Previous Status", func(r row) string { return r.StatusFrom }),
		instantField(opt, "Created At", func(r row) time.Time { return r.StartedAt }),
		instantField(opt, "Ended At", func(r row) time.Time { return r.EndedAt }),
	}
	if sim.opt.Durations {
		fields = append(fields, field[row]{"Duration", data.SecondsColumn, func(r row) any { return optional(r.DurationStated) }})
	}
	if !opt.PersonNames {
		fields = append(fields, textField("User Id", func(r row) string { return n.user(r.UserID) }))
	} else if person := (namer{sim: sim, on: true}); !opt.drops("User Id") {
		fields = append(fields,
			textField("First Name", func(r row) string { return firstName(person.user(r.UserID)) }),
			textField("Last Name", func(r row) string { return lastName(person.user(r.UserID)) }))
	}
	return append(fields,
		textField("Queue Id", func(r row) string { return n.queue(r.QueueID) }),
		textField("Completion Display", func(r row) string { return r.outcome }))
}

func edifyInteractionFields(opt *EdifyOptions, n namer) []field[*data.Interaction] {
	type row = *data.Interaction
	return []field[row]{
		textField("Id", func(r row) string { return r.ID }),
		textField("Account Id", func(r row) string { return r.AccountID }),
		textField("Call Id", edifyCall),
		textField("Communication Type", func(r row) string { return r.Type }),
		textField("Direction", func(r row) string { return r.Direction }),
		instantField(opt, "Created At", func(r row) time.Time { return r.CreatedAt }),
		instantField(opt, "Completed At", func(r row) time.Time { return r.CompletedAt }),
		textField("Status", func(r row) string { return r.Status }),
		textField("Completion Display", func(r row) string { return r.Outcome }),
		textField("Assignee At Completion", func(r row) string { return n.user(r.UserID) }),
		textField("Queue Id", func(r row) string { return n.queue(r.QueueID) }),
		textField("Customer", func(r row) string { return r.Customer }),
	}
}

// edifyCall is the id of the call, the only one of the external ids that Edify has.
func edifyCall(it *data.Interaction) string {
	if it.Type == voice && len(it.ExternalIDs) > 0 {
		return it.ExternalIDs[0]
	}
	return ""
}

var edifyQueueFields = []field[data.Queue]{
	textField("Id", func(q data.Queue) string { return q.ID }),
	textField("Name", func(q data.Queue) string { return q.Name }),
	{"Weight", data.NumberColumn, func(q data.Queue) any { return optional(q.Weight) }},
	{"Active", data.BooleanColumn, func(q data.Queue) any { return optional(q.Active) }},
}

// firstName and lastName part a name at its first space.
func firstName(name string) string { first, _, _ := strings.Cut(name, " "); return first }
func lastName(name string) string  { _, last, _ := strings.Cut(name, " "); return last }

var edifyUserFields = []field[data.User]{
	textField("Id", func(u data.User) string { return u.ID }),
	textField("First Name", func(u data.User) string { return firstName(u.Name) }),
	textField("Last Name", func(u data.User) string { return lastName(u.Name) }),
	textField("Title", func(u data.User) string { return u.Title }),
	textField("Work Email", func(u data.User) string { return u.Email }),
	textField("Team", func(u data.User) string { return u.Team }),
}

func edifyAccountFields(opt *EdifyOptions) []field[data.Account] {
	return []field[data.Account]{
		textField("Id", func(a data.Account) string { return a.ID }),
		textField("Name", func(a data.Account) string { return a.Name }),
		textField("Time Zone", func(a data.Account) string {
			if opt.Zone != "" {
				return opt.Zone
			}
			return a.TimeZone
		}),
	}
}
