package query

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"segpath/data"
)

// Of the sample's tables, as another program would write them in Parquet.
const (
	sampleSegments = `SELECT * REPLACE (started_at::TIMESTAMPTZ AS started_at, ended_at::TIMESTAMPTZ AS ended_at, seq::BIGINT AS seq),
(row_number() OVER ()) AS n FROM read_csv('../sample/exports/segpath/segments.csv', all_varchar = true)`
	sampleInteractions = `SELECT * REPLACE (created_at::TIMESTAMPTZ AS created_at, completed_at::TIMESTAMPTZ AS completed_at) FROM read_csv('../sample/exports/segpath/interactions.csv', all_varchar = true)`
)

// dayFiles writes the sample as folders of a day each, which hold names that a glob or SQL would take for its own.
func dayFiles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for n, where := range []string{"n <= 400", "n BETWEEN 401 AND 403", "n > 403"} {
		day := filepath.Join(dir, fmt.Sprintf("day=2027-0%d", n+1))
		if err := os.Mkdir(day, 0o700); err != nil {
			t.Fatal(err)
		}
		parquet(t, day, "it's [1]*?.parquet", "SELECT * EXCLUDE (n) FROM ("+sampleSegments+") WHERE "+where)
	}
	parquet(t, dir, "interactions.parquet", sampleInteractions)
	for _, name := range []string{"queues", "users", "accounts"} {
		content, err := os.ReadFile("../sample/exports/segpath/" + name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, name+".csv", string(content))
	}
	return dir
}

// What stays in its place answers as what is copied, now and from the cache.
func TestInPlaceIsAsCopied(t *testing.T) {
	dir, cache := dayFiles(t), t.TempDir()
	o := Options{Exports: []string{dir}, TimeZone: "UTC", Cache: cache}
	placed, _ := keeping(t, o)
	if !placed.near {
		t.Fatal("the files were copied")
	}
	copied, _ := keeping(t, Options{Exports: []string{dir}, TimeZone: "UTC", copies: true})
	if copied.near {
		t.Fatal("nothing was copied")
	}
	sameAnswers(t, placed, copied)
	kept, log := keeping(t, o)
	if !strings.Contains(log, fromCache) || !kept.near {
		t.Errorf("not opened from the cache: %s", log)
	}
	sameAnswers(t, kept, copied)
	var n int64
	err := placed.serving.in.with(context.Background(), func(c *conn) error {
		return c.Row("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'segment%'", nil, &n)
	})
	if err != nil || n != 0 {
		t.Errorf("%d tables of segments, %v", n, err)
	}
	err = placed.serving.in.with(context.Background(), func(c *conn) error {
		return c.Exec("SELECT count(*) FROM read_csv('../sample/exports/segpath/queues.csv')")
	})
	if err == nil {
		t.Error("another file can be read")
	}
}

// What must be changed is copied: rows that stand twice, rows without an id, rows of an interaction far apart.
func TestWhatIsNotCleanIsCopied(t *testing.T) {
	for name, segments := range map[string]string{
		"twice":      sampleSegments + " UNION ALL (SELECT * REPLACE (n + 5 AS n) FROM (" + sampleSegments + ") LIMIT 20)",
		"without id": "SELECT * REPLACE (nullif(interaction_id, (SELECT min(interaction_id) FROM (" + sampleSegments + "))) AS interaction_id) FROM (" + sampleSegments + ")",
		"text":       "SELECT * REPLACE (CAST(started_at AS VARCHAR) AS started_at) FROM (" + sampleSegments + ")",
		"own rowid":  "SELECT *, 1 AS rowid FROM (" + sampleSegments + ")",
	} {
		t.Run(name, func(t *testing.T) {
			dir := parquet(t, t.TempDir(), "segments.parquet", "SELECT * EXCLUDE (n) FROM ("+segments+")")
			parquet(t, dir, "interactions.parquet", sampleInteractions)
			placed, _ := keeping(t, Options{Exports: []string{dir}, TimeZone: "UTC"})
			if placed.near {
				t.Error("the files stay in their place")
			}
			copied, _ := keeping(t, Options{Exports: []string{dir}, TimeZone: "UTC", copies: true})
			sameAnswers(t, placed, copied)
		})
	}
}

// A file that changes while it is open is told, whatever is asked.
func TestAChangeInPlaceIsTold(t *testing.T) {
	dir := dayFiles(t)
	e := open(t, dir)
	if !e.near {
		t.Fatal("the files were copied")
	}
	parquet(t, filepath.Join(dir, "day=2027-02"), "it's [1]*?.parquet", "SELECT * EXCLUDE (n) FROM ("+sampleSegments+") LIMIT 5")
	_, err := e.Interactions(context.Background(), data.PageRequest{})
	var p *data.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Text+p.Hint, "changed") || p.Hint == "" {
		t.Errorf("%v", err)
	}
}
