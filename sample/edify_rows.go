package sample

import (
	"iter"
	"time"

	"segpath/data"
)

// edifyRow is one row of Interaction Segments.
type edifyRow struct {
	data.Segment
	outcome string
}

// edifyPath is the rows of one interaction: one for each event that Edify names and for each change of
// status, or for the latter only. There a row lasts until the next.
func edifyPath(it *data.Interaction, segments []data.Segment, opt *EdifyOptions) []edifyRow {
	var rows []edifyRow
	for i := range segments {
		if s := &segments[i]; s.StatusTo != "" || !opt.Statuses && edifyStates(s.Event) {
			rows = append(rows, edifyRow{Segment: *s})
		}
	}
	rows = conflicting(rows, it.ID, opt)
	for i := range rows {
		r := &rows[i]
		if i == len(rows)-1 {
			r.outcome = it.Outcome
		}
		if !opt.Statuses {
			continue
		}
		length, stated := r.DurationStated.Get()
		r.EndedAt, r.DurationStated = time.Time{}, data.None[data.Span]()
		if i+1 < len(rows) {
			r.EndedAt = rows[i+1].StartedAt
			if stated && length >= 0 {
				r.DurationStated = data.Some(data.Between(r.StartedAt, r.EndedAt))
			}
		}
	}
	return rows
}

// conflicting adds the rows that have another's id and other content: between it and the next they say the
// same status again.
func conflicting(rows []edifyRow, id string, opt *EdifyOptions) []edifyRow {
	share := shareOf(opt.Conflicts)
	if share == 0 || opt.drops("Id") {
		return rows
	}
	r := drawer(id, 1)
	var all []edifyRow
	for i := range rows {
		row := rows[i]
		all = append(all, row)
		if i == len(rows)-1 || row.StatusTo == "" || !r.share(share) {
			continue
		}
		later := row.StartedAt.Add(rows[i+1].StartedAt.Sub(row.StartedAt) / 2).Truncate(time.Millisecond)
		if later.After(row.StartedAt) {
			row.Event, row.StatusFrom, row.Reason = data.StatusChange, row.StatusTo, "corrected"
			row.StartedAt, row.EndedAt, row.DurationStated = later, time.Time{}, data.None[data.Span]()
			all = append(all, row)
		}
	}
	return all
}

// edifyStates tells whether Edify has a word for the event.
func edifyStates(e data.Event) bool { return e == data.RingOffer || e.IsOutcome() }

// edifyRows are the rows of Interaction Segments in the order that the options ask for.
func (s *Simulation) edifyRows(opt EdifyOptions) iter.Seq[*edifyRow] {
	repeats := shareOf(opt.Repeats)
	rows := func(yield func(*edifyRow) bool) {
		s.inOrder(opt.Shuffle, func(it *data.Interaction, segments []data.Segment) bool {
			r := repeater(it.ID)
			for _, row := range edifyPath(it, segments, &opt) {
				if !yield(&row) || r.share(repeats) && !yield(&row) {
					return false
				}
			}
			return true
		})
	}
	return mixed(rows, opt.Shuffle)
}

// edifyInteractions are the rows of Interactions.
func (s *Simulation) edifyInteractions(opt EdifyOptions) iter.Seq[*data.Interaction] {
	repeats := shareOf(opt.Repeats)
	rows := func(yield func(*data.Interaction) bool) {
		s.inOrder(opt.Shuffle, func(it *data.Interaction, _ []data.Segment) bool {
			r := repeater(it.ID)
			if opt.Shuffle == 0 && r.share(repeats) {
				older := *it
				older.CompletedAt, older.Outcome, older.UserID, older.Status = time.Time{}, "", "", "Was "+it.Status
				if !yield(&older) {
					return false
				}
			}
			return yield(it)
		})
	}
	return mixed(rows, opt.Shuffle)
}

// repeater draws the repeated rows of an interaction.
func repeater(id string) random { return drawer(id, 0) }

// drawer draws the oddities of an interaction's rows; each kind has a number.
func drawer(id string, kind uint64) (r random) {
	seed := uint64(len(id))
	for _, c := range []byte(id) {
		seed = mix64(seed ^ uint64(c))
	}
	r.seed(seed, streamOddities, kind)
	return r
}
