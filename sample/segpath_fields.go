package sample

import (
	"time"

	"segpath/data"
)

func at(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}

// interactionFields are the columns of the canonical table interactions; chain_id follows from previous_id and next_id.
func interactionFields(n namer) []field[*data.Interaction] {
	type row = *data.Interaction
	textField := func(name string, get func(row) string) field[row] {
		return field[row]{name, data.TextColumn, func(r row) any { return text(get(r)) }}
	}
	return []field[row]{
		textField("interaction_id", func(r row) string { return r.ID }),
		{"external_ids", data.ListColumn, func(r row) any {
			if len(r.ExternalIDs) == 0 {
				return nil
			}
			return r.ExternalIDs
		}},
		textField("type", func(r row) string { return r.Type }),
		textField("direction", func(r row) string { return r.Direction }),
		{"created_at", data.InstantColumn, func(r row) any { return at(r.CreatedAt) }},
		{"completed_at", data.InstantColumn, func(r row) any { return at(r.CompletedAt) }},
		textField("status", func(r row) string { return r.Status }),
		textField("outcome", func(r row) string { return r.Outcome }),
		textField("ended_by", func(r row) string { return r.EndedBy }),
		textField("customer", func(r row) string { return r.Customer }),
		textField("contact_point", func(r row) string { return r.ContactPoint }),
		textField("queue_id", func(r row) string { return n.queue(r.QueueID) }),
		textField("user_id", func(r row) string { return n.user(r.UserID) }),
		textField("previous_id", func(r row) string { return r.PreviousID }),
		textField("next_id", func(r row) string { return r.NextID }),
		textField("account_id", func(r row) string { return r.AccountID }),
		{"facts", data.MapColumn, func(r row) any { return facts(r.Facts) }},
	}
}

// segmentFields are the columns of the canonical table segments that a source states; duration_stated_s is
// among them only if the simulation states durations.
func segmentFields(sim *Simulation, n namer) []field[*data.Segment] {
	type row = *data.Segment
	textField := func(name string, get func(row) string) field[row] {
		return field[row]{name, data.TextColumn, func(r row) any { return text(get(r)) }}
	}
	fields := []field[row]{
		textField("interaction_id", func(r row) string { return r.InteractionID }),
		textField("segment_id", func(r row) string { return r.SegmentID }),
		{"seq", data.IntegerColumn, func(r row) any { return optional(r.Seq) }},
		{"started_at", data.InstantColumn, func(r row) any { return at(r.StartedAt) }},
		{"ended_at", data.InstantColumn, func(r row) any { return at(r.EndedAt) }},
	}
	if sim.opt.Durations {
		fields = append(fields, field[row]{"duration_stated_s", data.SecondsColumn, func(r row) any { return optional(r.DurationStated) }})
	}
	return append(fields,
		textField("event", func(r row) string { return r.EventRaw }),
		textField("status_from", func(r row) string { return r.StatusFrom }),
		textField("status_to", func(r row) string { return r.StatusTo }),
		textField("queue_id", func(r row) string { return n.queue(r.QueueID) }),
		textField("user_id", func(r row) string { return n.user(r.UserID) }),
		textField("by_user_id", func(r row) string { return n.user(r.ByUserID) }),
		textField("reason", func(r row) string { return r.Reason }),
		textField("cause", func(r row) string { return string(r.Cause) }),
		textField("type", func(r row) string { return r.Type }),
		field[row]{"facts", data.MapColumn, func(r row) any { return facts(r.Facts) }},
	)
}

func optional[T comparable](o data.Opt[T]) any {
	if v, ok := o.Get(); ok {
		return v
	}
	return nil
}

var queueFields = []field[data.Queue]{
	{"queue_id", data.TextColumn, func(q data.Queue) any { return q.ID }},
	{"name", data.TextColumn, func(q data.Queue) any { return text(q.Name) }},
	{"weight", data.NumberColumn, func(q data.Queue) any { return optional(q.Weight) }},
	{"active", data.BooleanColumn, func(q data.Queue) any { return optional(q.Active) }},
}

var userFields = []field[data.User]{
	{"user_id", data.TextColumn, func(u data.User) any { return u.ID }},
	{"name", data.TextColumn, func(u data.User) any { return text(u.Name) }},
	{"title", data.TextColumn, func(u data.User) any { return text(u.Title) }},
	{"email", data.TextColumn, func(u data.User) any { return text(u.Email) }},
	{"team", data.TextColumn, func(u data.User) any { return text(u.Team) }},
}

var accountFields = []field[data.Account]{
	{"account_id", data.TextColumn, func(a data.Account) any { return a.ID }},
	{"name", data.TextColumn, func(a data.Account) any { return text(a.Name) }},
	{"time_zone", data.TextColumn, func(a data.Account) any { return text(a.TimeZone) }},
}
