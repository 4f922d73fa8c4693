package machine

import "golang.org/x/sys/unix"

// installedMemory is the machine's memory in bytes.
func installedMemory() (int64, error) {
	n, err := unix.SysctlUint64("hw.memsize")
	return int64(min(n, 1<<62)), err
}
