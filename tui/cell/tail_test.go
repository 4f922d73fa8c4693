package cell

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestOfALongPathTheEndIsSeen(t *testing.T) {
	w := writers()["wc"]
	for _, c := range []struct {
		path  string
		width int
		want  string
	}{
		{"segments.csv", 12, "segments.csv"},
		{"/tmp/long/segments.csv", 13, "…segments.csv"},
		{"/tmp/a\x1b/b.csv", 10, "…/b.csv"}, {"/tmp/a\x1b/b.csv", 11, `…\x1b/b.csv`},
		{"/tmp/李小龍.csv", 8, "…龍.csv"},
		{"abc", 1, "…"},
		{"abc", 0, ""},
	} {
		if got := strings.TrimRight(ansi.Strip(w.Line(40, "").UptoTail("", c.path, c.width).String()), " "); got != c.want {
			t.Errorf("%q in %d cells is %q, want %q", c.path, c.width, got, c.want)
		}
	}
}
