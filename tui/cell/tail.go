package cell

import (
	"strings"

	"segpath/data/text"
	"segpath/tui/theme"
)

// UptoTail adds a text of a file in at most width cells. Where it is longer its beginning is cut: of a path the end
// tells files apart.
func (l *Line) UptoTail(s theme.Style, value string, width int) *Line {
	width = min(width, l.Room())
	pieces := text.Pieces(value)
	over := -width
	for _, p := range pieces {
		over += l.w.Width(p.Text)
	}
	if over <= 0 || width <= 0 {
		return l.Upto(s, value, width)
	}
	l.write(s, l.w.Theme.Glyphs.Ellipsis, 1)
	over++ // the mark takes one cell
	for _, p := range pieces {
		n := l.w.Width(p.Text)
		if n <= over {
			over -= n
			continue
		}
		part, n := l.w.tail(p.Text, n, n-over)
		style := s
		if p.Escaped {
			style = l.w.Theme.Escape
			if whole := strings.IndexByte(part, '\\'); over > 0 && whole > 0 { // no end of an escape stands without its beginning
				part = part[whole:]
				n = len(part)
			} else if over > 0 && whole < 0 {
				part, n = "", 0
			}
		}
		over = 0
		l.write(style, part, n)
	}
	return l
}

// FieldTail is UptoTail filled to exactly width cells.
func (l *Line) FieldTail(s theme.Style, value string, width int) *Line {
	width = min(width, l.Room())
	before := l.used
	return l.UptoTail(s, value, width).Space(width - (l.used - before))
}

// tail is as much of the end of a text, which takes all cells, as fits into width cells, and how many it takes.
func (w Writer) tail(s string, all, width int) (part string, cells int) {
	for s != "" && all > width {
		cluster, n := w.cluster(s)
		s, all = s[len(cluster):], all-n
	}
	return s, all
}
