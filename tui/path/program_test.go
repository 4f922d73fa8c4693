package path_test

import (
	"strings"
	"testing"

	"segpath/tui/path"
	"segpath/tui/tuitest"
)

// The same in a real program and a real terminal: keys as bytes, a resize on the way.
func TestInATerminal(t *testing.T) {
	chain, env := ordinary(), dark.env()
	h := &host{s: path.New(answering{chain: chain}, env, path.Options{ID: chain.Asked}), env: env}
	term := tuitest.Start(t, h, 120, 39)
	term.WaitText("Steps 16")
	term.Press("]", "r", "]", "r")
	term.Wait("the second ring", func(s string) bool { return strings.Contains(s, "▌2 Ben Okoro") })
	term.Press("tab", "j")
	term.Wait("the third ring's step", func(s string) bool { return strings.Contains(s, "▌  10:01:32") })
	term.Resize(80, 23)
	term.WaitText("[1 Rings 5]")
	term.Press("2")
	term.WaitText("[2 Statuses 8]")
}
