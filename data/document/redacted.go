package document

import (
	"segpath/data"
	"segpath/data/redact"
)

// Redactable is a document that can be handed on without its people.
type Redactable interface {
	Document
	// Redacted is the same document of what the redactor leaves, in every encoding.
	Redacted(*redact.Redactor) Document
}

// Redacted is the path of pseudonyms.
func (d Path) Redacted(r *redact.Redactor) Document {
	d.Chain = r.Chain(d.Chain)
	return d
}

// Redacted is the list of pseudonyms. It has no cursor: one holds the id, and the value, of a row.
func (d List) Redacted(r *redact.Redactor) Document {
	all := d.Rows
	d.Rows = func(yield func(*data.Row, error) bool) {
		for row, err := range all {
			if err == nil {
				out := r.Row(row)
				row = &out
			}
			if !yield(row, err) {
				return
			}
		}
	}
	d.Next = func() string { return "" }
	return d
}

// Redacted is the same table of pseudonyms.
func (d Users) Redacted(r *redact.Redactor) Document {
	all := d.Rows
	d.Rows = make([]data.UserRow, 0, len(all))
	for n := range all {
		d.Rows = append(d.Rows, r.User(&all[n]))
	}
	return d
}

// Redacted is the same rings of pseudonyms, without a cursor.
func (d Rings) Redacted(r *redact.Redactor) Document {
	all := d.Rows
	d.Rows = func(yield func(*data.RingRow, error) bool) {
		for row, err := range all {
			if err == nil {
				out := r.Ring(row)
				row = &out
			}
			if !yield(row, err) {
				return
			}
		}
	}
	d.Next = func() string { return "" }
	return d
}

// Redacted is the same table of pseudonyms.
func (d Queues) Redacted(r *redact.Redactor) Document {
	all := d.Rows
	d.Rows = make([]data.QueueRow, 0, len(all))
	for n := range all {
		d.Rows = append(d.Rows, r.Queue(&all[n]))
	}
	return d
}

// Redacted is the same table: statuses are words of the configuration.
func (d Statuses) Redacted(*redact.Redactor) Document { return d }

// Redacted is the same paths; the examples are pseudonyms.
func (d Variants) Redacted(r *redact.Redactor) Document {
	all := d.Table.Rows
	d.Table.Rows = make([]data.VariantRow, 0, len(all))
	for _, v := range all {
		v.Example = r.ID(v.Example)
		d.Table.Rows = append(d.Table.Rows, v)
	}
	return d
}

// Redacted is the same table, its teams under pseudonyms.
func (d UserGroups) Redacted(r *redact.Redactor) Document {
	all := d.Rows
	d.Rows = make([]data.GroupRow, 0, len(all))
	for n := range all {
		g := &all[n]
		d.Rows = append(d.Rows, data.GroupRow{UserRow: r.User(&g.UserRow), From: g.From, Users: g.Users})
	}
	return d
}
