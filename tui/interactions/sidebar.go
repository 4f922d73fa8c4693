package interactions

import (
	"errors"
	"strings"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/theme"
)

func asProblem(err error) *data.Problem {
	var p *data.Problem
	if errors.As(err, &p) {
		return p
	}
	return nil
}

// previewLines draws the selected interaction: what the list knows at once, the story and the rings
// when they are read. The facts above have a fixed height, so the rest never jumps.
func (s *Screen) previewLines(width int) []string {
	row := s.rows.Selected()
	if row == nil {
		return nil
	}
	lines := s.factLines(row, width)
	told := s.preview.told[row.ID]
	switch {
	case told != nil:
		lines = append(lines, s.storyLines(told.story, width)...)
		lines = append(lines, s.ringLines(told, width)...)
		if can := s.export.Has.Queues; !can.Can() {
			lines = append(lines, s.lacks("queue", can, width)...)
		}
		return lines
	case s.preview.err != nil:
		return append(lines, s.paragraph(s.frame.Env.Theme.Error, s.preview.err.Error(), width)...)
	case s.preview.lane.Frame() > 0:
		return append(lines, s.paragraph(s.frame.Env.Theme.Dim, "reading the path", width)...)
	}
	return lines
}

func (s *Screen) factLines(r *data.Row, width int) []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	blank := w.Line(width, "").String()
	lines := []string{w.Line(width, "").Space(1).Upto(t.Strong, r.ID, width-2).String(), blank}
	for _, f := range []struct{ label, value string }{
		{"customer", r.Customer}, {"contact", r.ContactPoint}, {"also", strings.Join(r.ExternalIDs, ", ")},
		{"type", strings.TrimSpace(r.Type + " " + r.Direction)}, {"created", s.fullStamp(r, false)}, {"completed", s.fullStamp(r, true)},
		{"outcome", r.Outcome}, {"ended by", r.EndedBy},
	} {
		l := w.Line(width, "").Space(1).OwnField(t.Dim, f.label, 10, cell.Left).Space(1)
		switch {
		case f.value != "":
			l.Upto("", f.value, l.Room()-1)
		case f.label == "completed" && r.Open:
			l.Own(t.Dim, "still open")
		default:
			l.Own(t.Missing, t.Glyphs.Missing)
		}
		lines = append(lines, l.String())
	}
	return append(lines, blank)
}

func (s *Screen) fullStamp(r *data.Row, completed bool) string {
	at := r.CreatedAt
	if completed {
		at = r.CompletedAt
	}
	if at.IsZero() {
		return ""
	}
	return s.stamp(at, stampLong)
}

func (s *Screen) paragraph(style theme.Style, text string, width int) []string {
	w := s.frame.Env.Cell
	var lines []string
	for _, line := range w.Wrap(text, width-2) {
		lines = append(lines, w.Line(width, "").Space(1).Own(style, line).String())
	}
	return lines
}

// storyLines are the story: a newline in a name of it is no end of a line.
func (s *Screen) storyLines(story string, width int) []string {
	w := s.frame.Env.Cell
	var lines []string
	for _, line := range w.WrapLine(story, width-2) {
		lines = append(lines, w.Line(width, "").Space(1).Own("", line).String())
	}
	return append(lines, w.Line(width, "").String())
}

// ringLines is the ladder: who was rung, what they did, and for how long they were rung.
func (s *Screen) ringLines(told *told, width int) []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	if can := s.export.Has.Rings; !can.Can() {
		return s.lacks("ring", can, width)
	}
	head := w.Line(width, "").Space(1).Own(t.Title, "Rings")
	if len(told.rings) == 0 {
		return []string{head.Own(t.Dim, "  nobody was rung").String()}
	}
	lines := []string{head.String()}
	for i := range told.rings {
		lines = append(lines, s.ringLine(told.chain, &told.rings[i], width))
		if gap, ok := told.rings[i].DeadAirAfter.Get(); ok && gap > 0 {
			lines = append(lines, w.Line(width, "").Space(5).Own(t.Dim, data.FormatSpan(gap)+" nobody was rung").String())
		}
	}
	return lines
}

// lacks says what the export cannot tell, and why.
func (s *Screen) lacks(what string, can data.Capability, width int) []string {
	return s.paragraph(s.frame.Env.Theme.Dim, can.Without(what+" data"), width)
}

const responseWidth = 12 // glyph, space, "no outcome"

func (s *Screen) ringLine(c *data.Chain, r *data.Ring, width int) string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	outcome := t.Outcome(r.Outcome)
	name := max(width-4-2-responseWidth-8-2, 4)
	l := w.Line(width, "").Space(1).OwnField(t.Dim, cell.Count(int64(r.Order)), 2, cell.Right).Space(2)
	l.Field("", c.Directory.UserLabel(r.UserID), name, cell.Left).Space(1)
	marks := " "
	if r.Again {
		marks = t.Glyphs.Again
	}
	if r.Group > 0 {
		marks = t.Glyphs.Together
	}
	l.Own(t.Dim, marks).Space(1)
	l.Own(outcome.Style, outcome.Glyph+" ").OwnField(outcome.Style, outcome.Word, responseWidth-2, cell.Left)
	if seconds, ok := r.Seconds.Get(); ok {
		return l.OwnField("", data.FormatSpan(seconds), 7, cell.Right).String()
	}
	return l.OwnField(t.Missing, t.Glyphs.Missing, 7, cell.Right).String()
}
