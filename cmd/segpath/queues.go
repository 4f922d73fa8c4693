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
	var within time.Duration
	var abandons string
	var level data.ServiceLevel
	c := &cobra.Command{
		Use:   "queues EXPORT ...",
		Short: "print how long interactions waited in each queue",
		Long: `Print, for every queue, how many stays it had, how they ended, how long they waited, and how many came from and went
to another queue. A stay is one visit; ping-pong is a return to a queue after a stay in one other. The service level is the
share of the stays answered within --sl among those answered, abandoned, or ended in any other way; stays that still go on
do not count. --abandons says which of those who hung up count: those who waited at least this long, while those who hung up
sooner are counted apart; all of them; or none.`,
		Example: "  segpath queues exports/2026-03\n  segpath queues segments.csv --sl 30s --abandons 10s --json",
		PreRunE: func(c *cobra.Command, _ []string) (err error) {
			if within <= 0 {
				return usage(c, "--sl: %s is not a time to answer within", within)
			}
			level, err = serviceLevel(c, within, abandons)
			return err
		},
	}
	c.Flags().DurationVar(&within, "sl", 20*time.Second, "`time` within which the service level asks for an answer")
	c.Flags().StringVar(&abandons, "abandons", "5s", "`which` abandons count against the service level: those after 5s or another time, "+abandonsAll+", or "+abandonsNone)
	return p.tableCommand(c, func(ctx context.Context, e *query.Engine, selection data.Filter, look document.Look) (document.Redactable, error) {
		rows, err := e.Queues(ctx, selection, level)
		return document.Queues{Has: e.Export().Has, Level: level, Rows: rows, Look: look}, err
	})
}

// The words of --abandons that are no time, and all that it is completed with.
const (
	abandonsAll  = "counted"
	abandonsNone = "left-out"
)

var abandonsWords = []string{"5s", "10s", abandonsAll, abandonsNone}

// serviceLevel is the service level that the flags ask for.
func serviceLevel(c *cobra.Command, within time.Duration, abandons string) (data.ServiceLevel, error) {
	level := data.ServiceLevel{Within: data.Span(within.Microseconds()), Short: data.ShortAbandon}
	switch abandons {
	case abandonsAll:
		level.Short = 0
	case abandonsNone:
		level.LeftOut = true
	default:
		short, err := time.ParseDuration(abandons)
		if err != nil || short <= 0 {
			return level, usage(c, "--abandons: %q is neither a time such as 5s nor %s or %s", abandons, abandonsAll, abandonsNone)
		}
		level.Short = data.Span(short.Microseconds())
	}
	return level, nil
}
