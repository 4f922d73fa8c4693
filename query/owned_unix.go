//go:build unix

package query

import (
	"io/fs"
	"os"
	"syscall"
)

// ownedAlone tells whether a folder is this user's, and no other's to look into.
func ownedAlone(info fs.FileInfo) bool {
	of, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(of.Uid) == os.Getuid() && info.Mode().Perm()&0o077 == 0
}
