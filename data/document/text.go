package document

import (
	"bufio"
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"segpath/data/text"
)

// measured is how many rows of a table are looked at for the widths of its columns. A longer cell
// further down pushes its row to the right; it is never cut.
const measured = 1000

// gap stands between two columns.
const gap = "  "

// writeText writes blocks for a terminal or a file: no escape sequences, every value made safe.
func writeText(w io.Writer, blocks []block) error {
	b := bufio.NewWriterSize(w, 1<<16)
	for n := range blocks {
		if n > 0 {
			b.WriteByte('\n')
		}
		if err := writeTextBlock(b, &blocks[n]); err != nil {
			_ = b.Flush() // what was read before the failure is shown; the failure is what is reported
			return err
		}
	}
	return b.Flush()
}

func writeTextBlock(b *bufio.Writer, bl *block) error {
	if bl.title != "" {
		b.WriteString(text.Clean(bl.title) + "\n")
	}
	for _, line := range bl.lines {
		b.WriteString(text.Clean(line) + "\n")
	}
	writeTextFields(b, bl.fields)
	if bl.heads == nil {
		return nil
	}
	return writeTextTable(b, bl)
}

// writeTextFields writes names and values; a name may be a file's, too: that of a fact.
func writeTextFields(b *bufio.Writer, fields []pair) {
	wide := 0
	for _, f := range fields {
		wide = max(wide, displaywidth.String(text.Clean(f.name)))
	}
	for _, f := range fields {
		b.WriteString(gap + pad(text.Clean(f.name), wide, false) + gap + text.Clean(f.value) + "\n")
	}
}

func writeTextTable(b *bufio.Writer, bl *block) error {
	widths := make([]int, len(bl.heads))
	heads := make([]string, len(bl.heads))
	for n, h := range bl.heads {
		heads[n], widths[n] = h.name, displaywidth.String(h.name)
	}
	var first [][]string
	settled := false
	settle := func() {
		settled = true
		writeTextRow(b, bl.heads, widths, heads)
		for _, row := range first {
			writeTextRow(b, bl.heads, widths, row)
		}
	}
	for row, err := range bl.rows {
		if err != nil {
			return err
		}
		row = cleaned(row)
		if settled {
			writeTextRow(b, bl.heads, widths, row)
			continue
		}
		for n, cell := range row {
			widths[n] = max(widths[n], displaywidth.String(cell))
		}
		if first = append(first, row); len(first) == measured {
			settle()
		}
	}
	if !settled {
		settle()
	}
	return nil
}

func cleaned(row []string) []string {
	safe := make([]string, len(row))
	for n, cell := range row {
		safe[n] = text.Clean(cell)
	}
	return safe
}

func writeTextRow(b *bufio.Writer, heads []head, widths []int, row []string) {
	var line strings.Builder
	for n, cell := range row {
		if n > 0 {
			line.WriteString(gap)
		}
		line.WriteString(pad(cell, widths[n], heads[n].right))
	}
	b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

// pad fills a safe text up to a width; a longer one stays as it is.
func pad(s string, width int, right bool) string {
	fill := strings.Repeat(" ", max(0, width-displaywidth.String(s)))
	if right {
		return fill + s
	}
	return s + fill
}
