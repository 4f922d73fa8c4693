package document

import (
	"strconv"

	"segpath/data"
)

// Queues is what happened to the stays in each queue.
type Queues struct {
	Has   data.Has
	Level data.ServiceLevel // that was asked for
	Rows  []data.QueueRow
	Look
}

func (d Queues) object() object {
	return object{{"has", hasRecord(d.Has)}, {"asked", askedRecord(d.Level)}, {"queues", eachRecord(d.Rows, queueRecord)}}
}

// askedRecord is what the service level asks for.
func askedRecord(l data.ServiceLevel) record {
	return record{{"answered_within_s", l.Within}, {"short_abandon_s", l.Short}, {"abandons_left_out", l.LeftOut}}
}

func (d Queues) records() records {
	return records{queueRecord(new(data.QueueRow)).names(), fixed(eachRecord(d.Rows, queueRecord))}
}

func queueRecord(q *data.QueueRow) record {
	return record{
		{"queue_id", q.QueueID}, {"queue", q.Queue}, {"stays", q.Stays}, {"interactions", q.Interactions}, {"answered", q.Answered},
		{"abandoned", q.Abandoned}, {"short_abandoned", q.ShortAbandoned}, {"otherwise", q.Otherwise}, {"waiting", q.Waiting},
		{"wait_median_s", q.WaitMedian}, {"wait_p90_s", q.WaitP90}, {"hops_in", q.HopsIn}, {"hops_out", q.HopsOut},
		{"ping_pong", q.PingPong}, {"service_level", q.ServiceLevel},
	}
}

func (d Queues) blocks() []block {
	if len(d.Rows) == 0 {
		return []block{{lines: []string{"Nothing was in a queue."}}}
	}
	heads := []head{{"queue", false}, {"stays", true}, {"interactions", true}, {"answered", true}, {"abandoned", true}}
	if d.Level.Short > 0 {
		heads = append(heads, head{"under " + data.FormatSpan(d.Level.Short), true})
	}
	heads = append(heads, []head{
		{"otherwise", true}, {"waiting", true}, {"median wait", true}, {"p90", true}, {"hops in", true}, {"hops out", true},
		{"ping-pong", true}, {"service level", true},
	}...)
	return []block{{heads: heads, rows: fixedRows(d.Rows, func(q *data.QueueRow) []string {
		cells := []string{q.Queue, whole(q.Stays), whole(q.Interactions), d.number(q.Answered), d.number(q.Abandoned)}
		if d.Level.Short > 0 {
			cells = append(cells, d.number(q.ShortAbandoned))
		}
		return append(cells, d.number(q.Otherwise), whole(q.Waiting), d.span(q.WaitMedian), d.span(q.WaitP90), whole(q.HopsIn), whole(q.HopsOut),
			whole(q.PingPong), d.percent(q.ServiceLevel))
	})}}
}

func whole(n int64) string { return strconv.FormatInt(n, 10) }

// Statuses is the time in each status, and every kind of change. Its CSV is the statuses, or the changes.
type Statuses struct {
	Has     data.Has
	Table   data.StatusTable
	Changes bool // the changes alone; JSON holds both whatever this says
	Look
}

func (d Statuses) object() object {
	return object{
		{"has", hasRecord(d.Has)}, {"statuses", eachRecord(d.Table.Statuses, statusRowRecord)},
		{"transitions", eachRecord(d.Table.Transitions, transitionRecord)},
	}
}

func (d Statuses) records() records {
	if d.Changes {
		return records{transitionRecord(new(data.Transition)).names(), fixed(eachRecord(d.Table.Transitions, transitionRecord))}
	}
	return records{statusRowRecord(new(data.StatusRow)).names(), fixed(eachRecord(d.Table.Statuses, statusRowRecord))}
}

func statusRowRecord(s *data.StatusRow) record {
	return record{
		{"status", s.Status}, {"entered", s.Entered}, {"interactions", s.Interactions}, {"seconds", s.Seconds},
		{"median_s", s.Median}, {"share", s.Share},
	}
}

func transitionRecord(t *data.Transition) record {
	return record{{"from", t.From}, {"to", t.To}, {"count", t.Count}, {"median_s", t.Median}}
}

func (d Statuses) blocks() []block {
	if len(d.Table.Statuses) == 0 {
		return []block{{lines: []string{"No step states a status."}}}
	}
	statuses := block{
		title: "Statuses",
		heads: []head{
			{"status", false}, {"entered", true}, {"interactions", true}, {"time in it", true}, {"median", true}, {"share", true},
		},
		rows: fixedRows(d.Table.Statuses, func(s *data.StatusRow) []string {
			return []string{s.Status, whole(s.Entered), whole(s.Interactions), d.span(s.Seconds), d.span(s.Median), d.percent(s.Share)}
		}),
	}
	changes := block{
		title: "Changes",
		heads: []head{{"from", false}, {"to", false}, {"times", true}, {"median before", true}},
		rows: fixedRows(d.Table.Transitions, func(t *data.Transition) []string {
			return []string{d.or(t.From), t.To, whole(t.Count), d.span(t.Median)}
		}),
	}
	if d.Changes {
		return []block{changes}
	}
	return []block{statuses, changes}
}

// Variants is the paths that interactions took, most frequent first.
type Variants struct {
	Has   data.Has
	Table data.VariantTable
	Look
}

func (d Variants) object() object {
	return object{
		{"has", hasRecord(d.Has)}, {"interactions", d.Table.Interactions}, {"total", d.Table.Variants},
		{"variants", eachRecord(d.Table.Rows, variantRowRecord)},
	}
}

func (d Variants) records() records {
	return records{variantRowRecord(new(data.VariantRow)).names(), fixed(eachRecord(d.Table.Rows, variantRowRecord))}
}

func variantRowRecord(v *data.VariantRow) record {
	return record{
		{"path", words(v.Path)}, {"count", v.Count}, {"share", v.Share}, {"cumulative_share", v.Cumulative}, {"example", v.Example},
	}
}

func (d Variants) blocks() []block {
	if len(d.Table.Rows) == 0 {
		return []block{{lines: []string{"There are no interactions."}}}
	}
	return []block{{heads: []head{
		{"path", false}, {"interactions", true}, {"share", true}, {"together", true}, {"for example", false},
	}, rows: fixedRows(d.Table.Rows, func(v *data.VariantRow) []string {
		return []string{d.or(v.Path), whole(v.Count), d.percent(data.Some(v.Share)), d.percent(data.Some(v.Cumulative)), v.Example}
	})}}
}
