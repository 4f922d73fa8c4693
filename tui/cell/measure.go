package cell

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"segpath/tui/theme"
)

// The functions here go by grapheme clusters, each as wide as the renderer holds it to be. Truncate,
// TruncateLeft and Cut of x/ansi 0.11.9 are not used: where wide characters are measured they compare
// with the width of graphemes, and Cut keeps the wrong end.

// head is as much of a text without escape sequences as fits into width cells, and how many it takes.
func (w Writer) head(s string, width int) (part string, cells int) {
	for at := 0; at < len(s); {
		cluster, n := w.cluster(s[at:])
		if cells+n > width {
			return s[:at], cells
		}
		at, cells = at+len(cluster), cells+n
	}
	return s, cells
}

func (w Writer) cluster(s string) (cluster string, width int) {
	if s[0] < 0x80 && (len(s) == 1 || s[1] < 0x80) {
		return s[:1], 1
	}
	return ansi.FirstGraphemeCluster(s, w.Method)
}

// slice is the cells from..to of a styled line. A wide character on an edge leaves blanks.
func (w Writer) slice(s string, from, to int) string {
	if to <= from {
		return ""
	}
	var b strings.Builder
	at := 0
	for s != "" && at < to {
		if s[0] == 0x1b {
			end := strings.IndexByte(s, 'm') + 1
			b.WriteString(s[:end])
			s = s[end:]
			continue
		}
		cluster, n := w.cluster(s)
		if at >= from && at+n <= to {
			b.WriteString(cluster)
		} else {
			b.WriteString(blanks(min(at+n, to) - max(at, from)))
		}
		s, at = s[len(cluster):], at+n
	}
	b.WriteString(theme.Reset)
	b.WriteString(blanks(to - max(at, from)))
	return b.String()
}
