package query

import (
	"fmt"
	"strings"

	"segpath/data"
	"segpath/data/format"
)

// dateOrder is the order of a date's parts where the year stands last.
type dateOrder string

// The orders that Options.DateFormat takes.
const (
	monthFirst dateOrder = "mdy"
	dayFirst   dateOrder = "dmy"
)

// reading is how the instants of one column are written, decided over the whole column.
type reading struct {
	perMicro float64   // epoch: microseconds a unit; 0 = no epoch
	written  bool      // not plain ISO 8601: dates with / or . or the year last, or AM and PM
	order    dateOrder // of dates with the year last; empty = there are none, or nothing decides
	yearLast int64     // cells with the year last
	example  string
}

// readingKey is a column of a raw table.
type readingKey struct {
	table  *rawTable
	column string
}

// dateNames are the date formats of Options.DateFormat.
var dateNames = map[string]dateOrder{"": "", "mdy": monthFirst, "us": monthFirst, "dmy": dayFirst, "eu": dayFirst}

// decideTimes decides how every column of instants is written. What a column does not decide by itself,
// the others of the export do, where they agree; else it is read month first, and a notice says so.
func (b *builder) decideTimes(c *conn) error {
	asked, ok := dateNames[strings.ToLower(b.o.DateFormat)]
	if !ok {
		return data.Problemf(data.Usage, "It is mdy (12/31/2026) or dmy (31/12/2026).", "there is no date format %q", b.o.DateFormat)
	}
	b.readings = map[readingKey]*reading{}
	var undecided []readingKey
	agreed := map[dateOrder]bool{}
	for _, t := range b.raw {
		for _, col := range t.table.Columns {
			raw, there := t.column(col.Name)
			if !there || col.Type != format.Instant {
				continue
			}
			r, err := decideColumn(c, t, t.withTime(col, raw))
			if err != nil {
				return err
			}
			key := readingKey{t, raw.name}
			b.readings[key] = r
			switch {
			case r.yearLast > 0 && asked != "":
				r.order = asked
			case r.yearLast > 0 && r.order == "":
				undecided = append(undecided, key)
			case r.order != "":
				agreed[r.order] = true
			}
		}
	}
	for _, key := range undecided {
		b.settleOrder(key, agreed)
	}
	return nil
}

func (b *builder) settleOrder(key readingKey, agreed map[dateOrder]bool) {
	r := b.readings[key]
	if len(agreed) == 1 {
		for order := range agreed {
			r.order = order
		}
		return
	}
	r.order = monthFirst
	b.notice(data.Notice{
		Kind: data.UndecidedDate, Count: r.yearLast, Source: key.table.parts[0].input.Shown,
		Text: fmt.Sprintf("%s of %s in %s can be read month first or day first, as %q: read month first. --date-format dmy reads the day first.",
			plural(r.yearLast, "date"), headerOf(key), key.table.table.Name, r.example),
	})
}

func headerOf(key readingKey) string {
	for _, c := range key.table.columns {
		if c.name == key.column {
			return c.header
		}
	}
	return key.column
}

// yearLast matches a date with its year last, of two or four digits.
const yearLast = `'^\s*(\d{1,2})([/.\-])(\d{1,2})[/.\-](\d{4}|\d{2})([ ,T]|$)'`

// decideColumn looks at every cell of a column.
func decideColumn(c *conn, t *rawTable, raw rawColumn) (*reading, error) {
	x := raw.sql()
	r := &reading{}
	if raw.kind != "VARCHAR" {
		return r, decideNumber(c, t, raw, r)
	}
	var odd int64 // a clean column of ISO 8601 costs one cheap pass
	if err := c.row(fmt.Sprintf("SELECT count(*) FROM %[2]s r WHERE %[1]s <> '' AND NOT (%[1]s[5] = '-' AND %[1]s[8] = '-' AND %[1]s[-1] NOT IN ('M', 'm', '.'))",
		x, t.sql()), nil, &odd); err != nil || odd == 0 {
		return r, err
	}
	var filled, digits, dots, firsts, seconds int64
	var largest float64
	q := fmt.Sprintf(`SELECT count(*), count(n), coalesce(max(abs(n)), 0), count(*) FILTER (a IS NOT NULL), count(*) FILTER (sep = '.'),
count(*) FILTER (a > 12), count(*) FILTER (b > 12), coalesce(min(x) FILTER (a IS NOT NULL), '')
FROM (SELECT x, sep, n, TRY_CAST(a AS INTEGER) AS a, TRY_CAST(b AS INTEGER) AS b FROM (
    SELECT %[1]s AS x, regexp_extract(%[1]s, %[3]s, 1) AS a, regexp_extract(%[1]s, %[3]s, 2) AS sep, regexp_extract(%[1]s, %[3]s, 3) AS b,
           CASE WHEN regexp_full_match(%[1]s, '\s*-?\d+(\.\d+)?\s*') THEN TRY_CAST(%[1]s AS DOUBLE) END AS n
    FROM %[2]s r WHERE %[1]s <> ''))`, x, t.sql(), yearLast)
	if err := c.row(q, nil, &filled, &digits, &largest, &r.yearLast, &dots, &firsts, &seconds, &r.example); err != nil {
		return nil, err
	}
	if digits == filled {
		r.perMicro = epochUnit(largest)
		return r, nil
	}
	r.written = true
	switch {
	case firsts > seconds || firsts == seconds && dots > 0 && dots == r.yearLast: // with dots the day is first
		r.order = dayFirst
	case seconds > firsts:
		r.order = monthFirst
	}
	return r, nil
}

