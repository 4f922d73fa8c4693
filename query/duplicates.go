package query

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"segpath/data"
	"segpath/data/format"
)

// findDuplicates takes out of stage."table" the rows that stand twice (see "Rows" in the package comment): equal
// in all columns, and with a row id or in another file. Other equal rows are both kept, with a notice. The
// same id with other content: segments are all kept, but those that an ended one overtook (overtake); the
// rows of the other tables become one (mergeRepeats).
func (b *builder) findDuplicates(c *conn, t *format.Table) error {
	columns := b.duplicateKey(t)
	key := strings.Join(quoteNames(columns), ", ")
	table := b.staged(t.Name)
	from := b.stagedOf(t.Name, columns...)
	twice, err := c.hashesTwice("SELECT hash("+key+") FROM "+from, b.rowCount(t))
	if err != nil || len(twice) == 0 {
		return err
	}
	// The hash of two may be the same: the texts decide.
	where, args := "", []any{}
	if len(twice) <= maxSought {
		where, args = " WHERE hash("+key+") IN (SELECT unnest(?))", []any{twice}
	}
	if err := c.Exec("CREATE TABLE work.repeated AS SELECT "+key+" FROM "+from+where+" GROUP BY ALL HAVING count(*) > 1", args...); err != nil {
		return err
	}
	var repeats int64
	if err := c.Row("SELECT count(*) FROM work.repeated", nil, &repeats); err != nil {
		return err
	}
	if repeats > 0 {
		if err := b.own(c, table); err != nil {
			return err
		}
		if err := b.resolveRepeats(c, t, columns); err != nil {
			return err
		}
	}
	return c.Exec("DROP TABLE work.repeated")
}

// maxSought is how many hashes rows are sought by; with more, all rows are grouped.
const maxSought = 100_000

// rowCount is how many rows the files of a table have.
func (b *builder) rowCount(t *format.Table) (rows int64) {
	for _, raw := range b.raw {
		if raw.table == t {
			rows += raw.rows
		}
	}
	return rows
}

// duplicateKey is the names of columns that equal rows must share and that few others do.
func (b *builder) duplicateKey(t *format.Table) []string {
	if !t.HoldsSteps() {
		return []string{t.RowID}
	}
	if b.columnsThere()[t.Name][t.RowID] {
		return []string{"interaction_id", t.RowID}
	}
	key := []string{"interaction_id"}
	for _, col := range t.Columns {
		if col.Type == format.Instant {
			key = append(key, col.Name)
			break
		}
	}
	if slices.ContainsFunc(t.Columns, func(col format.Column) bool { return col.Type == format.EventOf }) {
		key = append(key, "word")
	}
	return key
}

// resolveRepeats compares the rows that share a key by all their columns, wherever these stand.
func (b *builder) resolveRepeats(c *conn, t *format.Table, key []string) error {
	id := "NULL"
	if t.RowID != "" {
		id = quoteName(t.RowID)
	}
	columns, rows := b.wideRows(t, "k.rowid AS key", "JOIN work.repeated k ON "+sameKey(key))
	err := c.Exec(`CREATE TABLE work.repeats AS
SELECT file, source_row, part, key, ended, first_file, first_row, false AS loses, id IS NOT NULL AND differs AS differs,
       nth > 1 AND (id IS NOT NULL OR file <> first_file) AS duplicate,
       nth > 1 AND id IS NULL AND file = first_file AS equal, max(turn) OVER (PARTITION BY key, content) AS turn
FROM (SELECT *, row_number() OVER same AS nth, first_value(file) OVER same AS first_file,
             first_value(source_row) OVER same AS first_row, min(content) OVER (PARTITION BY key) <> max(content) OVER (PARTITION BY key) AS differs,
             row_number() OVER (PARTITION BY key ORDER BY file, source_row, part) AS turn
      FROM (SELECT file, source_row, part, ` + id + ` AS id, key, ` + endedBy(t) + ` AS ended,
                   md5_number(CAST(to_json(ROW(` + strings.Join(columns, ", ") + `)) AS VARCHAR)) AS content
            FROM (` + rows + `))
      WINDOW same AS (PARTITION BY key, content ORDER BY file, source_row))`)
	if err != nil {
		return err
	}
	if err := b.takeOutRepeats(c, t); err != nil {
		return err
	}
	return c.Exec("DROP TABLE work.repeats")
}

// wideRows are the rows of a table with every column of every file of it: those of the format typed, the
// others by name, as text. A typed column's cell that could not be read counts as its text. join joins a
// table k to the staged rows, aliased w, and more are columns of it.
func (b *builder) wideRows(t *format.Table, more, join string) (columns []string, rows string) {
	columns = b.wideColumns(t)
	var selects []string
	for grp, raw := range b.raw {
		if raw.table != t {
			continue
		}
		texts := map[string]string{}
		for _, col := range raw.columns {
			texts[wideName(col)] = wideText(t, col)
		}
		list := more + ", w.*"
		for _, name := range columns[stagedCount(t):] {
			text, there := texts[name]
			if !there {
				text = "NULL::VARCHAR"
			}
			list += ", " + text + " AS " + name
		}
		selects = append(selects, fmt.Sprintf("SELECT %s FROM %s w JOIN %s r ON r.rowid = w.rid %s WHERE w.grp = %d",
			list, b.staged(t.Name), raw.sql(), join, grp))
	}
	return columns, strings.Join(selects, "\nUNION ALL\n")
}

