package query_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/data/filter"
	"segpath/query"
	"segpath/query/files"
	"segpath/query/tablefile"
	"segpath/sample"
)

// targets is the table of what was measured against what is promised.
type targets struct {
	b      *testing.B
	rows   []string
	failed int
}

// row adds a line; held says whether the target was reached.
func (t *targets) row(what, measured, target, against string, held bool) {
	verdict := "PASS"
	if !held {
		verdict = "FAIL"
		t.failed++
	}
	t.rows = append(t.rows, fmt.Sprintf("| %s | %s | %s | %s | %s |", what, measured, target, against, verdict))
}

// write writes the table as Markdown to a file, and how many rows failed as its last line.
func (t *targets) write(name, title string) {
	head := []string{
		title, "", "| what | measured | target | against bare DuckDB in the same run | |", "|---|---|---|---|---|",
	}
	text := strings.Join(append(head, t.rows...), "\n") + fmt.Sprintf("\n\nfailed: %d\n", t.failed)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.b.Fatal(err)
	}
}

// BenchmarkTargets measures an export of SEGPATH_BENCH_INTERACTIONS against the targets, beside bare DuckDB over the
// same files, and writes the table to the file that SEGPATH_TARGETS names; .ci/bench runs it. More than two million
// are measured as Parquet in its place alone, against the targets for ten million.
func BenchmarkTargets(b *testing.B) {
	name := os.Getenv("SEGPATH_TARGETS")
	if name == "" {
		b.Skip("SEGPATH_TARGETS names no file for the table")
	}
	t := &targets{b: b}
	if !large() {
		t.loaded()
	}
	t.inPlace()
	var version string
	if db, err := sql.Open("duckdb", ""); err == nil {
		_ = db.QueryRowContext(context.Background(), "SELECT version()").Scan(&version)
		_ = db.Close()
	}
	t.write(name, fmt.Sprintf("%d interactions, %d cores, DuckDB %s, %s", benchInteractions(), runtime.NumCPU(), version, runtime.Version()))
	b.ReportMetric(float64(t.failed), "failed")
}

// large tells whether the targets are those for ten million.
func large() bool { return benchInteractions() > 2_000_000 }

