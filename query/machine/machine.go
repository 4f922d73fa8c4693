// Package machine tells what this machine has for a program: memory, less where a control group says so, and room on
// its disks.
package machine

import (
	"io/fs"
	"math"
	"os"
	"path"
	"runtime"
	"strconv"
	"strings"
)

// Memory is how many bytes of memory this program may have: the machine's, or less where a control group
// says so. What is not known does not limit.
func Memory() int64 {
	memory := int64(math.MaxInt64)
	if all, err := installedMemory(); err == nil && all > 0 {
		memory = all
	}
	if runtime.GOOS == "linux" {
		memory = min(memory, groupMemory(os.DirFS("/")))
	}
	return memory
}

// groupMemory is the least limit of the control groups that this program is in, of the first and the second kind.
func groupMemory(root fs.FS) int64 {
	least := int64(math.MaxInt64)
	lines, _ := fs.ReadFile(root, "proc/self/cgroup") // of another system: nothing limits
	for line := range strings.Lines(string(lines)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3) // number:controllers:path
		if len(parts) < 3 {
			continue
		}
		top, name := "sys/fs/cgroup", "memory.max"
		if parts[1] != "" {
			if !strings.Contains(","+parts[1]+",", ",memory,") {
				continue
			}
			top, name = "sys/fs/cgroup/memory", "memory.limit_in_bytes"
		}
		for group := path.Clean("/" + parts[2]); ; group = path.Dir(group) { // a group has the limits of those above it
			least = min(least, limitIn(root, path.Join(top, group, name)))
			if group == "/" {
				break
			}
		}
	}
	return least
}

// limitIn reads a limit of bytes; one that is not there, or is "max", is none.
func limitIn(root fs.FS, name string) int64 {
	content, err := fs.ReadFile(root, name)
	if err != nil {
		return math.MaxInt64
	}
	limit, err := strconv.ParseInt(strings.TrimSpace(string(content)), 10, 64)
	if err != nil || limit <= 0 {
		return math.MaxInt64
	}
	return limit
}
