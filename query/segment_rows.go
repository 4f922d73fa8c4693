package query

import (
	"slices"
	"strings"
)

// segmentRows are all segments as they were read or made, in the order of the files, and segments the view of
// them that questions are asked of. Nothing sorts them where the rows of an interaction lie near each other
// anyway: a path is then a short run of rows (interactions.first_row to last_row).
const segmentRows = "segment_rows"

// segmentValues are the columns of segmentRows that were converted, a row for each raw one. Where the raw rows
// are the segments, segmentRows is a view of the two, joined by rowid: texts stand once, and a copy of them costs
// as much as reading the file.
const segmentValues = "segment_values"

// stageBeside makes segmentRows such a view.
func (b *builder) stageBeside(c *conn, s staging) error {
	list := make([]string, len(s.columns))
	for n, col := range s.columns {
		list[n] = "v." + quoteName(col.name)
		if col.plain {
			list[n] = col.sql + " AS " + quoteName(col.name)
		}
	}
	err := c.Exec("CREATE TABLE " + segmentValues + " AS " + s.sql(b.rows(s.raw), func(col stagedColumn) bool { return !col.plain }))
	if err != nil {
		return err
	}
	b.beside = &s
	return c.Exec("CREATE VIEW " + segmentRows + " AS SELECT " + strings.Join(list, ", ") + " FROM " + segmentValues + " v JOIN " +
		s.raw.sql() + " r ON r.rowid = v.rid")
}

// own makes the rows of a table its own, before some are taken out or changed: a view of segments becomes a table.
func (b *builder) own(c *conn, table string) error {
	if b.beside == nil && b.viewed == nil || table != segmentRows {
		return nil
	}
	if err := c.Exec("CREATE TABLE copied AS FROM " + segmentRows); err != nil {
		return err
	}
	return b.replaceSegments(c, "copied")
}

// replaceSegments puts another table in the place of the segments.
func (b *builder) replaceSegments(c *conn, by string) error {
	drop := "DROP TABLE " + segmentRows
	switch {
	case b.viewed != nil:
		drop = "DROP VIEW " + segmentRows
	case b.beside != nil:
		drop = "DROP VIEW " + segmentRows + "; DROP TABLE " + segmentValues
	}
	b.beside, b.viewed = nil, nil
	return c.Exec(drop + "; ALTER TABLE " + by + " RENAME TO " + segmentRows)
}

// stagedOf is where some columns of a table's typed rows, and rid and grp, are read from: of segments beside their
// raw rows the one of the two that has them all, where one has.
func (b *builder) stagedOf(table string, names ...string) string {
	if from := b.from(table); b.beside == nil || from != segmentRows || len(names) == 0 {
		return from
	}
	var texts, values []string
	for _, col := range b.beside.columns {
		if col.name != "rid" && col.name != "grp" && !slices.Contains(names, col.name) {
			continue
		}
		as := col.sql + " AS " + quoteName(col.name)
		if col.plain || col.name == "rid" {
			texts = append(texts, as)
		}
		if col.nothing {
			values = append(values, as)
		} else if !col.plain {
			values = append(values, quoteName(col.name))
		}
	}
	switch len(names) + 2 {
	case len(texts):
		return "(SELECT " + strings.Join(texts, ", ") + " FROM " + b.beside.raw.sql() + " r)"
	case len(values):
		return "(SELECT " + strings.Join(values, ", ") + " FROM " + segmentValues + ")"
	}
	return segmentRows
}

// rowAt is the column by which the rows of an interaction lie in a run.
func (b *builder) rowAt() string {
	if b.beside != nil || b.viewed != nil {
		return "rid"
	}
	return "rowid"
}

// segmentColumn is one canonical column of segments, made of columns of the rows as they were staged or as a format's
// SQL made them.
type segmentColumn struct {
	name, sql string
	of        []string
}

// segmentColumns are the canonical columns of the export's segments.
func (b *builder) segmentColumns() []segmentColumn {
	raw := segmentColumn{"event_raw", "coalesce(event_raw, word)", []string{"event_raw", "word"}}
	if b.made["segments"] {
		raw = segmentColumn{"event_raw", "event_raw", []string{"event_raw"}}
	}
	const end = "started_at + to_microseconds(duration_stated_s)"
	ends := []string{"started_at", "ended_at", "duration_stated_s"}
	columns := []segmentColumn{
		{"row_at", b.rowAt(), nil},
		{"ended_at", "coalesce(ended_at, CASE WHEN " + end + " < TIMESTAMP '10000-01-01' THEN " + end + " END)", ends},
		{"end_derived", "ended_at IS NULL AND started_at IS NOT NULL AND duration_stated_s IS NOT NULL", ends},
		{"duration_stated_us", "duration_stated_s", ends[2:]},
		{"event", `coalesce("event", '?')`, []string{"event"}},
		raw,
		{"ambiguous", "coalesce(ambiguous, false)", []string{"ambiguous"}},
		{"derived", "coalesce(derived, false)", []string{"derived"}},
	}
	for _, name := range []string{
		"interaction_id", "segment_id", "seq", "started_at", "status_from", "status_to", "queue_id", "user_id", "by_user_id", "reason",
		"cause", "type", "facts", "file", "source_row", "part",
	} {
		columns = append(columns, segmentColumn{name, quoteName(name), []string{name}})
	}
	return columns
}

// segmentsOf is the SQL of all segments, of which only some columns are asked: where the texts and what was
// converted stand beside each other, one of the two may do.
func (b *builder) segmentsOf(names ...string) string {
	var of []string
	if slices.Contains(names, "n") {
		of = []string{"n"}
	}
	for _, col := range b.segmentColumns() {
		if len(names) == 0 || slices.Contains(names, col.name) {
			of = append(of, col.of...)
		}
	}
	slices.Sort(of)
	return b.segmentsFrom(b.stagedOf("segments", slices.Compact(of)...), names...)
}

// segmentsFrom is the SQL of the segments of any relation that has the typed rows.
func (b *builder) segmentsFrom(staged string, names ...string) string {
	var list []string
	if slices.Contains(names, "n") { // of those that were gathered
		list = []string{"n"}
	}
	for _, col := range b.segmentColumns() {
		if len(names) == 0 || slices.Contains(names, col.name) {
			list = append(list, col.sql+" AS "+quoteName(col.name))
		}
	}
	return "(SELECT " + strings.Join(list, ", ") + " FROM " + staged + ")"
}
