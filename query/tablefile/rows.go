package tablefile

import (
	"context"

	"segpath/data"
)

// every is after how many rows the writer looks for a cancel and tells its progress.
const every = 16_384

// eachRow passes each row on with its number from 1, and stops at an error or a cancel.
func eachRow(ctx context.Context, t *data.Table, opt *Options, row func(n int64, cells []any) error) error {
	if err := stopped(ctx); err != nil {
		return err
	}
	var n int64
	for cells := range t.Rows {
		n++
		if len(cells) != len(t.Columns) {
			return data.Problemf(data.Failed, "", "row %d of the table %s has %d cells for %d columns", n, t.Name, len(cells), len(t.Columns))
		}
		if err := row(n, cells); err != nil {
			return err
		}
		if n%every == 0 {
			if err := stopped(ctx); err != nil {
				return err
			}
			opt.tell(t, n)
		}
	}
	opt.tell(t, n)
	return stopped(ctx)
}

func (o *Options) tell(t *data.Table, rows int64) {
	if o.Progress != nil {
		o.Progress(data.Progress{Doing: "writing " + t.Name, Rows: rows})
	}
}

// badCell is the problem of a cell that its column cannot hold.
func badCell(t *data.Table, row int64, column data.Column, cell any) error {
	return data.Problemf(data.Failed, "", "row %d of the table %s: the column %s cannot hold a value like %T", row, t.Name, column.Name, cell)
}
