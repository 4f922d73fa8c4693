package raw

import (
	"errors"
	"strconv"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/theme"
)

const (
	most       = 100 // cells of the box
	valueLines = 4   // the whole value of the marked field, below the list
	around     = 2 + 1 + 1 + valueLines
)

// Box leaves a margin for the screen below to be seen.
func (s *Screen) Box(w, h int) (width, height int) {
	fields := max(len(s.row.Fields), 6)
	return min(max(w-4, min(w, 40)), most), min(h, fields+around)
}

func (s *Screen) height() int { return max(s.frame.H-around, 1) }

// View draws the fields in sight, and the whole value of the marked one.
func (s *Screen) View() []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	box := cell.Box{Title: "Raw fields", Subject: s.file, Width: s.frame.W, Height: s.frame.H, Focus: true}
	box.Foot = "record " + strconv.FormatInt(s.record, 10)
	width, height := box.Inner()
	switch {
	case s.failed != nil:
		m := cell.Message{Style: t.Error, Title: "The record could not be read", Body: s.failed.Error()}
		var p *data.Problem
		if errors.As(s.failed, &p) {
			m.Hint = p.Advice()
		}
		return w.Box(box, w.Message(m, width, height))
	case !s.known:
		m := cell.Message{Style: t.Dim}
		if s.lane.Frame() > 0 {
			m.Title = "reading the record"
		}
		return w.Box(box, w.Message(m, width, height))
	}
	lines := []string{s.line("column", "value", "became", t.Dim, width)}
	for i := s.top; i < min(s.top+s.height(), len(s.row.Fields)); i++ {
		lines = append(lines, s.field(i, width))
	}
	lines = append(w.Fit(lines, width, s.height()+1), w.Rule(width))
	return w.Box(box, append(lines, s.value(width)...))
}

func (s *Screen) widths(width int) (column, value, became int) {
	w := s.frame.Env.Cell
	column = 6
	for i := range s.row.Fields {
		column = max(column, min(w.Width(w.Clean(s.row.Fields[i].Column, 28)), 28))
	}
	column, became = min(column, max(width/3, 4)), min(16, width/4)
	return column, max(width-column-became-6, 1), became
}

func (s *Screen) line(name, value, became string, style theme.Style, width int) string {
	nameWidth, valueWidth, becameWidth := s.widths(width)
	l := s.frame.Env.Cell.Line(width, "").Space(2).OwnField(style, name, nameWidth, cell.Left).Space(2)
	return l.OwnField(style, value, valueWidth, cell.Left).Space(1).OwnField(style, became, becameWidth, cell.Left).String()
}

func (s *Screen) field(i, width int) string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	f := &s.row.Fields[i]
	name, value, became := s.widths(width)
	var base theme.Style
	marker := " "
	if i == s.at {
		base, marker = t.Selected, t.Glyphs.Marker
	}
	l := w.Line(width, base).Own(t.Accent, marker).Space(1).Field(t.Dim, f.Column, name, cell.Left).Space(2)
	switch {
	case f.Null:
		l.OwnField(t.Missing, t.Glyphs.Missing, value, cell.Left)
	case f.Value == "":
		l.OwnField(t.Dim, `""`, value, cell.Left)
	default:
		l.Field("", f.Value, value, cell.Left)
	}
	l.Space(1)
	if f.As == "" {
		return l.OwnField(t.Dim, "unused", became, cell.Left).String()
	}
	return l.Field("", f.As, became, cell.Left).String()
}

// value is the whole value of the marked field, as far as it has room.
func (s *Screen) value(width int) []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	if s.at >= len(s.row.Fields) {
		return nil
	}
	f := &s.row.Fields[s.at]
	if f.Null || f.Value == "" {
		word := "empty: the file has nothing between the delimiters"
		if f.Null {
			word = "no value"
		}
		return []string{w.Line(width, "").Space(2).Own(t.Dim, word).String()}
	}
	clean := w.Clean(f.Value, width*valueLines)
	var lines []string
	for _, line := range w.Break(clean, width-4) {
		lines = append(lines, w.Line(width, "").Space(2).Own("", line).String())
	}
	if len(lines) > valueLines {
		lines = append(lines[:valueLines-1], w.Line(width, "").Space(2).Own(t.Dim, "and more: y copies it all").String())
	}
	return lines
}
