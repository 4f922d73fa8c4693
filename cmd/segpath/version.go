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

// duckdbModule is DuckDB's driver; its version tells DuckDB's.
const duckdbModule = "github.com/duckdb/duckdb-go/v2"

func versionText(info *debug.BuildInfo) string {
	if info == nil {
		return "segpath\n"
	}
	version := info.Main.Version
	if version == "" || version == "(devel)" {
		version = "development version"
	}
	s := "segpath " + version + "\n"
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
