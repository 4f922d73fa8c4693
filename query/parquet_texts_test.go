package query

import (
	"testing"

	"segpath/data"
)

// Texts that a writer did not mark as such, and ids that it keeps as numbers with fractions, are those of the other files.
func TestParquetIDsAreThoseOfOtherFiles(t *testing.T) {
	dir := parquet(t, t.TempDir(), "segments.parquet", `
SELECT 1000::DOUBLE AS interaction_id, TIMESTAMPTZ '2026-01-01 10:00:00+00' AS started_at, encode('queue') AS event, 7::DOUBLE AS queue_id, NULL::BLOB AS user_id
UNION ALL
SELECT 1000, TIMESTAMPTZ '2026-01-01 10:00:05+00', encode('ring'), 7.5, encode('Zoë O''Brien')
UNION ALL
SELECT 1e300, TIMESTAMPTZ '2026-01-01 11:00:00+00', encode('ring'), NULL, '\xFF'::BLOB`)
	parquet(t, dir, "interactions.parquet", `SELECT 1000 AS interaction_id, 'Ana' AS customer`)
	write(t, dir, "queues.csv", "queue_id,name\n7,Billing\n")
	e := open(t, dir)
	c, err := e.Chain(t.Context(), "1000")
	if err != nil {
		t.Fatal(err)
	}
	p := c.Legs[0].Path
	if p.Interaction.Customer != "Ana" || len(p.Steps) != 2 || e.dir.QueueName(p.Steps[0].QueueID) != "Billing" ||
		p.Steps[1].QueueID != "7.5" || p.Steps[1].UserID != "Zoë O'Brien" {
		t.Errorf("%+v", p)
	}
	if c, err = e.Chain(t.Context(), "1e+300"); err != nil || c.Legs[0].Path.Steps[0].UserID != `\xFF` {
		t.Errorf("%v %v", c, err)
	}
}

// An event with a NUL byte is no other event, and no end of what the database is asked: its row is rejected.
func TestAParquetEventWithANULByte(t *testing.T) {
	dir := parquet(t, t.TempDir(), "segments.parquet", `
SELECT 'a' AS interaction_id, TIMESTAMPTZ '2026-01-01 10:00:00+00' + INTERVAL (r) SECOND AS started_at,
       CASE WHEN r = 1 THEN 'ri' || chr(0) || 'ng' ELSE 'ring' END AS event FROM range(3) t(r)`)
	e := open(t, dir)
	report, err := e.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(report.RejectedRows) != 1 || report.SegmentCount != 2 {
		t.Errorf("%d steps, rejected %+v", report.SegmentCount, report.RejectedRows)
	}
}

// Months have no fixed length.
func TestParquetIntervals(t *testing.T) {
	dir := parquet(t, t.TempDir(), "segments.parquet", `
SELECT 'a' AS interaction_id, TIMESTAMPTZ '2026-01-01 10:00:00+00' AS started_at, 'ring' AS event, INTERVAL 90 SECOND AS duration
UNION ALL
SELECT 'a', TIMESTAMPTZ '2026-01-01 11:00:00+00', 'ring', INTERVAL 2 MONTH`)
	e := open(t, dir)
	c, err := e.Chain(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	steps := c.Steps()
	if _, known := steps[1].DurationStated.Get(); known || steps[0].DurationStated != data.Some(90*data.Second) {
		t.Errorf("%v and %v", steps[0].DurationStated, steps[1].DurationStated)
	}
	report, err := e.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	told := false
	for _, n := range report.Notices {
		told = told || n.Kind == data.UnreadableValue
	}
	if !told {
		t.Error("two months are not told as unreadable")
	}
}
