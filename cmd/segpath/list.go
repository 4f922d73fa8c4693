package main

import (
	"context"
	"errors"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/data/redact"
	"segpath/data/text"
	"segpath/query"
)

// listPage is how many interactions are read at a time.
const listPage = 1000

func (p *program) listCommand() *cobra.Command {
	var export exportFlags
	var out output
	var who redaction
	var only filterFlags
	var expect expectation
	var sort, after string
	var limit int
	c := &cobra.Command{
		Use:   "list EXPORT ...",
		Short: "list interactions",
		Long: `List the interactions of an export with their paths, one letter per step, newest first unless --sort
says otherwise. Rows without a value come last in either direction. --filter, --ids and --since choose them;
with --expect the command exits with 5 unless their number is as expected.`,
		Example: "  segpath list exports/2026-03 --sort wait_s:desc --limit 20\n" +
			"  segpath list segments.csv --csv > interactions.csv\n" +
			"  segpath list exports/2026-03 --filter 'rejected:ben queue:billing since:7d'\n" +
			"  segpath list fixture.csv --filter 'path:\"ring unanswered hop\"' --expect '>=1'",
		Args: atLeast(1, "an EXPORT"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			as, err := out.encoding(c)
			if err != nil {
				return err
			}
			order, err := parseSort(c, sort)
			if err != nil {
				return err
			}
			if limit < 0 {
				return usage(c, "--limit: %d is no number of interactions", limit)
			}
			if err := errors.Join(only.check(c, args), expect.check(c)); err != nil {
				return err
			}
			redactor, err := who.redactor(p.config)
			if err != nil {
				return err
			}
			engine, err := p.open(c.Context(), c, &export, args)
			if err != nil {
				return err
			}
			defer closing(engine, &err)
			selection, err := p.selection(c.Context(), c, &only, engine)
			if err != nil {
				return err
			}
			q := data.PageRequest{Filter: selection, Sort: order, After: after, Limit: limit}
			total, err := p.printList(c.Context(), engine, q, redactor, &export, as)
			return judged(err, expect.met(total))
		},
	}
	export.flags(c)
	out.flags(c)
	who.flags(c)
	only.flags(c)
	expect.flag(c)
	f := c.Flags()
	f.StringVar(&sort, "sort", "", "`field` to sort by, with :desc for the largest first: "+sortFields())
	f.IntVar(&limit, "limit", 0, "`number` of interactions to list at most; 0 lists all")
	f.StringVar(&after, "after", "", "list what follows this `cursor`, which an earlier list gave as next")
	return c
}

// parseSort reads FIELD, FIELD:asc or FIELD:desc.
func parseSort(c *cobra.Command, s string) (data.Sort, error) {
	if s == "" {
		return data.NewestFirst, nil
	}
	name, direction, _ := strings.Cut(s, ":")
	if direction != "" && direction != "asc" && direction != "desc" {
		return data.Sort{}, usage(c, "--sort: %q is no direction; it is asc or desc", direction)
	}
	for _, f := range data.SortFields {
		if string(f) == name {
			return data.Sort{Field: f, Desc: direction == "desc"}, nil
		}
	}
	return data.Sort{}, usage(c, "--sort: there is no field %q; there are %s", name, sortFields())
}

func sortFields() string {
	names := make([]string, len(data.SortFields))
	for n, f := range data.SortFields {
		names[n] = string(f)
	}
	return strings.Join(names, ", ")
}

// printList prints the interactions that q asks for and returns how many match, also where its reader went away;
// q.Limit 0 is all of them.
func (p *program) printList(
	ctx context.Context, engine *query.Engine, q data.PageRequest, redactor *redact.Redactor, export *exportFlags,
	as document.Encoding,
) (total int64, err error) {
	l := &listing{ctx: ctx, engine: engine, request: q, left: q.Limit}
	if err := l.read(); err != nil {
		return 0, err
	}
	total = l.page.Total
	open := engine.Export()
	d := document.List{
		Has: open.Has, AsOf: open.AsOf, Total: l.page.Total, Rows: l.rows(), Next: l.next,
		Look: export.look(open.TimeZone),
	}
	err = p.print(ctx, redacted(d, redactor), as)
	switch {
	case err != nil || l.next() == "":
	case redactor != nil: // a cursor holds an id
		p.note("%d of %d interactions", l.given, l.page.Total)
	default:
		p.note("%d of %d interactions; --after %s lists more", l.given, l.page.Total, text.ShellQuote(l.next()))
	}
	return total, err
}

// listing reads a list page by page.
type listing struct {
	ctx     context.Context // of this one list, which is read while it is written
	engine  *query.Engine
	request data.PageRequest
	page    data.Page
	left    int // how many more the limit lets through; without a limit not counted
	given   int
}

// read reads the next page.
func (l *listing) read() (err error) {
	q := l.request
	if q.Limit = listPage; l.request.Limit > 0 {
		q.Limit = min(listPage, l.left)
	}
	l.page, err = l.engine.Interactions(l.ctx, q)
	l.left -= len(l.page.Rows)
	l.request.After = l.page.Next
	return err
}

// next is the cursor of what follows the last page that was read.
func (l *listing) next() string { return l.page.Next }

// rows yields the page at hand and the ones after it, as far as the limit goes.
func (l *listing) rows() iter.Seq2[*data.Row, error] {
	return func(yield func(*data.Row, error) bool) {
		for {
			for n := range l.page.Rows {
				l.given++
				if !yield(&l.page.Rows[n], nil) {
					return
				}
			}
			if l.page.Next == "" || l.request.Limit > 0 && l.left <= 0 {
				return
			}
			if err := l.read(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}
