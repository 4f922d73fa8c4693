package main

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"segpath/data"
)

// What a flag and a key of the configuration take alike is checked by the same functions.

var (
	dateOrders  = []string{"mdy", "us", "dmy", "eu"}
	backgrounds = []string{"dark", "light", "auto"}
)

// memoryLimit is a size as the database takes it: a number and a unit.
var memoryLimit = regexp.MustCompile(`^(?i)([0-9]+(?:\.[0-9]+)?) ?([KMGT])i?B$`)

// What is beyond these is a slip of the hand.
const (
	maxMemory  = 1 << 50 // bytes
	maxThreads = 1024
)

// checkZone takes the empty name: then none is asked for.
func checkZone(name string) error {
	if name == "" {
		return nil
	}
	_, err := data.ZoneNamed(name)
	return err
}

// checkDateFormat leaves patterns to the database, which reads by them.
func checkDateFormat(format string) error {
	if format != "" && !strings.Contains(format, "%") && !slices.Contains(dateOrders, strings.ToLower(format)) {
		return fmt.Errorf("%q is neither mdy (12/31/2026), dmy (31/12/2026) nor a pattern such as %%d.%%m.%%y %%H:%%M", format)
	}
	return nil
}

func checkMemory(size string) error {
	if size == "" {
		return nil
	}
	parts := memoryLimit.FindStringSubmatch(size)
	if parts == nil {
		return fmt.Errorf("%q is no limit; it is a number and a unit, such as 500MB or 2GB", size)
	}
	n, err := strconv.ParseFloat(parts[1], 64)
	n *= math.Pow(1024, float64(1+strings.Index("KMGT", strings.ToUpper(parts[2]))))
	switch {
	case err != nil || n > maxMemory:
		return fmt.Errorf("%s is more than any machine has; a limit is such as 500MB or 2GB", size)
	case n < 1:
		return fmt.Errorf("%s is no memory; a limit is such as 500MB or 2GB", size)
	}
	return nil
}

func checkThreads(n int) error {
	if n < 0 || n > maxThreads {
		return fmt.Errorf("%d is no number of threads; it is 1 to %d, or 0 for one per core", n, maxThreads)
	}
	return nil
}

func checkBackground(theme string) error {
	if !slices.Contains(backgrounds, theme) {
		return fmt.Errorf("%q is neither dark, light nor auto", theme)
	}
	return nil
}
