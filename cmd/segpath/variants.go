package main

import (
	"context"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
)

func (p *program) variantsCommand() *cobra.Command {
	var limit int
	c := &cobra.Command{
		Use:   "variants EXPORT ...",
		Short: "print the paths that interactions took, most frequent first",
		Long: `Print every different path, one letter per step, with how many interactions took it, their share, the share of this path
and those above it together, and the id of one of them.`,
		Example: "  segpath variants exports/2026-03 --limit 10\n  segpath variants segments.csv --csv",
		PreRunE: func(c *cobra.Command, _ []string) error {
			if limit < 0 {
				return usage(c, "--limit: %d is no number of paths", limit)
			}
			return nil
		},
	}
	c.Flags().IntVar(&limit, "limit", 0, "`number` of paths to print at most; 0 prints all")
	return p.tableCommand(c, func(ctx context.Context, e *query.Engine, selection data.Filter, look document.Look) (document.Redactable, error) {
		table, err := e.Variants(ctx, selection, limit)
		return document.Variants{Has: e.Export().Has, Table: table, Look: look}, err
	})
}
