package query

import (
	"os"

	"golang.org/x/sys/windows"
)

// lockFile locks a file against other programs; the lock goes with the file's closing or the program's
// end. Without wait it fails at once where another holds it.
func lockFile(f *os.File, wait bool) error {
	flags := uint32(windows.LOCKFILE_EXCLUSIVE_LOCK)
	if !wait {
		flags |= windows.LOCKFILE_FAIL_IMMEDIATELY
	}
	return windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped))
}
