package main

import "testing"

// TestTheScreenOpensOnStandardInput: the export comes through the pipe, the keys from the terminal.
func TestTheScreenOpensOnStandardInput(t *testing.T) {
	x := newTerminal(t, 100, 30)
	x.types("segpath sample out --format segpath --interactions 40 --quiet; cat out/segments.csv | gzip > s.gz; echo made")
	x.shows("^made$")
	x.start("cat s.gz | segpath -")
	x.shows("standard input")
	x.shows("1 of 40")
	x.press("Enter")
	x.shows("Steps")
	x.press("q")
	x.shows(listed)
	x.press("q")
	x.endedWith(exitDone)
}

// TestControlCEndsTheWaitForStandardInput: a pipe that says nothing holds neither keys nor program.
func TestControlCEndsTheWaitForStandardInput(t *testing.T) {
	x := newTerminal(t, 80, 24)
	x.types("mkfifo silent")
	x.start("segpath - 3<>silent <silent")
	x.shows("reading standard input")
	x.press("C-c")
	x.endedWith(exitInterrupted)
}

// TestNobodyTypesAnExport: the keyboard is no export.
func TestNobodyTypesAnExport(t *testing.T) {
	x := newTerminal(t, 80, 24)
	x.types("segpath list -; echo exit=$?")
	x.shows("the keyboard here")
	x.shows("^exit=2$")
}
