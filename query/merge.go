package query

import (
	"fmt"
	"strings"

	"segpath/data"
	"segpath/data/format"
)

// mergeRepeats makes one row of the rows that share an id and differ, in the place of the last: of every
// column the latest value that is not null. A row that only fills the others' columns is used; one with a
// value that a later row replaces is superseded (see "Rows" in the package comment).
func (b *builder) mergeRepeats(c *conn, t *format.Table) error {
	columns, rows := b.wideRows(t, "k.key, k.turn",
		"JOIN work.repeats k ON k.file = w.file AND k.source_row = w.source_row AND k.differs AND NOT k.duplicate")
	latest, replaced := make([]string, len(columns)), make([]string, len(columns))
	for n, col := range columns {
		latest[n] = "arg_max(" + col + ", turn) AS " + col
		replaced[n] = "d." + col + " <> m." + col
	}
	steps := []string{
		"CREATE TABLE work.differing AS " + rows,
		"CREATE TABLE work.merged AS SELECT key, max(turn) AS turn, arg_max(file, turn) AS file, arg_max(source_row, turn) AS source_row, " +
			strings.Join(latest, ", ") + " FROM work.differing GROUP BY key",
		"UPDATE work.repeats k SET loses = true, first_file = d.winner, first_row = d.winner_row FROM (" +
			"SELECT d.file, d.source_row, m.file AS winner, m.source_row AS winner_row FROM work.differing d JOIN work.merged m USING (key) " +
			"WHERE " + strings.Join(replaced, " OR ") + ") d WHERE d.file = k.file AND d.source_row = k.source_row",
	}
	for _, q := range steps {
		if err := c.Exec(q); err != nil {
			return err
		}
	}
	lost, err := b.countRepeats(c, "loses", func(r *data.FileReport, n int64) { r.Context["superseded"] += n })
	if err != nil {
		return err
	}
	b.notice(lost.notice(data.SameIDOther, "%s of "+t.Name+" superseded by a later row with the same id."))
	return b.takeMerged(c, t)
}

// takeMerged writes what was merged into the last row of each id, and takes the others out.
func (b *builder) takeMerged(c *conn, t *format.Table) error {
	var set []string
	for _, col := range stagedColumns(t) {
		set = append(set, col+" = m."+col)
	}
	for _, q := range []string{
		fmt.Sprintf("DELETE FROM %s w USING (SELECT d.file, d.source_row FROM work.differing d JOIN work.merged m USING (key) WHERE d.turn < m.turn) d "+
			"WHERE d.file = w.file AND d.source_row = w.source_row", b.staged(t.Name)),
		fmt.Sprintf("UPDATE %s w SET %s FROM work.merged m WHERE m.file = w.file AND m.source_row = w.source_row", b.staged(t.Name), strings.Join(set, ", ")),
		"DROP TABLE work.differing",
		"DROP TABLE work.merged",
	} {
		if err := c.Exec(q); err != nil {
			return err
		}
	}
	return nil
}
