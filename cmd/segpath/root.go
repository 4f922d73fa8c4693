package main

import (
	"context"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
	"segpath/query/files"
)

// plainLimit is how many interactions are listed when the output is no terminal.
const plainLimit = 50

func (p *program) rootCommand() *cobra.Command {
	var export exportFlags
	var screen screenFlags
	var at placeFlags
	var who redaction
	var only filterFlags
	c := &cobra.Command{
		Use:   "segpath [EXPORT ...] [ANYTHING]",
		Short: "explore the paths of contact-centre interactions",
		Long: `segpath shows the paths of contact-centre interactions: which queues an interaction went through, who
was rung and how each responded, its statuses, and how long the customer waited.

EXPORT is a file, a folder, a glob, or - for standard input; several are one export. CSV may be
compressed with gzip or zstd. Without an EXPORT the built-in sample is opened. ANYTHING that names no
file is searched for in id, external ids, customer and contact point: a single hit is opened, several
are listed. --id opens one path, and so do the links that the screen copies.

An export is never written to. Data go to stdout, everything else to stderr.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no such interaction, 4 check --strict found something,
5 list --expect did not hold, 130 interrupted.`,
		Example: "  segpath exports/2026-03\n  segpath exports/2026-03 1543618399.120\n  segpath +15550100",
		Args:    cobra.ArbitraryArgs,

		ValidArgsFunction: byShell, // else the sub-commands were all there is
		RunE: func(c *cobra.Command, args []string) error {
			if err := screen.check(c); err != nil {
				return err
			}
			exports, search := parseAnything(args)
			if err := at.check(c, search); err != nil {
				return err
			}
			if only.filter != "" && search != "" {
				return usage(c, "--filter and the search for %q exclude each other; in a filter it is written \"%s\"", search, search)
			}
			if err := only.check(c, exports); err != nil {
				return err
			}
			if !isTerminal(p.out) {
				return p.plain(c.Context(), c, &export, &at, &only, &who, exports, search)
			}
			return p.screens(c.Context(), c, &export, &screen, &at, &only, &who, exports, search)
		},
	}
	export.flags(c)
	screen.flags(c)
	at.flags(c)
	only.filterFlag(c)
	who.flagsFor(c, "take the people out of what is exported or printed; the screens show them")
	return c
}

// parseAnything parts the arguments into exports and what is searched for. What exists is an export;
// what only looks like a file is one that is missing.
func parseAnything(args []string) (exports []string, search string) {
	var words []string
	for _, arg := range args {
		if _, err := os.Lstat(arg); err == nil || arg == files.Stdin || looksLikeFile(arg) {
			exports = append(exports, arg)
		} else {
			words = append(words, arg)
		}
	}
	return exports, strings.Join(words, " ")
}

func looksLikeFile(arg string) bool {
	if strings.ContainsAny(arg, "/*?[") || strings.ContainsRune(arg, os.PathSeparator) {
		return true
	}
	lower := strings.ToLower(arg)
	return slices.ContainsFunc(files.Endings, func(e string) bool { return strings.HasSuffix(lower, e) })
}

// plain is what segpath prints where there is no terminal: the list, or the one path that was asked for
// or searched.
func (p *program) plain(
	ctx context.Context, c *cobra.Command, export *exportFlags, at *placeFlags, only *filterFlags, who *redaction, exports []string, search string,
) (err error) {
	redactor, err := who.redactor(p.config)
	if err != nil {
		return err
	}
	engine, err := p.open(ctx, c, export, exports)
	if err != nil {
		return err
	}
	defer closing(engine, &err)
	if at.id != "" {
		id, err := at.find(ctx, c, engine)
		if err != nil {
			return err
		}
		return p.printPath(ctx, engine, id, redactor, export)
	}
	if search != "" {
		hit, err := find(ctx, c, engine, search)
		if err != nil {
			return err
		}
		if hit != "" {
			return p.printPath(ctx, engine, hit, redactor, export)
		}
	}
	selection, err := p.selection(ctx, c, only, engine)
	if err != nil {
		return err
	}
	p.note("the output is not a terminal: this is the plain list, of at most %d interactions", plainLimit)
	q := data.PageRequest{Search: search, Filter: selection, Sort: data.NewestFirst, Limit: plainLimit}
	_, err = p.printList(ctx, engine, q, redactor, export, document.Text)
	return err
}

// find searches and returns the id of the only hit; empty where there are several. None is a Problem.
func find(ctx context.Context, c *cobra.Command, engine *query.Engine, search string) (string, error) {
	page, err := engine.Find(ctx, search, 1)
	if err != nil {
		return "", err
	}
	switch page.Total {
	case 0:
		hint := "a file's name needs its ending or its folder"
		if meant := mistyped(c.Root(), search); meant != "" {
			hint = "Did you mean `" + meant + "`?"
		}
		return "", data.Problemf(data.NotFound, hint,
			"nothing in %s has %q in its id, external ids, customer or contact point", engine.Export().Name, search)
	case 1:
		return page.Rows[0].ID, nil
	}
	return "", nil
}
