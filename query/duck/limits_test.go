package duck

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"segpath/data"
	"segpath/query/machine"
)

func TestTheDefaultsComeFromTheMachine(t *testing.T) {
	of := machine.Memory()
	if got := DefaultMemory(); got <= 0 || got > 2<<30 || got > of/4 {
		t.Errorf("the limit is %d bytes of the machine's %d", got, of)
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
		in, err := Open(context.Background(), Settings{Path: ":memory:", Temp: temp, Memory: "40MB", Threads: 1, Spill: spill})
		if err != nil {
			t.Fatal(err)
		}
		err = in.With(context.Background(), func(c *Conn) error { return c.Exec(sort) })
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
		if err := in.Close(); err != nil {
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
		if got := Part(limit, 0.8); got != want {
			t.Errorf("%q: %q, want %q", limit, got, want)
		}
	}
}
