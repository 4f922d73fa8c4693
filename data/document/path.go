package document

import (
	"time"

	"segpath/data"
)

// Path is one interaction with its whole chain: what the path screen shows. Its CSV is the steps.
type Path struct {
	Chain *data.Chain
	Look
}

func (d Path) object() object {
	c := d.Chain
	return object{
		{"has", hasRecord(c.Has)},
		{"interaction", d.interaction()},
		{"legs", eachRecord(c.Legs, legRecord)},
		{"steps", d.steps()},
		{"rings", eachRecord(c.Rings(), d.ring)},
		{"statuses", eachRecord(c.Statuses(), statusRecord)},
		{"stays", eachRecord(c.Stays(), d.stay)},
		{"story", words(c.Story())},
		{"notices", eachRecord(c.Notices, noticeRecord)},
	}
}

func (d Path) records() records {
	var empty data.Step
	return records{d.step(&empty, time.Time{}, time.Time{}).names(), fixed(d.steps())}
}

// interaction is the one that was asked for; null where the export does not hold it.
func (d Path) interaction() any {
	for _, leg := range d.Chain.Legs {
		if leg.ID == d.Chain.Asked && leg.Path != nil {
			row := RowOf(leg.Path, d.Chain.Directory)
			return interactionRecord(&row)
		}
	}
	return nil
}

func legRecord(l *data.Leg) record {
	var created time.Time
	if l.Path != nil {
		created = l.Path.Interaction.CreatedAt
	}
	return record{
		{"leg", l.Number}, {"interaction_id", l.ID}, {"created_at", created}, {"missing", l.Missing},
	}
}

func (d Path) steps() []record {
	list := d.Chain.Steps()
	all := []record{}
	var start, previous time.Time
	for n := range list {
		if n == 0 {
			start = list[0].At
		}
		all = append(all, d.step(&list[n], start, previous))
		previous = list[n].At
	}
	return all
}

// step is a step of the chain; start is the instant of the chain's first step, previous that of the
// step before.
func (d Path) step(s *data.Step, start, previous time.Time) record {
	dir := d.Chain.Directory
	return record{
		{"n", s.N}, {"leg", s.Leg}, {"interaction_id", s.InteractionID}, {"segment_id", s.SegmentID}, {"seq", s.Seq},
		{"started_at", s.StartedAt}, {"ended_at", s.EndedAt}, {"duration_s", s.Duration()},
		{"duration_stated_s", s.DurationStated}, {"since_start_s", since(start, s.At)},
		{"since_previous_s", since(previous, s.At)}, {"event", s.Event}, {"event_raw", s.EventRaw},
		{"status_from", s.StatusFrom}, {"status_to", s.StatusTo},
		{"queue_id", s.QueueID}, {"queue", dir.QueueName(s.QueueID)},
		{"user_id", s.UserID}, {"user", dir.UserName(s.UserID)},
		{"by_user_id", s.ByUserID}, {"by_user", dir.UserName(s.ByUserID)},
		{"reason", s.Reason}, {"cause", string(s.Cause)}, {"ambiguous", s.Ambiguous}, {"type", s.Type},
		{"facts", s.Facts}, {"derived", s.Derived}, {"order_uncertain", s.Uncertain},
		{"source", s.Source}, {"source_row", positive(s.SourceRow)}, {"part", positive(s.Part)},
	}
}

// since is the span from one instant to another; absent where either is.
func since(from, to time.Time) data.Opt[data.Span] {
	if from.IsZero() || to.IsZero() {
		return data.None[data.Span]()
	}
	return data.Some(data.Between(from, to))
}

func (d Path) ring(r *data.Ring) record {
	dir := d.Chain.Directory
	return ringRecord(r, dir.UserName(r.UserID), dir.QueueName(r.QueueID), d.Chain.RingHint(*r))
}

// ringRecord is a ring with the names of its user and its queue, and its hint.
func ringRecord(r *data.Ring, user, queue, hint string) record {
	return record{
		{"order", r.Order}, {"user_id", r.UserID}, {"user", user}, {"queue_id", r.QueueID}, {"queue", queue},
		{"rung_at", r.RungAt}, {"ended_at", r.EndedAt}, {"seconds", r.Seconds}, {"outcome", r.Outcome},
		{"ambiguous", r.Ambiguous}, {"cause", string(r.Cause)}, {"hint", hint}, {"leg", r.Leg},
		{"again", r.Again}, {"group", positive(r.Group)}, {"dead_air_after_s", r.DeadAirAfter},
		{"step", positive(r.Step)}, {"outcome_step", positive(r.OutcomeStep)},
	}
}

func statusRecord(s *data.StatusTime) record {
	return record{
		{"status", s.Status}, {"seconds", s.Seconds}, {"share", s.Share}, {"entered", s.Entered},
		{"changes", eachRecord(s.Changes, changeRecord)},
	}
}

func changeRecord(c *data.Change) record {
	return record{{"at", c.At}, {"from", c.From}, {"to", c.To}, {"step", positive(c.Step)}, {"leg", c.Leg}}
}

func (d Path) stay(s *data.Stay) record {
	return record{
		{"order", s.Order}, {"leg", s.Leg}, {"queue_id", s.QueueID}, {"queue", d.Chain.Directory.QueueName(s.QueueID)},
		{"entered_at", s.EnteredAt}, {"left_at", s.LeftAt}, {"seconds", s.Seconds},
		{"reason", s.Reason}, {"cause", string(s.Cause)}, {"ping_pong", s.PingPong},
	}
}
