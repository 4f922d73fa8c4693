package cell

import (
	"segpath/tui/theme"
)

// Fit makes exactly height lines of width cells of lines that are each width cells wide.
func (w Writer) Fit(lines []string, width, height int) []string {
	height = max(height, 0)
	out := make([]string, height)
	n := copy(out, lines)
	for ; n < height; n++ {
		out[n] = blanks(width)
	}
	return out
}

// Beside puts right next to left, line by line, with a rule of one cell between them. Both have the
// same height, left is leftWidth and right rightWidth cells wide.
func (w Writer) Beside(left, right []string, rule string) []string {
	out := make([]string, min(len(left), len(right)))
	for i := range out {
		out[i] = left[i] + rule + right[i]
	}
	return out
}

// Rule is a horizontal line of width cells.
func (w Writer) Rule(width int) string {
	return w.Line(width, "").Fill(w.Theme.Border, w.Theme.Glyphs.Frame.Top, width).String()
}

// Box is a titled pane with a border.
type Box struct {
	Title   string // ours, in the top border
	Subject string // of a file, beside the title: the end of a long one
	Foot    string // ours, in the bottom border, on the right: a position
	Width   int    // with the border
	Height  int    // with the border
	Focus   bool   // it has the keys
}

// Inner is the room inside the border.
func (b Box) Inner() (width, height int) { return max(b.Width-2, 0), max(b.Height-2, 0) }

// Box draws a pane around lines that are each as wide as its inside. Below 2 cells either way only
// what fits is drawn.
func (w Writer) Box(b Box, lines []string) []string {
	if b.Width < 2 || b.Height < 2 {
		return w.Fit(nil, b.Width, b.Height)
	}
	border, g := w.Theme.Border, w.Theme.Glyphs
	if b.Focus {
		border = w.Theme.Focus
	}
	inner, height := b.Inner()
	side := border.On(g.Frame.Left)
	out := make([]string, 0, b.Height)
	out = append(out, w.boxTop(b, border, inner))
	for _, line := range w.Fit(lines, inner, height) {
		out = append(out, side+line+side)
	}
	return append(out, w.boxBottom(b, border, inner))
}

func (w Writer) boxTop(b Box, border theme.Style, inner int) string {
	g := w.Theme.Glyphs
	l := w.Line(b.Width, "").Own(border, g.Frame.TopLeft)
	if b.Title != "" && inner >= 4 {
		l.Own(border, g.Frame.Top+" ")
		l.Own(w.Theme.Title, w.Cut(b.Title, inner-3))
		if room := inner - l.Used() - 1; b.Subject != "" && room > 2 {
			l.Space(1).UptoTail(w.Theme.Text, b.Subject, room)
		}
		l.Space(1)
	}
	return l.Fill(border, g.Frame.Top, l.Room()-1).Own(border, g.Frame.TopRight).String()
}

func (w Writer) boxBottom(b Box, border theme.Style, inner int) string {
	g := w.Theme.Glyphs
	l := w.Line(b.Width, "").Own(border, g.Frame.BottomLeft)
	if n := w.Width(b.Foot); b.Foot != "" && n+4 <= inner {
		l.Fill(border, g.Frame.Top, inner-n-3).Space(1).Own(w.Theme.Dim, b.Foot).Space(1).Own(border, g.Frame.Top)
	}
	return l.Fill(border, g.Frame.Top, l.Room()-1).Own(border, g.Frame.BottomRight).String()
}
