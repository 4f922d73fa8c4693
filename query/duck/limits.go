package duck

import (
	"fmt"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"segpath/query/machine"
)

// maxMemory is DuckDB's memory_limit where the machine has plenty: imports peak below it.
const maxMemory = 2 << 30

// DefaultMemory is the limit of the database's memory, in bytes, where nothing sets another: a quarter of what
// this program may have, and 2 GiB at the most.
func DefaultMemory() int64 { return min(maxMemory, machine.Memory()/4) }

// DefaultThreads is how many threads the database works with where nothing sets another: one a core that this
// program may use. More make a screen wait beside long work.
func DefaultThreads() int { return runtime.GOMAXPROCS(0) }

// reserve is how much of a disk spill leaves free, in bytes; where there is less than twice as much, half of it.
const reserve = 1 << 30

// spillLimit is DuckDB's max_temp_directory_size for spill into dir; empty, its own, where the room is not known.
func spillLimit(dir string) string {
	free, err := machine.Room(filepath.Dir(dir)) // dir may not be there yet
	if err != nil {
		return ""
	}
	return Bytes(max(free-reserve, free/2))
}

// Bytes is a size as the database takes it.
func Bytes(n int64) string { return fmt.Sprintf("%d bytes", n) }

var sizeWithUnit = regexp.MustCompile(`^([0-9.]+)( ?[A-Za-z]+)$`)

// Part is a part of a limit as the database takes it: a number and a unit.
func Part(limit string, part float64) string {
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
