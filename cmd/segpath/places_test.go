package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/query/files"
	"segpath/tui"
	"segpath/tui/interactions"
	"segpath/tui/path"
)

var placesNow = time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)

// exportOf is the key of an export that the tests make up.
func exportOf(n int) string {
	return exportKey([]files.File{{Path: fmt.Sprintf("/exports/%d.csv", n)}})
}

func placesOf(t *testing.T, name string, now time.Time) []keptPlace {
	t.Helper()
	kept, err := readPlaces(name, now)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func TestAPlaceIsKeptWhole(t *testing.T) {
	name := filepath.Join(t.TempDir(), "new", placesName)
	at := tui.Place{
		List: interactions.Place{ID: "00\x1b7\n", Sort: data.Sort{Field: data.SortWait, Desc: true}, Filter: "rings>=2 queue:\"A\tB\""},
		ID:   "00\x1b7\n", At: path.Place{Step: 3, View: "rings"},
	}
	if err := writePlace(name, exportOf(1), at, placesNow); err != nil {
		t.Fatal(err)
	}
	if err := writePlace(name, exportOf(2), tui.Place{List: interactions.Place{ID: "x"}}, placesNow); err != nil {
		t.Fatal(err)
	}
	for _, k := range placesOf(t, name, placesNow) {
		if k.Export == exportOf(1) && k.place() != at {
			t.Errorf("kept was %+v, read is %+v", at, k.place())
		}
	}
	for file, mode := range map[string]os.FileMode{name: 0o600, filepath.Dir(name): 0o700} {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", file, info.Mode(), err)
		}
	}
	content, err := os.ReadFile(name)
	if err != nil || strings.Contains(string(content), "exports") || strings.Contains(string(content), "\x1b") {
		t.Errorf("the file holds %q, %v", content, err)
	}
	left, err := os.ReadDir(filepath.Dir(name))
	if err != nil || len(left) != 1 {
		t.Errorf("there are %v, %v", left, err)
	}
}

