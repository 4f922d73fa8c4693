package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "print the version",
		Long:  "Print the version of segpath, and of Go and DuckDB's driver that it was built with.",
		Args:  exactly(0, ""),
		RunE: func(*cobra.Command, []string) error {
			info, _ := debug.ReadBuildInfo()
			_, err := io.WriteString(p.out, versionText(info))
			return err
		},
	}
}

// versionOf is the version that a program was built as.
func versionOf(info *debug.BuildInfo) string {
	if info == nil || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "development version"
	}
	return info.Main.Version
}

// buildVersion is this program's version.
func buildVersion() string {
	info, _ := debug.ReadBuildInfo()
	return versionOf(info)
}

// duckdbModule is DuckDB's driver; its version tells DuckDB's.
const duckdbModule = "github.com/duckdb/duckdb-go/v2"

func versionText(info *debug.BuildInfo) string {
	if info == nil {
		return "segpath\n"
	}
	s := "segpath " + versionOf(info) + "\n"
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			s += "commit " + setting.Value + "\n"
		}
	}
	s += info.GoVersion + "\n"
	for _, m := range info.Deps {
		if m.Path == duckdbModule {
			s += fmt.Sprintf("%s %s\n", m.Path, m.Version)
		}
	}
	return s
}
