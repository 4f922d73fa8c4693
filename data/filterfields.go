package data

import "slices"

// FieldKind is what the values of a field of the filter language are.
type FieldKind int

// The kinds of fields.
const (
	TextField   FieldKind = iota // a name, an id, or another text
	ChoiceField                  // one of a fixed choice of words
	CountField                   // a whole number
	LengthField                  // a length of time
	TimeField                    // a day or an instant
	ShapeField                   // a path in words or letters
)

// The terms that are no field with a value.
const (
	RingTerm   = "ring"   // ring(…)
	SearchTerm = "search" // a word or a text alone
)

// FilterField is one field of the filter language.
type FilterField struct {
	Name  string
	Also  []string // other spellings: its name in JSON
	Kind  FieldKind
	Words []string // of a ChoiceField: what its value may be
	About string   // what its value is held against
	// Needs is what the export must say for it; nil = nothing.
	Needs func(Has) Capability
}

func needRings(h Has) Capability     { return h.Rings }
func needResponses(h Has) Capability { return h.Responses }
func needQueues(h Has) Capability    { return h.Queues }
func needStatuses(h Has) Capability  { return h.Statuses }
func needTalk(h Has) Capability      { return h.Talk }
func needHold(h Has) Capability      { return h.Hold }

// needColumns needs every one of some columns.
func needColumns(columns ...ExportColumn) func(Has) Capability {
	return func(h Has) Capability { return h.every(columns...) }
}

// needUser needs a user in the path or at its end, and needStepUser one in the path.
func needUser(h Has) Capability     { return h.either(StepUserColumn, UserColumn) }
func needStepUser(h Has) Capability { return h.Column(StepUserColumn) }

// needRingType needs a type of the ring's step, or else of its interaction.
func needRingType(h Has) Capability { return h.either(TypeColumn, StepTypeColumn) }

// and needs both of two things; the first that is missing is the reason.
func and(one, other func(Has) Capability) func(Has) Capability {
	return func(h Has) Capability {
		if can := one(h); !can.Can() {
			return can
		}
		return other(h)
	}
}

// CanRing is what an export must say for ring(…): rings or responses, since a line of the ladder is made of either.
func CanRing(h Has) Capability {
	if !h.Rings.Can() && h.Responses.Can() {
		return h.Responses
	}
	return h.Rings
}

