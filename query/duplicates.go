package query

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"segpath/data"
	"segpath/data/format"
)

// findDuplicates takes out of stage."table" the rows that stand twice (MODEL, "Rows"): equal in all
// columns, and with a row id or in another file. Other equal rows are both kept, with a notice. The
// same id with other content: segments are all kept; of the other tables the later row wins.
func (b *builder) findDuplicates(c *conn, t *format.Table) error {
	key := b.duplicateKey(t)
	table := staged(t.Name)
	var repeats int64
	keys := "SELECT " + key + " FROM " + table + " GROUP BY ALL HAVING count(*) > 1"
	if err := c.exec("CREATE TABLE work.repeated AS " + keys); err != nil {
		return err
	}
	if err := c.row("SELECT count(*) FROM work.repeated", nil, &repeats); err != nil {
		return err
	}
	if repeats > 0 {
		if err := b.resolveRepeats(c, t, key); err != nil {
			return err
		}
	}
	return c.exec("DROP TABLE work.repeated")
}

// duplicateKey is columns that equal rows must share and that few others do.
func (b *builder) duplicateKey(t *format.Table) string {
	if !t.HoldsSteps() {
		return quoteName(t.RowID)
	}
	if b.columnsThere()[t.Name][t.RowID] {
		return "interaction_id, " + quoteName(t.RowID)
	}
	key := "interaction_id"
	for _, col := range t.Columns {
		if col.Type == format.Instant {
			key += ", " + quoteName(col.Name)
			break
		}
	}
	if slices.ContainsFunc(t.Columns, func(col format.Column) bool { return col.Type == format.EventOf }) {
		key += ", word"
	}
	return key
}

// resolveRepeats compares the rows that share a key by all their raw columns.
func (b *builder) resolveRepeats(c *conn, t *format.Table, key string) error {
	var selects []string
	id := "NULL"
	if t.RowID != "" {
		id = "w." + quoteName(t.RowID)
	}
	var on []string
	for col := range strings.SplitSeq(key, ", ") {
		on = append(on, "k."+col+" IS NOT DISTINCT FROM w."+col)
	}
	for grp, raw := range b.raw {
		if raw.table != t {
			continue
		}
		var fields []string
		for _, col := range raw.columns {
			fields = append(fields, "r."+quoteName(col.name))
		}
		selects = append(selects, fmt.Sprintf(
			"SELECT w.file, w.source_row, w.part, %[1]s AS id, (%[2]s) AS key, '%[3]d' || CAST(to_json(ROW(%[4]s)) AS VARCHAR) AS content "+
				"FROM %[5]s w JOIN %[6]s r ON r.rowid = w.rid SEMI JOIN work.repeated k ON %[7]s WHERE w.grp = %[3]d",
			id, keyStruct(key), grp, strings.Join(fields, ", "), staged(t.Name), raw.sql(), strings.Join(on, " AND ")))
	}
	err := c.exec(`CREATE TABLE work.repeats AS
SELECT file, source_row, part, first_file, first_row,
       nth > 1 AND (id IS NOT NULL OR file <> first_file) AS duplicate,
       nth > 1 AND id IS NULL AND file = first_file AS equal,
       id IS NOT NULL AND contents > 1 AS differs, content <> last_content AS loses
FROM (SELECT *, row_number() OVER same AS nth, first_value(file) OVER same AS first_file,
             first_value(source_row) OVER same AS first_row, count(DISTINCT content) OVER (PARTITION BY key) AS contents,
             first_value(content) OVER (PARTITION BY key ORDER BY file DESC, source_row DESC) AS last_content
      FROM (` + strings.Join(selects, "\nUNION ALL\n") + `)
      WINDOW same AS (PARTITION BY key, content ORDER BY file, source_row))`)
	if err != nil {
		return err
	}
	if err := b.takeOutRepeats(c, t); err != nil {
		return err
	}
	return c.exec("DROP TABLE work.repeats")
}

func keyStruct(key string) string {
	var parts []string
	for col := range strings.SplitSeq(key, ", ") {
		parts = append(parts, strings.Trim(col, `"`)+" := w."+col)
	}
	return "struct_pack(" + strings.Join(parts, ", ") + ")"
}

func (b *builder) takeOutRepeats(c *conn, t *format.Table) error {
	gone := "duplicate"
	duplicates, err := b.countRepeats(c, gone, func(r *data.FileReport, n int64) { r.Duplicates += n })
	if err != nil {
		return err
	}
	b.notice(duplicates.notice(data.DuplicateRow, "%s of "+t.Name+" equal to an earlier one in every column: left out."))
	if t.HoldsSteps() {
		if err := b.noteKeptRepeats(c, t); err != nil {
			return err
		}
	} else {
		lost, err := b.countRepeats(c, "loses AND NOT duplicate", func(r *data.FileReport, n int64) { r.Context["superseded"] += n })
		if err != nil {
			return err
		}
		b.notice(lost.notice(data.SameIDOther, "%s of "+t.Name+" superseded by a later row with the same id."))
		gone = "duplicate OR loses"
	}
	return c.exec(fmt.Sprintf(`DELETE FROM %s w USING (SELECT file, source_row, part FROM work.repeats WHERE %s) d
WHERE d.file = w.file AND d.source_row = w.source_row AND d.part = w.part`, staged(t.Name), gone))
}

// noteKeptRepeats notes the segments that are alike and all kept.
func (b *builder) noteKeptRepeats(c *conn, t *format.Table) error {
	equal, err := b.countRepeats(c, "equal", nil)
	if err != nil {
		return err
	}
	b.notice(equal.notice(data.EqualRows, "%s of "+t.Name+" equal to an earlier one of the same file, without an id: both are kept."))
	other, err := b.countRepeats(c, "differs AND NOT duplicate", nil)
	if err != nil {
		return err
	}
	b.notice(other.notice(data.SameIDOther, "%s of "+t.Name+" share an id and differ: all are kept."))
	return nil
}

// repeats is how many rows a condition holds for, and the first of them.
type repeats struct {
	n, row, firstRow int64
	file, firstFile  string
}

func (r repeats) notice(kind data.NoticeKind, text string) data.Notice {
	n := data.Notice{Kind: kind, Count: r.n, Source: r.file, SourceRow: r.row, Text: fmt.Sprintf(text, plural(r.n, "row"))}
	if r.n > 0 && (r.firstRow != r.row || r.firstFile != r.file) {
		n.Text += fmt.Sprintf(" The first is %s:%d, beside %s:%d.", r.file, r.row, r.firstFile, r.firstRow)
	}
	return n
}

func (b *builder) countRepeats(c *conn, condition string, add func(*data.FileReport, int64)) (repeats, error) {
	var all repeats
	q := "SELECT file, count(*), min(source_row), arg_min(first_file, source_row), arg_min(first_row, source_row) FROM work.repeats WHERE " +
		condition + " GROUP BY file ORDER BY file"
	err := c.each(q, nil, func(rows *sql.Rows) error {
		var file, firstFile int
		var n, row, firstRow int64
		if err := rows.Scan(&file, &n, &row, &firstFile, &firstRow); err != nil {
			return err
		}
		if add != nil {
			add(b.reports[file], n)
		}
		if all.n == 0 {
			all = repeats{row: row, file: b.reports[file].File, firstRow: firstRow, firstFile: b.reports[firstFile].File}
		}
		all.n += n
		return nil
	})
	return all, err
}
