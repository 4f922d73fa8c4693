package query

import (
	"slices"
	"strings"

	"segpath/data"
)

// derivedFrom are the columns of an interaction without a row of its own that follow from its steps, each with
// the column of these.
var derivedFrom = map[data.ExportColumn]data.ExportColumn{
	data.TypeColumn: data.StepTypeColumn, data.StatusColumn: "segments.status_to",
	data.QueueColumn: "segments.queue_id", data.UserColumn: data.StepUserColumn,
	data.CreatedAtColumn: "segments.started_at", data.CompletedAtColumn: "segments.started_at",
}

// lacking finds the columns that the export lacks: its files have none that they are made of, and no rule of
// ours has given a row a value.
func (b *builder) lacking(c *conn) error {
	var derived bool
	if err := c.Row("SELECT coalesce(bool_or(derived), false) FROM interactions", nil, &derived); err != nil {
		return err
	}
	lacks := b.withoutSource(derived)
	told, err := c.told(lacks)
	for _, column := range told {
		delete(lacks, column)
	}
	b.has.Lacks = lacks
	return err
}

// withoutSource are the columns that nothing the export has can give a value, each with the reason. Derived: there
// are, or may be, interactions without a row of their own.
func (b *builder) withoutSource(derived bool) map[data.ExportColumn]string {
	lacks := map[data.ExportColumn]string{}
	for _, column := range data.ExportColumns {
		if why := b.noSource(column, derived); why != "" {
			lacks[column] = why
		}
	}
	return lacks
}

// noSource tells why nothing that the export has can give a column a value; empty where something can.
func (b *builder) noSource(column data.ExportColumn, derived bool) string {
	why := b.format.Lacks(column, b.content(), b.given)
	from, follows := derivedFrom[column]
	if why == "" || !derived || !follows {
		return why
	}
	can := data.Capability{State: data.Stated}
	switch column {
	case data.QueueColumn:
		can = b.has.Queues
	case data.StatusColumn:
		can = b.has.Statuses
	}
	if !can.Can() && can.Why != "" {
		return can.Why
	}
	return b.format.Lacks(from, b.content(), b.given)
}

// told are those of some columns that have a value in any row.
func (c *conn) told(columns map[data.ExportColumn]string) ([]data.ExportColumn, error) {
	var told []data.ExportColumn
	for _, table := range []string{"interactions", "segments", "users"} {
		var list []string
		var of []data.ExportColumn
		for column := range columns {
			if in, name, _ := strings.Cut(string(column), "."); in == table {
				list, of = append(list, "count("+quoteName(name)+")"), append(of, column)
			}
		}
		if len(list) == 0 {
			continue
		}
		counts := make([]int64, len(list))
		to := make([]any, len(list))
		for n := range counts {
			to[n] = &counts[n]
		}
		if err := c.Row("SELECT "+strings.Join(list, ", ")+" FROM "+table, nil, to...); err != nil {
			return nil, err
		}
		for n, count := range counts {
			if count > 0 {
				told = append(told, of[n])
			}
		}
	}
	slices.Sort(told)
	return told, nil
}