// FilterFields are the fields of an interaction, as help and completion list them.
var FilterFields = []FilterField{
	{Name: "queue", Kind: TextField, About: "a queue anywhere in the path", Needs: needQueues},
	{Name: "user", Kind: TextField, About: "a user anywhere in the path", Needs: needUser},
	{Name: "last_queue", Kind: TextField, About: "the last queue", Needs: needColumns(QueueColumn)},
	{Name: "handler", Kind: TextField, About: "the user who had it at the end", Needs: needColumns(UserColumn)},
	{Name: "status", Kind: TextField, About: "the last status", Needs: needColumns(StatusColumn)},
	{Name: "had", Kind: TextField, About: "a status it ever had", Needs: needStatuses},
	{Name: "type", Kind: TextField, About: "the communication type", Needs: needColumns(TypeColumn)},
	{Name: "direction", Kind: TextField, About: "the direction", Needs: needColumns(DirectionColumn)},
	{Name: "outcome", Kind: TextField, About: "how it ended", Needs: needColumns(OutcomeColumn)},
	{Name: "ended_by", Kind: TextField, About: "who ended it", Needs: needColumns(EndedByColumn)},
	{Name: "customer", Kind: TextField, About: "the customer", Needs: needColumns(CustomerColumn)},
	{Name: "contact_point", Kind: TextField, About: "our number, address or bot", Needs: needColumns(ContactPointColumn)},
	{Name: "account", Kind: TextField, About: "the account", Needs: needColumns(AccountColumn)},
	{Name: "id", Also: []string{"interaction_id"}, Kind: TextField, About: "its id, or one of its external ids, whole"},
	{Name: "chain", Also: []string{"chain_id"}, Kind: TextField, About: "the id of the first leg of its chain, whole"},
	{Name: "event", Kind: ChoiceField, Words: wordsOfEvents(), About: "an event anywhere in the path"},
	{Name: "is", Kind: ChoiceField, Words: IsWords, About: "open, closed, answered, abandoned, inbound or outbound"},
	{Name: "rings", Also: []string{"ring_count"}, Kind: CountField, About: "rings", Needs: needRings},
	{Name: "users", Also: []string{"users_rung"}, Kind: CountField, About: "users rung", Needs: needRings},
	{Name: "hops", Also: []string{"queue_hops"}, Kind: CountField, About: "moves to another queue", Needs: needQueues},
	{Name: "stays", Also: []string{"stay_count"}, Kind: CountField, About: "stays in queues", Needs: needQueues},
	{Name: "ping_pong", Also: []string{"ping_pong_count"}, Kind: CountField, About: "moves back to the queue before", Needs: needQueues},
	{Name: "accepts", Kind: CountField, About: "rings accepted", Needs: needResponses},
	{Name: "rejects", Kind: CountField, About: "rings rejected", Needs: needResponses},
	{Name: "ignores", Kind: CountField, About: "rings ignored", Needs: needResponses},
	{Name: "clears", Kind: CountField, About: "rings cleared", Needs: needResponses},
	{Name: "no_outcome", Kind: CountField, About: "rings without outcome", Needs: and(needRings, needResponses)},
	{Name: "ambiguous", Kind: CountField, About: "ambiguous responses", Needs: needResponses},
	{Name: "segments", Also: []string{"steps", "segment_count"}, Kind: CountField, About: "steps of the path"},
	{Name: "wait", Also: []string{"wait_s"}, Kind: LengthField, About: "how long the customer waited"},
	{Name: "answer", Also: []string{"wait_to_answer", "wait_to_answer_s"}, Kind: LengthField, About: "the wait to the first answer"},
	{Name: "first_ring", Also: []string{"time_to_first_ring", "time_to_first_ring_s"}, Kind: LengthField, About: "the wait to the first ring", Needs: needRings},
	{Name: "abandon", Also: []string{"time_to_abandon", "time_to_abandon_s"}, Kind: LengthField, About: "the wait until the customer gave up"},
	{Name: "dead_air", Also: []string{"dead_air_s"}, Kind: LengthField, About: "waiting while nobody was rung", Needs: needRings},
	{Name: "talk", Also: []string{"talk_s"}, Kind: LengthField, About: "talk", Needs: needTalk},
	{Name: "hold", Also: []string{"hold_s"}, Kind: LengthField, About: "hold", Needs: needHold},
	{Name: "duration", Also: []string{"duration_s"}, Kind: LengthField, About: "from creation to completion", Needs: needColumns(CreatedAtColumn, CompletedAtColumn)},
	{Name: "after", Kind: TimeField, About: "created at this time or later", Needs: needColumns(CreatedAtColumn)},
	{Name: "before", Kind: TimeField, About: "created before this time", Needs: needColumns(CreatedAtColumn)},
	{Name: "on", Kind: TimeField, About: "created on this day", Needs: needColumns(CreatedAtColumn)},
	{Name: "since", Kind: TimeField, About: "created in the last 7d or 12h, counted back from the end of the data", Needs: needColumns(CreatedAtColumn)},
	{Name: "rang", Kind: TextField, About: "a user who was rung", Needs: and(needRings, needStepUser)},
	{Name: "accepted", Kind: TextField, About: "a user who accepted a ring", Needs: and(needResponses, needStepUser)},
	{Name: "rejected", Kind: TextField, About: "a user who rejected a ring", Needs: and(needResponses, needStepUser)},
	{Name: "ignored", Kind: TextField, About: "a user who ignored a ring", Needs: and(needResponses, needStepUser)},
	{Name: "cleared", Kind: TextField, About: "a user whose ring was cleared", Needs: and(needResponses, needStepUser)},
	{Name: "path", Kind: ShapeField, About: "steps in this order"},
}