// decideNumber finds the unit of a Parquet column of numbers.
func decideNumber(c *conn, t *rawTable, raw rawColumn, r *reading) error {
	if !isNumber(raw.kind) {
		return nil
	}
	var largest float64
	x := "r." + quoteName(raw.name)
	err := c.row(fmt.Sprintf("SELECT coalesce(max(abs(%[1]s::DOUBLE)) FILTER (isfinite(%[1]s::DOUBLE)), 0) FROM %[2]s r", x, t.sql()), nil, &largest)
	r.perMicro = epochUnit(largest)
	return err
}

func isNumber(kind string) bool {
	for _, k := range []string{"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "FLOAT", "DECIMAL"} {
		if strings.HasPrefix(strings.TrimPrefix(kind, "U"), k) {
			return !strings.HasSuffix(kind, "]")
		}
	}
	return false
}

// epochUnit is how many microseconds a unit of a column of epoch times has, by its largest value: seconds
// have 9 to 11 digits from 1973 on, each finer unit three more. 0 = no epoch.
func epochUnit(largest float64) float64 {
	switch {
	case largest < 1e8:
		return 0
	case largest < 1e11:
		return 1e6
	case largest < 1e14:
		return 1e3
	case largest < 1e17:
		return 1
	case largest < 9e18:
		return 1e-3
	}
	return 0
}

// epoch is the SQL that reads an epoch time.
func (r *reading) epoch(x string) string {
	return fmt.Sprintf("make_timestamp(TRY_CAST(round(TRY_CAST(%s AS DECIMAL(38, 9)) * %g::DECIMAL(10, 3)) AS BIGINT))", x, r.perMicro)
}

// plain is the SQL that brings a written instant nearer to ISO 8601: year, month and day in this order.
func (r *reading) plain(x string) string {
	parts := `-\1-\2 `
	if r.order == dayFirst {
		parts = `-\2-\1 `
	}
	y := fmt.Sprintf(`regexp_replace(%s, '^\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})', '\1-\2-\3')`, x)
	if r.yearLast > 0 {
		y = fmt.Sprintf(`regexp_replace(%s, '^\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})[ ,T]*', '\3%s')`, y, parts)
		y = fmt.Sprintf(`regexp_replace(%s, '^\s*(\d{1,2})[/.](\d{1,2})[/.](\d{2})([ ,T]+|$)', '20\3%s')`, y, parts)
	}
	return fmt.Sprintf(`trim(regexp_replace(%s, '(?i)[\s\x{a0}\x{202f}]*([ap])\.?m\.?\s*$', ' \1M'))`, y)
}

// instantText is the SQL that reads the text of an instant, as UTC where it has an offset and as it
// stands where it has none; the session's zone is UTC.
func instantText(y string, written bool) string {
	read := "CAST(CASE WHEN " + y + "[1] BETWEEN '0' AND '9' THEN TRY_CAST(" + y + " AS TIMESTAMPTZ) END AS TIMESTAMP)"
	if !written {
		return read
	}
	return "CASE WHEN " + y + "[-1] = 'M' THEN try_strptime(" + y + ", ['%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p', " +
		"'%Y-%m-%d %I:%M:%S.%f %p', '%Y-%m-%d %I %p']) ELSE " + read + " END"
}

// wallClock matches the text of an instant that says no zone at all.
const wallClock = `'\s*\d+[-/.]\d+[-/.]\d+([T ,]+\d+(:\d+)?(:\d+([.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?)?\s*'`

// hasOffset is the SQL that tells whether the text of an instant carries its offset or names its zone.
// The two commonest ways to write UTC spare the pattern.
func hasOffset(x string) string {
	return "(suffix(" + x + ", 'Z') OR contains(" + x + ", '+') OR NOT regexp_full_match(" + x + ", " + wallClock + "))"
}

// instant is the SQL that reads an instant as UTC.
func (b *builder) instant(c *conn, t *rawTable, raw rawColumn, x string) (string, error) {
	r := b.readings[readingKey{t, raw.name}]
	switch {
	case raw.kind == "TIMESTAMP WITH TIME ZONE":
		return "CAST(" + x + " AS TIMESTAMP)", nil
	case strings.HasPrefix(raw.kind, "TIMESTAMP") || raw.kind == "DATE":
		return b.local(c, t, "CAST("+x+" AS TIMESTAMP)")
	case r.perMicro > 0:
		return r.epoch(x), nil
	case raw.kind != "VARCHAR":
		return "NULL::TIMESTAMP", nil // told as unreadable, kept in the raw fields
	}
	if r.written {
		x = r.plain(x)
	}
	read := instantText(x, r.written)
	local, err := b.local(c, t, read)
	if err != nil || local == read {
		return read, err
	}
	return "CASE WHEN " + hasOffset(x) + " THEN " + read + " ELSE " + local + " END", nil
}

// secondsCell is the SQL that reads a length: seconds, or hours, minutes and seconds, as microseconds.
func secondsCell(x, text string) string {
	// More than a thousand years is no length, and would not fit.
	seconds := "CASE WHEN abs(TRY_CAST(" + x + " AS DOUBLE)) <= 31622400000 THEN TRY_CAST(round(TRY_CAST(" + x + " AS DECIMAL(38, 9)) * 1000000) AS BIGINT) END"
	part := func(n int) string {
		return fmt.Sprintf("TRY_CAST(split_part(trim(%s), ':', %d) AS DECIMAL(20, 9))", text, n)
	}
	return "CASE WHEN contains(" + text + ", ':') THEN CASE WHEN regexp_full_match(" + text + `, '\s*\d{1,6}:[0-5]?\d:[0-5]?\d(\.\d+)?\s*') THEN ` +
		"TRY_CAST(round((" + part(1) + " * 3600 + " + part(2) + " * 60 + " + part(3) + ") * 1000000) AS BIGINT) END ELSE " + seconds + " END"
}
