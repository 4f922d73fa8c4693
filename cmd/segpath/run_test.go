package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"

	"segpath/data"
)

func TestErrorsAreSentencesWithAHint(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
		said string
	}{
		{nil, 0, ""},
		{fmt.Errorf("write: %w", syscall.EPIPE), 0, ""},
		{errors.New("no reason"), 1, "segpath: no reason\n"},
		{data.Problemf(data.Failed, "try x", "no %s", "file\x1b[31m"), 1, "segpath: no file\\x1b[31m\n  Try x.\n"},
		{data.Problemf(data.Usage, "", "wrong"), 2, "segpath: wrong\n"},
		{data.Problemf(data.NotFound, "", "none"), 3, "segpath: none\n"},
		{data.Problemf(data.Unmet, "", "found"), 4, "segpath: found\n"},
		{data.Problemf(data.Unexpected, "", "found"), 5, "segpath: found\n"},
		{data.Problemf(data.CannotSay, "", "no rings"), 1, "segpath: no rings\n"},
		{fmt.Errorf("open: %w", data.Problemf(data.Interrupted, "\x07", "stopped")), 130, "segpath: open: stopped\n  \\x07.\n"},
	} {
		var said bytes.Buffer
		p := &program{err: &said}
		if code := p.report(c.err); code != c.code || said.String() != c.said {
			t.Errorf("%v: exit code %d and %q, not %d and %q", c.err, code, said.String(), c.code, c.said)
		}
	}
}

// What is too long to be a filter is not shown, and of a long one the part about the error.
func TestLongFiltersAreToldInShort(t *testing.T) {
	long := strings.Repeat("x ", 4000)
	for text, want := range map[string]string{
		long + long: "the filter cannot be read: it is longer than 10000 bytes",
		long + `"y`: "x x x \"y\n",
	} {
		var said bytes.Buffer
		code := run([]string{"list", "nowhere.csv", "--filter", text}, nil, nil, io.Discard, &said)
		if code != exitUsage || said.Len() > 500 || !strings.Contains(said.String(), want) {
			t.Errorf("exit code %d and %q", code, said.String())
		}
	}
}

func TestSortOfTheCommandLine(t *testing.T) {
	p := &program{}
	c := p.listCommand()
	for s, want := range map[string]data.Sort{
		"": data.NewestFirst, "wait_s": {Field: data.SortWait}, "wait_s:asc": {Field: data.SortWait},
		"wait_s:desc": {Field: data.SortWait, Desc: true},
	} {
		if got, err := parseSort(c, s); err != nil || got != want {
			t.Errorf("%q is %v, %v", s, got, err)
		}
	}
}

func TestVersionOfABuild(t *testing.T) {
	got := versionText(&debug.BuildInfo{
		GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"},
		Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}},
		Deps:     []*debug.Module{{Path: "x", Version: "v1"}, {Path: duckdbModule, Version: "v2.10505.0"}},
	})
	if want := "segpath v1.2.3\ncommit abc\ngo1.26.8\n" + duckdbModule + " v2.10505.0\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := versionText(&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}); !strings.HasPrefix(got, "segpath development version\n") {
		t.Errorf("got %q", got)
	}
}

func TestProgressLineIsSafe(t *testing.T) {
	for want, done := range map[string]data.Progress{
		`loading a\x1b.csv 50%, 7 rows`: {Doing: "loading a\x1b.csv", Done: 5, Total: 10, Rows: 7},
		"ordering":                      {Doing: "ordering"},
		"summing up 55%":                {Doing: "summing up", Share: 0.559},
		"loading x 35%, 7 rows":         {Doing: "loading x", Share: 0.35, Done: 2, Total: 10, Rows: 7},
		"loading 100%":                  {Doing: "loading", Done: 12, Total: 10},
	} {
		if got := progressLine(done); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// piped starts segpath over an export whose list does not fit into a pipe, and reads the first byte.
func piped(t *testing.T) (cmd *exec.Cmd, out io.ReadCloser, said *bytes.Buffer, cache string) {
	t.Helper()
	dir, cache := t.TempDir(), t.TempDir()
	export := filepath.Join(dir, "export")
	if code := run([]string{"sample", export, "--interactions", "1500", "--quiet"}, nil, nil, io.Discard, os.Stderr); code != 0 {
		t.Fatalf("the sample could not be written: %d", code)
	}
	cmd = exec.CommandContext(t.Context(), "segpath", "list", export, "--json")
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "XDG_CONFIG_HOME="+dir)
	said = &bytes.Buffer{}
	cmd.Stderr = said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, 1)); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return cmd, out, said, cache
}

// nothingLeft checks that no private folder is left behind.
func nothingLeft(t *testing.T, cache string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(cache, "segpath", "run", "run-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestInterruptWhileNobodyReads(t *testing.T) {
	cmd, _, said, cache := piped(t)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Errorf("it ends with %v", err)
	}
	if said.String() != "segpath: interrupted\n" {
		t.Errorf("it says %q", said)
	}
	nothingLeft(t, cache)
}

func TestAReaderThatGoesAwayIsNoFailure(t *testing.T) {
	cmd, out, said, cache := piped(t)
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil || said.Len() > 0 {
		t.Errorf("it ends with %v and says %q", err, said)
	}
	nothingLeft(t, cache)
}

// Every sub-command says what it is, how it is used and gives an example where there is one to give.
func TestEveryCommandHasItsHelp(t *testing.T) {
	p := &program{}
	var names []string
	for _, c := range p.command(nil).Commands() {
		names = append(names, c.Name())
		if c.Short == "" || c.Long == "" || c.Example == "" && c.Name() != "version" && c.Name() != "filter" {
			t.Errorf("%s lacks a part of its help", c.Name())
		}
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "cache check completion filter formats list man path queues rings sample statuses users variants version where" {
		t.Errorf("the commands are %s", got)
	}
}
