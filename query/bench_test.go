package query_test

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
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
	"segpath/query/tablefile"
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
func exported(b *testing.B, w sample.Writer, as tablefile.Format) string {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "export")
	sim := sample.New(sample.Options{Interactions: benchInteractions()})
	if err := tablefile.Write(context.Background(), dir, w.Tables(sim), tablefile.Options{As: as}); err != nil {
		b.Fatal(err)
	}
	return dir
}

// bareLoad is what a user would do without segpath: every row of the same files into tables of a DuckDB file.
func bareLoad(b *testing.B, dir string) (time.Duration, float64) {
	b.Helper()
	db, err := sql.Open("duckdb", filepath.Join(b.TempDir(), "bare.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		b.Fatal(err)
	}
	resetPeak()
	begin := time.Now()
	for n, name := range names {
		path := files.SQLString(files.EscapeGlob(name))
		from := "read_csv(" + path + ", all_varchar = true)"
		if filepath.Ext(name) == ".parquet" {
			from = "read_parquet(" + path + ")"
		}
		if _, err := db.ExecContext(context.Background(), fmt.Sprintf("CREATE TABLE t%d AS SELECT * FROM %s", n, from)); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := db.ExecContext(context.Background(), "CHECKPOINT"); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin), peakMB()
}

// BenchmarkOpen is the time from the files to the first page, in every format that a sample can be written
// in, beside the same files into bare DuckDB tables; and the peak of memory, and the disk that the open
// export takes, in sizes of its files.
func BenchmarkOpen(b *testing.B) {
	for _, w := range sample.Writers() {
		for _, as := range []tablefile.Format{tablefile.CSV, tablefile.Parquet} {
			b.Run(strings.Trim(w.Format+" "+w.Kind, " ")+"/"+string(as), func(b *testing.B) { benchmarkOpen(b, exported(b, w, as)) })
		}
	}
}

func benchmarkOpen(b *testing.B, dir string) {
	var ours, bare time.Duration
	var peak, barePeak, disk float64
	for b.Loop() {
		took, used := bareLoad(b, dir)
		bare, barePeak = bare+took, max(barePeak, used)
		resetPeak()
		before := sizeOf(b, query.RunFolder())
		begin := time.Now()
		e := opened(b, dir)
		if _, err := e.Interactions(context.Background(), data.PageRequest{}); err != nil {
			b.Fatal(err)
		}
		ours, peak = ours+time.Since(begin), max(peak, peakMB())
		disk = (sizeOf(b, query.RunFolder()) - before) / sizeOf(b, dir)
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(ours.Seconds()/float64(b.N), "open-s")
	b.ReportMetric(bare.Seconds()/float64(b.N), "bare-s")
	b.ReportMetric(ours.Seconds()/bare.Seconds(), "×bare")
	b.ReportMetric(peak, "peak-MB")
	b.ReportMetric(barePeak, "bare-peak-MB")
	b.ReportMetric(disk, "×disk")
}

// sizeOf is how many bytes the files in a folder have; what goes while it is read has none.
func sizeOf(b *testing.B, dir string) float64 {
	b.Helper()
	var total int64
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
		return nil
	})
	return float64(total)
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
	e := opened(b, exported(b, sample.Writers()[0], tablefile.CSV))
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
			if _, err := e.Users(ctx, data.Filter{}); err != nil {
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
