package export

import (
	"errors"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/theme"
)

const (
	most     = 76 // cells of the box
	nameWide = 7  // of the names of the lines
)

// Box is as high as what it has to say.
func (s *Screen) Box(w, h int) (width, height int) {
	width = min(w, most)
	return width, min(h, len(s.lines(max(width-2, 0)))+2)
}

// View draws the box.
func (s *Screen) View() []string {
	box := cell.Box{Title: "Export this path", Width: s.frame.W, Height: s.frame.H, Focus: true}
	inner, _ := box.Inner()
	return s.frame.Env.Cell.Box(box, s.lines(inner))
}

func (s *Screen) lines(width int) []string {
	w := s.frame.Env.Cell
	lines := []string{w.Line(width, "").String(), s.formatLine(width), s.peopleLine(width), s.nameLine(width), w.Line(width, "").String()}
	sentence, hint, style := s.message()
	for _, line := range w.Wrap(sentence, width-2) {
		lines = append(lines, w.Line(width, "").Space(1).Own(style, line).String())
	}
	for _, line := range w.Wrap(hint, width-2) {
		lines = append(lines, w.Line(width, "").Space(1).Own(w.Theme.Dim, line).String())
	}
	return lines
}

// message is what the writing led to, else what is going to be written.
func (s *Screen) message() (sentence, hint string, style theme.Style) {
	t := s.frame.Env.Theme
	var p *data.Problem
	switch {
	case s.asking:
		return s.name.Text() + " is there already. Replace it?", "", t.Strong
	case errors.As(s.failed, &p):
		return p.Text + ".", p.Advice(), t.Error
	case s.failed != nil:
		return s.failed.Error() + ".", "", t.Error
	case s.lane.Busy() && s.lane.Frame() > 0:
		return "writing", "", t.Dim
	case s.redact && s.o.Queues:
		return "Ids, customers, contact points, users and queues become pseudonyms; free text is left out. Statuses stay.", "", t.Dim
	case s.redact:
		return "Ids, customers, contact points and users become pseudonyms; free text is left out. Statuses and queues stay.", "", t.Dim
	}
	return "Everything the export says of this path is written.", "", t.Dim
}

func (s *Screen) formatLine(width int) string {
	t := s.frame.Env.Theme
	l := s.frame.Env.Cell.Line(width, "").Space(1).OwnField(t.Dim, "as", nameWide, cell.Left)
	for i, f := range formats {
		if i == s.format {
			l.Own(t.Accent, t.Glyphs.Marker).Own(t.Accent.And(t.Strong), f.name)
		} else {
			l.Space(1).Own(t.Dim, f.name)
		}
		l.Space(2)
	}
	return l.String()
}

func (s *Screen) peopleLine(width int) string {
	t := s.frame.Env.Theme
	l := s.frame.Env.Cell.Line(width, "").Space(1).OwnField(t.Dim, "people", nameWide, cell.Left)
	if s.redact {
		return l.Own(t.Accent, t.Glyphs.Marker).Own(t.Accent.And(t.Strong), "redacted").String()
	}
	return l.Space(1).Own("", "as they are").String()
}

// nameLine is the file's name as it is being typed. What was pasted is made safe as a file's text is.
func (s *Screen) nameLine(width int) string {
	t := s.frame.Env.Theme
	l := s.frame.Env.Cell.Line(width, "").Space(1).OwnField(t.Dim, "file", nameWide, cell.Left).Space(1)
	return s.name.Draw(l, t.Strong, max(l.Room()-1, 1)).String()
}
