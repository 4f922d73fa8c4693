package query_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"segpath/query"
	"segpath/sample"
)

func cpu() float64 {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano()).Seconds()
}

func TestZZ(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "e")
	n := int64(100000)
	sim := sample.New(sample.Options{Interactions: n})
	a := cpu()
	opt := sample.FlexOptions{}
	if os.Getenv("ZZ_CLOCK") == "none" {
		opt.Clock = sample.ToTheMinute
	}
	if err := query.Write(context.Background(), dir, sample.Flex(sim, opt), query.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	t.Logf("write %.1f", cpu()-a)
	fi, _ := os.Stat(filepath.Join(dir, "Conversations.csv"))
	a = cpu()
	db, _ := sql.Open("duckdb", filepath.Join(t.TempDir(), "bare.db"))
	if _, err := db.Exec("CREATE TABLE c AS SELECT * FROM read_csv('" + filepath.Join(dir, "Conversations.csv") + "', header=true, all_varchar=true)"); err != nil {
		t.Fatal(err)
	}
	_, _ = db.Exec("CHECKPOINT")
	db.Close()
	bare := cpu() - a
	zone := os.Getenv("ZZ_TZ")
	if zone == "" {
		zone = "UTC"
	}
	for range 1 {
		a = cpu()
		last, doing := a, ""
		b := time.Now()
		e, err := query.Open(context.Background(), query.Options{Exports: []string{dir}, TimeZone: zone, Progress: progress(t, &last, &doing)})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d MB bare %.2f open %.2f wall %v ratio %.2f", fi.Size()>>20, bare, cpu()-a, time.Since(b), (cpu()-a)/bare)
		e.Close()
	}
}
