package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// besideSteps is the part of a line of the path screen that stands in the panes beside the steps.
func besideSteps(line string) string {
	parts := strings.Split(strings.Trim(line, "│"), "││")
	return strings.Join(strings.Fields(parts[len(parts)-1]), " ")
}

// A support agent has a customer's number and the minute of a ring that went wrong. From the list of an
// Edify export, whose times are in its account's zone, that is a dozen keys away.
func TestJourneyFromANumberToTheRing(t *testing.T) {
	export, err := filepath.Abs(filepath.Join("testdata", "journey"))
	if err != nil {
		t.Fatal(err)
	}
	x := newTerminal(t, 120, 40)
	x.start("segpath '" + export + "'")
	x.shows("1 of 3")
	x.press("/")
	x.shows("to the list") // the field has the keys
	x.tmux("send-keys", "-l", "+1 (555) 0100-77")
	x.shows("2 of 3 match") // the customer's two contacts, the abandoned one first
	x.press("Enter")
	x.shows(listed)
	x.press("Enter")
	x.shows(`i-103 .* Abandoned`)
	x.press("@")
	x.shows("go there")
	x.tmux("send-keys", "-l", "09:03")
	x.shows("@ 09:03")
	x.press("Enter")
	x.shows("step 5 of 9")

	lines := strings.Split(x.screen(), "\n")
	ring := -1
	for n, line := range lines {
		if regexp.MustCompile(`^▌2 Ben Okoro Billing 09:03:12 7s \S+ reject$`).MatchString(besideSteps(line)) {
			ring = n
		}
	}
	if ring < 0 || ring+1 == len(lines) {
		t.Fatalf("the ring of that minute is not the current line of the ladder:\n%s", strings.Join(lines, "\n"))
	}
	if got := besideSteps(lines[ring+1]); got != "48s nobody rung" {
		t.Errorf("below the ring stands %q, not the dead air after it", got)
	}
	x.press("q")
	x.shows("2 of 3 match")
	x.press("C-c")
	x.endedWith(exitDone)
}
