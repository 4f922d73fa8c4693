package query

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/files"
)

// canonicalColumns are the columns that a format's SQL may give, and their types.
var canonicalColumns = map[string][][2]string{
	"segments": {
		{"interaction_id", "VARCHAR"}, {"segment_id", "VARCHAR"}, {"seq", "BIGINT"}, {"started_at", "TIMESTAMP"},
		{"ended_at", "TIMESTAMP"}, {"duration_stated_s", "BIGINT"}, {"event", "VARCHAR"}, {"event_raw", "VARCHAR"},
		{"status_from", "VARCHAR"}, {"status_to", "VARCHAR"}, {"queue_id", "VARCHAR"}, {"user_id", "VARCHAR"},
		{"by_user_id", "VARCHAR"}, {"reason", "VARCHAR"}, {"cause", "VARCHAR"}, {"type", "VARCHAR"}, {"facts", "JSON"},
		{"ambiguous", "BOOLEAN"}, {"derived", "BOOLEAN"}, {"file", "INTEGER"}, {"source_row", "BIGINT"}, {"part", "INTEGER"},
	},
	"interactions": {
		{"interaction_id", "VARCHAR"}, {"external_ids", "VARCHAR[]"}, {"type", "VARCHAR"}, {"direction", "VARCHAR"},
		{"created_at", "TIMESTAMP"}, {"completed_at", "TIMESTAMP"}, {"status", "VARCHAR"}, {"outcome", "VARCHAR"},
		{"ended_by", "VARCHAR"}, {"customer", "VARCHAR"}, {"contact_point", "VARCHAR"}, {"queue_id", "VARCHAR"},
		{"user_id", "VARCHAR"}, {"previous_id", "VARCHAR"}, {"next_id", "VARCHAR"}, {"account_id", "VARCHAR"},
		{"facts", "JSON"}, {"file", "INTEGER"}, {"source_row", "BIGINT"},
	},
	"queues": {
		{"queue_id", "VARCHAR"}, {"name", "VARCHAR"}, {"weight", "DOUBLE"}, {"active", "BOOLEAN"},
		{"file", "INTEGER"}, {"source_row", "BIGINT"},
	},
	"users": {
		{"user_id", "VARCHAR"}, {"name", "VARCHAR"}, {"title", "VARCHAR"}, {"email", "VARCHAR"}, {"team", "VARCHAR"},
		{"file", "INTEGER"}, {"source_row", "BIGINT"},
	},
	"accounts": {
		{"account_id", "VARCHAR"}, {"name", "VARCHAR"}, {"time_zone", "VARCHAR"}, {"file", "INTEGER"}, {"source_row", "BIGINT"},
	},
	format.ContextSelect: {{"file", "INTEGER"}, {"source_row", "BIGINT"}, {"reason", "VARCHAR"}},
	format.NoticesSelect: {{"text", "VARCHAR"}, {"problem", "BOOLEAN"}, {"interaction_id", "VARCHAR"}, {"file", "INTEGER"}, {"source_row", "BIGINT"}},
}

// formatTables makes the canonical tables with the format's SQL, and accounts for the rows it left.
func (b *builder) formatTables(c *conn) error {
	if !b.format.HasSQL() {
		return nil
	}
	if v := b.format.Variant(b.content()); v != nil {
		b.detection.Reason += "; " + v.About
	}
	for _, helper := range b.format.Helpers(b.content()) {
		s, _ := b.format.Select(helper, b.content())
		if err := c.runSelect(s, b.staged(helper)); err != nil {
			return err
		}
	}
	for _, table := range append(slices.Clone(format.Canonical), format.ContextSelect) {
		if err := b.formatTable(c, table); err != nil {
			return err
		}
	}
	if err := b.leftRows(c); err != nil {
		return err
	}
	if err := b.formatNotices(c); err != nil {
		return err
	}
	read := b.format.Helpers(b.content())
	for _, t := range b.format.Tables {
		read = append(read, t.Name)
	}
	for _, name := range read {
		if err := c.Exec("DROP TABLE " + b.staged(name)); err != nil {
			return err
		}
	}
	return nil
}

// formatTable makes one canonical table: what the SELECT gives, in the canonical columns and types.
func (b *builder) formatTable(c *conn, table string) error {
	b.say("making "+table, 0, 0, 0)
	b.made[table] = true
	s, ok := b.format.Select(table, b.content())
	if !ok {
		return c.Exec("CREATE TABLE " + madeTable(table) + " AS SELECT " + castColumns(table, nil) + " WHERE false")
	}
	text, err := c.selectText(s)
	if err != nil {
		return err
	}
	given, err := c.givenColumns(s, text, table)
	if err != nil {
		return err
	}
	for column := range given {
		b.given[data.ExportColumn(table+"."+column)] = true
	}
	if err := c.Exec("CREATE TABLE " + madeTable(table) + " AS SELECT " + castColumns(table, given) + " FROM (\n" + text + "\n)"); err != nil {
		return faulty(s, err, 1)
	}
	if err := b.checkMade(c, s, table); err != nil {
		return err
	}
	return b.oneRowAnID(c, s, table)
}

