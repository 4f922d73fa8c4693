package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// unreadPipe is a pipe whose reader has gone away.
func unreadPipe(t *testing.T) io.Writer {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return w
}

// A reader that goes away before the answer is written takes nothing from the verdict.
func TestAVerdictHoldsWithoutAReader(t *testing.T) {
	export := filepath.Join(t.TempDir(), "a.csv")
	// One row has no instant that can be read.
	rows := "interaction_id,started_at,event\n1,2026-03-02T09:00:00Z,create\n2,yesteryear,create\n"
	if err := os.WriteFile(export, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		said string
	}{
		{[]string{"list", export, "--expect", "=0"}, exitUnexpected, "but =0 was expected"},
		{[]string{"list", export, "--expect", "2"}, exitDone, ""},
		{[]string{"check", export, "--strict"}, exitUnmet, "the check found"},
		{[]string{"check", export}, exitDone, ""},
	} {
		var said bytes.Buffer
		code := run(append(c.args, "--no-cache", "--quiet"), nil, nil, unreadPipe(t), &said)
		if code != c.code || !strings.Contains(said.String(), c.said) || c.said == "" && said.Len() > 0 {
			t.Errorf("%v: exit code %d, and it says %q", c.args, code, said.String())
		}
	}
}

// fullDisk takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

// Help that could not be printed is no success; a reader who has seen enough of it is no failure.
func TestHelpThatCannotBePrintedIsTold(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"help", "filter"}, {"help"}, {"list", "-h"}} {
		var said bytes.Buffer
		if code := run(args, nil, nil, fullDisk{}, &said); code != exitFailed || said.String() != "segpath: the help cannot be printed: "+syscall.ENOSPC.Error()+"\n" {
			t.Errorf("%v: exit code %d, and it says %q", args, code, said.String())
		}
		said.Reset()
		if code := run(args, nil, nil, unreadPipe(t), &said); code != exitDone || said.Len() > 0 {
			t.Errorf("%v: exit code %d, and it says %q", args, code, said.String())
		}
	}
}
