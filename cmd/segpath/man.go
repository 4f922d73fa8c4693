package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func (p *program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "print the manual page",
		Long:    "Print the manual page of segpath and all its commands, for man.",
		Example: "  segpath man | man -l -\n  segpath man > ~/.local/share/man/man1/segpath.1",
		Args:    exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := io.WriteString(p.out, manPage(c.Root()))
			return err
		},
	}
}

// manPage is the manual page, made of the help of all commands.
func manPage(root *cobra.Command) string {
	m := &manual{}
	m.line(`.TH SEGPATH 1 "" segpath "User Commands"`)
	m.section("NAME")
	m.text(root.Name() + " - " + root.Short)
	m.section("SYNOPSIS")
	for _, c := range append([]*cobra.Command{root}, visible(root)...) {
		_, arguments, _ := strings.Cut(c.Use, " ")
		m.line(".br")
		m.line(`\fB` + roff(c.CommandPath()) + `\fR [flags] ` + roff(arguments))
	}
	m.section("DESCRIPTION")
	m.text(root.Long)
	m.section("OPTIONS")
	m.flags(root)
	m.section("COMMANDS")
	for _, c := range visible(root) {
		m.line(".SS " + roff(c.CommandPath()))
		m.text(c.Long)
		m.flags(c)
		m.examples(c)
	}
	m.section("FILTERS")
	m.text(filterHelp())
	m.section("EXAMPLES")
	m.examples(root)
	m.section("FILES")
	m.text("The settings stand in segpath/config.toml in the configuration folder, ~/.config on Linux; where prints all files that are used.")
	for _, s := range settings {
		m.tagged(`\fB`+roff(s.key)+`\fR = \fI`+roff(s.example)+`\fR`, strings.ReplaceAll(s.about, "`", ""))
	}
	m.section("ENVIRONMENT")
	m.tagged(`\fBNO_COLOR\fR`, "Set to anything: no colours.")
	m.tagged(`\fBXDG_CONFIG_HOME\fR, \fBXDG_STATE_HOME\fR, \fBXDG_CACHE_HOME\fR`, "Where the folders for settings, for what is remembered and for temporary files are.")
	m.tagged(`\fBTZ\fR`, "Time zone of times for which none is known.")
	return m.String()
}

// visible are the commands that the help lists.
func visible(root *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() && c.Name() != "help" {
			all = append(all, c)
		}
	}
	return all
}

// manual is a page that is being written in roff.
type manual struct{ strings.Builder }

func (m *manual) line(s string) { m.WriteString(s + "\n") }

func (m *manual) section(name string) { m.line(".SH " + name) }

// text writes paragraphs: those of a help stand apart by a blank line, and their lines run on, unless they are
// set in.
func (m *manual) text(s string) {
	for n, paragraph := range strings.Split(s, "\n\n") {
		if n > 0 {
			m.line(".PP")
		}
		setIn := strings.HasPrefix(paragraph, "  ")
		if setIn {
			m.line(".nf")
		}
		for _, line := range strings.Split(paragraph, "\n") {
			m.line(roff(line))
		}
		if setIn {
			m.line(".fi")
		}
	}
}

// tagged writes a name, in roff, and what is said of it.
func (m *manual) tagged(name, about string) {
	m.line(".TP")
	m.line(name)
	m.text(about)
}

// flags writes the flags that a command has of its own.
func (m *manual) flags(c *cobra.Command) {
	c.InitDefaultHelpFlag()
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || c.HasParent() && f.Name == "help" {
			return
		}
		value, about := pflag.UnquoteUsage(f)
		name := `\fB` + roff("--"+f.Name) + `\fR`
		if f.Shorthand != "" {
			name = `\fB` + roff("-"+f.Shorthand) + `\fR, ` + name
		}
		if value != "" {
			name += ` \fI` + roff(value) + `\fR`
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			about += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		m.tagged(name, about)
	})
}

// examples writes a command's examples, a line each.
func (m *manual) examples(c *cobra.Command) {
	if c.Example == "" {
		return
	}
	m.line(".PP")
	m.line(".nf")
	for _, line := range strings.Split(c.Example, "\n") {
		m.line(roff(line))
	}
	m.line(".fi")
}

var roffEscapes = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)

// roff makes text that reads as it is: no line of it is a command of roff, and dashes stay dashes.
func roff(s string) string {
	s = roffEscapes.Replace(s)
	if strings.HasPrefix(s, ".") {
		return `\&` + s
	}
	return s
}
