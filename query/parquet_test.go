package query

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"segpath/data"
	"segpath/query/files"
)

// parquet writes what a SELECT gives as a Parquet file, as another program would.
func parquet(t *testing.T, dir, name, query string) string {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	path := filepath.Join(dir, name)
	if _, err := db.ExecContext(context.Background(), "COPY ("+query+") TO "+files.SQLString(path)+" (FORMAT parquet)"); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Other programs' Parquet has other types: numbers as ids, naive and zoned instants, days, decimals,
// enums, lists, maps and structs. Each becomes what its CSV would be, or is told as unreadable.
func TestParquetTypesOfOtherPrograms(t *testing.T) {
	dir := parquet(t, t.TempDir(), "segments.parquet", `
SELECT 9007199254740993::BIGINT AS interaction_id, TIMESTAMP '2026-07-01 10:00:00.25' AS started_at,
       TIMESTAMPTZ '2026-07-01 10:00:30+02' AS ended_at, 'ring'::ENUM('ring', 'accept') AS event, 7::SMALLINT AS seq,
       12.5::DECIMAL(9,3) AS duration, 42 AS user, MAP {'skill': 'billing'} AS facts, true AS ambiguous
UNION ALL
SELECT 9007199254740993, TIMESTAMP_NS '2026-07-01 10:00:30', NULL, 'accept', 8, 1, 42, MAP {}, NULL`)
	parquet(t, dir, "interactions.parquet", `
SELECT 9007199254740993::UBIGINT AS interaction_id, ['T-1', 'T-2'] AS external_ids, DATE '2026-07-01' AS created_at,
       1751360000 AS completed_at, 'soon' AS unused, {'lang': 'en', 'n': 3} AS facts`)
	e, err := Open(context.Background(), Options{Exports: []string{dir}, TimeZone: "Europe/Berlin"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	c, err := e.Chain(context.Background(), "9007199254740993")
	if err != nil {
		t.Fatal(err)
	}
	steps := c.Steps()
	if len(steps) != 2 {
		t.Fatalf("%d steps", len(steps))
	}
	s := steps[0]
	if got := data.FormatInstant(s.StartedAt) + " " + data.FormatInstant(s.EndedAt); got != "2026-07-01T08:00:00.25Z 2026-07-01T08:00:30Z" {
		t.Errorf("instants %s", got)
	}
	if s.Event != data.RingOffer || s.Seq != data.Some(int64(7)) || s.DurationStated != data.Some(12*data.Second+500_000) ||
		s.UserID != "42" || s.Facts["skill"] != "billing" || !s.Ambiguous || s.SourceRow != 1 {
		t.Errorf("%+v", s)
	}
	if got := data.FormatInstant(steps[1].StartedAt); got != "2026-07-01T08:00:30Z" || len(steps[1].Facts) != 0 {
		t.Errorf("second step at %s with %v", got, steps[1].Facts)
	}
	in := c.Interaction()
	if len(in.ExternalIDs) != 2 || data.FormatInstant(in.CreatedAt) != "2026-06-30T22:00:00Z" || in.Facts["lang"] != "en" || in.Facts["n"] != "3" {
		t.Errorf("%+v", in)
	}
	if got := data.FormatInstant(in.CompletedAt); got != "2025-07-01T08:53:20Z" {
		t.Errorf("seconds since 1970 are read as %s", got)
	}
	report, _ := e.Check(context.Background())
	unreadable := 0
	for _, n := range report.Notices {
		if n.Kind == data.UnreadableValue {
			unreadable++
		}
	}
	if unreadable != 0 {
		t.Errorf("%d unreadable columns told, want none: %+v", unreadable, report.Notices)
	}
	raw, err := e.Raw(context.Background(), s.Source, 1)
	if err != nil || raw.Fields[0].Value != "9007199254740993" || raw.Fields[1].Value != "2026-07-01 10:00:00.25" {
		t.Errorf("raw fields %+v, %v", raw, err)
	}
}

func TestCSVAndParquetOfOneTable(t *testing.T) {
	dir := parquet(t, t.TempDir(), "january.parquet", "SELECT 'a' AS interaction_id, TIMESTAMPTZ '2026-01-01 10:00:00Z' AS started_at, 'ring' AS event")
	write(t, dir, "february.csv", "interaction_id,started_at,event\na,2026-02-01T10:00:00Z,accept\nb,2026-02-01T10:00:00Z,ring\n")
	e := open(t, dir)
	c, err := e.Chain(context.Background(), "a")
	if err != nil || len(c.Steps()) != 2 || c.Legs[0].Path.Letters() != "rA" {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestEmptyTables(t *testing.T) {
	dir := parquet(t, t.TempDir(), "segments.parquet", "SELECT 'a' AS interaction_id, TIMESTAMPTZ '2026-01-01 10:00:00Z' AS started_at, 'ring' AS event WHERE false")
	write(t, dir, "users.csv", "user_id,name\n")
	e := open(t, dir)
	page, err := e.Interactions(context.Background(), data.PageRequest{})
	if err != nil || page.Total != 0 || len(page.Rows) != 0 {
		t.Errorf("%+v, %v", page, err)
	}
	if users, err := e.Users(context.Background(), data.Filter{}); err != nil || len(users) != 0 {
		t.Errorf("%v, %v", users, err)
	}
	if x := e.Export(); x.InteractionCount != 0 || !x.AsOf.IsZero() {
		t.Errorf("%+v", x)
	}
}

func TestADamagedParquetFileIsTold(t *testing.T) {
	dir := parquet(t, t.TempDir(), "segments.parquet", "SELECT 'a'||i AS interaction_id, TIMESTAMPTZ '2026-01-01 10:00:00Z' AS started_at, 'ring' AS event FROM range(5000) r(i)")
	path := filepath.Join(dir, "segments.parquet")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{
		"cut off": whole[:len(whole)/2], "footer": append(append([]byte{}, whole[:len(whole)-30]...), whole[len(whole)-8:]...),
		"page": append(append([]byte("PAR1"), make([]byte, 200)...), whole[204:]...),
	} {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		e, err := Open(context.Background(), Options{Exports: []string{dir}})
		if err == nil {
			_ = e.Close()
		}
		var p *data.Problem
		if !errors.As(err, &p) || p.Text == "" {
			t.Errorf("%s: %v, want a problem", name, err)
		}
	}
}
