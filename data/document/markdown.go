package document

import (
	"bufio"
	"io"
	"strings"

	"segpath/data/text"
)

// writeMarkdown writes blocks as headings, paragraphs and tables; nothing of a file is mark-up in it.
func writeMarkdown(w io.Writer, blocks []block) error {
	b := bufio.NewWriterSize(w, 1<<16)
	for n := range blocks {
		if n > 0 {
			b.WriteByte('\n')
		}
		if err := writeMarkdownBlock(b, &blocks[n], n == 0); err != nil {
			_ = b.Flush() // what was read before the failure is shown; the failure is what is reported
			return err
		}
	}
	return b.Flush()
}

func writeMarkdownBlock(b *bufio.Writer, bl *block, first bool) error {
	if bl.title != "" {
		level := "### "
		if first {
			level = "## "
		}
		b.WriteString(level + text.Markdown(bl.title) + "\n\n")
	}
	for n, line := range bl.lines {
		if n > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(text.Markdown(line) + "\n")
	}
	if len(bl.fields) > 0 {
		markdownRow(b, []string{"", ""})
		b.WriteString("|---|---|\n")
		for _, f := range bl.fields {
			markdownRow(b, []string{f.name, f.value})
		}
	}
	if bl.heads == nil {
		return nil
	}
	if len(bl.lines) > 0 && len(bl.fields) == 0 { // a table begins after a blank line
		b.WriteByte('\n')
	}
	return markdownTable(b, bl)
}

func markdownTable(b *bufio.Writer, bl *block) error {
	names := make([]string, len(bl.heads))
	rule := "|"
	for n, h := range bl.heads {
		names[n] = h.name
		if h.right {
			rule += "---:|"
		} else {
			rule += "---|"
		}
	}
	markdownRow(b, names)
	b.WriteString(rule + "\n")
	for row, err := range bl.rows {
		if err != nil {
			return err
		}
		markdownRow(b, row)
	}
	return nil
}

func markdownRow(b *bufio.Writer, cells []string) {
	safe := make([]string, len(cells))
	for n, cell := range cells {
		safe[n] = text.Markdown(cell)
	}
	b.WriteString("| " + strings.Join(safe, " | ") + " |\n")
}
