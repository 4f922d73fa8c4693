package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
)

func (p *program) usersCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "users EXPORT ...",
		Short: "print who was rung and how they responded",
		Long: `Print, for every user, how often they were rung and how they responded. The accept rate is accepted
out of accepted, rejected and ignored; offers that went away by themselves do not count against anyone.
--filter, --ids and --since say of which interactions.`,
		Example: "  segpath users exports/2026-03\n  segpath users segments.csv --json",
	}
	return p.tableCommand(c, func(ctx context.Context, e *query.Engine, selection data.Filter, look document.Look) (document.Redactable, error) {
		rows, err := e.Users(ctx, selection)
		return document.Users{Has: e.Export().Has, Rows: rows, Look: look}, err
	})
}

// closing closes an engine at the end of a command; its error counts unless there is one already.
func closing(engine io.Closer, err *error) {
	if closed := engine.Close(); closed != nil {
		*err = errors.Join(*err, closed)
	}
}
