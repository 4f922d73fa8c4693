package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
)

func (p *program) queuesCommand() *cobra.Command {
	var sl time.Duration
	c := &cobra.Command{
		Use:   "queues EXPORT ...",
		Short: "print how long interactions waited in each queue",
		Long: `Print, for every queue, how many stays it had, how they ended, how long they waited, and how many came from and went
to another queue. A stay is one visit; ping-pong is coming back to the queue before the one before. Whoever hung up within
5 seconds stands apart. The service level is the stays answered within --sl out of those answered, abandoned after 5 seconds
or more, or left in any other way; whoever is still waiting counts for nothing.`,
		Example: "  segpath queues exports/2026-03\n  segpath queues segments.csv --sl 30s --json",
		PreRunE: func(c *cobra.Command, _ []string) error {
			if sl <= 0 {
				return usage(c, "--sl: %s is no time to answer within", sl)
			}
			return nil
		},
	}
	c.Flags().DurationVar(&sl, "sl", 20*time.Second, "`time` within which the service level asks for an answer")
	return p.tableCommand(c, func(ctx context.Context, e *query.Engine, selection data.Filter, look document.Look) (document.Redactable, error) {
		rows, err := e.Queues(ctx, selection, data.Span(sl.Microseconds()))
		return document.Queues{Has: e.Export().Has, Rows: rows, Look: look}, err
	})
}
