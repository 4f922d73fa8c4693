package main

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/filter"
	"segpath/data/format"
	"segpath/tui/path"
)

// shells are those that a completion can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func (p *program) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "print the completion script for a shell",
		Long: `Print the script that completes segpath's commands, flags and their values in a shell: bash, zsh, fish
or powershell. EXPORT and other files are completed by the shell itself.`,
		Example: `  source <(segpath completion bash)
  segpath completion zsh > "${fpath[1]}/_segpath"
  segpath completion fish > ~/.config/fish/completions/segpath.fish`,
		Args:              exactly(1, "a SHELL: "+strings.Join(shells, ", ")),
		ValidArgsFunction: firstOf(shells),
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(p.out, true)
			case "zsh":
				return root.GenZshCompletion(p.out)
			case "fish":
				return root.GenFishCompletion(p.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(p.out)
			}
			return usage(c, "there is no completion script for %q; there are scripts for %s", args[0], strings.Join(shells, ", "))
		},
	}
}

// completeFlags completes the values of flags by their names, on every command that has them; a flag
// that takes a file is left to the shell.
func completeFlags(root *cobra.Command) error {
	zones := func() []string { return zoneNames(zoneFolders()...) }
	values := map[string]func() []string{
		"format": formatNames, "sort": sortWords, "theme": func() []string { return backgrounds },
		"tz": zones, "display-tz": zones, "date-format": func() []string { return []string{"mdy", "dmy"} },
		"view": func() []string { return path.Views }, "as": func() []string { return []string{"csv", "parquet"} },
		"by": func() []string { return groupWords }, "abandons": func() []string { return abandonsWords },
	}
	var errs []error
	for _, c := range append(root.Commands(), root) {
		for flag, of := range values {
			if c.Flags().Lookup(flag) == nil {
				continue
			}
			if c.Name() == "sample" && flag == "format" {
				of = sampleFormats
			}
			errs = append(errs, c.RegisterFlagCompletionFunc(flag, chosenFrom(of)))
		}
		for _, flag := range []string{"id", "step", "memory", "threads", "limit", "after", "interactions", "seed", "since", "expect", "sl"} {
			if c.Flags().Lookup(flag) != nil {
				errs = append(errs, c.RegisterFlagCompletionFunc(flag, cobra.NoFileCompletions))
			}
		}
		if c.Flags().Lookup("filter") != nil {
			errs = append(errs, c.RegisterFlagCompletionFunc("filter", filterWords))
		}
	}
	return errors.Join(errs...)
}

// chosenFrom completes a word by those of a list.
func chosenFrom(of func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return beginWith(of(), word), cobra.ShellCompDirectiveNoFileComp
	}
}

// filterWords completes a filter as far as it goes without an export: fields, choices, and the steps of a path.
func filterWords(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var words []string
	for _, c := range filter.Complete(typed, len(typed), filter.Unopened().Has, data.Vocabulary{}) {
		words = append(words, cobra.CompletionWithDesc(c.Text, c.About))
	}
	return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// firstOf completes the first argument by a list, and no other.
func firstOf(words []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return beginWith(words, word), cobra.ShellCompDirectiveNoFileComp
	}
}

// filesAfterFirst leaves every argument but the first to the shell: the first is an id.
func filesAfterFirst(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return byShell(nil, nil, "")
}

// byShell leaves arguments to the shell, which completes files.
func byShell(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

// beginWith are the words that begin with a prefix, case aside.
func beginWith(words []string, prefix string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return len(w) < len(prefix) || !strings.EqualFold(w[:len(prefix)], prefix)
	})
}

// formatNames are the formats that --format knows by name, the user's own among them.
func formatNames() []string {
	var names []string
	for _, f := range format.Beside(readOwnFormats(formatsFolder()).formats) {
		names = append(names, f.Name)
	}
	return names
}

// sortWords are what --sort takes.
func sortWords() []string {
	var words []string
	for _, f := range data.SortFields {
		words = append(words, string(f), string(f)+":desc")
	}
	return words
}

// commonZones are completed where the system has no list: the program itself knows every zone, but cannot
// name them.
var commonZones = []string{
	"UTC", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "America/Chicago", "America/Denver",
	"America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Sao_Paulo", "America/Toronto",
	"Asia/Dubai", "Asia/Hong_Kong", "Asia/Kolkata", "Asia/Manila", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore",
	"Asia/Tokyo", "Australia/Sydney", "Europe/Berlin", "Europe/Budapest", "Europe/London", "Europe/Madrid",
	"Europe/Paris", "Europe/Rome", "Europe/Warsaw", "Pacific/Auckland",
}

// zoneFolders are where systems keep their zones, as Go looks for them.
func zoneFolders() []fs.FS {
	var folders []fs.FS
	for _, dir := range []string{"/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"} {
		folders = append(folders, os.DirFS(dir))
	}
	return folders
}

// zoneNames lists the zones of the first folder that has any, else the common ones. Names in small letters
// are other forms of the same zones, and no zones.
func zoneNames(folders ...fs.FS) []string {
	for _, folder := range folders {
		var names []string
		_ = fs.WalkDir(folder, ".", func(name string, e fs.DirEntry, err error) error {
			switch {
			case err != nil && name == ".":
				return err
			case err != nil || name == ".":
				return nil
			case !unicode.IsUpper(rune(name[0])) && e.IsDir():
				return fs.SkipDir
			case unicode.IsUpper(rune(name[0])) && !e.IsDir() && checkZone(name) == nil:
				names = append(names, name)
			}
			return nil
		}) // a folder that is not there has no zones
		if len(names) > 0 {
			return names
		}
	}
	return commonZones
}
