package query

import (
	"fmt"
	"slices"
	"strings"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/files"
)

// sqlTypes are what a manifest's types are in the canonical tables. Spans are whole microseconds, maps
// JSON objects, events their letters.
var sqlTypes = map[format.Type]string{
	format.Text: "VARCHAR", format.Integer: "BIGINT", format.Number: "DOUBLE", format.Instant: "TIMESTAMP",
	format.Seconds: "BIGINT", format.Boolean: "BOOLEAN", format.List: "VARCHAR[]", format.Map: "VARCHAR",
	format.EventOf: "VARCHAR", format.CauseOf: "VARCHAR",
}

// staged is the name of a table's typed rows. Those that are the canonical segments as they stand are made
// where they stay.
func (b *builder) staged(table string) string {
	if table == "segments" && !b.format.HasSQL() {
		return segmentRows
	}
	return "stage." + quoteName(table)
}

// stage makes stage."table": the rows of every file of a table, typed as the manifest says, each with
// its file, record and part. A cell that cannot be converted is null. A table without files is empty.
func (b *builder) stage(c *conn, table *format.Table) error {
	b.say("reading "+table.Name, 0, 0, 0)
	var all []staging
	for n, t := range b.raw {
		if t.table != table {
			continue
		}
		s, err := b.stageColumns(c, t, n)
		if err != nil {
			return err
		}
		all = append(all, s)
	}
	if len(all) == 1 && b.staged(table.Name) == segmentRows {
		switch s := all[0]; {
		case s.raw.inPlace && s.joins == "":
			return b.stageInPlace(c, s)
		case s.byRowid && !s.raw.inPlace:
			return b.stageBeside(c, s)
		}
	}
	selects := []string{emptySelect(table)}
	if len(all) > 0 {
		selects = nil
	}
	for _, s := range all {
		selects = append(selects, s.sql(b.rows(s.raw), every))
	}
	return c.Exec("CREATE TABLE " + b.staged(table.Name) + " AS " + strings.Join(selects, "\nUNION ALL\n"))
}

// staging is how the rows of one raw table become typed: a SELECT, by its parts.
type staging struct {
	raw     *rawTable
	columns []stagedColumn
	joins   string
	byRowid bool // file and record follow from the raw row's rowid alone
}

// stagedColumn is one column of typed rows.
type stagedColumn struct {
	name, sql string
	plain     bool // it says what the raw row, r, does: nothing but its name is new
	nothing   bool // and that is nothing: the files have no such column
}

// sql is the SELECT of the columns that are wanted, of the raw rows that from holds.
func (s *staging) sql(from string, want func(stagedColumn) bool) string {
	var list []string
	for _, col := range s.columns {
		if want(col) {
			list = append(list, col.sql+" AS "+quoteName(col.name))
		}
	}
	return "SELECT * " + bounded(s.raw.table) + "FROM (SELECT " + strings.Join(list, ", ") + " FROM " + from + s.joins + ")"
}

func every(stagedColumn) bool { return true }

func emptySelect(table *format.Table) string {
	list := []string{"0 AS file", "0::BIGINT AS source_row", "1 AS part", "0 AS grp", "0::BIGINT AS rid"}
	for _, col := range table.Columns {
		list = append(list, "NULL::"+sqlTypes[col.Type]+" AS "+quoteName(col.Name))
		if col.Type == format.EventOf {
			list = append(list, "NULL::VARCHAR AS word")
		}
	}
	return "SELECT " + strings.Join(list, ", ") + " WHERE false"
}

// stageColumns types the rows of one raw table.
func (b *builder) stageColumns(c *conn, t *rawTable, grp int) (staging, error) {
	at, err := t.place(c)
	if err != nil {
		return staging{}, err
	}
	s := staging{raw: t, byRowid: at.join == "", columns: []stagedColumn{
		{"file", at.file + "::INTEGER", true, false}, {"source_row", at.record + "::BIGINT", true, false}, {"part", "1", true, true},
		{"grp", fmt.Sprint(grp), true, true}, {"rid", "r.rowid", false, false},
	}}
	joins := at.join + b.zoneJoin(t)
	for _, col := range t.table.Columns {
		raw, there := t.columnOf(col)
		expr := "NULL::" + sqlTypes[col.Type]
		if there {
			if raw.comma, err = t.hasDecimalComma(c, raw, col); err != nil {
				return staging{}, err
			}
			expr = b.overGaps(t, col, b.cell(t, raw, col))
		}
		s.columns = append(s.columns, stagedColumn{col.Name, expr, !there && col.Type != format.Instant || col.Type == format.Text, !there})
		if col.Type == format.EventOf || col.Type == format.CauseOf {
			w, err := b.words(c, t, grp, raw, there, col)
			if err != nil {
				return staging{}, err
			}
			joins += w.join
			s.columns[len(s.columns)-1].sql = w.value
			if col.Type == format.EventOf {
				s.columns = append(s.columns, stagedColumn{"word", w.word, true, !there})
			}
		}
	}
	s.joins = joins
	return s, nil
}

