package main

import (
	"context"

	"github.com/spf13/cobra"

	"segpath/data/document"
	"segpath/query"
)

func (p *program) pathCommand() *cobra.Command {
	var export exportFlags
	var out output
	var leg bool
	c := &cobra.Command{
		Use:   "path ID [EXPORT ...]",
		Short: "print one interaction's path",
		Long: `Print the path of one interaction: every step, who was rung and how each responded, the time in each
status, the queues, and the story in a sentence. ID is an interaction's id, or another id of it that
no other interaction has. The whole chain is shown that transfers under new ids string together.
Without EXPORT the built-in sample is asked.`,
		Example: "  segpath path 1543618399.120 exports/2026-03 --json\n  segpath path 007 segments.csv --md",
		Args:    atLeast(1, "the ID of an interaction"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			as, err := out.encoding(c)
			if err != nil {
				return err
			}
			engine, err := p.open(c.Context(), c, &export, args[1:])
			if err != nil {
				return err
			}
			defer closing(engine, &err)
			return p.printPath(c.Context(), engine, args[0], leg, &export, as)
		},
	}
	export.flags(c)
	out.flags(c)
	c.Flags().BoolVar(&leg, "leg", false, "only this interaction, without the ones its transfers lead from and to")
	return c
}

func (p *program) printPath(
	ctx context.Context, engine *query.Engine, id string, leg bool, export *exportFlags, as document.Encoding,
) error {
	chain, err := engine.Chain(ctx, id)
	if err != nil {
		return err
	}
	if leg {
		chain = chain.OnlyLeg(chain.Asked)
	}
	return p.print(ctx, document.Path{Chain: chain, Look: export.look(engine.Export().TimeZone)}, as)
}
