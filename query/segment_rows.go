package query

import (
	"fmt"
)

// segmentRows is the table of all segments as they were read or made, in the order of the files, and
// segments the view of it that questions are asked of. Nothing sorts them where the rows of an interaction
// lie near each other anyway: a path is then a short run of rows (interactions.first_row to last_row).
const segmentRows = "segment_rows"

// nearRows is how many rows, from the first to the last of an interaction, are still near: a path reads them
// all, two blocks of DuckDB's 122,880 rows at the most.
const nearRows = 100_000

// segments makes the canonical segments, and work.ids: a number for each interaction, and where its rows
// lie.
func (b *builder) segments(c *conn) error {
	if err := b.number(c); err != nil {
		return err
	}
	var far bool
	if err := c.row(fmt.Sprintf("SELECT coalesce(avg(last_row - first_row) > %d, false) FROM work.ids WHERE first_row IS NOT NULL", nearRows), nil, &far); err != nil {
		return err
	}
	if far {
		if err := b.gather(c); err != nil {
			return err
		}
	}
	return c.exec("CREATE VIEW segments AS SELECT " + b.segmentColumns() + " FROM " + segmentRows)
}

// number makes work.ids. Windows over integers are cheaper than over text.
func (b *builder) number(c *conn) error {
	return c.exec(`
CREATE TABLE work.ids AS
SELECT interaction_id, first_row, last_row, row_number() OVER (ORDER BY first_row)::INTEGER AS n
FROM (SELECT interaction_id, min(rowid) AS first_row, max(rowid) AS last_row FROM ` + segmentRows + ` GROUP BY 1
      UNION ALL
      SELECT interaction_id, NULL, NULL FROM ` + b.from("interactions") + `
      WHERE interaction_id NOT IN (SELECT interaction_id FROM ` + segmentRows + `))`)
}

// gather writes the segments once more, those of an interaction together, by its first instant.
func (b *builder) gather(c *conn) error {
	b.say("sorting segments", 0, 0, 0)
	for _, q := range []string{
		`CREATE TABLE work.starts AS SELECT interaction_id, min(started_at) AS first_at FROM ` + segmentRows + ` GROUP BY 1`,
		`CREATE TABLE gathered AS SELECT s.* FROM ` + segmentRows + ` s JOIN work.starts USING (interaction_id) ORDER BY first_at, interaction_id, started_at`,
		`DROP TABLE ` + segmentRows,
		`DROP TABLE work.starts`,
		`DROP TABLE work.ids`,
		`ALTER TABLE gathered RENAME TO ` + segmentRows,
	} {
		if err := c.exec(q); err != nil {
			return err
		}
	}
	return b.number(c)
}

// segmentColumns are the canonical columns, of rows as they were read, typed, or as a format's SQL made them.
func (b *builder) segmentColumns() string {
	raw := "coalesce(event_raw, word)"
	if b.made["segments"] {
		raw = "event_raw"
	}
	const end = "started_at + to_microseconds(duration_stated_s)"
	return `rowid AS row_at, interaction_id, segment_id, seq, started_at,
       coalesce(ended_at, CASE WHEN ` + end + ` < TIMESTAMP '10000-01-01' THEN ` + end + ` END) AS ended_at,
       ended_at IS NULL AND started_at IS NOT NULL AND duration_stated_s IS NOT NULL AS end_derived,
       duration_stated_s AS duration_stated_us, coalesce("event", '?') AS "event", ` + raw + ` AS event_raw,
       status_from, status_to, queue_id, user_id, by_user_id, reason, cause, type, facts,
       file, source_row, part, coalesce(ambiguous, false) AS ambiguous, coalesce(derived, false) AS derived`
}