func TestThereIsOnePlaceAnExportAndNoneOfItsStart(t *testing.T) {
	name := filepath.Join(t.TempDir(), placesName)
	if err := writePlace(name, exportOf(1), tui.Place{}, placesNow); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(name); !os.IsNotExist(err) {
		t.Errorf("a file was made for nothing: %v", err)
	}
	for n, id := range []string{"a", "b"} {
		if err := writePlace(name, exportOf(1), tui.Place{ID: id}, placesNow.Add(time.Duration(n)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if kept := placesOf(t, name, placesNow); len(kept) != 1 || kept[0].ID != "b" {
		t.Errorf("kept are %+v", kept)
	}
	if err := writePlace(name, exportOf(1), tui.Place{ID: strings.Repeat("x", longestID+1)}, placesNow); err != nil {
		t.Fatal(err)
	}
	long := tui.Place{ID: "c", List: interactions.Place{Filter: strings.Repeat("x", longestID+1)}}
	if err := writePlace(name, exportOf(2), long, placesNow); err != nil {
		t.Fatal(err)
	}
	if kept := placesOf(t, name, placesNow); len(kept) != 0 {
		t.Errorf("kept are %+v", kept)
	}
}

func TestPlacesAreBoundedInNumberAndAge(t *testing.T) {
	name := filepath.Join(t.TempDir(), placesName)
	for n := range maxPlaces + 5 {
		if err := writePlace(name, exportOf(n), tui.Place{ID: "x"}, placesNow.Add(time.Duration(n)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	kept := placesOf(t, name, placesNow)
	if len(kept) != maxPlaces || kept[0].Export != exportOf(maxPlaces+4) || kept[maxPlaces-1].Export != exportOf(5) {
		t.Errorf("%d places are kept", len(kept))
	}
	later := placesNow.Add(oldestOf + 10*time.Minute)
	if kept := placesOf(t, name, later); len(kept) != maxPlaces-5 {
		t.Errorf("after a fortnight %d places are left", len(kept))
	}
	if err := writePlace(name, exportOf(1000), tui.Place{ID: "x"}, later.Add(24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(name)
	if n := strings.Count(string(content), "\n"); err != nil || n != 1 {
		t.Errorf("%d lines are left, %v", n, err)
	}
}

func TestDamagedPlacesAreNamedAndTheOthersStay(t *testing.T) {
	good := `{"export":"` + exportOf(1) + `","left":"2026-03-05T11:00:00Z","id":"007"}`
	for _, c := range []struct {
		content, told string
		kept          int
	}{
		{good + "\n\x00\xff{\n", ":2: this is not a place where an export was left: it is damaged", 1},
		{"\n" + good, ":1: ", 1},
		{strings.Replace(good, `"id":"007"`, `"view":"attic"`, 1), `:1: this is not a place where an export was left: there is no pane "attic"`, 0},
		{strings.Replace(good, `"id":"007"`, `"step":-1`, 1), "there is no step -1", 0},
		{strings.Replace(good, `"id":"007"`, `"sort":"colour"`, 1), `there is no field "colour"`, 0},
		{strings.Replace(good, exportOf(1), "zz", 1), "it names no export", 0},
		{`{"export":"` + exportOf(1) + `"}`, "it has no time", 0},
		{`[]`, "it is damaged", 0},
		{good[:40], "it is damaged", 0},
		{strings.Repeat(good+"\n", 20_000), "longer than", 0},
		{good + "\n" + strings.Repeat("x", 200_000), ":2: ", 1},
	} {
		name := filepath.Join(t.TempDir(), placesName)
		if err := os.WriteFile(name, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		kept, err := readPlaces(name, placesNow)
		if err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), c.told) || len(kept) != c.kept {
			t.Errorf("%.60q: %d are kept, and told is %v", c.content, len(kept), err)
		}
		if err := writePlace(name, exportOf(2), tui.Place{ID: "x"}, placesNow); err != nil {
			t.Error(err)
		}
		if kept := placesOf(t, name, placesNow); len(kept) != c.kept+1 {
			t.Errorf("%.60q: %d are kept after the next run", c.content, len(kept))
		}
	}
	if _, err := readPlaces(t.TempDir(), placesNow); err == nil {
		t.Error("a folder is read as places")
	}
}

// In a real terminal: an export opens where it was left, says so, and not with --fresh or keep = false.
func TestAnExportOpensWhereItWasLeft(t *testing.T) {
	x := newTerminal(t, 120, 40)
	x.types("segpath sample export --interactions 20 --quiet; echo written")
	x.shows("^written$")
	x.start("segpath export")
	x.shows("1 of 20")
	x.press("j", "j", "Enter")
	x.shows("step 1 of")
	x.press("j", "2")
	x.shows("step 2 of")
	x.press("C-c")
	x.endedWith(0)

	back := "back where you left it; --fresh starts anew"
	x.start("cd export; segpath ../export/ .") // the same files under other names
	x.shows(back)
	x.shows("Path|step 2 of")
	x.press("j")
	x.shows("step [23] of")
	x.press("q")
	x.shows("3 of 20")
	x.press("C-c")
	x.endedWith(0)

	x.start("segpath --fresh .")
	x.shows("1 of 20")
	if s := x.screen(); strings.Contains(s, back) {
		t.Errorf("it is said with --fresh:\n%s", s)
	}
	x.press("j", "Enter")
	x.shows("step 1 of")
	x.press("C-c")
	x.endedWith(0)

	places := x.file("state/segpath/" + placesName)
	x.types("mkdir -p ../config/segpath; echo 'keep = false' > ../config/segpath/config.toml")
	x.start("segpath .")
	x.shows("1 of 20")
	x.press("j", "j", "j")
	x.shows("4 of 20")
	x.press("C-c")
	x.endedWith(0)
	if now := x.file("state/segpath/" + placesName); now != places {
		t.Errorf("with keep = false the places have become %s", now)
	}
}

// In a real terminal: the filter is there again, with its chips, and can be taken out; not with --fresh.
func TestAnExportOpensWithItsFilter(t *testing.T) {
	x := newTerminal(t, 80, 24)
	x.types("segpath sample export --interactions 40 --quiet; echo written")
	x.shows("^written$")
	x.start("segpath export")
	x.shows("1 of 40")
	x.press("/")
	x.types("rings>=1 -is:open")
	x.shows(`rings>=1 ✕ +-is:open ✕ .* of 40 match`)
	x.press("j", "C-c")
	x.endedWith(0)

	x.start("segpath export")
	x.shows("back where you left it; --fresh starts anew")
	x.shows(`rings>=1 ✕ +-is:open ✕ .* of 40 match`)
	x.shows("2 of [0-9]+ *$")
	x.press("Tab", "x")
	x.shows(`^ ▌-is:open ✕ .* of 40 match`)
	x.press("C-c")
	x.endedWith(0)

	x.start("segpath export --fresh")
	x.shows("1 of 40")
	x.shows("^ sorted by created")
	x.press("C-c")
	x.endedWith(0)
}

// What is damaged stops no screen: it is told on the terminal before it, and over it.
func TestACorruptConfigurationAndStateStopNoScreen(t *testing.T) {
	x := newTerminal(t, 120, 40)
	for name, content := range map[string]string{"config/segpath/config.toml": "ascii = true\nthem = 1\n", "state/segpath/" + placesName: "damaged\n"} {
		name = filepath.Join(x.dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	x.types("segpath sample export --interactions 5 --quiet; clear")
	x.start("segpath export")
	x.shows("Please note")
	x.shows("there is no setting")
	x.shows(`Did you mean theme\?`)
	x.press("Escape")
	x.shows("it is damaged")
	x.press("Escape")
	x.shows(listed)
	x.press("q")
	x.endedWith(0)
	for _, line := range []string{`config\.toml:2: `, `places\.jsonl:1: `} {
		x.shows(line)
	}
}
