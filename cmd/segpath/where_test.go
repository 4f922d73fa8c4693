package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"segpath/data/document"
)

// Run folders that were made away from the cache are told, where there are any.
func TestRunFoldersAsideAreTold(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	told := func() (document.Kept, bool) {
		all := (&program{}).kept()
		n := slices.IndexFunc(all, func(k document.Kept) bool { return k.Name == "runs-aside" })
		if n < 0 {
			return document.Kept{}, false
		}
		return all[n], true
	}
	if k, ok := told(); ok {
		t.Errorf("%+v is told", k)
	}
	aside := filepath.Join(temp, fmt.Sprintf("segpath-%d", os.Getuid()), "run")
	if err := os.MkdirAll(aside, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(aside, "spill"), []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	if k, ok := told(); !ok || k.Path != aside || !k.There || k.Bytes != 3 {
		t.Errorf("%+v, %v", k, ok)
	}
}
