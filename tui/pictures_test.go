package tui

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"segpath/tui/svg"
)

// The README's pictures are what the program draws. Run with -update to draw them anew.
func TestPictures(t *testing.T) {
	update := flag.Lookup("update").Value.String() == "true" // the flag of the golden package
	for name, c := range map[string]struct {
		title  string
		height int
		change func(*Options)
		keys   []string
	}{
		"interactions.svg": {"The interactions of an export in a table, with the story and the rings of the selected one beside it", 34, func(*Options) {}, []string{"j", "j", "j", "j", "j", "j", "j", "j", "j", "j"}},
		"path.svg":         {"The path of one interaction: its steps, who was rung, the statuses, the queues, and all of it in time", 40, func(o *Options) { o.ID = "1543002467.103" }, []string{"]", "u"}},
	} {
		d := start(t, sample, look{w: 120, h: c.height}, c.change)
		d.Press(c.keys...)
		got := svg.Write(d.Buffer(), svg.Dark, c.title)
		file := filepath.Join("testdata", "pictures", name)
		if update {
			if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not what the program draws now: run go test ./tui -run TestPictures -update and look at it", file)
		}
	}
}
