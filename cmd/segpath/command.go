package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"segpath/data"
)

// command makes the command line. Errors come back to run, which prints them.
func (p *program) command(args []string) *cobra.Command {
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(helpCommand())
	root.PersistentFlags().BoolVarP(&p.quiet, "quiet", "q", false, "print no notes and no progress")
	root.PersistentFlags().StringVar(&p.configFile, "config", "", "`file` of settings, instead of config.toml in the configuration folder")
	root.PersistentFlags().StringVar(&p.logFile, "log", "", "`file` to which is logged what is done")
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error { return p.begin(c) }
	root.AddCommand(
		p.pathCommand(), p.listCommand(), p.ringsCommand(), p.usersCommand(), p.queuesCommand(), p.statusesCommand(), p.variantsCommand(), p.checkCommand(),
		p.sampleCommand(), p.formatsCommand(), p.cacheCommand(), p.whereCommand(), p.completionCommand(), p.manCommand(), p.versionCommand(),
		p.filterTopic(),
	)
	if err := completeFlags(root); err != nil {
		panic(err) // a flag was registered twice: no command line leads here
	}
	return root
}

// begin is what comes before every command: the log, and the settings.
func (p *program) begin(c *cobra.Command) error {
	if err := p.openLog(); err != nil {
		return err
	}
	p.log.InfoContext(c.Context(), "started", "command", c.CommandPath(), "version", buildVersion())
	return p.configure(c)
}

// usage is the problem of a command that was called wrongly.
func usage(c *cobra.Command, format string, args ...any) error {
	return &data.Problem{
		Code: data.Usage, Text: fmt.Sprintf(format, args...),
		Hint: "usage: " + c.UseLine() + "; more with " + c.CommandPath() + " --help",
	}
}

// atLeast takes n arguments or more; what names them in the error: "an EXPORT".
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return usage(c, "%s needs %s", c.CommandPath(), what)
		}
		return nil
	}
}

// atMost takes n arguments at the most.
func atMost(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return usage(c, "%s does not know what to do with %q", c.CommandPath(), strings.Join(args[n:], " "))
		}
		return nil
	}
}

// exactly takes n arguments.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := atLeast(n, what)(c, args); err != nil {
			return err
		}
		return atMost(n)(c, args)
	}
}
