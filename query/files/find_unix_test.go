//go:build unix

package files

import (
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func TestAFileReachedTwiceCountsOnce(t *testing.T) {
	dir := tree(t, "real/a.csv", "real/b.csv", "other/")
	must(t, os.Symlink("../real/a.csv", "other/link.csv"))
	must(t, os.Symlink("..", "real/round"))
	must(t, os.Link("real/b.csv", "other/hard.csv"))
	found, err := Find([]string{"real", "other"})
	must(t, err)
	var paths []string
	for _, f := range found {
		paths = append(paths, strings.TrimPrefix(f.Path, dir))
	}
	if want := []string{"/other/hard.csv", "/real/a.csv"}; !slices.Equal(paths, want) {
		t.Errorf("%q, want %q", paths, want)
	}
	if got := shown(t, "other/link.csv"); !slices.Equal(got, []string{"other/link.csv"}) {
		t.Errorf("a link is shown as %q", got)
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	tree(t, "dir/notes.md", "dir/more.md", "one/notes.md", "void/", "pipes/", "bad/", "links/")
	must(t, syscall.Mkfifo("pipes/in.csv", 0o600))
	must(t, os.Symlink("nowhere", "links/gone.csv"))
	must(t, os.Symlink("self.csv", "bad/self.csv"))
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", "s.csv")
	must(t, err)
	defer func() { _ = listener.Close() }()

	refused(t, "there is no file missing.csv", "missing.csv")
	refused(t, "there is no file dir/notes.md/x", "dir/notes.md/x")
	refused(t, "no file matches x*.csv", "x*.csv")
	refused(t, "there is no file [x.csv", "[x.csv")
	refused(t, "names no file", "")
	refused(t, "pipes/in.csv is a pipe", "pipes/in.csv")
	refused(t, "pipes/in.csv is a pipe", "pipes")
	refused(t, "s.csv is a socket", "s.csv")
	refused(t, "/dev/null is a device", "/dev/null")
	refused(t, "links/gone.csv is a link to a file that does not exist", "links")
	refused(t, "bad/self.csv cannot be opened", "bad")
	refused(t, "the folder void has no file to open: it is empty", "void")
	refused(t, "the folder one has no file to open: it holds one file", "one")
	refused(t, "the folder dir has no file to open: it holds 2 files", "dir/")
}

func TestUnreadableIsASentence(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "open", Path: "x.csv", Err: syscall.EACCES}, "x.csv may not be read by this user"},
		{&fs.PathError{Op: "read", Path: "x.csv", Err: syscall.EIO}, "x.csv cannot be opened: input/output error"},
	} {
		if got := cannotOpen("x.csv", c.err).Error(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	tree(t, "x.csv", "dir/y.csv")
	must(t, os.Chmod("x.csv", 0))
	must(t, os.Chmod("dir", 0))
	refused(t, "x.csv may not be read by this user", "x.csv")
	refused(t, "dir may not be read by this user", "dir")
	must(t, os.Chmod("dir", 0o700))
}

func TestOpenNeverWaits(t *testing.T) {
	tree(t)
	must(t, syscall.Mkfifo("in.csv", 0o600))
	if _, err := Open("in.csv"); err == nil || !strings.Contains(err.Error(), "is a pipe") {
		t.Error(err)
	}
}
