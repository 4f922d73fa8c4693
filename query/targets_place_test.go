package query_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"time"

	"segpath/data"
	"segpath/query"
	"segpath/query/files"
	"segpath/query/tablefile"
	"segpath/sample"
)

// inPlace measures the same export as Parquet, whose files stay in their place: first what is answered before anything
// is summed up, then the whole.
func (t *targets) inPlace() {
	dir := exported(t.b, sample.Writers()[0], tablefile.Parquet)
	cache := filepath.Join(t.b.TempDir(), "cache")
	ctx := context.Background()
	o := query.Options{Exports: []string{dir}, TimeZone: "UTC", Cache: cache}
	maxPeak := 2250.0 // MB: the limit, and 250 MB
	if large() {
		o.Memory, maxPeak = "1GB", 1250
	}
	bare, bareByID := t.barePage(dir), t.barePath(dir, "segments.parquet") // before any peak: they have no limit
	resetPeak()
	begin := time.Now()
	l, err := query.OpenLive(ctx, o)
	if err != nil {
		t.b.Fatal(err)
	}
	if _, err := l.Interactions(ctx, data.PageRequest{Bare: true}); err != nil {
		t.b.Fatal(err)
	}
	first, most := time.Since(begin), 80*time.Millisecond
	if large() {
		most = 100 * time.Millisecond
	}
	t.row("clustered Parquet, start to the first page", ms(first), "≤ "+ms(most), "", first <= most)
	page, err := l.Interactions(ctx, data.PageRequest{})
	if err != nil {
		t.b.Fatal(err)
	}
	first, most = time.Since(begin), 100*time.Millisecond
	if large() {
		most = 140 * time.Millisecond
	}
	t.row("with counts", ms(first), "≤ "+ms(most),
		fmt.Sprintf("%.1f × faster than one statement (%s)", bare.Seconds()/first.Seconds(), ms(bare)), first <= most)
	begin = time.Now()
	if _, err := l.Chain(ctx, page.Rows[7].ID); err != nil {
		t.b.Fatal(err)
	}
	path := time.Since(begin)
	t.row("a path before anything is summed up", ms(path), "≤ 400 ms", "", path <= 400*time.Millisecond)
	if err := l.Whole(ctx); err != nil {
		t.b.Fatal(err)
	}
	whole, peak := time.Since(begin)+first, peakMB()
	limit := time.Second
	if large() {
		limit = 10 * time.Second
	}
	t.row("everything summed up beside it", fmt.Sprintf("%.1f s", whole.Seconds()), fmt.Sprintf("≤ %.0f s", limit.Seconds()), "", whole <= limit)
	t.peak("peak memory of that", peak, maxPeak)
	if err := l.Close(); err != nil {
		t.b.Fatal(err)
	}
	t.row("disk of the summary", fmt.Sprintf("%.2f × the files", sizeOf(t.b, cache)/sizeOf(t.b, dir)), "", "", true)
	resetPeak()
	e, err := query.Open(ctx, o)
	if err != nil {
		t.b.Fatal(err)
	}
	end := t.median(3, func() error { _, err := e.Interactions(ctx, data.PageRequest{Last: true}); return err })
	t.row("the last page, in place", ms(end), "≤ 60 ms", "", end <= 60*time.Millisecond)
	t.questions(e, ", in place")
	half, most := 10*time.Millisecond, 20*time.Millisecond
	if large() {
		half, most = 30*time.Millisecond, 60*time.Millisecond
	}
	t.paths(e, "in one Parquet file", bareByID, half, most)
	t.peak("peak memory of all these questions", peakMB(), maxPeak)
	if err := e.Close(); err != nil {
		t.b.Fatal(err)
	}
	t.again(dir, cache)
}

// barePage is how long bare DuckDB takes for a page with the number of its segments, in one statement.
func (t *targets) barePage(dir string) time.Duration {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	table := func(name string) string {
		return "read_parquet(" + files.SQLString(files.EscapeGlob(filepath.Join(dir, name+".parquet"))) + ")"
	}
	return t.median(3, func() error {
		var n int
		return db.QueryRowContext(context.Background(), "SELECT sum(n) FROM (SELECT i.interaction_id, count(s.interaction_id) AS n FROM (SELECT * FROM "+
			table("interactions")+" ORDER BY created_at DESC, interaction_id DESC LIMIT 50) i LEFT JOIN "+table("segments")+" s USING (interaction_id) GROUP BY ALL)").Scan(&n)
	})
}
