package query

import (
	"fmt"
	"slices"
	"strings"

	"segpath/data"
	"segpath/data/format"
)

// repeatedRows are the places of the rows that a user's own SQL made an interaction or a lookup of whose id has a
// later row: lost where the later one says otherwise, else used.
const repeatedRows = `work."rows of repeated ids"`

// oneRowAnID makes one row of the rows that a user's own SQL gives an id in a table whose key it is, as is done with
// those of an export (see "Rows" in the package comment): of every column the latest value that is not null. Joins with such a table
// would multiply what is joined.
func (b *builder) oneRowAnID(c *conn, s format.Select, table string) error {
	if b.format.Folder == "" || !slices.Contains(keyed, table) {
		return nil
	}
	id, made := quoteName(neededColumns[table][0]), madeTable(table)
	var repeated int64
	if err := c.Row("SELECT count(*) - count(DISTINCT "+id+") FROM "+made, nil, &repeated); err != nil || repeated == 0 {
		return err
	}
	var columns, latest, replaced []string
	for _, col := range canonicalColumns[table] {
		name := quoteName(col[0])
		columns = append(columns, name)
		latest = append(latest, "arg_max("+name+", turn) AS "+name)
		if col[0] != "file" && col[0] != "source_row" {
			replaced = append(replaced, "d."+name+" <> m."+name)
		}
	}
	for _, q := range []string{
		"CREATE TABLE work.differing AS SELECT *, row_number() OVER (PARTITION BY " + id + " ORDER BY file NULLS FIRST, source_row NULLS FIRST, " +
			"CAST(to_json(ROW(" + strings.Join(columns, ", ") + ")) AS VARCHAR)) AS turn FROM " + made +
			" WHERE " + id + " IN (SELECT " + id + " FROM " + made + " GROUP BY 1 HAVING count(*) > 1)",
		"CREATE TABLE work.merged AS SELECT " + strings.Join(latest, ", ") + ", max(turn) AS turn FROM work.differing GROUP BY " + id,
		"CREATE TABLE work.repeats AS SELECT d." + id + " AS id, d.file, d.source_row, coalesce(" + strings.Join(replaced, " OR ") + ", false) AS lost " +
			"FROM work.differing d JOIN work.merged m ON m." + id + " = d." + id + " WHERE d.turn < m.turn",
		"CREATE TABLE IF NOT EXISTS " + repeatedRows + " (file INTEGER, source_row BIGINT, lost BOOLEAN)",
		"INSERT INTO " + repeatedRows + " SELECT file, source_row, lost FROM work.repeats WHERE file IS NOT NULL",
		"DELETE FROM " + made + " WHERE " + id + " IN (SELECT " + id + " FROM work.merged)",
		"INSERT INTO " + made + " SELECT * EXCLUDE (turn) FROM work.merged",
	} {
		if err := c.Exec(q); err != nil {
			return err
		}
	}
	b.repeated = true
	if err := b.noteReplaced(c, s, table); err != nil {
		return err
	}
	return c.Exec("DROP TABLE work.differing; DROP TABLE work.merged; DROP TABLE work.repeats")
}

// keyed are the canonical tables with one row an id.
var keyed = []string{"interactions", "queues", "users", "accounts"}

// noteReplaced tells of the rows of work.repeats that a later one says otherwise than.
func (b *builder) noteReplaced(c *conn, s format.Select, table string) error {
	interaction := "NULL::VARCHAR"
	if table == "interactions" {
		interaction = "id"
	}
	var n int64
	var places any
	q := "SELECT count(*), " + firstPlaces(interaction, "file", "source_row") + " FILTER (WHERE file IS NOT NULL) FROM work.repeats WHERE lost"
	if err := c.Row(q, nil, &n, &places); err != nil || n == 0 {
		return err
	}
	b.notice(placed(data.Notice{
		Kind: data.SameIDOther, Count: n,
		Text: fmt.Sprintf("%s that %s gives superseded by a later one with the same %s.", plural(n, "row"), s.File, neededColumns[table][0]),
	}, b.placesOf(places)))
	return nil
}
