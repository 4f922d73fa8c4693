package query

import (
	"context"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"segpath/query/duck"
	"segpath/query/machine"
)

// setting reads a setting of an instance; sizes in bytes.
func setting(t *testing.T, in *instance, name string) float64 {
	t.Helper()
	var text string
	err := in.with(context.Background(), func(c *conn) error {
		return c.Row("SELECT CAST(current_setting(?) AS VARCHAR)", []any{name}, &text)
	})
	if err != nil {
		t.Fatal(err)
	}
	parts := regexp.MustCompile(`^([0-9.]+)(?: ([KMGT])iB| bytes)?$`).FindStringSubmatch(text)
	if parts == nil {
		t.Fatalf("%s is %q", name, text)
	}
	n, err := strconv.ParseFloat(parts[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	if parts[2] != "" {
		n *= math.Pow(1024, float64(1+strings.Index("KMGT", parts[2])))
	}
	return n
}

// What an export is asked with stands within what the machine has, and is what was asked for.
func TestTheLimitsOfAnOpenExport(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", anaAndBen)
	free, err := machine.Room(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	near := func(got, want float64) bool { return math.Abs(got-want) <= want/100 }
	for _, c := range []struct {
		o       Options
		memory  float64
		threads int
	}{{Options{}, float64(duck.DefaultMemory()), duck.DefaultThreads()}, {Options{Memory: "300MiB", Threads: 3}, 300 << 20, 3}} {
		c.o.Exports = []string{dir}
		e, err := Open(context.Background(), c.o)
		if err != nil {
			t.Fatal(err)
		}
		in := e.serving.in
		if got := setting(t, in, "memory_limit"); !near(got, c.memory) {
			t.Errorf("memory_limit is %.0f, want %.0f", got, c.memory)
		}
		if got := setting(t, in, "threads"); got != float64(c.threads) {
			t.Errorf("threads are %.0f, want %d", got, c.threads)
		}
		if got := setting(t, in, "max_temp_directory_size"); got <= 0 || got > 0.999*float64(free) {
			t.Errorf("spill may take %.0f bytes of %d", got, free)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}
