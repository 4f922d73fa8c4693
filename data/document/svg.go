package document

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"segpath/data/text"
)

// The picture's measures, in user units.
const (
	pictureWidth = 1120.0
	margin       = 20.0
	laneLeft     = 190.0 // where the time scale begins
	laneHeight   = 26.0
	barHeight    = 18.0
	lineHeight   = 18.0
	letter       = 7.3 // about the width of a cell of the picture's monospace font
	titleLetter  = 9.6
)

// writeSVG writes the path as a picture that needs nothing beside it: lanes on a true time scale, the
// rings below with their words, a title and a description for screen readers.
func writeSVG(w io.Writer, d Path) error {
	p := picture{Path: d}
	p.draw()
	var out bytes.Buffer
	p.head(&out)
	out.Write(p.body.Bytes())
	out.WriteString("</svg>\n")
	_, err := w.Write(out.Bytes())
	return err
}

// picture is an SVG in the making: what is drawn, from the top down to y.
type picture struct {
	Path
	body bytes.Buffer
	y    float64
}

// head opens the document, now that its height is known.
func (p *picture) head(out *bytes.Buffer) {
	width, height := number(pictureWidth), number(p.y+margin)
	out.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="` + width + `" height="` + height + `" viewBox="0 0 ` +
		width + ` ` + height + `" role="img" aria-labelledby="title about">` + "\n")
	out.WriteString(`<title id="title">` + safe(p.title()) + "</title>\n")
	out.WriteString(`<desc id="about">` + safe(p.Chain.Story()) + "</desc>\n")
	out.WriteString("<style>" + pictureStyle + "</style>\n")
	out.WriteString(`<defs><pattern id="dead" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
		`<rect width="6" height="6" fill="#fbe3e1"/><path d="M0 0V6" stroke="#e8a29b" stroke-width="2"/></pattern></defs>` + "\n")
	out.WriteString(`<rect class="back" width="100%" height="100%" fill="#ffffff"/>` + "\n")
}

func (p *picture) title() string { return "Interaction " + p.Chain.Asked }

func (p *picture) draw() {
	p.y = margin
	for _, line := range wrapped(p.title(), cells(pictureWidth-2*margin, titleLetter)) {
		p.y += 22
		p.text(margin, p.y, "name", line)
	}
	p.about()
	p.paragraph("", p.Chain.Story())
	p.timeline()
	p.ringList()
}

// about is the header: who, when and how it ended.
func (p *picture) about() {
	in := p.Chain.Interaction()
	if in == nil {
		p.paragraph("dim", "The export does not hold this interaction.")
		return
	}
	named := func(name, value string) string {
		if value == "" {
			return ""
		}
		return name + " " + value
	}
	p.paragraph("dim", join(join(in.Type, in.Direction), named("customer", in.Customer), named("created", p.zoned(in.CreatedAt)),
		named("completed", p.zoned(in.CompletedAt)), named("outcome", in.Outcome), named("ended by", in.EndedBy)))
}

// paragraph writes a sentence in as many lines as it needs.
func (p *picture) paragraph(class, sentence string) {
	for _, line := range wrapped(sentence, cells(pictureWidth-2*margin, letter)) {
		p.y += lineHeight
		p.text(margin, p.y, class, line)
	}
}

func (p *picture) timeline() {
	steps, rings := p.Chain.Steps(), p.Chain.Rings()
	lanes := p.lanes(steps, rings)
	a, ok := newAxis(lanes, p.Look, laneLeft, pictureWidth-margin-laneLeft)
	if !ok {
		p.y += lineHeight
		p.paragraph("dim", "No step of this interaction has an instant: there is no time scale to draw.")
		return
	}
	p.y += 2 * lineHeight
	p.text(margin, p.y, "dim", text.Clean(p.zone().String()))
	top, ticks := p.y+6, a.ticks()
	for _, t := range ticks {
		p.text(min(t.x+3, pictureWidth-margin-wide(t.name)), p.y, "dim", t.name)
	}
	p.y += 10
	grid := p.body.Len()
	for n, l := range lanes {
		p.lane(a, l, n%2 == 0)
	}
	lines := "" // under the bars: they go where the lanes began
	for _, t := range ticks {
		lines += `<path class="grid" stroke="#d3d8e4" d="M` + number(t.x) + ` ` + number(top) + `V` + number(p.y) + `"/>` + "\n"
	}
	drawn := append([]byte(lines), p.body.Bytes()[grid:]...)
	p.body.Truncate(grid)
	p.body.Write(drawn)
}

func (p *picture) lane(a axis, l lane, shaded bool) {
	if shaded {
		p.body.WriteString(`<rect class="lane" fill="#f3f5f9" fill-opacity=".7" x="` + number(margin) + `" y="` + number(p.y) +
			`" width="` + number(pictureWidth-2*margin) + `" height="` + number(laneHeight) + `"/>` + "\n")
	}
	p.body.WriteString("<g><title>" + safe(l.name) + "</title>")
	p.text(margin+4, p.y+17, "", p.cut(text.Clean(l.name), cells(laneLeft-margin-8, letter)))
	p.body.WriteString("</g>\n")
	free := laneLeft // up to where the lane is drawn on
	for n, b := range l.bars {
		if b.from.IsZero() {
			continue
		}
		next := pictureWidth
		if n+1 < len(l.bars) {
			next = a.x(l.bars[n+1].from) - 6
		}
		free = p.bar(a, b, free, next)
	}
	p.y += laneHeight
}

