//go:build unix

package machine

import "golang.org/x/sys/unix"

// Room is how many bytes this user may still write on the disk that a folder is on.
func Room(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil //nolint:unconvert // their types differ between systems
}
