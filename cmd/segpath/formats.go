package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/document"
	"segpath/data/format"
	"segpath/data/wholefile"
	"segpath/query/files"
)

func (p *program) formatsCommand() *cobra.Command {
	var out output
	var schema bool
	c := &cobra.Command{
		Use:   "formats [NAME|DIR]",
		Short: "print what each format needs, reads, and can say",
		Long: `Print the formats of exports that segpath reads: the built-in ones, and your own in the folder formats of
the configuration folder. With NAME, or the DIR of a format of your own, print one in full: its tables and
columns, the headers they are found under, what such an export can and cannot say, and every rule with
its source. A format of your own is a folder with a manifest.toml and, where its tables are not
segpath's own, SQL: segments.sql makes the steps; interactions.sql, queues.sql, users.sql and accounts.sql
what they are named after; context.sql tells why rows were left out, notices.sql what the reader should know.

--schema prints the JSON Schema of what --json prints of path, list, users and check.`,
		Example: "  segpath formats\n  segpath formats segpath\n  segpath formats ./mine",
		Args:    atMost(1),

		ValidArgsFunction: func(c *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return firstOf(formatNames())(c, args, word)
		},
		RunE: func(c *cobra.Command, args []string) error {
			as, err := out.encoding(c)
			if err != nil {
				return err
			}
			if schema && (len(args) > 0 || as != document.Text) {
				return usage(c, "--schema prints one JSON Schema: it takes no format and no other encoding")
			}
			if schema {
				return document.WriteSchema(interruptible{c.Context(), p.out})
			}
			asked := ""
			if len(args) == 1 {
				asked = args[0]
			}
			known, name, err := p.formats(c.Context(), asked)
			if err != nil {
				return err
			}
			d := document.Formats{List: known}
			if asked != "" {
				one, err := format.Named(known, name)
				if err != nil {
					return err
				}
				d = document.Formats{List: []*format.Format{one}, Full: true}
			}
			return p.print(c.Context(), d, as)
		},
	}
	out.flags(c)
	c.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of the JSON of path, list, users and check")
	return c
}

// ownFormats are the formats in the configuration folder.
type ownFormats struct {
	formats []*format.Format
	faults  []ownFault
}

// ownFault is a format that cannot be used.
type ownFault struct {
	name string // of its folder; empty: the folder of all of them
	err  error
}

// readOwnFormats reads every format in a folder; one that is not there has none.
func readOwnFormats(folder string) (own ownFormats) {
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		return own
	}
	names, err := format.Folders(files.Folder(folder))
	if err != nil {
		err = data.Problemf(data.Failed, "that folder holds a folder for each format; check the rights there", "the folder of your own formats, %s, cannot be read: %w", folder, wholefile.Bare(err))
		return ownFormats{faults: []ownFault{{"", err}}}
	}
	for _, name := range names {
		dir := filepath.Join(folder, name)
		f, err := format.LoadOwn(files.Folder(dir), dir)
		if err == nil {
			if other, twice := format.Named(own.formats, f.Name); twice == nil {
				err = data.Problemf(data.Failed, "give one of them another name", "there are two formats %q: %s and %s", f.Name, other.Folder, dir)
			}
		}
		if err != nil {
			own.faults = append(own.faults, ownFault{name, err})
			continue
		}
		own.formats = append(own.formats, f)
	}
	return own
}

// formats are the formats that exports are held against, the user's own first, and the name of the one that
// was asked for: by its name, or by its folder. A fault of another one is reported, and it is left out.
func (p *program) formats(ctx context.Context, asked string) (known []*format.Format, name string, err error) {
	if p.own == nil {
		own := readOwnFormats(formatsFolder())
		p.own = &own
		for _, fault := range own.faults {
			if asked == "" || fault.name != asked {
				p.warn(ctx, fault.err, "it is left out")
			}
		}
		p.tellOverridden(own.formats)
	}
	for _, fault := range p.own.faults {
		if asked != "" && fault.name == asked {
			return nil, "", fault.err
		}
	}
	known = format.Beside(p.own.formats)
	if _, unknown := format.Named(known, asked); asked == "" || unknown == nil {
		return known, asked, nil
	}
	if !isFolder(asked) {
		return known, asked, nil // whoever looks for it says that there is none
	}
	f, err := format.LoadOwn(files.Folder(asked), filepath.Clean(asked))
	if err != nil {
		return nil, "", err
	}
	f.Apart = true
	if _, taken := format.Named(known, f.Name); taken == nil {
		p.note("the format %s is read from %s, instead of the other one of that name", f.Name, f.Folder)
	}
	kept := []*format.Format{f}
	for _, o := range p.own.formats {
		if o.Name != f.Name {
			kept = append(kept, o)
		}
	}
	return format.Beside(kept), f.Name, nil
}

// tellOverridden says which built-in formats the user's own stand for.
func (p *program) tellOverridden(own []*format.Format) {
	for _, f := range own {
		if _, err := format.Get(f.Name); err == nil {
			p.note("the format %s is your own, in %s, instead of the built-in one", f.Name, f.Folder)
		}
	}
}

// isFolder tells whether a format was asked for by its folder: by what can only be one, or is one.
func isFolder(asked string) bool {
	if strings.ContainsRune(asked, os.PathSeparator) || strings.Contains(asked, "/") {
		return true
	}
	info, err := os.Stat(asked)
	return err == nil && info.IsDir()
}
