package main

import (
	"context"
	"iter"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
)

// ringPage is how many rings are read at a time.
const ringPage = 5000

func (p *program) ringsCommand() *cobra.Command {
	var after string
	var limit int
	c := &cobra.Command{
		Use:   "rings EXPORT ...",
		Short: "print every ring, in order of time",
		Long: `Print one line per ring, in order of time: who was rung, in which queue, for how long, and how they responded. A response
that no ring in the export leads to has a line of its own. A filter that speaks of one ring, such as rejected:ben or
ring(queue:billing seconds>20), selects those rings alone; several such terms select the rings that any of them means.`,
		Example: "  segpath rings exports/2026-03 --filter 'ring(user:ben outcome:reject queue:billing)' --since 7d\n  segpath rings segments.csv --csv > rings.csv",
		PreRunE: func(c *cobra.Command, _ []string) error {
			if limit < 0 {
				return usage(c, "--limit: %d is no number of rings", limit)
			}
			return nil
		},
	}
	c.Flags().IntVar(&limit, "limit", 0, "`number` of rings to print at most; 0 prints all")
	c.Flags().StringVar(&after, "after", "", "print what follows this `cursor`, which earlier rings gave as next")
	return p.tableCommand(c, func(ctx context.Context, e *query.Engine, selection data.Filter, look document.Look) (document.Redactable, error) {
		l := &ringing{ctx: ctx, engine: e, selection: selection, left: limit, limited: limit > 0, page: data.RingPage{Next: after}}
		err := l.read()
		return document.Rings{Has: e.Export().Has, Total: l.page.Total, Rows: l.rows(), Next: func() string { return l.page.Next }, Filtered: !selection.All(), Look: look}, err
	})
}

// ringing reads rings page by page.
type ringing struct {
	ctx       context.Context // of these rings, which are read while they are written
	engine    *query.Engine
	selection data.Filter
	page      data.RingPage
	limited   bool
	left      int // how many more the limit lets through
}

// read reads the page after the one at hand.
func (l *ringing) read() (err error) {
	n := ringPage
	if l.limited {
		n = min(n, l.left)
	}
	l.page, err = l.engine.Rings(l.ctx, l.selection, l.page.Next, n)
	l.left -= len(l.page.Rows)
	return err
}

// rows yields the page at hand and the ones after it, as far as the limit goes.
func (l *ringing) rows() iter.Seq2[*data.RingRow, error] {
	return func(yield func(*data.RingRow, error) bool) {
		for {
			for n := range l.page.Rows {
				if !yield(&l.page.Rows[n], nil) {
					return
				}
			}
			if l.page.Next == "" || l.limited && l.left <= 0 {
				return
			}
			if err := l.read(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}
