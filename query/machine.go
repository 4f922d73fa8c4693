package query

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
)

// maxMemory is DuckDB's memory_limit where the machine has plenty: imports peak below it.
const maxMemory = 2 << 30

// DefaultMemory is the limit of the database's memory, in bytes, where nothing sets another: a quarter of what
// this program may have, and 2 GiB at the most.
func DefaultMemory() int64 { return min(maxMemory, machineMemory()/4) }

// DefaultThreads is how many threads the database works with where nothing sets another number: one for each core
// that this program may use. More make a screen wait beside long work.
func DefaultThreads() int { return runtime.GOMAXPROCS(0) }

// machineMemory is how many bytes of memory this program may have: the machine's, or less where a control group
// says so. What is not known does not limit.
func machineMemory() int64 {
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

// reserve is how much of a disk spill leaves free, in bytes; where there is less than twice as much, half of it.
const reserve = 1 << 30

// spillLimit is DuckDB's max_temp_directory_size for spill into dir; empty, its own, where the room is not known.
func spillLimit(dir string) string {
	free, err := roomOn(filepath.Dir(dir)) // dir may not be there yet
	if err != nil {
		return ""
	}
	return bytesText(max(free-reserve, free/2))
}

// bytesText is a size as the database takes it.
func bytesText(n int64) string { return fmt.Sprintf("%d bytes", n) }

// The parts of the limit of memory that a build takes, and the early answers beside it, which need little: a page
// reads three columns, and its own rows.
const (
	buildingPart = 0.65
	earlyPart    = 0.2
)

var sizeWithUnit = regexp.MustCompile(`^([0-9.]+)( ?[A-Za-z]+)$`)

// partOf is a part of a limit as the database takes it: a number and a unit.
func partOf(limit string, part float64) string {
	parts := sizeWithUnit.FindStringSubmatch(strings.TrimSpace(limit))
	if parts == nil {
		return limit // the database refuses it, or it is no size, as 80 % of what there is
	}
	n, err := strconv.ParseFloat(parts[1], 64)
	if err != nil {
		return limit
	}
	return strconv.FormatFloat(n*part, 'f', 3, 64) + parts[2]
}
