package main

import (
	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
)

func (p *program) checkCommand() *cobra.Command {
	var export exportFlags
	var out output
	var strict bool
	c := &cobra.Command{
		Use:   "check EXPORT ...",
		Short: "print what was read and what is wrong with it",
		Long: `Print what was read of an export: its format, its files, what became of every row, what the export can
say; and what is wrong with it, one problem per line, file:row first. A row is the number of the record in
its file; the first record is 1, even if it is the header.

A problem is anything that was lost, contradicts itself or had to be guessed: with --strict the command then exits
with 4. Listed apart, and not problems, are duplicate rows, unused columns, ids missing in a lookup, equal
instants (their order is marked in the path), missing ring data, and remarks of the format.`,
		Example: "  segpath check exports/2026-03 --strict",
		Args:    atLeast(1, "an EXPORT"),
		RunE: func(c *cobra.Command, args []string) (err error) {
			as, err := out.encoding(c)
			if err != nil {
				return err
			}
			engine, err := p.open(c.Context(), c, &export, args)
			if err != nil {
				return err
			}
			defer closing(engine, &err)
			report, err := engine.Check(c.Context())
			if err != nil {
				return err
			}
			d := document.Check{Report: report, Look: export.look(engine.Export().TimeZone)}
			var verdict error
			if n := d.Problems(); strict && n > 0 {
				verdict = data.Problemf(data.Unmet, "", "the check found %s", d.Told())
			}
			return judged(p.print(c.Context(), d, as), verdict)
		},
	}
	export.flags(c)
	out.flags(c)
	c.Flags().BoolVar(&strict, "strict", false, "exit with 4 if there is any problem")
	return c
}
