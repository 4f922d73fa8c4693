package sample

import (
	"iter"
	"slices"
	"strings"
	"time"

	"segpath/data"
)

// EdifyOptions say how an Edify export is written, and what it leaves out. The zero value writes every
// table and column, with events stated.
type EdifyOptions struct {
	// Statuses writes changes of status only: no event column, and no row for a step that changed no status.
	Statuses      bool
	ReasonAsEvent bool   // no event column: the reason is the event. Not with Statuses
	Shuffle       uint64 // as in WriterOptions
	OnlySegments  bool   // no other table
	// DropColumns are headers that are left out of every table that has them, as "Previous Status"; the Id
	// of segments only.
	DropColumns []string
	Headers     Headers
	Names       bool // users and queues stand by name in segments and interactions
	PersonNames bool // segments have First Name and Last Name instead of User Id
	// Repeats is the share (0 to 1) of segments that stand twice in the file and, unless shuffled, of
	// interactions of which an older state stands before the last one.
	Repeats float64
	// Conflicts is the share (0 to 1) of segments whose id stands on a second row, with other content: later,
	// and without an event. Not where the Id is left out.
	Conflicts float64
	Dates     Dates
	Zone      string // of every account, and of dates without an offset; empty = UTC, each account its own
}

// Headers is how the headers are spelt.
type Headers int

// The spellings of headers: as the vendor writes them, in capitals, as identifiers, by other names.
const (
	AsDocumented Headers = iota
	Capitals
	Identifiers
	OtherNames
)

// Dates is how instants are written.
type Dates int

// The ways to write instants: ISO 8601 in UTC; month or day first in the accounts' zone; milliseconds since
// 1970; seconds since 1970 with their fractions.
const (
	ISODates Dates = iota
	USDates
	EUDates
	EpochDates
	EpochSeconds
)

// otherNames of headers in segments.
var otherNames = map[string]string{
	"Id": "Interaction Segment Id", "Event": "Status Event", "Reason": "Segment Reason", "Status": "To Status",
	"Previous Status": "From Status", "Created At": "Segment Start", "Ended At": "Segment End",
	"Duration": "Length", "User Id": "Assignee", "Queue Id": "Queue Name",
}

// drops tells whether a header is left out.
func (o *EdifyOptions) drops(header string) bool {
	switch header {
	case "Event":
		return o.Statuses || o.ReasonAsEvent || slices.Contains(o.DropColumns, header)
	}
	return slices.Contains(o.DropColumns, header)
}

// spelt is a header as the options spell it.
func (o *EdifyOptions) spelt(table, header string) string {
	switch o.Headers {
	case Capitals:
		return strings.ToUpper(header)
	case Identifiers:
		return strings.ReplaceAll(strings.ToLower(header), " ", "_")
	case OtherNames:
		if name, ok := otherNames[header]; ok && table == edifySegments {
			return name
		}
	}
	return header
}

// zone is where dates without an offset are.
func (o *EdifyOptions) zone() *time.Location {
	if at, err := time.LoadLocation(o.Zone); err == nil {
		return at
	}
	return time.UTC
}

// instantField writes an instant as the options ask.
func instantField[R any](o *EdifyOptions, name string, get func(R) time.Time) field[R] {
	zone := o.zone()
	layout := map[Dates]string{USDates: "1/2/2006 3:04:05.000 PM", EUDates: "02.01.2006 15:04:05.000"}[o.Dates]
	switch o.Dates {
	case USDates, EUDates:
		return field[R]{name, data.TextColumn, func(r R) any {
			if t := get(r); !t.IsZero() {
				return t.In(zone).Format(layout)
			}
			return nil
		}}
	case EpochDates:
		return field[R]{name, data.IntegerColumn, func(r R) any {
			if t := get(r); !t.IsZero() {
				return t.UnixMilli()
			}
			return nil
		}}
	case EpochSeconds:
		return field[R]{name, data.NumberColumn, func(r R) any {
			if t := get(r); !t.IsZero() {
				return float64(t.UnixMilli()) / 1000
			}
			return nil
		}}
	}
	return field[R]{name, data.InstantColumn, func(r R) any { return at(get(r)) }}
}

// Edify yields a simulation as the tables of the Edify data source Interaction Segments: Interactions,
// Interaction Segments, Queues, Users and Accounts. Their rows are made while they are read.
func Edify(sim *Simulation, opt EdifyOptions) []data.Table {
	names := namer{sim: sim, on: opt.Names}
	segments := edifyTable(&opt, edifySegments, edifySegmentFields(sim, &opt, names), sim.edifyRows(opt))
	if opt.OnlySegments {
		return []data.Table{segments}
	}
	return []data.Table{
		edifyTable(&opt, "Interactions", edifyInteractionFields(&opt, names), sim.edifyInteractions(opt)), segments,
		edifyTable(&opt, "Queues", edifyQueueFields, known(sim.world.queues, sim.world.missQ)),
		edifyTable(&opt, "Users", edifyUserFields, known(sim.world.users, sim.world.missU)),
		edifyTable(&opt, "Accounts", edifyAccountFields(&opt), slices.Values(accountRows)),
	}
}

const edifySegments = "Interaction Segments"

func edifyTable[R any](opt *EdifyOptions, name string, fields []field[R], rows iter.Seq[R]) data.Table {
	kept := slices.DeleteFunc(slices.Clone(fields), func(f field[R]) bool {
		return opt.drops(f.name) && (f.name != "Id" || name == edifySegments)
	})
	for i := range kept {
		kept[i].name = opt.spelt(name, kept[i].name)
	}
	return newTable(&WriterOptions{}, name, kept, rows)
}

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
