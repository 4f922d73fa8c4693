package main

import (
	"github.com/spf13/cobra"

	"segpath/data/document"
	"segpath/data/format"
)

func (p *program) formatsCommand() *cobra.Command {
	var out output
	c := &cobra.Command{
		Use:   "formats [NAME]",
		Short: "print what each format needs, reads, and can say",
		Long: `Print the formats of exports that segpath reads. With NAME print one in full: its tables and columns,
under which headers they are found, what such an export can and cannot say, and every rule with where
it comes from.`,
		Example: "  segpath formats\n  segpath formats segpath",
		Args:    atMost(1),

		ValidArgsFunction: firstOf(formatNames()),
		RunE: func(c *cobra.Command, args []string) error {
			as, err := out.encoding(c)
			if err != nil {
				return err
			}
			d := document.Formats{List: format.All()}
			if len(args) == 1 {
				one, err := format.Get(args[0])
				if err != nil {
					return err
				}
				d = document.Formats{List: []*format.Format{one}, Full: true}
			}
			return p.print(c.Context(), d, as)
		},
	}
	out.flags(c)
	return c
}
