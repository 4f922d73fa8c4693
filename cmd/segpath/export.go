package main

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"segpath/query"
	"segpath/sample"
)

// sampleName is what the export is called that opens where none is given.
const sampleName = "built-in sample"

// memoryLimit is a size as the database takes it.
var memoryLimit = regexp.MustCompile(`^(?i)[0-9]+(\.[0-9]+)? ?[KMGT]i?B$`)

// exportFlags say how an export is opened and shown.
type exportFlags struct {
	format, zone, displayZone, memory string
	dateFormat                        string
	threads                           int
	ascii                             bool
}

func (e *exportFlags) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&e.format, "format", "", "the export's `name` of format, instead of finding it out")
	f.StringVar(&e.zone, "tz", "", "time `zone` of times without an offset, such as Europe/Berlin")
	f.StringVar(&e.displayZone, "display-tz", "", "time `zone` in which times are shown")
	f.StringVar(&e.dateFormat, "date-format", "", "`order` of dates that end in the year, mdy or dmy, or a pattern such as '%d.%m.%y %H:%M', instead of finding it out")
	f.StringVar(&e.memory, "memory", "", "`limit` of the database's memory, such as 2GB")
	f.IntVar(&e.threads, "threads", 0, "`number` of threads; all cores by default")
	f.BoolVar(&e.ascii, "ascii", false, "draw with ASCII characters only")
}

// options checks the flags and makes the engine's options of them.
func (e *exportFlags) options(c *cobra.Command, exports []string) (query.Options, error) {
	for flag, zone := range map[string]string{"--tz": e.zone, "--display-tz": e.displayZone} {
		if _, err := time.LoadLocation(zone); err != nil {
			return query.Options{}, usage(c, "%s: there is no time zone %q", flag, zone)
		}
	}
	if !slices.Contains([]string{"", "mdy", "us", "dmy", "eu"}, strings.ToLower(e.dateFormat)) && !strings.Contains(e.dateFormat, "%") {
		return query.Options{}, usage(c, "--date-format: %q is neither mdy (12/31/2026) nor dmy (31/12/2026) nor a pattern such as %%d.%%m.%%y %%H:%%M", e.dateFormat)
	}
	if e.threads < 0 {
		return query.Options{}, usage(c, "--threads: %d is no number of threads", e.threads)
	}
	if e.memory != "" && !memoryLimit.MatchString(e.memory) {
		return query.Options{}, usage(c, "--memory: %q is no limit; it is a number and a unit, such as 500MB or 2GB", e.memory)
	}
	opt := query.Options{
		Exports: exports, Format: e.format, TimeZone: e.zone, DisplayZone: e.displayZone,
		DateFormat: e.dateFormat, Memory: e.memory, Threads: e.threads,
	}
	if len(exports) > 0 {
		return opt, nil
	}
	embedded, err := sample.Export("segpath")
	opt.Embedded, opt.Name = embedded, sampleName
	return opt, err
}

// open opens what the arguments name, or the built-in sample without any. The engine must be closed.
func (p *program) open(ctx context.Context, c *cobra.Command, e *exportFlags, exports []string) (*query.Engine, error) {
	opt, err := e.options(c, exports)
	if err != nil {
		return nil, err
	}
	talk := p.newProgress()
	defer talk.clear()
	opt.Progress = talk.report
	return query.Open(ctx, opt)
}
