package main

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestKilledAtAnyMoment kills the program at random moments of a first open: the export stays as it was, the next
// start answers as ever, and what the killed one left is swept.
func TestKilledAtAnyMoment(t *testing.T) {
	kills := 20
	if testing.Short() {
		kills = 5
	}
	if os.Getenv("SEGPATH_KILLS") != "" {
		kills = 200
	}
	dir := t.TempDir()
	export := filepath.Join(dir, "export")
	if code := run([]string{"sample", export, "--interactions", "100", "--quiet"}, nil, nil, io.Discard, os.Stderr); code != 0 {
		t.Fatalf("the sample could not be written: %d", code)
	}
	before := filesOf(t, export)
	cache := filepath.Join(dir, "cache")
	list := func(args ...string) *exec.Cmd {
		cmd := exec.CommandContext(t.Context(), "segpath", append([]string{"list", export, "--json"}, args...)...)
		cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "XDG_CONFIG_HOME="+dir)
		return cmd
	}
	from := time.Now()
	want, err := list("--no-cache").Output()
	if err != nil {
		t.Fatal(err)
	}
	whole := time.Since(from)
	random := rand.New(rand.NewPCG(1, 2))
	for n := range kills {
		if err := os.RemoveAll(filepath.Join(cache, "segpath", "exports")); err != nil {
			t.Fatal(err)
		}
		cmd := list()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(random.Int64N(int64(whole))), func() { _ = cmd.Process.Kill() }) // it may have ended
		_ = cmd.Wait()
		for range 2 { // the second time from the cache
			got, err := list().Output()
			if err != nil || !bytes.Equal(got, want) {
				t.Fatalf("after kill %d: %v, %d bytes instead of %d", n, err, len(got), len(want))
			}
		}
		nothingLeft(t, cache)
	}
	if after := filesOf(t, export); !bytes.Equal(before, after) {
		t.Error("the export was touched")
	}
}

// filesOf is every name, time and content of a folder.
func filesOf(t *testing.T, dir string) []byte {
	t.Helper()
	var all bytes.Buffer
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(e.Name() + info.ModTime().String())
		all.Write(content)
	}
	return all.Bytes()
}
