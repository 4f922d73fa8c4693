package query

import (
	"fmt"
	"segpath/query/files"
	"strings"
)

// normalName is the quoted name under which b.rows gives the texts of a column in ISO 8601.
func normalName(column string) string { return quoteName("in ISO 8601: " + column) }

// rows are the rows of a raw table, aliased r, and beside the columns of written instants their texts in
// ISO 8601, so that each is made once.
func (b *builder) rows(t *rawTable) string { return b.rowsWhere(t, "true") }

// rowsWhere are those of them for which a condition on the raw row, r, holds.
func (b *builder) rowsWhere(t *rawTable, condition string) string {
	return b.rowsFrom(t, t.sql(), condition)
}

// rowsFrom are those of them that from holds, another relation with the raw table's columns.
func (b *builder) rowsFrom(t *rawTable, from, condition string) string {
	var ordered, normal []string
	for _, raw := range t.columns {
		r := b.readings[readingKey{t, raw.name}]
		if r == nil || !r.written {
			continue
		}
		half := quoteName("year first: " + raw.name)
		ordered = append(ordered, r.yearFirst()+" AS "+half)
		normal = append(normal, r.normal("r."+half)+" AS "+normalName(raw.name))
	}
	if len(normal) == 0 {
		if condition == "true" {
			return from + " r"
		}
		return "(SELECT r.rowid AS rowid, r.* FROM " + from + " r WHERE " + condition + ") r"
	}
	return fmt.Sprintf("(SELECT r.*, %s FROM (SELECT r.rowid AS rowid, r.*, %s FROM %s r WHERE %s) r) r",
		strings.Join(normal, ", "), strings.Join(ordered, ", "), from, condition)
}

// monthNames are the English names of the months, as they begin.
const monthNames = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

// anyMonth matches the name of a month in an instant.
const anyMonth = `'(?i)(^|[^a-z])(` + monthNames + `)[a-z]*\.?([^a-z]|$)'`

// namedSteps bring the parts of a date with the month's name in order: year, the name's first letters, day.
// The second digits of a year of two are of this century.
var namedSteps = [][2]string{
	{`(?i)^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? `, ``},
	{`(?i)^(\d{1,2})(?:st|nd|rd|th)?\.?[-/., ]*(` + monthNames + `)[a-z]*\.?[-/., ]*(\d{4})[ ,T]*`, `\3-\2-\1 `},
	{`(?i)^(\d{1,2})(?:st|nd|rd|th)?\.?[-/., ]*(` + monthNames + `)[a-z]*\.?[-/., ]+(\d{2})(?:[ ,T]+|$)`, `20\3-\2-\1 `},
	{`(?i)^(` + monthNames + `)[a-z]*\.?[-/ ]+(\d{1,2})(?:st|nd|rd|th)?[-/, ]+(\d{4})[ ,T]*`, `\3-\1-\2 `},
	{`(?i)^(\d{4})[-/. ]+(` + monthNames + `)[a-z]*\.?[-/. ]+(\d{1,2})`, `\1-\2-\3`},
}

// numberedSteps bring the other dates in order; in front of them come those of the column's own order.
var numberedSteps = [][2]string{
	{`^(\d{4})[/.](\d{1,2})[/.](\d{1,2})`, `\1-\2-\3`},
	{`^(\d{4})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(\d{2})`, `\1-\2-\3 \4:\5:\6`},
	{`^(\d{4})(\d{2})(\d{2})($|[T ])`, `\1-\2-\3\4`},
}

// clockSteps bring the time of day and the offset to ISO 8601, but for AM and PM.
var clockSteps = [][2]string{
	{`(\d:\d{2}),(\d+)`, `\1.\2`},
	{`(?i)(\d) ?([ap])\.? ?m\.?( |$|[+\-])`, `\1 \2M\3`},
	{`^(\S+ \d{1,2})( [AaPp]M)`, `\1:00:00\2`},
	{`([+\-]\d{2}:?\d{2}) ?\([^)]*\)$`, `\1`}, // the zone's name beside its offset
	{`^([^:]*[ T]\d{1,2}:\d{2})($|[^:\d].*)`, `\1:00\2`},
	{`(:\d{2}(?:\.\d+)?(?: [AaPp]M)?) ?(?:UTC|GMT|Z)?([+\-]\d{2}):?(\d{2})$`, `\1\2:\3`},
	{`(:\d{2}(?:\.\d+)?(?: [AaPp]M)?) ?(?:UTC|GMT|Z)?([+\-]\d{2})$`, `\1\2:00`},
	{`(?i)(:\d{2}(?:\.\d+)?(?: [ap]M)?) ?(?:Z|UTC|GMT)$`, `\1Z`},
}

// replaced is the SQL that takes steps of replacement on y.
func replaced(y string, steps [][2]string) string {
	for _, step := range steps {
		y = fmt.Sprintf("regexp_replace(%s, %s, %s)", y, files.SQLString(step[0]), files.SQLString(step[1]))
	}
	return y
}

// yearFirst is the SQL that writes an instant with its year first, then the month, perhaps by name, and the day.
func (r *reading) yearFirst() string {
	y := `trim(regexp_replace(` + r.text + `, '[\s\x{a0}\x{202f}]+', ' ', 'g'))`
	if r.named {
		y = replaced(y, namedSteps)
	}
	if r.yearLast > 0 {
		parts := `-\1-\2 `
		if r.order == dayFirst {
			parts = `-\2-\1 `
		}
		y = replaced(y, [][2]string{
			{`^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})[ ,T]*`, `\3` + parts},
			{`^(\d{1,2})[/.](\d{1,2})[/.](\d{2})([ ,T]+|$)`, `20\3` + parts},
		})
	}
	return replaced("trim("+replaced(y, numberedSteps)+")", clockSteps)
}

// normal is the SQL that brings y, an instant with its year first, to ISO 8601; null where it is none.
func (r *reading) normal(y string) string {
	month := "lpad(CAST((strpos('" + strings.ReplaceAll(monthNames, "|", "") + "', lower(" + y + "[6:8])) + 2) // 3 AS VARCHAR), 2, '0')"
	named := y
	if r.named { // a date never mixes a name with AM or PM: the number takes the name's place first
		named = "(CASE WHEN " + y + "[6] BETWEEN 'A' AND 'z' AND " + y + "[6:8] <> '' THEN " + y + "[:5] || " + month + " || " + y + "[9:] ELSE " + y + " END)"
	}
	return "CASE WHEN " + y + "[5] <> '-' THEN NULL " +
		"WHEN " + y + "[6] = 'W' THEN strftime(try_strptime(" + y + "[:10], '%G-W%V-%u'), '%Y-%m-%d') || " + y + "[11:] " +
		"WHEN regexp_matches(" + y + ", ' [AaPp]M') THEN " + halfDay(named) + " ELSE " + named + " END"
}

// halfDay is the SQL that turns AM and PM into hours of the day, and keeps the offset behind them.
func halfDay(y string) string {
	clock := "regexp_extract(" + y + ", '^(.* [AaPp]M)', 1)"
	return "strftime(try_strptime(" + clock + ", ['%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M:%S.%f %p']), '%Y-%m-%d %H:%M:%S.%f') || " +
		"regexp_extract(" + y + ", ' [AaPp]M(.*)$', 1)"
}
