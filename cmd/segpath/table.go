package main

import (
	"context"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
)

// tableCommand is a command that prints one table about what a filter selects of an export: the flags that all of them
// have, and ask, which makes the document.
func (p *program) tableCommand(c *cobra.Command, ask func(context.Context, *query.Engine, data.Filter, document.Look) (document.Redactable, error)) *cobra.Command {
	var export exportFlags
	var out output
	var who redaction
	var only filterFlags
	c.Args = atLeast(1, "an EXPORT")
	check := c.PreRunE
	c.PreRunE = nil
	c.RunE = func(c *cobra.Command, args []string) (err error) {
		as, err := out.encoding(c)
		if err != nil {
			return err
		}
		if check != nil {
			if err := check(c, args); err != nil {
				return err
			}
		}
		if err := only.check(c, args); err != nil {
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
		d, err := ask(c.Context(), engine, selection, export.look(engine.Export().TimeZone))
		if err != nil {
			return err
		}
		return p.print(c.Context(), redacted(d, redactor), as)
	}
	export.flags(c)
	out.flags(c)
	who.flags(c)
	only.flags(c)
	return c
}
