package query

import (
	"database/sql"
	"fmt"
	"strings"
	"time"

	"segpath/data"
	"segpath/data/format"
)

// reading is how the instants of one column are written, decided over the whole column.
type reading struct {
	text               string      // SQL of a cell's text, of a raw table aliased r; empty: the column is no text
	epochs             epochCounts // cells that count time since 1970
	written            bool        // not plain ISO 8601: see normal
	named              bool        // months by name
	order              dateOrder
	pattern            string // of --date-format, which reads this column
	yearLast           int64  // cells with the year last
	onlyDay, onlyMonth int64  // of them those that can be read day first alone, and month first alone
	example            string
	utc                bool   // without an offset it is UTC
	unread             bool   // only to learn the source's offset from: the twin is read
	gaps               string // SQL of the rows in which the column is read though it has a twin; empty: in all, or none

	filled, bare int64     // cells with something in them; those without an offset
	zulu         int64     // those that end with Z, where that was counted
	from, to     time.Time // what the wall clocks of the bare cells span
}

// readingKey is a column of a raw table.
type readingKey struct {
	table  *rawTable
	column string
}

// decideTimes decides how every column of instants is written. What a column does not decide by itself,
// the others of the export do, where they agree; else it is read month first, and a notice says so.
func (b *builder) decideTimes(c *conn) error {
	asked, err := readDateFormat(c, b.o.DateFormat)
	if err != nil {
		return err
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
			gaps, err := t.twinGaps(c, col)
			if err != nil {
				return err
			}
			unread := t.hasTwin(col) && gaps == ""
			if unread && !b.zone.learns() {
				continue
			}
			r := &reading{utc: col.IsUTC(), unread: unread, gaps: gaps}
			if err := r.decide(c, t, raw, col, asked); err != nil {
				return err
			}
			key := readingKey{t, raw.name}
			b.readings[key] = r
			b.mixedUnits(key)
			switch {
			case r.yearLast > 0 && asked.order != "":
				r.order = asked.order
			case r.yearLast > 0 && r.order == "":
				undecided = append(undecided, key)
			case r.order != "":
				agreed[r.order] = true
			}
			if r.order != "" && asked.order == "" {
				b.mixedOrders(key)
			}
		}
	}
	for _, key := range undecided {
		b.settleOrder(key, agreed)
	}
	b.unusedPattern(asked)
	if err := b.findSpans(c); err != nil {
		return err
	}
	return b.learnZone(c)
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
	if b.mixedOrders(key) || r.unread {
		return
	}
	b.notice(data.Notice{
		Kind: data.UndecidedDate, Count: r.yearLast, Source: key.table.parts[0].input.Shown,
		Text: fmt.Sprintf("%s of %s in %s can be read month first or day first, as %q: read month first. --date-format dmy reads the day first.",
			plural(r.yearLast, "date"), headerOf(key), key.table.table.Name, r.example),
	})
}

// mixedOrders tells of a column that is written in both orders, where that is so: which of them a date is in that can be
// read in either, nothing says.
func (b *builder) mixedOrders(key readingKey) bool {
	r := b.readings[key]
	if r.onlyDay == 0 || r.onlyMonth == 0 || r.unread {
		return false
	}
	read, fit := "month first", r.onlyMonth
	if r.order == dayFirst {
		read, fit = "day first", r.onlyDay
	}
	b.notice(data.Notice{
		Kind: data.UndecidedDate, Count: r.yearLast - fit, Source: key.table.parts[0].input.Shown,
		Text: fmt.Sprintf("%s in %s is written in both orders: %s month first, %s day first. All are read %s, %s that could be either among them; the others cannot be read.",
			headerOf(key), key.table.table.Name, plural(r.onlyMonth, "date"), plural(r.onlyDay, "date"), read, plural(r.yearLast-r.onlyDay-r.onlyMonth, "date")),
	})
	return true
}

func headerOf(key readingKey) string {
	for _, c := range key.table.columns {
		if c.name == key.column {
			return c.header
		}
	}
	return key.column
}

// decide looks at every cell of a column.
func (r *reading) decide(c *conn, t *rawTable, raw rawColumn, col format.Column, asked dateFormat) error {
	r.text = t.instantText(raw, col)
	switch {
	case r.text != "":
		return r.decideText(c, t, asked)
	case raw.kind == "TIMESTAMP WITH TIME ZONE":
		return nil
	case strings.HasPrefix(raw.kind, "TIMESTAMP") || raw.kind == "DATE":
		return r.span(c, "CAST(r."+quoteName(raw.name)+" AS TIMESTAMP)", t.sql()+" r")
	case isNumber(raw.kind):
		return r.decideNumber(c, t, raw)
	}
	return nil
}

// instantText is the SQL of the text of an instant's cell: of two columns, where the manifest says so.
// Empty where the file has a type of its own for it.
func (t *rawTable) instantText(raw rawColumn, col format.Column) string {
	x := "r." + quoteName(raw.name)
	other, there := t.column(col.With)
	if col.With == "" || !there {
		if raw.kind == "VARCHAR" {
			return x
		}
		return ""
	}
	// A program that has no type for a date writes midnight after it.
	date := "regexp_replace(CAST(" + x + " AS VARCHAR), '[ T]+(12:00(:00(\\.0+)?)? ?[Aa][Mm]|0?0:00(:00(\\.0+)?)?)\\s*$', '')"
	clock := "trim(CAST(r." + quoteName(other.name) + " AS VARCHAR))"
	return "CASE WHEN " + date + " <> '' AND " + clock + " <> '' THEN " + date + " || ' ' || " + clock + " END" // a date alone is no instant
}

