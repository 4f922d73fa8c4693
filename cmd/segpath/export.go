package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"segpath/query"
	"segpath/query/files"
	"segpath/sample"
)

// sampleName is what the export is called that opens where none is given.
const sampleName = "built-in sample"

// exportFlags say how an export is opened and shown.
type exportFlags struct {
	format, zone, displayZone, memory string
	dateFormat                        string
	threads                           int
	ascii, noCache                    bool
}

func (e *exportFlags) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&e.format, "format", "", "the export's format, by its `name` or the folder of one of your own; detected where it is not given")
	f.StringVar(&e.zone, "tz", "", "time `zone` of times without an offset, such as Europe/Berlin")
	f.StringVar(&e.displayZone, "display-tz", "", "time `zone` in which times are shown")
	f.StringVar(&e.dateFormat, "date-format", "", "`order` of dates that end in the year: mdy or dmy; or a pattern such as %d.%m.%y %H:%M")
	f.StringVar(&e.memory, "memory", "", "`limit` of the database's memory, such as 500MB; by default a quarter of the machine's, at most 2GB")
	f.IntVar(&e.threads, "threads", 0, "`number` of threads; by default one per core")
	f.BoolVar(&e.noCache, "no-cache", false, "read the export anew, and keep nothing of it for the next time")
	f.BoolVar(&e.ascii, "ascii", false, "draw with ASCII characters only")
}

// options checks the flags and makes the engine's options of them.
func (e *exportFlags) options(c *cobra.Command, exports []string) (query.Options, error) {
	for flag, zone := range map[string]string{"--tz": e.zone, "--display-tz": e.displayZone} {
		if err := checkZone(zone); err != nil {
			return query.Options{}, usage(c, "%s: %s", flag, err)
		}
	}
	if err := checkDateFormat(e.dateFormat); err != nil {
		return query.Options{}, usage(c, "--date-format: %s", err)
	}
	if err := checkThreads(e.threads); err != nil {
		return query.Options{}, usage(c, "--threads: %s", err)
	}
	if err := checkMemory(e.memory); err != nil {
		return query.Options{}, usage(c, "--memory: %s", err)
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

// options are those of the flags and of the configuration.
func (p *program) options(ctx context.Context, c *cobra.Command, e *exportFlags, exports []string) (query.Options, error) {
	opt, err := e.options(c, exports)
	if err != nil {
		return opt, err
	}
	opt.ConfigZone = p.config.Zone
	if p.config.Cache && !e.noCache {
		opt.Cache = query.CacheFolder()
	}
	opt.Warn, opt.Log = p.later, p.log
	if e.format == "" && opt.Embedded != nil {
		return opt, nil // the sample is of a built-in format, whatever the user's own are
	}
	if opt.Formats, opt.Format, err = p.formats(ctx, e.format); err != nil {
		return opt, err
	}
	if opt.Format != e.format { // a folder: from any other one, by its whole path
		if whole, err := filepath.Abs(e.format); err == nil {
			e.format = whole
		}
	}
	return opt, nil
}

// open opens what the arguments name, or the built-in sample without any. The engine must be closed.
func (p *program) open(ctx context.Context, c *cobra.Command, e *exportFlags, exports []string) (*query.Engine, error) {
	return opening(ctx, p, c, e, exports, p.openEngine)
}

func opening[E any](
	ctx context.Context, p *program, c *cobra.Command, e *exportFlags, exports []string, begin func(context.Context, query.Options) (E, error),
) (none E, err error) {
	opt, err := p.options(ctx, c, e, exports)
	if err != nil {
		return none, err
	}
	talk := p.newProgress()
	defer talk.clear()
	opt.Progress = talk.report
	if opt.Stdin, err = p.stdin(c, exports); err != nil {
		return none, err
	}
	return begin(ctx, opt)
}

// stdin is the standard input where an export is to come from it; else nil. Nobody types an export.
func (p *program) stdin(c *cobra.Command, exports []string) (io.Reader, error) {
	if !slices.Contains(exports, files.Stdin) {
		return nil, nil
	}
	if isTerminal(p.in) {
		return nil, usage(c, "- needs an export piped to %s, which is the keyboard here", files.StdinShown)
	}
	return p.in, nil
}
