package tablefile_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"segpath/data"
	"segpath/query/tablefile"
	"segpath/sample"
)

var updateExports = flag.Bool("update-exports", false, "write the sample exports anew")

// TestSampleExportIsCurrent writes the built-in exports again: they must be what is embedded, byte for byte.
func TestSampleExportIsCurrent(t *testing.T) {
	for _, w := range sample.Writers() {
		if w.Kind == "" {
			t.Run(w.Format, func(t *testing.T) { exportIsCurrent(t, w.Format, w.Tables(sample.Builtin())) })
		}
	}
}

func exportIsCurrent(t *testing.T, format string, tables []data.Table) {
	dir := t.TempDir()
	if *updateExports {
		dir = filepath.Join("..", "..", "sample", "exports", format)
	}
	write(t, dir, tablefile.Options{Force: *updateExports}, tables...)
	if *updateExports {
		for _, table := range tables {
			if err := os.Chmod(filepath.Join(dir, tablefile.Name(&table, tablefile.CSV)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	embedded, err := sample.Export(format)
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(embedded, "*")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(tables) {
		t.Errorf("embedded are %v, %d tables are written", files, len(tables))
	}
	size := 0
	for _, table := range tables {
		want, err := os.ReadFile(filepath.Join(dir, tablefile.Name(&table, tablefile.CSV)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := fs.ReadFile(embedded, tablefile.Name(&table, tablefile.CSV))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is stale: go test ./query/tablefile -run TestSampleExportIsCurrent -update-exports", table.Name)
		}
		size += len(got)
	}
	if size > 60_000 {
		t.Errorf("the sample is %d bytes", size)
	}
}
