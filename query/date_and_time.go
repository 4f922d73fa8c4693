package query

import (
	"strings"

	"segpath/data/format"
)

// sql is the SQL of a raw column's cell, of the raw table aliased r.
func (c rawColumn) sql() string {
	if c.joined != "" {
		return c.joined
	}
	return "r." + quoteName(c.name)
}

// withTime joins to a column of dates the column of their times, where the format has one and it is there:
// the text of both. A date without its time is no instant.
func (t *rawTable) withTime(col format.Column, raw rawColumn) rawColumn {
	at, there := t.column(col.With)
	if col.With == "" || !there {
		return raw
	}
	date := "r." + quoteName(raw.name)
	if strings.HasPrefix(raw.kind, "TIMESTAMP") { // a date, whatever its type
		date = "CAST(" + date + " AS DATE)"
	}
	raw.joined = "(CAST(" + date + " AS VARCHAR) || ' ' || nullif(trim(CAST(r." + quoteName(at.name) + " AS VARCHAR)), ''))"
	raw.kind = "VARCHAR"
	return raw
}
