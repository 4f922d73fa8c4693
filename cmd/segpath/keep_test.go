package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// keeper runs the program over an export, with a cache of its own.
type keeper struct {
	*testing.T
	export, cache, temp string
	want                string // what list says of the export
}

func newKeeper(t *testing.T, interactions string) *keeper {
	t.Helper()
	dir := t.TempDir()
	k := &keeper{T: t, export: filepath.Join(dir, "export"), cache: filepath.Join(dir, "cache"), temp: filepath.Join(dir, "temp")}
	if err := os.Mkdir(k.temp, 0o700); err != nil {
		t.Fatal(err)
	}
	if code := run([]string{"sample", k.export, "--interactions", interactions, "--quiet"}, nil, nil, io.Discard, os.Stderr); code != 0 {
		t.Fatalf("the sample could not be written: %d", code)
	}
	got := k.starts("list", k.export, "--json", "--no-cache")
	got.ends(exitDone)
	k.want = got.out.String()
	return k
}

// started is the program as it runs.
type started struct {
	k         *keeper
	cmd       *exec.Cmd
	out, said bytes.Buffer
}

func (k *keeper) command(name string, args ...string) *started {
	k.Helper()
	s := &started{k: k, cmd: exec.CommandContext(k.Context(), name, args...)}
	s.cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+k.cache, "XDG_CONFIG_HOME="+filepath.Join(k.temp, "none"), "TMPDIR="+k.temp)
	s.cmd.Stdout, s.cmd.Stderr = &s.out, &s.said
	return s
}

func (k *keeper) starts(args ...string) *started {
	k.Helper()
	s := k.command("segpath", args...)
	if err := s.cmd.Start(); err != nil {
		k.Fatal(err)
	}
	return s
}

func (k *keeper) lists(args ...string) *started {
	k.Helper()
	return k.starts(append([]string{"list", k.export, "--json"}, args...)...)
}

// ends waits for the program's end, with an exit code.
func (s *started) ends(code int) {
	s.k.Helper()
	_ = s.cmd.Wait() // the code says it
	if got := s.cmd.ProcessState.ExitCode(); got != code {
		s.k.Fatalf("%v ends with %d, not %d: %s", s.cmd.Args, got, code, &s.said)
	}
}

// answers waits for an end that is as it should be: the whole list, and nothing said but what is expected.
func (s *started) answers(said string) {
	s.k.Helper()
	s.ends(exitDone)
	if got := s.out.String(); got != s.k.want {
		s.k.Errorf("%v lists %d bytes instead of %d", s.cmd.Args, len(got), len(s.k.want))
	}
	lines := strings.Split(strings.TrimSuffix(s.said.String(), "\n"), "\n")
	if said == "" && s.said.Len() > 0 || len(lines) != 1 || !strings.Contains(lines[0], said) {
		s.k.Errorf("%v says %q, not %q alone", s.cmd.Args, &s.said, said)
	}
}

// holds checks which files stand below a folder, locks aside; what is kept of an export counts by its ending.
func (k *keeper) holds(dir string, want ...string) {
	k.Helper()
	var got []string
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "lock" {
			got = append(got, filepath.Ext(name))
		}
		return err
	})
	slices.Sort(got)
	if err != nil && !os.IsNotExist(err) || !slices.Equal(got, want) {
		k.Errorf("%s holds %q, not %q (%v)", dir, got, want, err)
	}
}

// kept is what stands in a cache of one export.
var kept = []string{".db", ".json"}

// Programs that open one export at once, when nothing is kept of it, all answer, and one database is kept.
func TestProgramsThatOpenOneExportAtOnce(t *testing.T) {
	k := newKeeper(t, "100")
	rounds := 4
	if testing.Short() {
		rounds = 2
	}
	for range rounds {
		var all []*started
		for range 3 {
			all = append(all, k.lists())
		}
		for _, s := range all {
			s.answers("")
		}
		k.holds(k.cache, kept...)
		k.lists().answers("")
		clear := k.starts("cache", "clear")
		clear.ends(exitDone)
		if !strings.Contains(clear.said.String(), "cleared: 1 exports") {
			t.Errorf("it says %q", &clear.said)
		}
		k.holds(k.cache)
	}
}

// A program that reads goes on when the cache is cleared under it, whether it read the export or what was kept.
func TestTheCacheIsClearedWhileAProgramReads(t *testing.T) {
	k := newKeeper(t, "1500")
	for _, first := range []string{"the export", "what was kept"} {
		reader := k.command("segpath", "list", k.export, "--json")
		reader.cmd.Stdout = nil
		pipe, err := reader.cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := reader.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(&reader.out, pipe, 1); err != nil { // the rest does not fit into the pipe: it waits
			t.Fatalf("%v: %s", err, &reader.said)
		}
		k.holds(filepath.Join(k.cache, "segpath", "exports"), kept...)
		k.starts("cache", "clear").ends(exitDone)
		k.holds(filepath.Join(k.cache, "segpath", "exports"))
		if _, err := io.Copy(&reader.out, pipe); err != nil {
			t.Error(err)
		}
		reader.answers("")
		k.holds(k.cache)
		if first == "the export" {
			k.lists().answers("")
		}
	}
}

