package main

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"segpath/data/document"
	"segpath/data/guard"
)

// output is how a document is printed: the flags --json, --csv, --md, --text, and --svg where it has a
// picture.
type output struct{ json, csv, markdown, text, svg bool }

func (o *output) flags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&o.json, "json", false, "print JSON: true values, instants in UTC")
	f.BoolVar(&o.csv, "csv", false, "print CSV: true values, instants in UTC")
	f.BoolVar(&o.markdown, "md", false, "print Markdown, for a ticket")
	f.BoolVar(&o.text, "text", false, "print plain text (the default)")
}

// encoding is the one that was asked for.
func (o *output) encoding(c *cobra.Command) (document.Encoding, error) {
	as, asked := document.Text, ""
	for _, f := range []struct {
		on   bool
		name string
		as   document.Encoding
	}{
		{o.json, "--json", document.JSON}, {o.csv, "--csv", document.CSV}, {o.svg, "--svg", document.SVG},
		{o.markdown, "--md", document.Markdown}, {o.text, "--text", document.Text},
	} {
		if f.on && asked != "" {
			return 0, usage(c, "%s and %s exclude each other", asked, f.name)
		}
		if f.on {
			as, asked = f.as, f.name
		}
	}
	return as, nil
}

// print writes a document to stdout. On a terminal a CSV's cells are made safe: a true value may act on it.
func (p *program) print(ctx context.Context, d document.Document, as document.Encoding) error {
	out := interruptible{ctx, p.out}
	if as == document.CSV && isTerminal(p.out) {
		p.note("on a terminal CSV is shown with its control characters escaped; send it to a file for the true values")
		return document.WriteCSVShown(out, d)
	}
	return document.Write(out, d, as)
}

// judged is how a command ends that prints an answer and judges it: by the verdict also where whoever read the answer
// has gone away, which is no failure; by any other failure to print it there is no verdict.
func judged(printed, verdict error) error {
	if verdict != nil && (printed == nil || errors.Is(printed, syscall.EPIPE)) {
		return verdict
	}
	return printed
}

// isTerminal tells whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(f.Fd())
}

// look is how a document shows times and marks.
func (e *exportFlags) look(zone *time.Location) document.Look {
	return document.Look{Zone: zone, ASCII: e.ascii}
}

// interruptible is a writer that does not wait for a reader who has stopped reading, a pager for
// example, once its context has ended.
type interruptible struct {
	ctx context.Context
	w   io.Writer
}

// Write writes b, or returns the context's error. The write may still be under way then: b must not
// be used again, and the program is about to end.
func (i interruptible) Write(b []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	guard.Go(func() {
		n, err := i.w.Write(b)
		done <- result{n, err}
	})
	select {
	case r := <-done:
		return r.n, r.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}
