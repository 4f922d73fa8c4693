package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"segpath/data/text"
	"segpath/query"
	"segpath/query/files"
	"segpath/tui/path"
)

// placeFlags say where the terminal interface opens: what a copied link holds.
type placeFlags struct {
	id, view string
	step     int
}

func (f *placeFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.id, "id", "", "open the path of the interaction with this `id`")
	c.Flags().IntVar(&f.step, "step", 0, "open the path of --id at the step with this `number`")
	c.Flags().StringVar(&f.view, "view", "", "open the path of --id with the focus on this `pane`: "+strings.Join(path.Views, ", "))
}

// check looks at what can be known to be wrong before anything is opened. search is what else was asked for.
func (f *placeFlags) check(c *cobra.Command, search string) error {
	switch {
	case f.id == "" && c.Flags().Changed("id"):
		return usage(c, "--id needs the id of an interaction")
	case f.id == "" && (c.Flags().Changed("step") || f.view != ""):
		return usage(c, "--step and --view need the --id of a path")
	case f.id != "" && search != "":
		return usage(c, "--id and the search for %q exclude each other", search)
	case c.Flags().Changed("step") && f.step < 1:
		return usage(c, "--step: steps are counted from 1")
	case f.view != "" && !slices.Contains(path.Views, f.view):
		return usage(c, "--view: there is no pane %q; there are %s", f.view, strings.Join(path.Views, ", "))
	}
	return nil
}

// find looks the path up before the first screen, because an id or a step that is not there is an exit
// code, not a screen. It returns the interaction's own id: another id may lead to it.
func (f *placeFlags) find(ctx context.Context, c *cobra.Command, engine *query.Engine) (string, error) {
	chain, err := engine.Chain(ctx, f.id)
	if err != nil {
		return "", err
	}
	if steps := len(chain.Steps()); f.step > steps {
		return "", usage(c, "--step: the path of %s has no step %d, only %d", chain.Asked, f.step, steps)
	}
	return chain.Asked, nil
}

// openingCommand is the command line that opens the exports as they were opened now, from any folder; the zone in
// which times are shown is the interface's to tell.
func openingCommand(e *exportFlags, exports []string) string {
	words := []string{"segpath"}
	for _, export := range exports {
		if whole, err := filepath.Abs(export); err == nil && export != files.Stdin {
			export = whole
		}
		words = append(words, text.ShellQuote(export))
	}
	for _, flag := range []struct{ name, value string }{
		{"--format", e.format}, {"--tz", e.zone}, {"--date-format", e.dateFormat},
	} {
		if flag.value != "" {
			words = append(words, flag.name, text.ShellQuote(flag.value))
		}
	}
	return strings.Join(words, " ")
}
