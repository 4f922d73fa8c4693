package query_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"segpath/data"
	"segpath/query"
	"segpath/query/files"
	"segpath/sample"
)

// benchInteractions is the size of the exports that are measured; SEGPATH_BENCH_INTERACTIONS says another.
func benchInteractions() int64 {
	if n, err := strconv.ParseInt(os.Getenv("SEGPATH_BENCH_INTERACTIONS"), 10, 64); err == nil && n > 0 {
		return n
	}
	return 100_000
}

// exported writes a simulated export.
func exported(b *testing.B, as query.FileFormat) string {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "export")
	sim := sample.New(sample.Options{Interactions: benchInteractions()})
	if err := query.Write(context.Background(), dir, sample.Segpath(sim, sample.WriterOptions{}), query.WriteOptions{As: as}); err != nil {
		b.Fatal(err)
	}
	return dir
}

// bareLoad is what a user would do without segpath: the same files into tables of a DuckDB file.
func bareLoad(b *testing.B, dir string, as query.FileFormat) (time.Duration, float64) {
	b.Helper()
	db, err := sql.Open("duckdb", filepath.Join(b.TempDir(), "bare.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	resetPeak()
	begin := time.Now()
	for _, table := range []string{"segments", "interactions"} {
		path := files.SQLString(filepath.Join(dir, table+"."+string(as)))
		from := "read_parquet(" + path + ")"
		if as == query.CSV {
			from = "read_csv(" + path + ", header = true, all_varchar = true)"
		}
		if _, err := db.ExecContext(context.Background(), "CREATE TABLE "+table+" AS SELECT * FROM "+from); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := db.ExecContext(context.Background(), "CHECKPOINT"); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin), peakMB()
}

// BenchmarkOpen is the time from the files to the first page, and the same files into bare DuckDB tables.
func BenchmarkOpen(b *testing.B) {
	for _, as := range []query.FileFormat{query.CSV, query.Parquet} {
		b.Run(string(as), func(b *testing.B) {
			dir := exported(b, as)
			var ours, bare time.Duration
			var peak, barePeak float64
			for b.Loop() {
				took, used := bareLoad(b, dir, as)
				bare, barePeak = bare+took, max(barePeak, used)
				resetPeak()
				begin := time.Now()
				e := opened(b, dir)
				if _, err := e.Interactions(context.Background(), data.PageRequest{}); err != nil {
					b.Fatal(err)
				}
				ours, peak = ours+time.Since(begin), max(peak, peakMB())
				if err := e.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(ours.Seconds()/float64(b.N), "open-s")
			b.ReportMetric(bare.Seconds()/float64(b.N), "bare-s")
			b.ReportMetric(ours.Seconds()/bare.Seconds(), "×bare")
			b.ReportMetric(peak, "peak-MB")
			b.ReportMetric(barePeak, "bare-peak-MB")
		})
	}
}

func opened(b *testing.B, dir string) *query.Engine {
	b.Helper()
	e, err := query.Open(context.Background(), query.Options{Exports: []string{dir}, TimeZone: "UTC"})
	if err != nil {
		b.Fatal(err)
	}
	return e
}

// BenchmarkQuestions asks an open export what a person asks: a path, a page anywhere, a search.
func BenchmarkQuestions(b *testing.B) {
	e := opened(b, exported(b, query.CSV))
	defer func() { _ = e.Close() }()
	ctx := context.Background()
	var ids []string
	page, err := e.Interactions(ctx, data.PageRequest{Limit: 500, Sort: data.Sort{Field: data.SortPath}})
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range page.Rows {
		ids = append(ids, r.ID)
	}
	b.Run("path", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			if _, err := e.Chain(ctx, ids[n%len(ids)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, q := range []struct {
		name string
		data.PageRequest
	}{
		{"first page", data.PageRequest{}}, {"last page", data.PageRequest{Last: true}},
		{"around one", data.PageRequest{Around: ids[len(ids)/2]}},
		{"by wait", data.PageRequest{Sort: data.Sort{Field: data.SortWait, Desc: true}}},
		{"search", data.PageRequest{Search: "1632 96"}},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Interactions(ctx, q.PageRequest); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("users", func(b *testing.B) {
		for b.Loop() {
			if _, err := e.Users(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// resetPeak and peakMB measure this process's peak memory where the system tells it (Linux); elsewhere it is 0.
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }

func peakMB() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kb float64
			if _, err := fmt.Sscanf(rest, "%f kB", &kb); err == nil {
				return kb / 1024
			}
		}
	}
	return 0
}
