package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
)

func (p *program) usersCommand() *cobra.Command {
	var by string
	c := &cobra.Command{
		Use:   "users EXPORT ...",
		Short: "print who was rung and how they responded",
		Long: `Print, for every user, how often they were rung and how they responded. The accept rate is accepted
out of accepted, rejected and ignored; offers that went away by themselves do not count against anyone.
--by groups them by team, or by when they were rung: days, and the intervals of a day, are those of the time
zone that is shown. --filter, --ids and --since choose the interactions.`,
		Example: "  segpath users exports/2026-03\n  segpath users segments.csv --by 1d --json",
		PreRunE: func(c *cobra.Command, _ []string) error {
			if _, known := userGroups[by]; !known && c.Flags().Changed("by") {
				return usage(c, "--by: users are grouped by %s, not by %q", strings.Join(groupWords, ", "), by)
			}
			return nil
		},
	}
	c.Flags().StringVar(&by, "by", "", "group users by `what`: team, or when they were rung: 15m, 30m, 1h, or 1d for a day")
	return p.tableCommand(c, func(ctx context.Context, e *query.Engine, selection data.Filter, look document.Look) (document.Redactable, error) {
		if group, grouped := userGroups[by]; grouped {
			rows, err := e.UserGroups(ctx, selection, group)
			return document.UserGroups{Has: e.Export().Has, By: by, Rows: rows, Filtered: !selection.All(), Look: look}, err
		}
		rows, err := e.Users(ctx, selection)
		return document.Users{Has: e.Export().Has, Rows: rows, Filtered: !selection.All(), Look: look}, err
	})
}

// userGroups are what --by groups users by, and groupWords those in their order.
var (
	userGroups = map[string]data.UserGroup{
		"team": {Team: true}, "15m": {Interval: 15 * minute}, "30m": {Interval: 30 * minute}, "1h": {Interval: 60 * minute},
		"1d": {Day: true},
	}
	groupWords = []string{"team", "15m", "30m", "1h", "1d"}
)

const minute = 60 * data.Second