// RingFields are the fields of one ring: what may stand within ring(…).
var RingFields = []FilterField{
	{Name: "user", Kind: TextField, About: "who was rung", Needs: needStepUser},
	{Name: "queue", Kind: TextField, About: "of which queue", Needs: needQueues},
	{Name: "outcome", Kind: ChoiceField, Words: OutcomeWords, About: "the response"},
	{Name: "seconds", Kind: LengthField, About: "how long it rang", Needs: needRings},
	{Name: "type", Kind: TextField, About: "the communication type", Needs: needRingType},
	{Name: "is", Kind: ChoiceField, Words: RingIsWords, About: "rung (the export has the ring), running or ambiguous", Needs: needRings},
	{Name: "after", Kind: TimeField, About: "rung at this time or later", Needs: needRings},
	{Name: "before", Kind: TimeField, About: "rung before this time", Needs: needRings},
	{Name: "on", Kind: TimeField, About: "rung on this day", Needs: needRings},
	{Name: "since", Kind: TimeField, About: "rung in the last 7d or 12h, counted back from the end of the data", Needs: needRings},
}

// FieldNamed is the field of a name or another spelling of it.
func FieldNamed(fields []FilterField, name string) (FilterField, bool) {
	n := slices.IndexFunc(fields, func(f FilterField) bool { return f.Name == name || slices.Contains(f.Also, name) })
	if n < 0 {
		return FilterField{}, false
	}
	return fields[n], true
}

// The words of the fields with a fixed choice. Those of event are Events.
var (
	IsWords      = []string{"open", "closed", "answered", "abandoned", "inbound", "outbound"}
	RingIsWords  = []string{"rung", "running", "ambiguous"}
	OutcomeWords = []string{"accept", "reject", "ignore", "clear", "none", "ambiguous", "unanswered"}
)

// wordsOfEvents are those of Events.
func wordsOfEvents() []string {
	words := make([]string, len(Events))
	for n, e := range Events {
		words[n] = e.String()
	}
	return words
}

// CanFilter is what the export must say for a field with a value: of a field with a fixed choice it depends
// on the word.
func (f FilterField) CanFilter(word string, has Has) Capability {
	can := Capability{State: Stated}
	if f.Needs != nil {
		can = f.Needs(has)
	}
	if !can.Can() || word == "" {
		return can
	}
	switch f.Name {
	case "event":
		e, _ := EventOf(word)
		return e.CanBeSaid(has)
	case "is":
		if word == "answered" {
			return Accept.CanBeSaid(has)
		}
		if word == "inbound" || word == "outbound" {
			return has.Column(DirectionColumn)
		}
		if word == "ambiguous" {
			return has.Responses
		}
	case "outcome":
		if word == "none" {
			return and(needRings, needResponses)(has)
		}
		return has.Responses
	}
	return can
}

// CannotSay is the first field of the filter that the export cannot be asked for, with the reason; empty where it
// can be asked for all of them. What a path's shape needs is settled when the filter is read.
func (f Filter) CannotSay(has Has) (field string, can Capability) {
	return cannotSay(f.Terms, FilterFields, has)
}

func cannotSay(terms []Term, fields []FilterField, has Has) (string, Capability) {
	for _, t := range terms {
		if t.Field == RingTerm {
			if can := CanRing(has); !can.Can() {
				return RingTerm, can
			}
			if field, can := cannotSay(t.Ring, RingFields, has); field != "" {
				return field, can
			}
			continue
		}
		if f, ok := FieldNamed(fields, t.Field); ok {
			if can := f.CanFilter(t.Word, has); !can.Can() {
				return f.Name, can
			}
		}
	}
	return "", Capability{}
}

// CanBeSaid is whether an export has steps of an event, as far as it declares it.
func (e Event) CanBeSaid(has Has) Capability {
	switch e {
	case RingOffer:
		return has.Rings
	case Accept:
		if has.Talk.Can() && !has.Talk.Totals {
			return has.Talk
		}
		return has.Responses
	case Reject, Ignore, Clear:
		return has.Responses
	case QueueEntry:
		return has.Queues
	case StatusChange:
		return has.Statuses
	case Hold:
		if has.Hold.Can() && has.Hold.Totals {
			return Capability{State: Absent, Why: "it states totals of hold, and no step on hold"}
		}
		return has.Hold
	}
	return Capability{State: Stated}
}
