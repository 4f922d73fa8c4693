package tui

import (
	"os"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/redact"
	"segpath/tui/path"
)

// From the list to a file, and back to the path with a word about it.
func TestTakeAPathAlong(t *testing.T) {
	t.Chdir(t.TempDir())
	d := start(t, sample, dark120, func(o *Options) {
		o.Redactor = func() (*redact.Redactor, error) { return redact.New([]byte("of the tests"), false), nil }
	})
	d.Press("enter", "e", "tab", "ctrl+r")
	if s := d.Screen(); !strings.Contains(s, "Export this path") || !strings.Contains(s, "path-redacted.txt") {
		t.Fatalf("no export in\n%s", s)
	}
	d.Press("enter")
	if s := d.Screen(); strings.Contains(s, "Export this path") || !strings.Contains(s, "written to path-redacted.txt") {
		t.Fatalf("it was not written:\n%s", s)
	}
	if out, err := os.ReadFile("path-redacted.txt"); err != nil || !strings.HasPrefix(string(out), "Interaction interaction-") {
		t.Errorf("got %q, %v", out, err)
	}
}

func TestAnExportCanOpenRedacted(t *testing.T) {
	d := start(t, sample, ascii80, func(o *Options) { o.Redact = true })
	d.Press("enter", "e")
	if s := d.Screen(); !strings.Contains(s, "path-redacted.md") || !strings.Contains(s, "become pseudonyms") {
		t.Fatalf("it is not redacted:\n%s", s)
	}
	d.Press("ctrl+r")
	if s := d.Screen(); strings.Contains(s, "path-redacted.md") {
		t.Errorf("it stays redacted:\n%s", s)
	}
	d = start(t, sample, ascii80, func(o *Options) { o.Redact, o.Queues = true, true })
	d.Press("enter", "e")
	if s := d.Screen(); !strings.Contains(s, "users and queues become") || strings.Contains(s, "queues stay") {
		t.Errorf("it does not say that queues go too:\n%s", s)
	}
}

func TestAnExportIsNeverWrittenOver(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("s.md", []byte("rows"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := start(t, sample, dark120, func(o *Options) { o.Sources = []string{"s.md"} })
	d.Press("enter", "e", "ctrl+u", "s", ".", "m", "d", "enter")
	if s := d.Screen(); !strings.Contains(s, "which is never written to") {
		t.Errorf("got\n%s", s)
	}
	if out, err := os.ReadFile("s.md"); err != nil || string(out) != "rows" {
		t.Errorf("got %q, %v", out, err)
	}
}

// A link's place is that of its own path alone.
func TestOnlyTheFirstPathOpensAtThePlaceOfTheLink(t *testing.T) {
	page, err := sample.Interactions(t.Context(), data.PageRequest{Sort: data.NewestFirst, Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	d := start(t, sample, dark120, func(o *Options) { o.ID, o.At = page.Rows[1].ID, path.Place{Step: 2} })
	if s := d.Screen(); !strings.Contains(s, "step 2 of") {
		t.Fatalf("it does not open at step 2:\n%s", s)
	}
	d.Press("esc", "enter")
	if s := d.Screen(); !strings.Contains(s, "step 1 of") {
		t.Errorf("another path opens elsewhere than at its first step:\n%s", s)
	}
}
