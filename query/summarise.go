package query

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed order.sql
var orderSQL string

//go:embed summary.sql
var summarySQL string

//go:embed summary_rows.sql
var summaryRowsSQL string

//go:embed interactions_table.sql
var interactionsSQL string

// summarise makes work.summary, work.ring_rows and work.lengths: in SQL for all interactions that SQL can order, in Go
// (data.Summarise, the reference) for the others.
func (b *builder) summarise(c *conn) error {
	b.say("ordering the steps", 0, 0, 0)
	if err := b.script(c, orderSQL); err != nil {
		return err
	}
	b.say("summing up", 0, 0, 0)
	if err := b.script(c, summarySQL); err != nil {
		return err
	}
	if err := b.noteSteps(c); err != nil {
		return err
	}
	if err := b.letters(c); err != nil {
		return err
	}
	for _, text := range []string{queueTimesSQL, summaryRowsSQL} {
		if err := b.script(c, text); err != nil {
			return err
		}
	}
	return b.hard(c)
}

// interactions makes the table that lists are read from, and the rings.
func (b *builder) interactions(c *conn) error {
	return b.script(c, interactionsSQL)
}

// script runs the statements of one file, one by one: a cancel falls between them at the latest.
func (b *builder) script(c *conn, text string) error {
	text = strings.NewReplacer("$as_of", sqlInstant(b.asOf), "$talk_totals", fmt.Sprint(b.has.Talk.Totals),
		"$hold_totals", fmt.Sprint(b.has.Hold.Totals)).Replace(text)
	for statement := range strings.SplitSeq(text, ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		if err := c.exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// letterSlice is how many steps one ordered aggregate sees for each GB of memory_limit: it cannot spill,
// and a slice of a million steps stays near 100 MB.
const letterSlice = 1_000_000

// gigabytes reads a size as DuckDB writes it, such as "1.8 GiB"; 1 where it cannot be read.
func gigabytes(size string) float64 {
	var n float64
	var unit string
	if _, err := fmt.Sscanf(size, "%f %s", &n, &unit); err != nil {
		return 1
	}
	switch unit[0] {
	case 'K':
		return n / 1e6
	case 'M':
		return n / 1e3
	case 'T':
		return n * 1e3
	}
	return n
}

// letters writes each path in letters, slice by slice of the interactions.
func (b *builder) letters(c *conn) error {
	var steps int64
	if err := c.row("SELECT count(*) FROM work.steps", nil, &steps); err != nil {
		return err
	}
	var limit string
	if err := c.row("SELECT current_setting('memory_limit')", nil, &limit); err != nil {
		return err
	}
	slices := int64(float64(steps)/(letterSlice*max(gigabytes(limit), 0.05))) + 1
	for n := range slices {
		err := c.exec(fmt.Sprintf(`INSERT INTO work.letters
SELECT n, string_agg(e, '' ORDER BY pos) FROM work.steps WHERE e <> 's' AND n %% %d = %d GROUP BY n`, slices, n))
		if err == nil {
			err = b.shapes(c, slices, n)
		}
		if err != nil {
			return err
		}
	}
	return c.exec("DROP TABLE work.marks")
}

// shapes writes the marked paths of one slice.
func (b *builder) shapes(c *conn, slices, n int64) error {
	return c.exec(fmt.Sprintf(`INSERT INTO work.shapes
WITH marks AS (
    SELECT n, pos, bool_or(mark = '>') AS hop, bool_or(mark = 'u') AS none FROM work.marks WHERE n %% %[1]d = %[2]d GROUP BY n, pos
)
SELECT s.n, string_agg(CASE WHEN m.hop THEN '>' ELSE '' END
                       || CASE WHEN m.none THEN 'u' WHEN s.e = 's' AND NOT coalesce(m.hop, false) THEN '' ELSE CAST(s.e AS VARCHAR) END, '' ORDER BY s.pos)
FROM work.steps s LEFT JOIN marks m ON m.n = s.n AND m.pos = s.pos
WHERE s.n IN (SELECT n FROM marks) AND s.n %% %[1]d = %[2]d GROUP BY s.n`, slices, n))
}