// loaded measures a CSV export, which is loaded.
func (t *targets) loaded() {
	b := t.b
	dir := exported(b, sample.Writers()[0], tablefile.CSV)
	cache := filepath.Join(b.TempDir(), "cache")
	e := t.open(dir, cache)
	t.questions(e, "")
	t.paths(e, "loaded", t.barePath(dir, "segments.csv"), 4*time.Millisecond, 10*time.Millisecond)
	t.cancel(e)
	if err := e.Close(); err != nil {
		b.Fatal(err)
	}
	t.again(dir, cache)
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

// open loads the export for the first time, after bare DuckDB did.
func (t *targets) open(dir, cache string) *query.Engine {
	bare, _ := bareLoad(t.b, dir)
	size := sizeOf(t.b, dir)
	resetPeak()
	before := sizeOf(t.b, query.RunFolder())
	begin := time.Now()
	e, err := query.Open(context.Background(), query.Options{Exports: []string{dir}, TimeZone: "UTC", Cache: cache})
	if err != nil {
		t.b.Fatal(err)
	}
	if _, err := e.Interactions(context.Background(), data.PageRequest{}); err != nil {
		t.b.Fatal(err)
	}
	took, peak := time.Since(begin), peakMB()
	ratio, disk := took.Seconds()/bare.Seconds(), (sizeOf(t.b, query.RunFolder())-before)/size
	t.row("CSV, start to the list, everything loaded", fmt.Sprintf("%.1f s, %.0f MB/s", took.Seconds(), size/1e6/took.Seconds()), "≤ 2 × bare",
		fmt.Sprintf("%.2f × (%.1f s)", ratio, bare.Seconds()), ratio <= 2)
	t.peak("peak memory of the load", peak, 2250)
	t.row("disk of the load", fmt.Sprintf("%.2f × the files", disk), "≤ 2.5 ×", "", disk <= 2.5)
	return e
}

// peak adds a line of memory, in MB.
func (t *targets) peak(what string, peak, most float64) {
	t.row(what, fmt.Sprintf("%.0f MB", peak), fmt.Sprintf("≤ %.0f MB", most), "", peak <= most)
}

// median is the median of some runs.
func (t *targets) median(runs int, ask func() error) time.Duration {
	took := make([]time.Duration, runs)
	for n := range took {
		begin := time.Now()
		if err := ask(); err != nil {
			t.b.Fatal(err)
		}
		took[n] = time.Since(begin)
	}
	slices.Sort(took)
	return took[runs/2]
}

func (t *targets) questions(e *query.Engine, where string) {
	ctx := context.Background()
	limit := func(million, more time.Duration) time.Duration {
		if large() {
			return more
		}
		return million
	}
	for _, text := range []string{"rings>=3 hops>=1", "rejected:ana", "customer:smith"} {
		f, err := filter.Parse(text, filter.In(e.Export()))
		if err != nil {
			t.b.Fatal(err)
		}
		begin := time.Now()
		if _, err := e.Interactions(ctx, data.PageRequest{Filter: f}); err != nil {
			t.b.Fatal(err)
		}
		first := time.Since(begin)
		most := limit(150*time.Millisecond, 300*time.Millisecond)
		t.row("filter `"+text+"`, first page with the exact total"+where, ms(first), "≤ "+ms(most), "", first <= most)
		page := t.median(9, func() error { _, err := e.Interactions(ctx, data.PageRequest{Filter: f}); return err })
		t.row("its page again"+where, ms(page), "≤ 60 ms", "", page <= 60*time.Millisecond)
	}
	for _, q := range []struct {
		name  string
		limit time.Duration
		ask   func() error
	}{
		{"users", limit(600*time.Millisecond, 5*time.Second), func() error { _, err := e.Users(ctx, data.Filter{}); return err }},
		{"variants", limit(300*time.Millisecond, 3500*time.Millisecond), func() error { _, err := e.Variants(ctx, data.Filter{}, 50); return err }},
		{"queues", limit(600*time.Millisecond, 5*time.Second), func() error {
			_, err := e.Queues(ctx, data.Filter{}, data.ServiceLevel{Within: 20 * data.Second, Short: data.ShortAbandon})
			return err
		}},
		{"statuses", limit(600*time.Millisecond, 5*time.Second), func() error { _, err := e.Statuses(ctx, data.Filter{}); return err }},
	} {
		took := t.median(3, q.ask)
		t.row(q.name+where, ms(took), "≤ "+ms(q.limit), "", took <= q.limit)
	}
}

// paths asks for the paths of interactions all over the export; bare is how long bare DuckDB takes by an id.
func (t *targets) paths(e *query.Engine, where string, bare, half, most time.Duration) {
	ctx := context.Background()
	page, err := e.Interactions(ctx, data.PageRequest{Limit: 300, Sort: data.Sort{Field: data.SortID}})
	if err != nil {
		t.b.Fatal(err)
	}
	var took []time.Duration
	for _, r := range page.Rows {
		begin := time.Now()
		if _, err := e.Chain(ctx, r.ID); err != nil {
			t.b.Fatal(err)
		}
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	p50, p99 := took[len(took)/2], took[len(took)*99/100]
	t.row("one path, "+where+", p50 / p99", ms(p50)+" / "+ms(p99), fmt.Sprintf("≤ %d / %d ms", half.Milliseconds(), most.Milliseconds()),
		fmt.Sprintf("%s by id", ms(bare)), p50 <= half && p99 <= most && p50 <= bare)
}

// barePath is how long bare DuckDB takes for the segments of one id: in its own table of a CSV file, or in the Parquet file.
func (t *targets) barePath(dir, name string) time.Duration {
	db, err := sql.Open("duckdb", filepath.Join(t.b.TempDir(), "bare.db"))
	if err != nil {
		t.b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	from := files.SQLString(files.EscapeGlob(filepath.Join(dir, name)))
	create := "CREATE TABLE s AS FROM read_csv(" + from + ", all_varchar = true)"
	if strings.HasSuffix(name, ".parquet") {
		create = "CREATE VIEW s AS FROM read_parquet(" + from + ")"
	}
	if _, err := db.ExecContext(context.Background(), create); err != nil {
		t.b.Fatal(err)
	}
	var id string
	if err := db.QueryRowContext(context.Background(), "SELECT interaction_id FROM s LIMIT 1 OFFSET 100000").Scan(&id); err != nil {
		t.b.Fatal(err)
	}
	return t.median(5, func() error {
		var n int
		return db.QueryRowContext(context.Background(), "SELECT count(*) + count(DISTINCT \"event\") FROM (SELECT * FROM s WHERE interaction_id = ?)", id).Scan(&n)
	})
}

// cancel ends a long question and measures how long it takes to come back.
func (t *targets) cancel(e *query.Engine) {
	var took []time.Duration
	for _, after := range []time.Duration{10, 30, 60, 120} {
		ctx, cancel := context.WithCancel(context.Background())
		stopped := make(chan time.Time, 1)
		time.AfterFunc(after*time.Millisecond, func() { stopped <- time.Now(); cancel() })
		_, err := e.Statuses(ctx, data.Filter{})
		end := time.Now()
		if err != nil {
			took = append(took, end.Sub(<-stopped))
		}
		cancel()
	}
	if len(took) == 0 {
		return // it was faster than any cancel
	}
	worst := slices.Max(took)
	t.row("cancel of a question", ms(worst), "≤ 50 ms", "", worst <= 50*time.Millisecond)
}

// again opens the export a second time, from the cache.
func (t *targets) again(dir, cache string) {
	took := t.median(3, func() error {
		e, err := query.Open(context.Background(), query.Options{Exports: []string{dir}, TimeZone: "UTC", Cache: cache})
		if err != nil {
			return err
		}
		defer func() { _ = e.Close() }()
		_, err = e.Interactions(context.Background(), data.PageRequest{})
		return err
	})
	t.row("second open, to the first page", ms(took), "≤ 120 ms", "", took <= 120*time.Millisecond)
}
