package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"segpath/data/document"
)

func (p *program) usersCommand() *cobra.Command {
	var export exportFlags
	var out output
	var who redaction
	var only filterFlags
	c := &cobra.Command{
		Use:   "users EXPORT ...",
		Short: "print who was rung and how they responded",
		Long: `Print, for every user, how often they were rung and how they responded. The accept rate is accepted
out of accepted, rejected and ignored; offers that went away by themselves do not count against anyone.
--filter, --ids and --since say of which interactions.`,
		Example: "  segpath users exports/2026-03\n  segpath users segments.csv --json",
		Args:    atLeast(1, "an EXPORT"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			as, err := out.encoding(c)
			if err != nil {
				return err
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
			rows, err := engine.Users(c.Context(), selection)
			if err != nil {
				return err
			}
			open := engine.Export()
			d := document.Users{Has: open.Has, Rows: rows, Look: export.look(open.TimeZone)}
			return p.print(c.Context(), redacted(d, redactor), as)
		},
	}
	export.flags(c)
	out.flags(c)
	who.flags(c)
	only.flags(c)
	return c
}

// closing closes an engine at the end of a command; its error counts unless there is one already.
func closing(engine io.Closer, err *error) {
	if closed := engine.Close(); closed != nil {
		*err = errors.Join(*err, closed)
	}
}