// bounded is the REPLACE clause that takes away instants outside the years 1 to 9999: infinities, the "no
// date" of other programs, and what RFC 3339 cannot write. They are reported as unreadable.
func bounded(table *format.Table) string {
	var list []string
	for _, col := range table.Columns {
		if col.Type == format.Instant {
			x := quoteName(col.Name)
			list = append(list, "CASE WHEN "+x+" "+inYears+" THEN "+x+" END AS "+x)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "REPLACE (" + strings.Join(list, ", ") + ") "
}

// wholeNumbers are the types of which every value is a BIGINT.
var wholeNumbers = []string{"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}

// cell is the SQL that converts one raw cell.
func (b *builder) cell(t *rawTable, raw rawColumn, col format.Column) string {
	x := "r." + quoteName(raw.name)
	text := raw.text()
	switch col.Type {
	case format.Integer:
		if slices.Contains(wholeNumbers, raw.kind) {
			return x + "::BIGINT"
		}
		return "CASE WHEN TRY_CAST(" + x + " AS DOUBLE) = TRY_CAST(" + x + " AS BIGINT) THEN TRY_CAST(" + x + " AS BIGINT) END"
	case format.Number:
		number := "TRY_CAST(" + raw.number() + " AS DOUBLE)"
		return "CASE WHEN isfinite(" + number + ") THEN " + number + " END"
	case format.Boolean:
		return "CASE lower(trim(" + text + ")) WHEN 'true' THEN true WHEN 'yes' THEN true WHEN '1' THEN true " +
			"WHEN 't' THEN true WHEN 'y' THEN true WHEN 'false' THEN false WHEN 'no' THEN false " +
			"WHEN '0' THEN false WHEN 'f' THEN false WHEN 'n' THEN false END"
	case format.Seconds:
		return secondsCell(raw.number(), text, raw.kind, col.Unit)
	case format.List:
		return listCell(x, raw.kind)
	case format.Map:
		return mapCell(x, raw.kind)
	case format.Instant:
		return b.instant(t, raw)
	}
	return t.filledText(raw)
}

// filledText is the SQL of a cell's text; null where it is empty. Read from CSV, it is null already.
func (t *rawTable) filledText(raw rawColumn) string {
	if t.csv {
		return raw.text()
	}
	return "nullif(" + raw.text() + ", '')"
}

// text is the SQL of a raw cell, of a row r, as text: what another file of this export would say for the same. Writers
// that do not mark texts as such leave bytes, and a column of whole numbers in which some are missing has fractions.
func (c rawColumn) text() string {
	x := "r." + quoteName(c.name)
	plain := "CAST(" + x + " AS VARCHAR)"
	switch c.kind {
	case "VARCHAR":
		return x
	case "BLOB":
		return "coalesce(TRY(decode(" + x + ")), " + plain + ")"
	case "DOUBLE", "FLOAT":
		// Beyond 2^53 a number may not be the one that was written: it stands with its exponent.
		return "CASE WHEN " + x + " = trunc(" + x + ") AND abs(" + x + ") <= 9007199254740992 THEN CAST(CAST(" + x + " AS BIGINT) AS VARCHAR) ELSE " + plain + " END"
	}
	return plain
}

func listCell(x, kind string) string {
	if strings.HasSuffix(kind, "[]") {
		return "CAST(" + x + " AS VARCHAR[])"
	}
	text := "CAST(" + x + " AS VARCHAR)"
	return "CASE WHEN " + text + " IS NULL OR trim(" + text + ") = '' THEN NULL " +
		"WHEN starts_with(ltrim(" + text + "), '[') AND json_valid(" + text + ") THEN from_json(" + text + ", '[\"VARCHAR\"]') " +
		"ELSE [" + text + "] END"
}

func mapCell(x, kind string) string {
	switch {
	case strings.HasPrefix(kind, "MAP(") || strings.HasPrefix(kind, "STRUCT("):
		return "CASE WHEN " + x + " IS NOT NULL THEN CAST(to_json(" + x + ") AS VARCHAR) END"
	case kind != "VARCHAR":
		return "CASE WHEN json_type(to_json(" + x + ")) = 'OBJECT' THEN CAST(to_json(" + x + ") AS VARCHAR) END"
	}
	return "CASE WHEN json_valid(" + x + ") AND json_type(" + x + ") = 'OBJECT' THEN CAST(json(" + x + ") AS VARCHAR) END"
}

// unmet is the meaning of a word that the sample of rows does not have.
const unmet = "~"

// wordsSQL is the SQL of a column of words: what it says, what that means to the format, and the join that this needs.
type wordsSQL struct{ word, value, join string }

// words finds what the words of a column mean to the format. Events and causes are matched in Go, once per word and
// never per row.
func (b *builder) words(c *conn, t *rawTable, grp int, raw rawColumn, there bool, col format.Column) (wordsSQL, error) {
	if !there {
		return wordsSQL{word: "NULL::VARCHAR", value: "NULL::" + sqlTypes[col.Type]}, nil
	}
	x := t.filledText(raw)
	var words []string
	from := t.sql()
	if b.sampled > 0 && t.inPlace {
		from = t.placedIn(run{last: int64(b.sampled) - 1})
	}
	var means [][2]string // of the words that mean something
	count := 0
	err := c.eachText("SELECT DISTINCT "+x+" FROM "+from+" r", func(word string) {
		if strings.ContainsRune(word, 0) {
			return // its row is rejected
		}
		if count++; count <= maxMapped {
			words = append(words, word)
		}
		if value := b.meaning(col, word); value != "" {
			means = append(means, [2]string{word, value})
		}
	})
	if err != nil {
		return wordsSQL{}, err
	}
	if count <= maxMapped {
		return wordsSQL{word: x, value: b.wordValues(col, words, x)}, nil
	}
	name := "work." + quoteName(fmt.Sprintf("%s words %d", col.Name, grp))
	if err := c.Exec("CREATE TABLE " + name + " (word VARCHAR, value VARCHAR)"); err != nil {
		return wordsSQL{}, err
	}
	for _, m := range means {
		if err := c.Exec("INSERT INTO "+name+" VALUES (?, ?)", m[0], m[1]); err != nil {
			return wordsSQL{}, err
		}
	}
	alias := quoteName("words of " + col.Name)
	return wordsSQL{word: x, value: alias + ".value", join: " LEFT JOIN " + name + " " + alias + " ON " + alias + ".word = " + x}, nil
}

// maxMapped is how many words are looked up in a map, one after the other: among nine million rows that takes 74 ms of
// 21 words, a CASE 190, and planning one path half as long (DuckDB 1.5.5). More are joined.
const maxMapped = 64

// wordValues is the SQL of what a few words mean, where x is one of them.
func (b *builder) wordValues(col format.Column, words []string, x string) string {
	var known []string
	for _, w := range words {
		if means := b.meaning(col, w); means != "" {
			known = append(known, files.SQLString(w)+": "+files.SQLString(means))
		} else if b.sampled > 0 {
			known = append(known, files.SQLString(w)+": NULL")
		}
	}
	of := "MAP {" + strings.Join(known, ", ") + "}::MAP(VARCHAR, VARCHAR)"
	value := "(" + of + ")[" + x + "]"
	if b.sampled > 0 {
		value = "CASE WHEN " + x + " IS NOT NULL AND NOT map_contains(" + of + ", " + x + ") THEN " + files.SQLString(unmet) + " ELSE " + value + " END"
	}
	return value
}

// meaning is a word's canonical value; empty when nobody knows the word.
func (b *builder) meaning(col format.Column, word string) string {
	if col.Type == format.CauseOf {
		if cause, ok := data.CauseOf(word); ok {
			return string(cause)
		}
		return ""
	}
	e, ok := b.format.Event(word)
	if !ok {
		return ""
	}
	b.events[e] = true
	if b.format.HasSQL() { // written by people: ring, not r
		return e.String()
	}
	return string(rune(e))
}
