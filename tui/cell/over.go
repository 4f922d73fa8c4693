package cell

import (
	"image"
	"strings"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"segpath/tui/theme"
)

// canvas is a Lip Gloss canvas that measures as the terminal does; the library's own always goes by
// grapheme clusters.
type canvas struct {
	*lipgloss.Canvas
	method ansi.Method
}

// WidthMethod is how what is drawn here is measured.
func (c canvas) WidthMethod() uv.WidthMethod { return c.method }

// Over lays a box over lines, its top left cell at x, y; what would stand outside is cut. The lines
// are width cells wide, those of the box boxWidth.
func (w Writer) Over(lines, box []string, x, y, width, boxWidth int) []string {
	if x < 0 || y < 0 || width <= 0 || len(lines) == 0 {
		return lines
	}
	c := canvas{lipgloss.NewCanvas(width, len(lines)), w.Method}
	layer(lines).Draw(c, c.Bounds())
	// Each layer gets its own room: a Compositor would measure it, and by grapheme clusters.
	room := image.Rect(x, y, x+boxWidth, y+len(box)).Intersect(c.Bounds())
	if !room.Empty() {
		layer(box).Draw(c, room)
	}
	out := make([]string, len(lines))
	for y := range out {
		out[y] = c.line(y)
	}
	return out
}

func layer(lines []string) *lipgloss.Layer { return lipgloss.NewLayer(strings.Join(lines, "\n")) }

// line is a row of the canvas. Cells that could join with the one before them begin with a reset, as
// in a Line.
func (c canvas) line(y int) string {
	var b strings.Builder
	var pen uv.Style
	for x := range c.Width() {
		at := c.CellAt(x, y)
		if at == nil || at.IsZero() { // the rest of a wide character
			continue
		}
		if !at.Style.Equal(&pen) || at.Content != "" && at.Content[0] >= 0x80 {
			pen = at.Style
			b.WriteString(theme.Reset)
			if !pen.IsZero() {
				b.WriteString(pen.String())
			}
		}
		b.WriteString(at.Content)
	}
	b.WriteString(theme.Reset)
	return b.String()
}