// However often the cache is cleared, whoever opens the export meanwhile gets the same list.
func TestTheCacheIsClearedAgainAndAgain(t *testing.T) {
	k := newKeeper(t, "60")
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	var readers sync.WaitGroup
	done := make(chan struct{})
	lists := make(chan *started, 2*rounds)
	for range 2 {
		readers.Go(func() {
			for range rounds {
				s := k.command("segpath", "list", k.export, "--json")
				_ = s.cmd.Run() // its exit code is looked at below
				lists <- s
			}
		})
	}
	go func() { readers.Wait(); close(done) }()
	for clearing := true; clearing; {
		select {
		case <-done:
			clearing = false
		default:
			k.starts("cache", "clear").ends(exitDone)
		}
	}
	close(lists)
	for s := range lists {
		if code := s.cmd.ProcessState.ExitCode(); code != exitDone || s.out.String() != k.want || s.said.Len() > 0 {
			t.Errorf("it ends with %d after %d bytes instead of %d, and says %q", code, s.out.Len(), len(k.want), &s.said)
		}
	}
	k.starts("cache", "clear").ends(exitDone)
	k.holds(k.cache)
}

// Where the cache cannot be, the export opens, with one warning, and nothing is left behind.
func TestNoFolderForTheCache(t *testing.T) {
	k := newKeeper(t, "60")
	const warning = "segpath: the cache cannot be written (not a directory)"
	if err := os.RemoveAll(k.cache); err != nil {
		t.Fatal(err)
	}
	write := func(name string) {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{k.cache, filepath.Join(k.cache, "segpath"), filepath.Join(k.cache, "segpath", "exports")} {
		write(name)
		k.lists().answers(warning)
		k.lists("--no-cache").answers("")
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		k.holds(k.cache)
		k.holds(k.temp)
	}
}

// disk runs a command of the program where a small disk is mounted in a folder: it sees the export and says which
// files are left there.
func (k *keeper) disk(mounted, options string, args ...string) (listed *started, left []string) {
	k.Helper()
	const script = `mount -t tmpfs -o "$1" none "$2"; shift 2; code=0; "$@" || code=$?; find "$XDG_CACHE_HOME" "$TMPDIR" -type f ! -name lock >&3; exit $code`
	if err := os.MkdirAll(mounted, 0o700); err != nil {
		k.Fatal(err)
	}
	s := k.command("unshare", append([]string{"-rm", "sh", "-ec", script, "sh", options, mounted, "segpath"}, args...)...)
	names, told, err := os.Pipe()
	if err != nil {
		k.Fatal(err)
	}
	s.cmd.ExtraFiles = []*os.File{told}
	if err := s.cmd.Start(); err != nil {
		k.Fatal(err)
	}
	_ = told.Close()
	content, err := io.ReadAll(names)
	if err != nil {
		k.Error(err)
	}
	_ = names.Close()
	for _, name := range strings.Fields(string(content)) {
		left = append(left, filepath.Ext(name))
	}
	slices.Sort(left)
	return s, left
}

// A disk that is full or cannot be written is told in a sentence; where the export can be opened without, it is.
func TestDisksWithoutRoom(t *testing.T) {
	if exec.CommandContext(t.Context(), "unshare", "-rm", "sh", "-c", "mount -t tmpfs none /mnt").Run() != nil {
		t.Skip("no disk can be mounted here")
	}
	k := newKeeper(t, "60")
	exports := filepath.Join(k.cache, "segpath", "exports")
	list := []string{"list", k.export, "--json"}
	for _, c := range []struct {
		what, mounted, options string
		said                   string
		opens                  bool
		left                   []string
	}{
		{"no room at all", k.cache, "size=4k", "the disk is full", false, nil},
		{"room for the run's folder", k.cache, "size=64k", "the disk is full", false, nil},
		{"room for some of it", k.cache, "size=1m", "the disk is full", false, nil},
		{"room for all", k.cache, "size=100m", "", true, kept},
		{"another disk", exports, "size=100m", "the cache cannot be written", true, nil},
		{"a full one", exports, "size=4k", "the cache cannot be written", true, nil},
		{"read-only", exports, "ro", "the cache cannot be written", true, nil},
		{"all read-only", k.cache, "ro", "the cache cannot be written (read-only file system)", true, nil},
	} {
		s, left := k.disk(c.mounted, c.options, list...)
		if c.opens {
			s.answers(c.said)
		} else {
			s.ends(exitFailed)
			if lines := strings.Split(s.said.String(), "\n"); len(lines) != 3 || !strings.Contains(lines[0], c.said) || !strings.HasPrefix(lines[1], "  Make room") {
				t.Errorf("%s: it says %q", c.what, &s.said)
			}
		}
		if !slices.Equal(left, c.left) {
			t.Errorf("%s: left behind: %q, not %q", c.what, left, c.left)
		}
	}
}
