// Package svg writes a terminal's screen as a picture: a standalone SVG on an exact grid of cells.
package svg

import (
	"fmt"
	"html"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// The grid, in user units: a cell of a monospace font of size 14.
const (
	cellWidth  = 8.4
	cellHeight = 17.0
	fontSize   = 14.0
	ascent     = 13.0 // from a row's top to its baseline
	padding    = 12.0
)

// Screen is what can be drawn: cells on a grid.
type Screen interface {
	CellAt(x, y int) *uv.Cell
	Bounds() uv.Rectangle
}

// Palette is what the terminal's own colours are.
type Palette struct {
	Foreground, Background color.Color
}

// The palettes of a dark and of a light terminal.
var (
	Dark  = Palette{Foreground: color.RGBA{0xd5, 0xda, 0xe6, 0xff}, Background: color.RGBA{0x16, 0x18, 0x21, 0xff}}
	Light = Palette{Foreground: color.RGBA{0x22, 0x26, 0x33, 0xff}, Background: color.RGBA{0xfd, 0xfd, 0xfe, 0xff}}
)

// Write returns a screen as SVG; title is its accessible name. The same screen gives the same bytes.
func Write(s Screen, p Palette, title string) string {
	width := float64(s.Bounds().Dx())*cellWidth + 2*padding
	height := float64(s.Bounds().Dy())*cellHeight + 2*padding
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img">`+"\n",
		number(width), number(height), number(width), number(height))
	fmt.Fprintf(&b, "<title>%s</title>\n", html.EscapeString(title))
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", hex(p.Background))
	fmt.Fprintf(&b, `<g font-family="'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="%s" xml:space="preserve">`+"\n", number(fontSize))
	for y := range s.Bounds().Dy() {
		for _, r := range runs(s, p, y) {
			r.write(&b, y)
		}
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// run is neighbouring cells of one look.
type run struct {
	x, cells int
	text     strings.Builder
	look     look
}

// look is a cell's style with the colours worked out; an empty back is the terminal's own.
type look struct {
	fore, back                 string
	bold, faint, italic, under bool
	wide                       bool // a two-cell character stands alone, so that the grid stays exact
}

func runs(s Screen, p Palette, y int) []*run {
	var out []*run
	var last *run
	for x := 0; x < s.Bounds().Dx(); {
		c := s.CellAt(x, y)
		width, content := 1, " "
		var style uv.Style
		if c != nil {
			width, style = max(c.Width, 1), c.Style
			if c.Content != "" {
				content = c.Content
			}
		}
		l := lookOf(style, p)
		l.wide = width > 1 || (len(content) > 1 && !isLine(content))
		if last == nil || l != last.look || l.wide {
			last = &run{x: x, look: l}
			out = append(out, last)
		}
		last.text.WriteString(content)
		last.cells += width
		x += width
	}
	return out
}

func lookOf(s uv.Style, p Palette) look {
	fore, back := s.Fg, s.Bg
	if s.Attrs&uv.AttrReverse != 0 {
		if fore == nil {
			fore = p.Foreground
		}
		if back == nil {
			back = p.Background
		}
		fore, back = back, fore
	}
	l := look{
		fore: hex(p.Foreground), bold: s.Attrs&uv.AttrBold != 0, faint: s.Attrs&uv.AttrFaint != 0,
		italic: s.Attrs&uv.AttrItalic != 0, under: s.Underline != 0,
	}
	if fore != nil {
		l.fore = hex(fore)
	}
	if back != nil {
		l.back = hex(back)
	}
	return l
}

func (r *run) write(b *strings.Builder, y int) {
	x, top := padding+float64(r.x)*cellWidth, padding+float64(y)*cellHeight
	width := float64(r.cells) * cellWidth
	if r.look.back != "" {
		// half a unit more to the right, or hairlines show between neighbours
		fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`+"\n",
			number(x), number(top), number(width+0.5), number(cellHeight), r.look.back)
	}
	text := r.text.String()
	if strings.TrimSpace(text) == "" {
		return
	}
	fmt.Fprintf(b, `<text x="%s" y="%s" textLength="%s" lengthAdjust="spacingAndGlyphs" fill="%s"%s>%s</text>`+"\n",
		number(x), number(top+ascent), number(width), r.look.fore, r.look.attributes(), html.EscapeString(text))
}

func (l look) attributes() string {
	out := ""
	if l.bold {
		out += ` font-weight="bold"`
	}
	if l.faint {
		out += ` opacity="0.6"`
	}
	if l.italic {
		out += ` font-style="italic"`
	}
	if l.under {
		out += ` text-decoration="underline"`
	}
	return out
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// isLine tells whether a character is a line or a block that neighbours join.
func isLine(content string) bool {
	r := []rune(content)
	return len(r) == 1 && r[0] >= 0x2500 && r[0] <= 0x259f
}

// number writes a coordinate with one decimal at the most.
func number(f float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0")
}
