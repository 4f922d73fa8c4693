package document

import (
	"strings"

	"github.com/clipperhouse/displaywidth"

	"segpath/data/text"
)

// wrapped breaks a file's text between its words into clean lines of at most width cells; a word that
// is longer is broken too, so that nothing leaves the picture.
func wrapped(s string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text.Clean(s)) {
		if line != "" && displaywidth.String(line)+1+displaywidth.String(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for displaywidth.String(word) > width {
			head := first(word, width)
			lines = append(lines, head)
			word = word[len(head):]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// cut is a clean text in at most width cells; an ellipsis stands for the rest.
func (l Look) cut(clean string, width int) string {
	if displaywidth.String(clean) <= width {
		return clean
	}
	rest := "…"
	if l.ASCII {
		rest = "..."
	}
	return first(clean, width-displaywidth.String(rest)) + rest
}

// first is the longest start of a clean text in at most width cells, of one character at the least.
func first(clean string, width int) string {
	end, used := 0, 0
	for g := displaywidth.StringGraphemes(clean); g.Next(); {
		if used += g.Width(); used > width && end > 0 {
			break
		}
		end += len(g.Value())
	}
	return clean[:end]
}