// runSelect makes a table of what a format's SELECT gives.
func (c *conn) runSelect(s format.Select, into string) error {
	text, err := c.selectText(s)
	if err != nil {
		return err
	}
	if err := c.Exec("CREATE TABLE " + into + " AS SELECT * FROM (\n" + text + "\n)"); err != nil {
		return faulty(s, err, 1)
	}
	return nil
}

// selectText is a format's SELECT, fit to stand in brackets on lines of its own. It cannot end the statement
// around it: by itself it is one SELECT.
func (c *conn) selectText(s format.Select) (string, error) {
	text := strings.TrimRight(s.Text, " \t\r\n;")
	if err := c.oneSelect(text); err != nil {
		return "", faulty(s, err, 0)
	}
	return c.withoutEnd(text), nil
}

// maxSemicolons is how many semicolons withoutEnd tries.
const maxSemicolons = 100

// withoutEnd is a statement without the semicolon that ends it and the comments behind that. The database tells
// which one it is: what stands before it fits in brackets, and what stands behind it is no statement.
func (c *conn) withoutEnd(text string) string {
	if n, _ := c.statements("(\n" + text + "\n)"); n == 1 {
		return text
	}
	for at, tried := len(text), 0; tried < maxSemicolons; tried++ {
		if at = strings.LastIndexByte(text[:at], ';'); at < 0 {
			break
		}
		if n, fault := c.statements(text[at+1:]); n > 0 || fault != "" {
			continue
		}
		if n, _ := c.statements("(\n" + text[:at] + "\n)"); n == 1 {
			return text[:at]
		}
	}
	return text
}

// statements is how many statements a text holds; 0 with the fault in its grammar, if there is one.
func (c *conn) statements(text string) (int, string) {
	var all mapping.ExtractedStatements
	n := mapping.ExtractStatements(c.Handle, text, &all)
	defer mapping.DestroyExtracted(&all)
	if n > 0 {
		return int(n), ""
	}
	return 0, strings.TrimSpace(mapping.ExtractStatementsError(all))
}

// madeTable is the canonical table that a format's SQL makes.
func madeTable(table string) string {
	return "work." + quoteName("made "+table)
}

// from is where a canonical table is made of: the format's SQL, else the staged rows as they are.
func (b *builder) from(table string) string {
	if table == "segments" && b.placed {
		return segmentRows
	}
	if b.made[table] {
		return madeTable(table)
	}
	return b.staged(table)
}

// drop gives back the room of a table that has been used.
func (b *builder) drop(c *conn, table string) error { return c.Exec("DROP TABLE " + b.from(table)) }

// oneSelect holds a text to be exactly one SELECT, by what the database itself makes of it.
func (c *conn) oneSelect(text string) error {
	var all mapping.ExtractedStatements
	n := mapping.ExtractStatements(c.Handle, text, &all)
	defer mapping.DestroyExtracted(&all)
	if n == 0 {
		if fault := strings.TrimSpace(mapping.ExtractStatementsError(all)); fault != "" {
			return errors.New(fault)
		}
		return errors.New("it holds no statement: it must be one SELECT")
	}
	if n != 1 {
		return fmt.Errorf("it holds %d statements: it must be one SELECT", n)
	}
	// Before it is prepared: some functions act already then.
	if err := c.onlyComputes(text); err != nil {
		return err
	}
	var statement mapping.PreparedStatement
	state := mapping.PrepareExtractedStatement(c.Handle, all, 0, &statement)
	defer mapping.DestroyPrepare(&statement)
	if state == mapping.StateError {
		return fmt.Errorf("%s", mapping.PrepareError(statement))
	}
	if mapping.PreparedStatementType(statement) != mapping.StatementTypeSelect || mapping.NParams(statement) != 0 {
		return fmt.Errorf("it must be a SELECT without parameters")
	}
	return nil
}

// errorLine finds where DuckDB points to in a statement.
var errorLine = regexp.MustCompile(`LINE (\d+):`)

