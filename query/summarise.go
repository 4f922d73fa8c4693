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

// summarise makes work.summary and work.ring_rows: in SQL for all interactions that SQL can order, in Go
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
	if err := b.letters(c); err != nil {
		return err
	}
	if err := b.script(c, summaryRowsSQL); err != nil {
		return err
	}
	return b.hard(c)
}

// interactions makes the table that lists are read from, and the rings.
func (b *builder) interactions(c *conn) error { return b.script(c, interactionsSQL) }

// script runs the statements of one file, one by one: a cancel falls between them at the latest.
func (b *builder) script(c *conn, text string) error {
	text = strings.ReplaceAll(text, "$as_of", sqlInstant(b.asOf))
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

// letterSlice is how many steps one ordered aggregate sees: it cannot spill, and a slice of this size
// stays near 200 MB.
const letterSlice = 2_000_000

// letters writes each path in letters, slice by slice of the interactions.
func (b *builder) letters(c *conn) error {
	var steps int64
	if err := c.row("SELECT count(*) FROM work.steps", nil, &steps); err != nil {
		return err
	}
	slices := steps/letterSlice + 1
	for n := range slices {
		err := c.exec(fmt.Sprintf(`INSERT INTO work.letters
SELECT n, string_agg(e, '' ORDER BY pos) FROM work.steps WHERE e <> 's' AND n %% %d = %d GROUP BY n`, slices, n))
		if err != nil {
			return err
		}
	}
	return nil
}
