package csvfile

import (
	"errors"
	"slices"
	"testing"

	"segpath/data"
)

// FuzzInspect holds for any bytes at all: a sentence, or a scan that accounts for every record, that
// both ways of reading agree on, and whose copy is clean and holds the same.
func FuzzInspect(f *testing.F) {
	for _, trap := range traps {
		f.Add([]byte(trap.content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		scan, err := tryInspect(t, string(content))
		if err != nil {
			var told *data.Problem
			if !errors.As(err, &told) || told.Hint == "" {
				t.Fatalf("no sentence: %v", err)
			}
			return
		}
		if scan.Copied && !scan.MultiLine { // in the copy's dialect a quoted line may look like a record
			copyIsClean(t, scan)
		}
	})
}

// copyIsClean inspects a copy: it needs no copy, and says the same.
func copyIsClean(t *testing.T, scan *Scan) {
	t.Helper()
	again, err := Inspect(t.Context(), scan.ReadPath, Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatalf("the copy of %v: %v", scan, err)
	}
	if again.RejectedCount > 0 || again.Blank > 0 || again.Accepted+again.Totals != scan.Accepted || again.Totals == 0 && again.LongestRecord != scan.LongestRecord {
		t.Fatalf("the copy is not clean: %v %v, of %v", again, again.Rejected, scan)
	}
	if !slices.Equal(again.Names, scan.Names) {
		t.Fatalf("the copy has the names %q, the file %q", again.Names, scan.Names)
	}
}
