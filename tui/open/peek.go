package open

import "segpath/tui/cell"

const (
	peekRows   = 12
	peekColumn = 22
)

// peek draws the first rows of the first file, said to be that: nothing has been read into them yet.
func (s *Screen) peek() []string {
	p := s.now.at.Peek
	if p == nil || len(p.Header) == 0 {
		return nil
	}
	w, t, width := s.frame.Env.Cell, s.frame.Env.Theme, s.frame.W
	widths := s.peekWidths()
	lines := []string{
		w.Line(width, "").Space(margin).Own(t.Title, "First rows of ").Upto(t.Title, p.File, max(width-40, 8)).
			Own(t.Dim, ", as they stand in the file").String(),
		s.peekRow(p.Header, widths, true),
	}
	for _, row := range p.Rows[:min(len(p.Rows), peekRows)] {
		lines = append(lines, s.peekRow(row, widths, false))
	}
	return lines
}

func (s *Screen) peekRow(row []string, widths []int, head bool) string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	style := t.Text
	if head {
		style = t.Dim
	}
	l := w.Line(s.frame.W, "").Space(margin)
	for i, value := range row[:min(len(row), len(widths))] {
		l.Field(style, value, widths[i], cell.Left).Space(2)
	}
	return l.String()
}

func (s *Screen) peekWidths() []int {
	p, w := s.now.at.Peek, s.frame.Env.Cell
	widths := make([]int, len(p.Header))
	for _, row := range append([][]string{p.Header}, p.Rows[:min(len(p.Rows), peekRows)]...) {
		for i, value := range row[:min(len(row), len(widths))] {
			widths[i] = max(widths[i], min(w.Width(w.Clean(value, peekColumn)), peekColumn))
		}
	}
	return widths
}
