package machine

import "golang.org/x/sys/unix"

// installedMemory is the machine's memory in bytes.
func installedMemory() (int64, error) {
	var s unix.Sysinfo_t
	if err := unix.Sysinfo(&s); err != nil {
		return 0, err
	}
	return int64(s.Totalram) * int64(s.Unit), nil //nolint:unconvert // their types differ between machines
}
