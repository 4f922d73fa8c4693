package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/adrg/xdg"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(apart{m}, map[string]func(){"segpath": main, "segpath-faulty": faulty})
}

// apart runs the tests with a cache of their own: what they keep is not the user's.
type apart struct{ *testing.M }

func (a apart) Run() int {
	cache, err := os.MkdirTemp("", "segpath-test-*")
	if err == nil {
		err = os.Setenv("XDG_CACHE_HOME", cache)
	}
	if err != nil {
		panic(err)
	}
	xdg.Reload()
	code := a.M.Run()
	_ = os.RemoveAll(cache)
	return code
}

// The scripts run the whole program. Beside testscript's own commands they have:
//
//	exits CODE ARG...     run segpath; its exit code is CODE. \x and \u in an ARG are escapes
//	bytes FILE TEXT       make a file of a Go string's content, escapes included: "a\x1b[31m\n"
//	snapshot DIR          remember every name, content, mode and time below DIR
//	unchanged DIR         fail if anything of it has changed since, or come, or gone
//	private FILE          fail if anybody but the user may read or write the file, or look into its folder
//	harmless              fail if stdout or stderr holds a byte that acts on a terminal
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, ".cache"))
			e.Setenv("XDG_STATE_HOME", filepath.Join(e.WorkDir, ".state"))
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, ".config"))
			e.Setenv("TZ", "UTC")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "bytes": writeBytes, "snapshot": snapshot, "unchanged": unchanged, "harmless": harmless,
			"private": private,
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("no condition %s", name)
		},
	})
}

func exits(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) == 0 {
		ts.Fatalf("usage: exits CODE ARG...")
	}
	for n, arg := range args {
		if strings.Contains(arg, `\x`) || strings.Contains(arg, `\u`) {
			args[n] = unescape(ts, arg)
		}
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec("segpath", args[1:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("segpath exits with %d, not %s", code, args[0])
	}
}

// unescape reads the escapes of a Go string.
func unescape(ts *testscript.TestScript, s string) string {
	content, err := strconv.Unquote(`"` + s + `"`)
	ts.Check(err)
	return content
}

func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: bytes FILE TEXT")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(unescape(ts, args[1])), 0o600))
}

// state is everything below a folder that a program could change.
func state(ts *testscript.TestScript, dir string) string {
	var b strings.Builder
	ts.Check(filepath.WalkDir(ts.MkAbs(dir), func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s %v %v", path, info.Mode(), info.ModTime())
		if info.Mode().IsRegular() {
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, " %x", sha256.Sum256(content))
		}
		b.WriteByte('\n')
		return nil
	}))
	return b.String()
}

func snapshotFile(ts *testscript.TestScript, args []string) string {
	if len(args) != 1 {
		ts.Fatalf("usage: snapshot DIR, unchanged DIR")
	}
	return ts.MkAbs(".snapshot-" + strings.ReplaceAll(args[0], "/", "-"))
}

func snapshot(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(snapshotFile(ts, args), []byte(state(ts, args[0])), 0o600))
}

func unchanged(ts *testscript.TestScript, _ bool, args []string) {
	before := ts.ReadFile(snapshotFile(ts, args))
	if d := cmp.Diff(before, state(ts, args[0])); d != "" {
		ts.Fatalf("%s has changed:\n%s", args[0], d)
	}
}

func private(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: private FILE")
	}
	for name, want := range map[string]fs.FileMode{ts.MkAbs(args[0]): 0o600, filepath.Dir(ts.MkAbs(args[0])): 0o700} {
		info, err := os.Stat(name)
		ts.Check(err)
		if info.Mode().Perm() != want {
			ts.Fatalf("%s has the mode %v, not %v", name, info.Mode().Perm(), want)
		}
	}
}

func harmless(ts *testscript.TestScript, _ bool, _ []string) {
	for _, stream := range []string{"stdout", "stderr"} {
		for n, r := range ts.ReadFile(stream) {
			if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r == '\u202e' || r == '\ufffd' {
				ts.Fatalf("%s holds %U at byte %d", stream, r, n)
			}
		}
	}
}
