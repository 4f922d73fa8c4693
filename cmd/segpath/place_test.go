package main

import (
	"os/exec"
	"path/filepath"
	"testing"
)

func TestTheOpeningCommandIsReadBackByAShell(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	e := exportFlags{format: "segpath", zone: "Europe/Berlin", displayZone: "UTC", dateFormat: "dmy", memory: "2GB"}
	command := openingCommand(&e, []string{"-o'brien [1] $(id).csv", "b.csv"})
	out, err := exec.CommandContext(t.Context(), "sh", "-c", `set -- `+command+`; printf '%s\n' "$@"`).Output()
	if err != nil {
		t.Fatal(err)
	}
	resolved, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	want := "segpath\n" + resolved + "/-o'brien [1] $(id).csv\n" + resolved + "/b.csv\n--format\nsegpath\n--tz\nEurope/Berlin\n--date-format\ndmy\n"
	if string(out) != want {
		t.Errorf("got %q, not %q", out, want)
	}
	if got := openingCommand(&exportFlags{}, nil); got != "segpath" {
		t.Errorf("the sample opens with %q", got)
	}
}
