package main

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError is the usage error of a flag that is not there, or whose value cannot be read.
func flagError(c *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return usage(c, "%s", err)
	}
	reason := "cannot be read"
	switch invalid.GetFlag().Value.Type() {
	case "int", "int64":
		reason = "is no whole number"
	case "uint64":
		reason = "is no whole number from 0 on"
	case "duration":
		reason = "is no length of time, such as 20s or 1m30s"
	case "bool":
		reason = "is neither true nor false"
	}
	if errors.Is(err, strconv.ErrRange) {
		reason = "is too large a number"
	}
	return usage(c, "--%s: %q %s", invalid.GetFlag().Name, invalid.GetValue(), reason)
}
