package main

import (
	"context"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
)

func (p *program) statusesCommand() *cobra.Command {
	var changes bool
	c := &cobra.Command{
		Use:   "statuses EXPORT ...",
		Short: "print the time in each status, and the changes between them",
		Long: `Print the time that interactions were in each status, how often they entered it, and every change from one status to
another with how often it was made and the median time before it. The time of open interactions runs to the last instant of
the export; medians and shares are of times that have ended. CSV is the statuses, or with --transitions the changes; JSON holds both.`,
		Example: "  segpath statuses exports/2026-03\n  segpath statuses segments.csv --transitions --csv",
	}
	c.Flags().BoolVar(&changes, "transitions", false, "print only the changes from one status to another: how often each was made, and the median time before it")
	return p.tableCommand(c, func(ctx context.Context, e *query.Engine, selection data.Filter, look document.Look) (document.Redactable, error) {
		table, err := e.Statuses(ctx, selection)
		return document.Statuses{Has: e.Export().Has, Table: table, Changes: changes, Look: look}, err
	})
}
