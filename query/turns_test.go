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

// Every interaction is in one part of one turn.
func TestPartsOfTurns(t *testing.T) {
	alone := []turn{{first: 1, last: 3 * maxTogether, all: true}}
	if got := parts(alone); len(got) != 1 || !got[0].all {
		t.Errorf("a turn that is alone has the parts %+v", got)
	}
	next := int32(1)
	all := parts([]turn{{first: 1, last: maxTogether}, {first: maxTogether + 1, last: 3*maxTogether + 5}, {first: 3*maxTogether + 6, last: 3*maxTogether + 6}})
	for _, p := range all {
		if p.first != next || p.last < p.first || p.last-p.first >= maxTogether || p.all {
			t.Errorf("part %+v, want one from %d", p, next)
		}
		next = p.last + 1
	}
	if len(all) != 5 || next != 3*maxTogether+7 {
		t.Errorf("%+v", all)
	}
}
