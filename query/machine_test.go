package query

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"segpath/data"
)

func TestTheLimitOfAControlGroup(t *testing.T) {
	const none = math.MaxInt64
	for name, c := range map[string]struct {
		files map[string]string
		want  int64
	}{
		"no groups": {nil, none},
		"a container": {map[string]string{
			"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "536870912\n",
		}, 512 << 20},
		"no limit": {map[string]string{
			"proc/self/cgroup": "0::/a.slice/b.scope\n", "sys/fs/cgroup/a.slice/b.scope/memory.max": "max\n",
		}, none},
		"that of a group above": {map[string]string{
			"proc/self/cgroup": "0::/a.slice/b.scope\n", "sys/fs/cgroup/a.slice/b.scope/memory.max": "4294967296\n",
			"sys/fs/cgroup/a.slice/memory.max": "1073741824\n", "sys/fs/cgroup/memory.max": "8589934592\n",
		}, 1 << 30},
		"of the first kind": {map[string]string{
			"proc/self/cgroup": "5:cpuset:/x\n4:cpu,memory:/docker/7f\n1:name=systemd:/y\n",
			"sys/fs/cgroup/memory/docker/7f/memory.limit_in_bytes": "268435456\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
		}, 256 << 20},
		"of another controller": {map[string]string{
			"proc/self/cgroup": "5:cpuset:/x\n", "sys/fs/cgroup/memory/x/memory.limit_in_bytes": "1\n",
		}, none},
		"nonsense": {map[string]string{
			"proc/self/cgroup": "0\n\n0::\n0::../../..\n0::/x", "sys/fs/cgroup/memory.max": "-5\n", "sys/fs/cgroup/x/memory.max": "lots\n",
		}, none},
	} {
		root := fstest.MapFS{}
		for file, content := range c.files {
			root[file] = &fstest.MapFile{Data: []byte(content)}
		}
		if got := groupMemory(root); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestTheDefaultsComeFromTheMachine(t *testing.T) {
	installed, err := installedMemory()
	if err != nil || installed < 64<<20 || installed > 1<<50 {
		t.Errorf("%d bytes installed, %v", installed, err)
	}
	if got := machineMemory(); got <= 0 || got > installed {
		t.Errorf("%d bytes of the machine's %d", got, installed)
	}
	if got := DefaultMemory(); got <= 0 || got > 2<<30 || got > installed/4 {
		t.Errorf("the limit is %d bytes of the machine's %d", got, installed)
	}
}

// setting reads a setting of an instance; sizes in bytes.
func setting(t *testing.T, in *instance, name string) float64 {
	t.Helper()
	var text string
	err := in.with(context.Background(), func(c *conn) error {
		return c.row("SELECT CAST(current_setting(?) AS VARCHAR)", []any{name}, &text)
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
	free, err := roomOn(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	near := func(got, want float64) bool { return math.Abs(got-want) <= want/100 }
	for _, c := range []struct {
		o       Options
		memory  float64
		threads int
	}{{Options{}, float64(DefaultMemory()), DefaultThreads()}, {Options{Memory: "300MiB", Threads: 3}, 300 << 20, 3}} {
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

// Spill beyond its limit is told as the disk's, not the memory's; it is private, and gone after.
func TestSpillIsBoundedAndPrivate(t *testing.T) {
	dir := t.TempDir()
	temp := filepath.Join(dir, "tmp")
	if err := os.Mkdir(temp, 0o700); err != nil {
		t.Fatal(err)
	}
	sort := "SELECT count(*) FROM (SELECT range, hash(range) AS h FROM range(4000000) ORDER BY h LIMIT 3999999)"
	for _, spill := range []string{"", "20MB"} {
		in, err := openInstance(context.Background(), settings{Path: ":memory:", Temp: temp, Memory: "40MB", Threads: 1, Spill: spill})
		if err != nil {
			t.Fatal(err)
		}
		err = in.with(context.Background(), func(c *conn) error { return c.exec(sort) })
		var p *data.Problem
		if spill == "" && err != nil {
			t.Errorf("it does not spill: %v", err)
		}
		if spill != "" && (!errors.As(err, &p) || !strings.Contains(p.Text, "disk has no room") || !strings.Contains(p.Hint, "--memory")) {
			t.Errorf("over its limit it is told as %v", err)
		}
		if info, err := os.Stat(temp); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("the folder: %v %v", info, err)
		}
		if err := in.close(); err != nil {
			t.Error(err)
		}
		if left, _ := filepath.Glob(filepath.Join(temp, "*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestPartsOfALimit(t *testing.T) {
	for limit, want := range map[string]string{
		"1GB": "0.800GB", "300MiB": "240.000MiB", "2147483648 bytes": "1717986918.400 bytes", " 1.5 TB": "1.200 TB", "80%": "80%", "lots": "lots", "1.2.3GB": "1.2.3GB",
	} {
		if got := partOf(limit, 0.8); got != want {
			t.Errorf("%q: %q, want %q", limit, got, want)
		}
	}
}