// wideColumns are the quoted names of a table's staged columns, then of the others of its files, sorted.
func (b *builder) wideColumns(t *format.Table) []string {
	columns := stagedColumns(t)
	others := map[string]bool{}
	for _, raw := range b.raw {
		for _, col := range raw.columns {
			if raw.table == t && wideText(t, col) != "" {
				others[wideName(col)] = true
			}
		}
	}
	return append(columns, slices.Sorted(maps.Keys(others))...)
}

// stagedColumns are the quoted names of the columns in which a table's rows are typed.
func stagedColumns(t *format.Table) []string {
	var names []string
	for _, col := range t.Columns {
		names = append(names, quoteName(col.Name))
		if col.Type == format.EventOf {
			names = append(names, "word")
		}
	}
	return names
}

func stagedCount(t *format.Table) int { return len(stagedColumns(t)) }

// wideName is a raw column's quoted name among the columns of all files; no staged column has a space.
func wideName(col rawColumn) string {
	if col.as == "" {
		return quoteName("raw " + strings.ToLower(col.name))
	}
	return quoteName("unread " + col.as)
}

// wideText is the SQL of what a raw column says beside the staged ones; empty where that is nothing.
func wideText(t *format.Table, col rawColumn) string {
	text := "nullif(CAST(r." + quoteName(col.name) + " AS VARCHAR), '')"
	if col.as == "" {
		return text
	}
	for _, of := range t.Columns {
		if of.Name == col.as && of.Type != format.Text && of.Type != format.EventOf {
			return "CASE WHEN w." + quoteName(of.Name) + " IS NULL THEN " + text + " END"
		}
	}
	return ""
}

// sameKey holds where w and k share a key.
func sameKey(key []string) string {
	var on []string
	for _, col := range quoteNames(key) {
		on = append(on, "k."+col+" IS NOT DISTINCT FROM w."+col)
	}
	return strings.Join(on, " AND ")
}

func (b *builder) takeOutRepeats(c *conn, t *format.Table) error {
	duplicates, err := b.countRepeats(c, "duplicate", func(r *data.FileReport, n int64) { r.Duplicates += n })
	if err != nil {
		return err
	}
	b.notice(duplicates.notice(data.DuplicateRow, "%s of "+t.Name+" equal to an earlier one in every column: left out."))
	if t.HoldsSteps() {
		if err := b.overtake(c, t); err != nil {
			return err
		}
		if err := b.noteKeptRepeats(c, t); err != nil {
			return err
		}
	} else if err := b.mergeRepeats(c, t); err != nil {
		return err
	}
	return c.Exec(fmt.Sprintf(`DELETE FROM %s w USING (SELECT file, source_row, part FROM work.repeats WHERE duplicate) d
WHERE d.file = w.file AND d.source_row = w.source_row AND d.part = w.part`, b.staged(t.Name)))
}

// noteKeptRepeats notes the segments that are alike and all kept.
func (b *builder) noteKeptRepeats(c *conn, t *format.Table) error {
	equal, err := b.countRepeats(c, "equal", nil)
	if err != nil {
		return err
	}
	b.notice(equal.notice(data.EqualRows, "%s of "+t.Name+" equal to an earlier one of the same file, without an id: both are kept."))
	other, err := b.countRepeats(c, "differs AND NOT duplicate AND NOT loses", nil)
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
	places           []data.Place
}

func (r repeats) notice(kind data.NoticeKind, text string) data.Notice {
	n := data.Notice{Kind: kind, Count: r.n, Source: r.file, SourceRow: r.row, Places: r.places, Text: fmt.Sprintf(text, plural(r.n, "row"))}
	if r.n > 0 && (r.firstRow != r.row || r.firstFile != r.file) {
		n.Text += fmt.Sprintf(" The first is %s:%d, beside %s:%d.", r.file, r.row, r.firstFile, r.firstRow)
	}
	return n
}

func (b *builder) countRepeats(c *conn, condition string, add func(*data.FileReport, int64)) (repeats, error) {
	var all repeats
	q := "SELECT file, count(*), min(source_row), arg_min(first_file, source_row), arg_min(first_row, source_row) FROM work.repeats WHERE " +
		condition + " GROUP BY file ORDER BY file"
	err := c.Each(q, nil, func(rows *sql.Rows) error {
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
	if err != nil || all.n == 0 {
		return all, err
	}
	all.places, err = b.places(c, "SELECT NULL::VARCHAR, file, source_row FROM work.repeats WHERE "+condition)
	return all, err
}