// decideText counts what a column of texts holds. A clean column of ISO 8601 costs this one cheap pass.
func (r *reading) decideText(c *conn, t *rawTable, asked dateFormat) error {
	if used, err := r.tryPattern(c, t, asked); used || err != nil {
		return err
	}
	var clean, offset int64
	var from, to sql.NullTime
	q := fmt.Sprintf(`SELECT count(*), count(p), count(*) FILTER (kind = 1), count(*) FILTER (kind = 2), count(*) FILTER (x LIKE '%%Z'), min(p), max(p)
FROM (SELECT x, CASE WHEN %s THEN 1 WHEN %s THEN 2 END AS kind, CASE WHEN x LIKE '____-__-%%' THEN TRY_CAST(x AS TIMESTAMP) END AS p
    FROM (SELECT %s AS x FROM %s r) WHERE x <> '')`, hasOffset("x"), plainlyBare("x"), r.text, t.sql())
	if err := c.Row(q, nil, &r.filled, &clean, &offset, &r.bare, &r.zulu, &from, &to); err != nil {
		return err
	}
	if clean == r.filled && offset+r.bare == r.filled {
		r.from, r.to = from.Time, to.Time
		return nil
	}
	r.bare, r.zulu = 0, 0
	return r.decideWritten(c, t)
}

// plainlyBare holds for the text of an instant in ISO 8601 that has no offset of any kind.
func plainlyBare(x string) string {
	return fmt.Sprintf("%[1]s[-1] BETWEEN '0' AND '9' AND NOT contains(%[1]s, '+') AND NOT contains(%[1]s[11:], '-')", x)
}

// yearLast matches a date with its year last, of two or four digits.
const yearLast = `'^\s*(\d{1,2})([/.\-])(\d{1,2})[/.\-](\d{4}|\d{2})([ ,T]|$)', ['a', 'sep', 'b', 'y']`

// decideWritten looks closer at a column that is not plain ISO 8601.
func (r *reading) decideWritten(c *conn, t *rawTable) error {
	var digits, compact, dots, firsts, seconds, names int64
	var epochs epochCounts
	q := fmt.Sprintf(`SELECT count(n), count(*) FILTER (compact), count(*) FILTER (a IS NOT NULL),
count(*) FILTER (a IS NOT NULL AND sep = '.'), count(*) FILTER (a > 12), count(*) FILTER (b > 12), coalesce(min(x) FILTER (a IS NOT NULL), ''), count(*) FILTER (named), %s
FROM (SELECT x, n, d.sep AS sep, compact, named, CASE WHEN dated THEN TRY_CAST(d.a AS INTEGER) END AS a, CASE WHEN dated THEN TRY_CAST(d.b AS INTEGER) END AS b FROM (
    SELECT *, d.a <> '' AND NOT (d.sep = '-' AND length(d.y) = 2) AS dated FROM (
        SELECT x, regexp_extract(x, %s) AS d, regexp_full_match(x, '(19|20)\d{6}(\d{6})?') AS compact, regexp_matches(x, %s) AS named,
               CASE WHEN regexp_full_match(x, '\s*-?\d+(\.\d+)?([eE]\+?\d+)?\s*') THEN TRY_CAST(x AS DOUBLE) END AS n
        FROM (SELECT %s AS x FROM %s r) WHERE x <> '')))`, epochs.sqlOf("n"), yearLast, anyMonth, r.text, t.sql())
	into := append([]any{&digits, &compact, &r.yearLast, &dots, &firsts, &seconds, &r.example, &names}, epochs.into()...)
	if err := c.Row(q, nil, into...); err != nil {
		return err
	}
	if all, _ := epochs.all(); 2*digits > r.filled && all > compact {
		r.epochs = epochs
		return nil
	}
	r.written, r.named, r.onlyDay, r.onlyMonth = true, names > 0, firsts, seconds
	switch {
	case firsts > seconds || firsts == seconds && dots > 0 && dots == r.yearLast: // with dots the day is first
		r.order = dayFirst
	case seconds > firsts:
		r.order = monthFirst
	}
	return nil
}

// findSpans finds what the wall clocks span, of the columns in which decideText did not.
func (b *builder) findSpans(c *conn) error {
	for key, r := range b.readings {
		if r.written {
			if err := r.findPattern(c, key.table); err != nil {
				return err
			}
		}
		if !r.written && r.pattern == "" || r.isZoned() {
			continue
		}
		raw := rawColumn{name: key.column}
		if err := r.span(c, r.wall(raw), b.rows(key.table)); err != nil {
			return err
		}
	}
	return nil
}

// span counts the wall clocks of rows and finds the first and the last.
func (r *reading) span(c *conn, wall, rows string) error {
	var from, to sql.NullTime
	q := "SELECT count(w), min(w) FILTER (isfinite(w)), max(w) FILTER (isfinite(w)) FROM (SELECT " + wall + " AS w FROM " + rows + ")"
	err := c.Row(q, nil, &r.bare, &from, &to)
	r.from, r.to = from.Time, to.Time
	return err
}

// decideNumber counts the instants of a Parquet column of numbers.
func (r *reading) decideNumber(c *conn, t *rawTable, raw rawColumn) error {
	return c.Row("SELECT "+r.epochs.sqlOf("x")+" FROM (SELECT r."+quoteName(raw.name)+"::DOUBLE AS x FROM "+t.sql()+" r)", nil, r.epochs.into()...)
}

func isNumber(kind string) bool {
	for _, k := range []string{"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "FLOAT", "DECIMAL"} {
		if strings.HasPrefix(strings.TrimPrefix(kind, "U"), k) {
			return !strings.HasSuffix(kind, "]")
		}
	}
	return false
}
