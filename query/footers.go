package query

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"segpath/query/files"
)

// block is what the footer of a Parquet file says of one of its row groups.
type block struct {
	rows      int64
	low, high int64 // the bounds of an instant, in microseconds since 1970
}

// footers are what the footers of a table's files say of two of its columns. They need not be complete.
type footers struct {
	blocks []block // in which the instants have bounds
	named  bool    // no row has an empty text; null is not seen
}

// readFooters reads them, of an instant and of a text.
func (c *conn) readFooters(t *rawTable, instant, text string) (f footers, err error) {
	var paths []string
	for _, path := range t.files() {
		paths = append(paths, files.SQLString(files.EscapeGlob(path)))
	}
	var named int64 // rows of row groups without an empty text
	q := fmt.Sprintf(`SELECT path_in_schema, row_group_num_rows, stats_min_value > '', epoch_us(TRY_CAST(stats_min_value AS TIMESTAMPTZ)), epoch_us(TRY_CAST(stats_max_value AS TIMESTAMPTZ))
FROM parquet_metadata([%s]) WHERE path_in_schema IN (%s, %s)`, strings.Join(paths, ", "), files.SQLString(instant), files.SQLString(text))
	err = c.Each(q, nil, func(rows *sql.Rows) error {
		var name string
		var b block
		var some sql.NullBool
		var low, high sql.NullInt64
		if err := rows.Scan(&name, &b.rows, &some, &low, &high); err != nil {
			return err
		}
		switch {
		case name == text && some.Bool:
			named += b.rows
		case name == instant && low.Valid && high.Valid:
			b.low, b.high = low.Int64, high.Int64
			f.blocks = append(f.blocks, b)
		}
		return nil
	})
	f.named = named == t.rows
	return f, err
}

// bound is an instant up to which a page is likely to reach: as many rows as are wanted lie between a place (or an
// end of the list) and it. It is the nearest such instant that whole row groups can tell; false without one. Only
// the rows themselves show whether there are so many.
func (f *footers) bound(at *cursor, desc bool, count int) (us int64, ok bool) {
	whole := slices.DeleteFunc(slices.Clone(f.blocks), func(b block) bool {
		return at != nil && (desc && b.high > at.Number || !desc && b.low < at.Number)
	})
	slices.SortFunc(whole, func(a, b block) int {
		if desc {
			return cmp.Compare(b.low, a.low)
		}
		return cmp.Compare(a.high, b.high)
	})
	for _, b := range whole {
		if count -= int(b.rows); count > 0 {
			continue
		}
		if desc {
			return b.low, true
		}
		return b.high + 1, true // a footer may be finer than a microsecond
	}
	return 0, false
}
