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
