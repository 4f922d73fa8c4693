package sample

import (
	"embed"
	"fmt"
	"io/fs"

	"segpath/data"
)

//go:embed exports
var exports embed.FS

// Export is the small sample export of a format, as its files lie in sample/exports/<format>. The error
// is a data.Problem: there is no sample of that format.
func Export(format string) (fs.FS, error) {
	folders, err := fs.ReadDir(exports, "exports")
	if err != nil {
		return nil, fmt.Errorf("read the embedded exports: %w", err)
	}
	for _, folder := range folders {
		if folder.Name() == format {
			return fs.Sub(exports, "exports/"+format)
		}
	}
	return nil, data.Problemf(data.Usage, "`segpath formats` lists the formats", "there is no sample of a format named %q", format)
}

// Builtin is the simulation behind the sample exports: three days of a small centre, with the paths that
// show most of what the program can tell.
func Builtin() *Simulation {
	return New(Options{Seed: 20, Interactions: 46, Days: 3, Users: 14, Queues: 6, Stories: true})
}
