package tui

import (
	"strings"
	"testing"

	"segpath/tui/fake"
)

// A clock time leads to the ring that ran then, and playing takes every key for a stop: also those that
// the program itself answers otherwise.
func TestJourneyThroughTime(t *testing.T) {
	term, _ := program(t, opens(fake.New(2500)), 120, 40, func(o *Options) { o.ID = "1543002467.103" })
	term.WaitText("4 Timeline")
	term.Press("@")
	term.WaitText("go there")
	term.Type("21:53:15")
	term.Press("enter")
	term.WaitText("step 12 of 17")
	term.Wait("the ring, its outcome and the silence after it", func(s string) bool {
		_, after, _ := strings.Cut(s, "▌5 Cy Larsen")
		first, rest, _ := strings.Cut(after, "\n")
		second, _, _ := strings.Cut(rest, "\n")
		return strings.Contains(first, "✗ reject") && strings.Contains(second, "3s nobody rung")
	})
	term.Press("g")
	term.WaitText("step 1 of 17")
	term.Press("P")
	term.WaitText("stop, or any key")
	term.Press("?")
	term.Wait("the playing stopped and no help", func(s string) bool {
		return strings.Contains(s, "raw fields") && !strings.Contains(s, "stop, or any key") && strings.Contains(s, "4 Timeline")
	})
	term.Press("+", "+")
	term.WaitText("3m 37s of 14m 28s")
	term.Resize(80, 24)
	term.WaitText("[1 Rings 6]")
	term.Press("4")
	term.WaitText("[4 Timeline")
}
