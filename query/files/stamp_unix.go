//go:build unix

package files

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Stamp is what a file is known by as long as nobody changes it: device, inode, size, and the times of its
// last changes. An error is a data.Problem.
func Stamp(f File) (string, error) {
	var s unix.Stat_t
	if err := unix.Stat(f.Path, &s); err != nil {
		return "", cannotOpen(f.Shown, err)
	}
	return fmt.Sprint(s.Dev, s.Ino, s.Size, s.Mtim.Nano(), s.Ctim.Nano()), nil
}
