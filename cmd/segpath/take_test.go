package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// In a real terminal: a link opens its step and pane, and the path is written to a file without its people.
func TestALinkOpensAndAPathIsTakenAlong(t *testing.T) {
	x := newTerminal(t, 120, 40)
	x.start("segpath --id sfprntd5 --step 4 --view rings")
	x.shows(`step 4 of 7`)
	x.press("e")
	x.shows(`Export this path`)
	x.press("Down", "C-r")
	x.shows(`path-redacted\.txt`)
	x.press("Enter")
	x.shows(`written to path-redacted\.txt`)
	x.press("q")
	x.shows(listed)
	x.press("q")
	x.endedWith(0)
	out := x.file("path-redacted.txt")
	if !strings.Contains(out, "user-") || strings.Contains(out, "Müller") || strings.Contains(out, "sfprntd5") {
		t.Errorf("the file is\n%s", out)
	}

	// With somebody else's key: the same as the command prints with it, without being asked to redact.
	if err := os.WriteFile(filepath.Join(x.dir, "key"), []byte(strings.Repeat("0a", 32)), 0o600); err != nil {
		t.Fatal(err)
	}
	x.types("clear; segpath path sfprntd5 --redact-key key --redact-queues --md > printed.md; echo printed")
	x.shows("^printed$")
	x.start("segpath --id sfprntd5 --redact-key key --redact-queues")
	x.shows(`step 1 of 7`)
	x.press("e")
	x.shows(`path-redacted\.md`)
	x.press("Enter")
	x.shows(`written to path-redacted\.md`)
	x.press("C-c")
	x.endedWith(0)
	printed := x.file("printed.md")
	if written := x.file("path-redacted.md"); written != printed || !strings.Contains(written, "queue-") {
		t.Errorf("the file is\n%s\nnot\n%s", written, printed)
	}
	info, err := os.Stat(filepath.Join(x.dir, "state", "segpath", "redact.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key: %v, %v", info, err)
	}
}
