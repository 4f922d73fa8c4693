package sample

import (
	"iter"
	"slices"

	"segpath/data"
)

// WriterOptions say how an export is written, above all what it leaves out. The zero value leaves out
// nothing. Columns are named by their canonical names here, whatever the export calls them.
type WriterOptions struct {
	// Shuffle, unless 0, is the seed of another order of the rows of interactions and segments: the
	// interactions in any order, and the rows of some thousands of them mixed at a time, so that memory
	// does not grow with the export. Up to 50,000 rows a table are mixed as a whole.
	Shuffle      uint64
	DropSeq      bool     // no seq in segments
	DropColumns  []string // canonical names, left out of every table that has them
	OnlySegments bool     // no other table
	// ShortNames writes the short names of the format (id, user, queue, from_status, to_status,
	// duration_s), and names instead of ids of queues and users. The lookups of queues and users are left
	// out: their ids stand nowhere else.
	ShortNames bool
}

// drops tells whether a column is left out.
func (o *WriterOptions) drops(column string) bool {
	return column == "seq" && o.DropSeq || slices.Contains(o.DropColumns, column)
}

// shortNames of a table's columns; a table's own id is its id.
var shortNames = map[string]map[string]string{
	"interactions": {"interaction_id": "id", "queue_id": "queue", "user_id": "user"},
	"segments": {
		"segment_id": "id", "queue_id": "queue", "user_id": "user", "status_from": "from_status",
		"status_to": "to_status", "duration_stated_s": "duration_s",
	},
}

// field is a column of the format and how a row fills it.
type field[R any] struct {
	name string
	kind data.ColumnType
	cell func(row R) any
}

// text is a cell of text; the empty text is null.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func facts(m map[string]string) any {
	if len(m) == 0 {
		return nil
	}
	return m
}

// Segpath yields a simulation as the tables of the segpath format: interactions, segments, queues,
// users and accounts. Their rows are made while they are read, as often as they are read.
func Segpath(sim *Simulation, opt WriterOptions) []data.Table {
	names := namer{sim: sim, on: opt.ShortNames}
	segments := newTable(&opt, "segments", segmentFields(sim, names), sim.segmentRows(opt))
	if opt.OnlySegments {
		return []data.Table{segments}
	}
	tables := []data.Table{
		newTable(&opt, "interactions", interactionFields(names), sim.interactionRows(opt)), segments,
	}
	if !opt.ShortNames {
		tables = append(tables,
			newTable(&opt, "queues", queueFields, known(sim.world.queues, sim.world.missQ)),
			newTable(&opt, "users", userFields, known(sim.world.users, sim.world.missU)))
	}
	return append(tables, newTable(&opt, "accounts", accountFields, slices.Values(accountRows)))
}

// newTable makes a table of the fields that are not left out.
func newTable[R any](opt *WriterOptions, name string, fields []field[R], rows iter.Seq[R]) data.Table {
	t := data.Table{Name: name}
	var kept []field[R]
	for _, f := range fields {
		if opt.drops(f.name) {
			continue
		}
		column := f.name
		if short, ok := shortNames[name][f.name]; ok && opt.ShortNames {
			column = short
		}
		kept = append(kept, f)
		t.Columns = append(t.Columns, data.Column{Name: column, Type: f.kind})
	}
	t.Rows = func(yield func([]any) bool) {
		cells := make([]any, len(kept))
		for row := range rows {
			for i := range kept {
				cells[i] = kept[i].cell(row)
			}
			if !yield(cells) {
				return
			}
		}
	}
	return t
}

// known are the rows of a lookup that the oddities do not leave out.
func known[R any](rows []R, missing []bool) iter.Seq[R] {
	return func(yield func(R) bool) {
		for i, r := range rows {
			if !missing[i] && !yield(r) {
				return
			}
		}
	}
}

// namer writes names instead of ids where the options ask for it.
type namer struct {
	sim *Simulation
	on  bool
}

func (n namer) queue(id string) string {
	if n.on {
		for i := range n.sim.world.queues {
			if q := &n.sim.world.queues[i]; q.ID == id {
				return q.Name
			}
		}
	}
	return id
}

func (n namer) user(id string) string {
	if n.on {
		for i := range n.sim.world.users {
			if u := &n.sim.world.users[i]; u.ID == id {
				return u.Name
			}
		}
	}
	return id
}
