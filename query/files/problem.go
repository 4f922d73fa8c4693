package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"segpath/data"
	"segpath/data/wholefile"
)

// cannotOpen is the sentence of a file that the system does not open.
func cannotOpen(shown string, err error) error { return Refused(shown, "opened", err) }

// Refused is the sentence, a data.Problem, of a file that the system does not give: shown is its name, done what
// could not be done with it, as in "opened". An error that is a sentence already stays as it is.
func Refused(shown, done string, err error) error {
	var told *data.Problem
	switch {
	case errors.As(err, &told):
		return told
	case errors.Is(err, fs.ErrNotExist) && isLink(shown):
		return data.Problemf(data.Failed, "mend or remove the link", "%s is a link to a file that does not exist", shown)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return data.Problemf(data.Failed, "check the name and the folder", "there is no file %s", shown)
	case errors.Is(err, fs.ErrPermission):
		return data.Problemf(data.Failed, "ask for the right to read it", "%s may not be read by this user", shown)
	}
	return &data.Problem{
		Code: data.Failed, Text: fmt.Sprintf("%s cannot be %s: %s", shown, done, wholefile.Bare(err)),
		Hint: "check the file and the disk", Cause: err,
	}
}

func isLink(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// notRegular is the sentence of what only looks like a file: reading a FIFO would wait for ever.
func notRegular(shown string, mode fs.FileMode) error {
	what := "is not a regular file"
	switch {
	case mode.IsDir():
		what = "is a folder"
	case mode&fs.ModeNamedPipe != 0:
		what = "is a pipe (FIFO), not a file"
	case mode&fs.ModeSocket != 0:
		what = "is a socket, not a file"
	case mode&fs.ModeDevice != 0:
		what = "is a device, not a file"
	}
	return data.Problemf(data.Failed, "save its content to a file and open that", "%s %s", shown, what)
}

func emptyFolder(shown string, ignored int) error {
	holds := "it is empty"
	switch {
	case ignored == 1:
		holds = "it holds one file of another kind"
	case ignored > 1:
		holds = fmt.Sprintf("it holds %d files of other kinds", ignored)
	}
	last := len(Endings) - 1
	return data.Problemf(data.Failed, "name a folder with "+strings.Join(Endings[:last], ", ")+" or "+Endings[last]+" files, or name the files themselves",
		"the folder %s has no file to open: %s", filepath.Clean(shown), holds)
}

// Changed is nil while a file is the one that Find saw: same file, size and time of change. Ask
// before and after reading it, so that rows of two versions never mix unnoticed.
func Changed(f File) error {
	info, err := os.Stat(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return data.Problemf(data.Failed, "put it back where it was and open it again, or open it where it is now", "%s is no longer there", f.Shown)
	}
	if err != nil {
		return cannotOpen(f.Shown, err)
	}
	if f.info == nil || (os.SameFile(info, f.info) && info.Size() == f.info.Size() && info.ModTime().Equal(f.info.ModTime())) {
		return nil
	}
	return data.Problemf(data.Failed, "open it again when it is complete", "%s changed while it was being read", f.Shown)
}
