package query

import (
	"fmt"
	"strings"
)

// The first and the last instant that is read: inside the years 1 to 9999, in every time zone.
const firstInstant, lastInstant = "0001-01-02 00:00:00", "9999-12-31 23:59:59.999999"

// The SQL that holds an instant, in UTC or with its zone, to those that are read.
const (
	inYears      = "BETWEEN TIMESTAMP '" + firstInstant + "' AND TIMESTAMP '" + lastInstant + "'"
	zonedInYears = "BETWEEN TIMESTAMPTZ '" + firstInstant + "+00' AND TIMESTAMPTZ '" + lastInstant + "+00'"
)

// instant is the SQL that reads the instants of a column as UTC, of rows that b.rows gives.
func (b *builder) instant(t *rawTable, raw rawColumn) string {
	r := b.readings[readingKey{t, raw.name}]
	x := "r." + quoteName(raw.name)
	epochs, _ := r.epochs.all()
	switch {
	case r.text != "" && epochs > 0:
		return r.epochs.sql(r.text)
	case r.text != "":
		return b.textInstant(t, raw, r)
	case raw.kind == "TIMESTAMP WITH TIME ZONE":
		return "make_timestamp(epoch_us(" + x + "))" // a cast asks the calendar, row by row: nine times as long (DuckDB 1.5.5)
	case epochs > 0:
		return r.epochs.sql(x)
	case raw.isWallClock():
		return b.local(t, r, "CAST("+x+" AS TIMESTAMP)")
	}
	return "NULL::TIMESTAMP" // told as unreadable, kept in the raw fields
}

// isWallClock tells whether a column has a type for instants that says no zone.
func (c rawColumn) isWallClock() bool {
	return c.kind != "TIMESTAMP WITH TIME ZONE" && strings.HasPrefix(c.kind, "TIMESTAMP") || c.kind == "DATE"
}

// textInstant reads a text with its offset, and one without in the source's zone.
func (b *builder) textInstant(t *rawTable, raw rawColumn, r *reading) string {
	if r.pattern != "" {
		return b.local(t, r, r.byPattern())
	}
	y := r.iso(raw)
	if r.zulu > 0 && r.zulu == r.filled {
		return wallClock(y)
	}
	offset := withOffset(y)
	if r.bare == 0 {
		return offset
	}
	local := b.local(t, r, wallClock(y))
	if r.bare == r.filled {
		return local
	}
	return "CASE WHEN " + hasOffset(y) + " THEN " + offset + " WHEN " + plainlyBare(y) + " THEN " + local + " END"
}

// iso is the SQL of the column's texts in ISO 8601.
func (r *reading) iso(raw rawColumn) string {
	if r.written {
		return "r." + normalName(raw.name)
	}
	return r.text
}

// wallClock reads the text of an instant as it stands; withOffset one that has an offset, as UTC. The
// session's zone is UTC. A plain TIMESTAMP would pass over any offset but Z.
func wallClock(y string) string { return "TRY_CAST(" + y + " AS TIMESTAMP)" }

func withOffset(y string) string {
	return "CASE WHEN suffix(" + y + ", 'Z') THEN " + wallClock(y) + " WHEN " + noOffset(y) + " THEN NULL ELSE CAST(TRY_CAST(" + y + " AS TIMESTAMPTZ) AS TIMESTAMP) END"
}

// noOffset holds where a text in ISO 8601 ends with an offset that no clock has: those of the tz database are 14 hours at
// most. DuckDB counts with any two digits.
func noOffset(y string) string {
	return fmt.Sprintf("%[1]s[-3] = ':' AND (%[1]s[-5:] > '14:00' OR %[1]s[-2:] > '59')", y)
}

// hasOffset holds where a text in ISO 8601 ends with Z, an offset with a colon, or the name of a zone.
func hasOffset(y string) string {
	return fmt.Sprintf("CASE WHEN suffix(%[1]s, 'Z') THEN true WHEN %[1]s[-3] = ':' AND %[1]s[-6] IN ('+', '-') THEN true ELSE NOT %[1]s[-1] BETWEEN '0' AND '9' END", y)
}

// wall is the SQL of the wall clocks of a column; null where there are none or they have an offset.
func (r *reading) wall(raw rawColumn) string {
	switch {
	case r.text == "":
		return "CAST(r." + quoteName(raw.name) + " AS TIMESTAMP)"
	case r.pattern != "":
		return r.byPattern()
	}
	y := r.iso(raw)
	return "CASE WHEN NOT (" + hasOffset(y) + ") AND " + plainlyBare(y) + " THEN " + wallClock(y) + " END"
}

// local is the SQL that reads a wall clock of a column as UTC.
func (b *builder) local(t *rawTable, r *reading, wall string) string {
	if r.utc || r.bare == 0 {
		return wall
	}
	rest := b.zone.utc(wall, r.from, r.to)
	if b.zoneJoin(t) == "" {
		return rest
	}
	var list strings.Builder
	for n, at := range b.zone.byAccount.zones {
		fmt.Fprintf(&list, " WHEN %d THEN %s", n, zone{at: at}.utc(wall, r.from, r.to))
	}
	return "CASE zn.zone" + list.String() + " ELSE " + rest + " END"
}
