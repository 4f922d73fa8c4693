package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/filter"
	"segpath/data/wholefile"
	"segpath/query"
	"segpath/query/csvfile"
	"segpath/query/files"
)

// filterFlags say which interactions a command is about.
type filterFlags struct{ filter, ids, since string }

func (f *filterFlags) flags(c *cobra.Command) {
	f.filterFlag(c)
	c.Flags().StringVar(&f.ids, "ids", "", "`file` of ids, one per line, or - for standard input: only these interactions")
	c.Flags().StringVar(&f.since, "since", "", "only what was created in the last 7d or 12h, counted back from the end of the data; or since a `time`: today, 2026-11-01")
}

func (f *filterFlags) filterFlag(c *cobra.Command) {
	c.Flags().StringVar(&f.filter, "filter", "", "only the interactions that this `text` selects, such as 'queue:billing rejects>=2'; see segpath help filter")
}

// check looks at what can be known to be wrong before anything is opened.
func (f *filterFlags) check(c *cobra.Command, exports []string) error {
	if f.ids == files.Stdin && slices.Contains(exports, files.Stdin) {
		return usage(c, "--ids and the EXPORT cannot both be %s", files.StdinShown)
	}
	if c.Flags().Changed("ids") && f.ids == "" {
		return usage(c, "--ids needs the name of a file")
	}
	_, err := f.parse(c, filter.Unopened())
	return err
}

// parse reads --filter and --since.
func (f *filterFlags) parse(c *cobra.Command, in filter.Context) (data.Filter, error) {
	selection, err := filter.Parse(f.filter, in)
	if err != nil || !c.Flags().Changed("since") {
		return selection, err
	}
	since, err := filter.Since(f.since, in)
	var problem *data.Problem
	if errors.As(err, &problem) && problem.Code == data.Usage {
		return selection, usage(c, "--since: %q is neither a length such as 7d nor a time such as 2026-11-01 or yesterday", f.since)
	}
	return selection.With(since), err
}

// selection is the filter of the flags over an open export. Ids that nothing has are reported.
func (p *program) selection(ctx context.Context, c *cobra.Command, f *filterFlags, engine *query.Engine) (data.Filter, error) {
	selection, err := f.parse(c, filter.In(engine.Export()))
	if err != nil || f.ids == "" {
		return selection, err
	}
	ids, err := p.readIDs(ctx, c, f.ids)
	if err != nil {
		return selection, err
	}
	found, missing, err := engine.IDs(ctx, ids)
	if err == nil && len(missing) > 0 { // what stands around an id is part of it only where an interaction has it so
		for n := range missing {
			missing[n] = strings.TrimSpace(missing[n])
		}
		var trimmed []string
		trimmed, missing, err = engine.IDs(ctx, missing)
		found = append(found, trimmed...)
	}
	if len(missing) > 0 {
		p.note("%d of the %d ids belong to no interaction of this export: %s", len(missing), len(ids), some(missing))
	}
	selection.IDs = found
	return selection, err
}

// maxTold is how many ids are reported one by one.
const maxTold = 10

func some(ids []string) string {
	if len(ids) <= maxTold {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:maxTold], ", "), len(ids)-maxTold)
}

// longestLine bounds a line of a file of ids, in bytes.
const longestLine = 1 << 20

// readIDs reads a file with one id a line; blank lines are none.
func (p *program) readIDs(ctx context.Context, c *cobra.Command, name string) ([]string, error) {
	from := p.in
	if name != files.Stdin {
		f, err := files.Open(name)
		if errors.Is(err, os.ErrNotExist) {
			return nil, data.Problemf(data.Failed, "", "there is no file %s of ids", name)
		}
		if err != nil {
			return nil, data.Problemf(data.Failed, "", "the ids in %s cannot be read: %w", name, wholefile.Bare(err))
		}
		defer func() { _ = f.Close() }() // it was only read
		from = f
	} else if isTerminal(p.in) {
		return nil, usage(c, "--ids - needs ids piped to %s, which is the keyboard here", files.StdinShown)
	}
	ids, err := idLines(ctx, from)
	if err != nil {
		return nil, data.Problemf(data.Failed, "A file of ids has one per line.", "the ids in %s cannot be read: %w", name, err)
	}
	return ids, nil
}

// idLines are the lines that are not blank, of a text in UTF-8 or UTF-16.
func idLines(ctx context.Context, r io.Reader) ([]string, error) {
	text, err := csvfile.AsUTF8(ctx, r)
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(text)
	lines.Buffer(nil, longestLine)
	var ids []string
	n := 0
	for lines.Scan() {
		n++
		if line := lines.Text(); strings.TrimSpace(line) != "" {
			ids = append(ids, line)
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return nil, fmt.Errorf("line %d is longer than %d bytes, and no id is", n+1, longestLine)
	} else if err != nil {
		return nil, err
	}
	return ids, nil
}