// bar draws one bar with its label: in it, else after or before it where the lane is free, from free up
// to next, else with its number in the list, else only for whoever points at it. It returns up to where the lane is drawn on now.
func (p *picture) bar(a axis, b bar, free, next float64) float64 {
	x, width := a.x(b.from), 0.0
	if !b.to.IsZero() && b.to.After(b.from) {
		width = max(a.x(b.to)-x, 1.5)
	}
	p.body.WriteString("<g><title>" + safe(b.told) + "</title>")
	defer p.body.WriteString("</g>\n")
	p.shape(b.class, x, width)
	label := text.Clean(b.label)
	room, y := wide(label)+6, p.y+17
	left, right := x-6, x+max(width, 6) // a moment is as wide as its mark
	inside := min(width, next+6-x)      // another bar may lie in this one: a hold
	switch {
	case room <= inside:
		p.text(x+3, y, "on", label)
	case right+room <= min(next, pictureWidth-margin):
		p.text(right+3, y, "", label)
		right += room
	case left-room >= free:
		p.text(left-room+3, y, "", label)
	case b.number > 0 && wide(strconv.Itoa(b.number))+6 <= inside:
		p.text(x+3, y, "on", strconv.Itoa(b.number))
	}
	return max(free, right)
}

// shape is a bar of the lane at y; a moment is a mark.
func (p *picture) shape(class string, x, width float64) {
	y := p.y + (laneHeight-barHeight)/2
	if width > 0 {
		p.body.WriteString(`<rect class="bar ` + class + `" x="` + number(x) + `" y="` + number(y) + `" width="` + number(width) +
			`" height="` + number(barHeight) + `" rx="2"/>`)
		return
	}
	p.body.WriteString(`<path class="mark ` + class + `" d="M` + number(x) + ` ` + number(y+3) + `l6 6l-6 6l-6-6z"/>`)
}

// wide is about how wide a clean text is drawn.
func wide(clean string) float64 { return float64(displaywidth.String(clean)) * letter }

// whole writes a line with all of it for whoever points at it, cut where the picture ends.
func (p *picture) whole(x float64, line string) {
	p.body.WriteString("<g><title>" + safe(line) + "</title>")
	p.text(x, p.y, "", p.cut(text.Clean(line), cells(pictureWidth-margin-x, letter)))
	p.body.WriteString("</g>\n")
}

// text writes a text that is ours or already clean.
func (p *picture) text(x, y float64, class, clean string) {
	p.body.WriteString(`<text x="` + number(x) + `" y="` + number(y) + `"`)
	if class != "" {
		p.body.WriteString(` class="` + class + `"`)
	}
	p.body.WriteString(">" + escaped(clean) + "</text>\n")
}

// cells is how many letters have room in a width.
func cells(width, each float64) int { return int(width / each) }

// safe makes a text of a file one of the picture: nothing invisible, nothing that is mark-up.
func safe(s string) string { return escaped(text.Clean(s)) }

// escaped is a clean text between tags.
func escaped(clean string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(clean)) // a builder never fails to write
	return b.String()
}

// number writes a coordinate with one decimal at the most.
func number(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}
