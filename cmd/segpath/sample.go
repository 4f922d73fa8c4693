package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"segpath/query/tablefile"
	"segpath/sample"
)

func (p *program) sampleCommand() *cobra.Command {
	var format, as string
	var interactions int64
	var seed uint64
	var force, statuses bool
	c := &cobra.Command{
		Use:   "sample DIR",
		Short: "write a sample export",
		Long: `Write the export of an invented contact centre into DIR, at any size. The same seed and number
of interactions give the same export. It is the interactions of the simulation that are counted: some formats
cannot hold all of them, and in others one that was transferred becomes several.`,
		Example: "  segpath sample demo --interactions 5000\n  segpath sample big --interactions 1000000 --as parquet\n  segpath sample edify --format edify",
		Args:    exactly(1, "a DIR to write to"),
		RunE: func(c *cobra.Command, args []string) error {
			kind := ""
			if statuses {
				kind = "statuses-only"
			}
			writer, ok := sample.WriterOf(format, kind)
			switch {
			case !ok && slices.Contains(sampleFormats(), format):
				return usage(c, "--statuses-only needs --format edify")
			case !ok:
				return usage(c, "--format: a sample cannot be written as %q; there are %s", format, strings.Join(sampleFormats(), ", "))
			}
			if as != string(tablefile.CSV) && as != string(tablefile.Parquet) {
				return usage(c, "--as: %q is neither csv nor parquet", as)
			}
			if interactions < 1 {
				return usage(c, "--interactions: %d is no number of interactions", interactions)
			}
			sim := sample.New(sample.Options{Seed: seed, Interactions: interactions})
			talk := p.newProgress()
			err := tablefile.Write(c.Context(), args[0], writer.Tables(sim), tablefile.Options{
				As: tablefile.Format(as), Force: force, Progress: talk.report,
			})
			talk.clear()
			if err == nil {
				p.note("a sample made of %d simulated interactions is in %s", interactions, args[0])
			}
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&format, "format", "segpath", "`name` of the export's format: "+strings.Join(sampleFormats(), ", "))
	f.BoolVar(&statuses, "statuses-only", false, "edify: changes of status only, without events")
	f.StringVar(&as, "as", "csv", "`kind` of file: csv or parquet")
	f.Int64Var(&interactions, "interactions", 1000, "`number` of interactions to simulate")
	f.Uint64Var(&seed, "seed", 1, "`number` that the simulation starts from")
	f.BoolVar(&force, "force", false, "replace files that exist")
	return c
}

// sampleFormats are the formats that a sample can be written in.
func sampleFormats() []string {
	var names []string
	for _, w := range sample.Writers() {
		if !slices.Contains(names, w.Format) {
			names = append(names, w.Format)
		}
	}
	return names
}