// faulty names the file and line of a fault in a format's SQL; wrapped lines stand before its first.
func faulty(s format.Select, err error, wrapped int) error {
	place := s.File
	text := err.Error()
	if m := errorLine.FindStringSubmatch(text); m != nil {
		if line, e := strconv.Atoi(m[1]); e == nil && line > wrapped {
			place = fmt.Sprintf("%s:%d", s.File, line-wrapped)
		}
	}
	var refused *refusedFunction
	if errors.As(err, &refused) && refused.line > 0 {
		place = fmt.Sprintf("%s:%d", s.File, refused.line)
	}
	text, _, _ = strings.Cut(text, "\n")
	text, _, _ = strings.Cut(text, " (in: ")
	return &data.Problem{
		Code: data.Failed, Text: "the format's SQL is at fault: " + place + ": " + text,
		Hint: "`segpath formats` tells what the format needs; correct the file.", Cause: err,
	}
}

// givenColumns are the columns that a SELECT gives, with their types; all must be canonical, and those
// that every row needs must be there.
func (c *conn) givenColumns(s format.Select, text, table string) (map[string]string, error) {
	given := map[string]string{}
	err := c.Each("DESCRIBE SELECT * FROM (\n"+text+"\n)", nil, func(rows *sql.Rows) error {
		var name, kind string
		var null, key, fallback, extra sql.NullString
		if err := rows.Scan(&name, &kind, &null, &key, &fallback, &extra); err != nil {
			return err
		}
		given[name] = kind
		return nil
	})
	if err != nil {
		return nil, faulty(s, err, 1)
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.ContainsFunc(canonicalColumns[table], func(col [2]string) bool { return col[0] == name }) {
			return nil, faulty(s, fmt.Errorf("it gives a column %q, which %s does not have", name, table), 0)
		}
	}
	for _, name := range neededColumns[table] {
		if given[name] == "" {
			return nil, faulty(s, fmt.Errorf("it gives no column %q", name), 0)
		}
	}
	return given, nil
}

// neededColumns are the columns without which a row is no step, interaction or lookup.
var neededColumns = map[string][]string{
	"segments": {"interaction_id", "event", "file", "source_row"}, "interactions": {"interaction_id"},
	"queues": {"queue_id"}, "users": {"user_id"}, "accounts": {"account_id"}, format.ContextSelect: {"file", "source_row"},
	format.NoticesSelect: {"text"},
}

// checkMade holds the rows of a table to what every one of them has.
func (b *builder) checkMade(c *conn, s format.Select, table string) error {
	for _, name := range neededColumns[table] {
		var missing int64
		if err := c.Row("SELECT count(*) FROM "+madeTable(table)+" WHERE "+quoteName(name)+" IS NULL", nil, &missing); err != nil {
			return err
		}
		if missing > 0 {
			return faulty(s, fmt.Errorf("%s without %s", plural(missing, "row"), name), 0)
		}
	}
	if err := b.checkOwn(c, s, table); err != nil || table != "segments" {
		return err
	}
	var wrong sql.NullString
	if err := c.Row("SELECT min(\"event\"[2:]) FROM "+madeTable(table)+" WHERE len(\"event\") > 1", nil, &wrong); err != nil {
		return err
	}
	if wrong.Valid {
		return faulty(s, fmt.Errorf("it gives an event %q, which does not exist", wrong.String), 0)
	}
	return nil
}

// castColumns lists the canonical columns in their types; those that were not given are null, and so is an empty
// text of a canonical table, as it is in a file.
func castColumns(table string, given map[string]string) string {
	var list []string
	for _, col := range canonicalColumns[table] {
		name, kind := col[0], col[1]
		from, there := quoteName(name), given[name] != ""
		switch {
		case !there && name == "part":
			from = "1"
		case !there:
			from = "NULL"
		case name == "event":
			from = eventLetter
		}
		switch {
		case kind == "VARCHAR" && there && name != "event" && slices.Contains(format.Canonical, table):
			from = "nullif(CAST(" + from + " AS VARCHAR), '')"
		case kind != "JSON":
			from = "CAST(" + from + " AS " + kind + ")"
		case there && given[name] != "VARCHAR" && given[name] != "JSON":
			from = "nullif(CAST(to_json(" + from + ") AS VARCHAR), '{}')"
		default:
			from = "CAST(" + from + " AS VARCHAR)"
		}
		list = append(list, from+" AS "+quoteName(name))
	}
	return strings.Join(list, ", ")
}

// eventLetter turns an event's word into its letter; of a word that is no event it makes more than one.
var eventLetter = func() string {
	sql := `CASE "event"`
	for _, e := range data.Events {
		sql += fmt.Sprintf(" WHEN %s THEN '%c'", files.SQLString(e.String()), e)
	}
	return sql + ` ELSE '?' || "event" END`
}()
