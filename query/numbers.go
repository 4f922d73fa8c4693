package query

import "fmt"

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
	if err := c.Row(fmt.Sprintf("SELECT coalesce(avg(last_row - first_row) > %d, false) FROM work.ids WHERE first_row IS NOT NULL", nearRows), nil, &far); err != nil {
		return err
	}
	var err error
	switch {
	case far:
		err = b.gather(c)
	case b.made["segments"]:
		err = b.place(c, "SELECT * FROM "+b.from("segments"))
	}
	if err != nil {
		return err
	}
	return c.Exec("CREATE VIEW segments AS FROM " + b.segmentsOf())
}

// number makes work.ids. Windows over integers are cheaper than over text.
func (b *builder) number(c *conn) error {
	return c.Exec(`
CREATE TABLE work.ids AS
SELECT interaction_id, first_row, last_row, segments, row_number() OVER (ORDER BY first_row)::INTEGER AS n
FROM (SELECT interaction_id, min(` + b.rowAt() + `) AS first_row, max(` + b.rowAt() + `) AS last_row, count(*)::INTEGER AS segments FROM ` + b.stagedOf("segments", "interaction_id") + ` GROUP BY 1
      UNION ALL
      SELECT interaction_id, NULL, NULL, 0 FROM ` + b.from("interactions") + `
      WHERE interaction_id NOT IN (SELECT interaction_id FROM ` + b.stagedOf("segments", "interaction_id") + `))`)
}

// gather writes the segments in another order: those of an interaction together, by its first instant, each with the
// number that its interaction has then.
func (b *builder) gather(c *conn) error {
	b.say("sorting segments", 0, 0, 0)
	from := b.from("segments")
	for _, q := range []string{
		`CREATE TABLE work.starts AS SELECT interaction_id, min(started_at) AS first_at FROM ` + from + ` GROUP BY 1`,
		`CREATE TABLE work.gathered_ids AS
SELECT interaction_id, CASE WHEN segments > 0 THEN upto - segments END AS first_row, CASE WHEN segments > 0 THEN upto - 1 END AS last_row, segments, n
FROM (SELECT interaction_id, segments, sum(segments) OVER turn::BIGINT AS upto, row_number() OVER turn::INTEGER AS n
      FROM work.ids LEFT JOIN work.starts USING (interaction_id)
      WINDOW turn AS (ORDER BY segments = 0, first_at, interaction_id ROWS UNBOUNDED PRECEDING))`,
		`DROP TABLE work.starts`,
		`DROP TABLE work.ids`,
		`ALTER TABLE work.gathered_ids RENAME TO ids`,
	} {
		if err := c.Exec(q); err != nil {
			return err
		}
	}
	b.gathered = true
	return b.place(c, "SELECT s.*, i.n FROM "+from+" s JOIN work.ids i USING (interaction_id) ORDER BY i.n, s.started_at")
}

// place writes the segments where they stay.
func (b *builder) place(c *conn, rows string) error {
	if b.made["segments"] {
		if err := c.Exec("CREATE TABLE " + segmentRows + " AS " + rows); err != nil {
			return err
		}
		b.placed = true
		return c.Exec("DROP TABLE " + madeTable("segments"))
	}
	if err := c.Exec("CREATE TABLE copied AS " + rows); err != nil {
		return err
	}
	return b.replaceSegments(c, "copied")
}
