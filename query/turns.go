package query

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"segpath/query/files"
)

// A turn is a run of interactions, by their numbers, that are summed up together: for ten million at once neither
// what the database joins nor what Go knows of each would fit into memory.
type turn struct {
	first, last int32
	rows        run  // of segments: those of the turn's interactions, and of others between them
	all         bool // there is no other turn
}

// maxInTurn is how many interactions a turn has at the most.
const maxInTurn = 1 << 20

// takeTurns parts the interactions. Numbers follow the first rows, so that a turn's rows are a run of all.
func (b *builder) takeTurns(c *conn) error {
	size := int64(maxInTurn)
	if b.o.turn > 0 {
		size = b.o.turn
	}
	var count int64
	if err := c.Row("SELECT count(*) FROM work.ids", nil, &count); err != nil {
		return err
	}
	if count <= size {
		b.turns = []turn{{first: 1, last: int32(count), all: true}}
		return nil
	}
	for first := int64(1); first <= count; first += size {
		t := turn{first: int32(first), last: int32(min(first+size-1, count))}
		var from, to sql.NullInt64
		if err := c.Row("SELECT min(first_row), max(last_row) FROM work.ids"+t.where("n"), nil, &from, &to); err != nil {
			return err
		}
		if t.rows = (run{first: from.Int64, last: to.Int64}); !from.Valid { // none has segments
			t.rows.last = -1
		}
		b.turns = append(b.turns, t)
	}
	return nil
}

// where is the condition that a number is one of the turn's.
func (t turn) where(n string) string {
	if t.all {
		return ""
	}
	return fmt.Sprintf(" WHERE %s BETWEEN %d AND %d", n, t.first, t.last)
}

// segmentsIn is the SQL of the segments in the rows of a turn.
func (b *builder) segmentsIn(t turn, names ...string) string {
	switch {
	case t.all:
		return b.segmentsOf(names...)
	case b.viewed != nil:
		rows := b.viewed.raw.placedIn(t.rows)
		return b.segmentsFrom("("+b.viewed.sql(b.rowsFrom(b.viewed.raw, rows, "true"), every)+")", names...)
	}
	if !slices.Contains(names, "row_at") {
		names = append(slices.Clone(names), "row_at")
	}
	return fmt.Sprintf("(FROM %s t WHERE row_at BETWEEN %d AND %d)", b.segmentsOf(names...), t.rows.first, t.rows.last)
}

// placedIn is the SQL of a run of rows of files that stay in their place, which reads no other: by the file's own
// row numbers, and no expression of them, DuckDB skips the rest.
func (t *rawTable) placedIn(r run) string {
	var selects []string
	for _, p := range t.parts {
		from, to := max(r.first, p.first)-p.first, min(r.last, p.first+p.rows-1)-p.first
		if from > to && (len(selects) > 0 || p.first+p.rows < t.rows) {
			continue
		}
		path := files.SQLString(files.EscapeGlob(p.input.Path))
		selects = append(selects, t.placed(path, fmt.Sprint(p.first), fmt.Sprint(p.input.at))+
			fmt.Sprintf(" WHERE file_row_number BETWEEN %d AND %d", from, to))
	}
	return "(" + strings.Join(selects, " UNION ALL ") + ")"
}
