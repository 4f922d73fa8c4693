package main

import (
	"strings"

	"github.com/spf13/cobra"

	"segpath/data"
)

// helpCommand prints the help of a command or topic. What there is none of is wrong usage.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "help [COMMAND]",
		Short:             "print the help of a command",
		Long:              "Print the help of a command, or of a topic such as filter.",
		Example:           "  segpath help list\n  segpath help filter",
		ValidArgsFunction: completeHelp,
		RunE: func(c *cobra.Command, args []string) error {
			of, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				asked := strings.Join(args, " ")
				hint := "`segpath --help` lists the commands"
				if meant := mistyped(c.Root(), asked); meant != "" {
					hint = "Did you mean `" + meant + "`?"
				}
				return data.Problemf(data.Usage, hint, "there is no command or topic %q", asked)
			}
			of.InitDefaultHelpFlag() // it is told among the flags
			return of.Help()
		},
	}
}

// completeHelp completes the commands and topics below those that are named.
func completeHelp(c *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var all []cobra.Completion
	if of, rest, err := c.Root().Find(args); err == nil && len(rest) == 0 {
		for _, below := range of.Commands() {
			if (below.IsAvailableCommand() || below.IsAdditionalHelpTopicCommand()) && strings.HasPrefix(below.Name(), word) {
				all = append(all, cobra.CompletionWithDesc(below.Name(), below.Short))
			}
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

// mistyped is the command, with the program's name, that the first of some words nearly is; empty where it is near none.
func mistyped(root *cobra.Command, words string) string {
	word, _, _ := strings.Cut(words, " ")
	if len(word) < 3 { // anything is near a word so short
		return ""
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	near, ok := data.Nearest(word, names)
	if !ok {
		return ""
	}
	return root.Name() + " " + near
}
