package cell

import (
	"strings"

	"segpath/data/text"
	"segpath/tui/theme"
)

// Line composes styled cells from left to right into exactly its width: what has no room is cut, what
// is left over is filled. It writes a style only where it changes.
type Line struct {
	w     Writer
	b     strings.Builder
	base  theme.Style
	last  theme.Style // the style that is open now
	open  bool
	used  int
	width int
}

// Line starts a line of width cells. Base lies under all of it: the style of the current row.
func (w Writer) Line(width int, base theme.Style) *Line {
	l := &Line{w: w, base: base, width: max(width, 0)}
	l.b.Grow(4*l.width + 64) // the styles take more than the text
	return l
}

// Room is how many cells are left.
func (l *Line) Room() int { return l.width - l.used }

// Used is how many cells are written.
func (l *Line) Used() int { return l.used }

// Own adds a text that is ours or already clean.
func (l *Line) Own(s theme.Style, own string) *Line {
	own = l.w.Cut(own, l.Room())
	l.write(s, own, l.w.Width(own))
	return l
}

// Text adds a text of a file, made safe; what had to be escaped is in the style of escapes.
func (l *Line) Text(s theme.Style, value string) *Line {
	l.value(s, value, l.Room())
	return l
}

// Upto adds a text of a file in at most width cells.
func (l *Line) Upto(s theme.Style, value string, width int) *Line {
	l.value(s, value, min(width, l.Room()))
	return l
}

// Field adds a text of a file, cut or filled to exactly width cells.
func (l *Line) Field(s theme.Style, value string, width int, align Align) *Line {
	width = min(width, l.Room())
	if align == Right {
		clean := l.w.Cut(l.w.Clean(value, width), width)
		l.Space(width - l.w.Width(clean))
		l.apart(clean)
		l.write(s, clean, l.w.Width(clean))
		return l
	}
	before := l.used
	l.value(s, value, width)
	return l.Space(width - (l.used - before))
}

// OwnField adds a text that is ours or already clean, cut or filled to exactly width cells.
func (l *Line) OwnField(s theme.Style, own string, width int, align Align) *Line {
	width = min(width, l.Room())
	if width <= 0 {
		return l
	}
	l.write(s, l.w.Pad(own, width, align), width)
	return l
}

// Space adds n blank cells in the base style.
func (l *Line) Space(n int) *Line {
	n = min(n, l.Room())
	if n > 0 {
		l.write("", blanks(n), n)
	}
	return l
}

// To fills up to column x, counted from 0; it does nothing where the line is already there.
func (l *Line) To(x int) *Line { return l.Space(x - l.used) }

// Fill repeats a one-cell glyph n times.
func (l *Line) Fill(s theme.Style, glyph string, n int) *Line {
	n = min(n, l.Room())
	if n > 0 {
		l.write(s, strings.Repeat(glyph, n), n)
	}
	return l
}

// Styled adds a finished piece, made by another Line, of exactly width cells.
func (l *Line) Styled(piece string, width int) *Line {
	if width > l.Room() {
		piece, width = l.w.slice(piece, 0, l.Room()), l.Room()
	}
	l.close()
	l.b.WriteString(piece)
	l.used += width
	return l
}

// End adds a text that is ours or already clean at the right end, if it has room.
func (l *Line) End(s theme.Style, own string) *Line {
	n := l.w.Width(own)
	if n > l.Room() {
		return l
	}
	return l.To(l.width-n).Own(s, own)
}

// String is the finished line: exactly its width, with no style left open.
func (l *Line) String() string {
	l.Space(l.Room())
	l.close()
	return l.b.String()
}

// value writes a text of a file into at most width cells.
func (l *Line) value(s theme.Style, value string, width int) {
	value = short(value, width)
	clean := text.Clean(value)
	l.apart(clean)
	if clean == value {
		clean = l.w.Cut(clean, width)
		l.write(s, clean, l.w.Width(clean))
		return
	}
	if l.w.Width(clean) > width {
		l.escaped(s, value, width-1)
		l.write(s, l.w.Theme.Glyphs.Ellipsis, min(width, 1))
		return
	}
	l.escaped(s, value, width)
}

// escaped writes the pieces of a value, each in its style, as far as width goes.
func (l *Line) escaped(s theme.Style, value string, width int) {
	for _, piece := range text.Pieces(value) {
		part, n := piece.Text, l.w.Width(piece.Text)
		if n > width {
			part, n = l.w.head(part, width)
		}
		style := s
		if piece.Escaped {
			style = l.w.Theme.Escape
		}
		l.write(style, part, n)
		if width -= n; width <= 0 || n < l.w.Width(piece.Text) {
			return
		}
	}
}

// apart keeps a text from joining with the one before it: a skin tone would colour our own letter.
func (l *Line) apart(next string) {
	if l.used > 0 && next != "" && next[0] >= 0x80 {
		l.close()
		l.b.WriteString(theme.Reset)
	}
}

func (l *Line) write(s theme.Style, safe string, width int) {
	if width <= 0 || safe == "" {
		return
	}
	l.used += width
	if style := l.base + s; style != l.last || !l.open {
		if l.open && l.last != "" {
			l.b.WriteString(theme.Reset)
		}
		l.b.WriteString(string(style))
		l.last, l.open = style, true
	}
	l.b.WriteString(safe)
}

func (l *Line) close() {
	if l.open && l.last != "" {
		l.b.WriteString(theme.Reset)
	}
	l.open = false
}
