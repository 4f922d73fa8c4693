package query

import (
	"segpath/data/format"
)

// A column with a UTC twin is read where the twin's cell is empty alone; elsewhere the twin is.

// hasTwin tells whether a column's UTC twin is there.
func (t *rawTable) hasTwin(col format.Column) bool {
	if col.UTC == "" {
		return false
	}
	_, there := t.column(col.UTC)
	return there
}

// twinGaps is the SQL that holds for the rows in which a column is read instead of its UTC twin; empty where there is
// no such row, or no twin.
func (t *rawTable) twinGaps(c *conn, col format.Column) (string, error) {
	raw, there := t.column(col.Name)
	if !there || !t.hasTwin(col) {
		return "", nil
	}
	twin, _ := t.column(col.UTC)
	gaps := "NOT " + twin.filled()
	var some bool
	if err := c.Row("SELECT count(*) > 0 FROM "+t.sql()+" r WHERE "+gaps+" AND "+raw.filled(), nil, &some); err != nil || !some {
		return "", err
	}
	return gaps, nil
}

// filled is the SQL that holds where a cell has something in it.
func (c rawColumn) filled() string {
	x := "r." + quoteName(c.name)
	if c.kind == "VARCHAR" {
		return "coalesce(trim(" + x + ") <> '', false)"
	}
	return "(" + x + " IS NOT NULL)"
}

// gapsOf is the column that fills the gaps of its twin, with its reading; nil where it does not.
func (b *builder) gapsOf(t *rawTable, col format.Column) (rawColumn, *reading) {
	raw, there := t.column(col.Name)
	r := b.readings[readingKey{t, raw.name}]
	if !there || r == nil || r.gaps == "" {
		return raw, nil
	}
	return raw, r
}

// overGaps is the SQL of a column's instants: x, which reads its twin, but for what fills the gaps.
func (b *builder) overGaps(t *rawTable, col format.Column, x string) string {
	raw, r := b.gapsOf(t, col)
	if r == nil {
		return x
	}
	return "CASE WHEN " + r.gaps + " THEN " + b.instant(t, raw) + " ELSE " + x + " END"
}

// inGaps is the SQL of wall where a column is read, of one with a twin in its gaps.
func (r *reading) inGaps(wall string) string {
	if r.gaps == "" {
		return wall
	}
	return "CASE WHEN " + r.gaps + " THEN " + wall + " END"
}
