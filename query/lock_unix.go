//go:build unix

package query

import (
	"os"

	"golang.org/x/sys/unix"
)

// lockFile locks a file against other programs; the lock goes with the file's closing or the program's
// end. Without wait it fails at once where another holds it.
func lockFile(f *os.File, wait bool) error {
	how := unix.LOCK_EX
	if !wait {
		how |= unix.LOCK_NB
	}
	return unix.Flock(int(f.Fd()), how)
}
