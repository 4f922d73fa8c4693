package main

import (
	"context"

	"github.com/spf13/cobra"

	"segpath/data/document"
	"segpath/data/redact"
	"segpath/query"
)

func (p *program) pathCommand() *cobra.Command {
	var export exportFlags
	var out output
	var who redaction
	var leg bool
	c := &cobra.Command{
		Use:   "path ID [EXPORT ...]",
		Short: "print one interaction's path",
		Long: `Print the path of one interaction: every step, who was rung and how each responded, the time in each
status, the queues, and the story in a sentence. ID is an interaction's id, or an external id that
no other interaction has. An interaction that goes on under other ids is shown with all of them, as one
chain. Without EXPORT the built-in sample is asked.`,
		Example: "  segpath path 1543618399.120 exports/2026-03 --json\n  segpath path 007 segments.csv --md\n  segpath path 007 segments.csv --svg --redact > path.svg",
		Args:    atLeast(1, "the ID of an interaction"),

		ValidArgsFunction: filesAfterFirst,
		RunE: func(c *cobra.Command, args []string) (err error) {
			as, err := out.encoding(c)
			if err != nil {
				return err
			}
			redactor, err := who.redactor(p.config)
			if err != nil {
				return err
			}
			engine, err := opening(c.Context(), p, c, &export, args[1:], p.openLive)
			if err != nil {
				return err
			}
			defer closing(engine, &err)
			chain, err := engine.Chain(c.Context(), args[0])
			if err != nil {
				return err
			}
			if leg {
				chain = chain.OnlyLeg(chain.Asked)
			}
			d := document.Path{Chain: chain, Look: export.look(engine.Export().TimeZone)}
			return p.print(c.Context(), redacted(d, redactor), as)
		},
	}
	export.flags(c)
	out.flags(c)
	who.flags(c)
	c.Flags().BoolVar(&out.svg, "svg", false, "print a picture of the path on a time scale, as a standalone SVG")
	c.Flags().BoolVar(&leg, "leg", false, "only this interaction, without those that it was transferred from and to")
	return c
}

// printPath prints a path as text: what is shown where there is no terminal.
func (p *program) printPath(ctx context.Context, engine *query.Engine, id string, redactor *redact.Redactor, export *exportFlags) error {
	chain, err := engine.Chain(ctx, id)
	if err != nil {
		return err
	}
	d := document.Path{Chain: chain, Look: export.look(engine.Export().TimeZone)}
	return p.print(ctx, redacted(d, redactor), document.Text)
}
