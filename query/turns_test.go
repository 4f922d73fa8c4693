package query

import (
	"os"
	"path/filepath"
	"testing"
)

// Summed up a few at a time, an export of any format says what it says at once: loaded, in its place, and sorted.
func TestTurnsSayWhatAllSay(t *testing.T) {
	folders, err := os.ReadDir("../sample/exports")
	if err != nil {
		t.Fatal(err)
	}
	dirs := []string{dayFiles(t)}
	for _, f := range folders {
		dirs = append(dirs, filepath.Join("../sample/exports", f.Name()))
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			whole, _ := keeping(t, Options{Exports: []string{dir}, TimeZone: "UTC"})
			for _, size := range []int64{1, 7, 50} {
				if size == 1 && whole.export.InteractionCount > 100 {
					continue
				}
				parts, _ := keeping(t, Options{Exports: []string{dir}, TimeZone: "UTC", turn: size})
				sameAnswers(t, parts, whole)
				if parts.near != whole.near {
					t.Errorf("in turns of %d the files stay in their place: %t", size, parts.near)
				}
			}
		})
	}
}
