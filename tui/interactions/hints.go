package interactions

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/data/filter"
	"segpath/tui/cell"
	"segpath/tui/request"
)

// completing is what the field is completed with.
type completing struct {
	lane  request.Lane[data.Vocabulary]
	asked bool
	words data.Vocabulary
	list  []filter.Completion // the ways to go on with what was typed; the text of the one at hand stands in the field
	at    int
}

// learn asks for the export's own words, once.
func (s *Screen) learn() tea.Cmd {
	if s.help.asked {
		return nil
	}
	s.help.asked = true
	return s.help.lane.Ask(s.frame.Env.Run, s.src.Vocabulary)
}

// taught takes the export's words. Without them fields still complete.
func (s *Screen) taught(msg tea.Msg) tea.Cmd {
	got, cmd := s.help.lane.Update(s.frame.Env.Run, msg)
	if got != nil && got.Err == nil {
		s.help.words = got.Value
	}
	if got != nil && errors.Is(got.Err, context.Canceled) {
		s.help.asked = false
	}
	return cmd
}

// complete puts the next way to go on into the field; one alone needs no choice.
func (s *Screen) complete(n int) tea.Cmd {
	h := &s.help
	if len(h.list) == 0 {
		h.list, h.at = filter.Complete(s.input.Text(), s.input.Cursor(), s.export.Has, h.words), 0
	} else {
		h.at = (h.at + n + len(h.list)) % len(h.list)
	}
	if len(h.list) == 0 {
		return nil
	}
	c := h.list[h.at]
	s.input.Put(c.Text, c.Cursor)
	if len(h.list) == 1 {
		h.list = nil
	}
	return s.changed()
}

// under lays lines over those below the field: the list stays where it is.
func under(lines, over []string) []string {
	copy(lines[min(2, len(lines)):], over)
	return lines
}

// maxShown is how many ways to go on are seen at once.
const maxShown = 8

// hints are the lines under the field: where it is wrong and why, or the ways to go on.
func (s *Screen) hints(width int) []string {
	if len(s.help.list) > 0 {
		return s.completionLines(width)
	}
	if s.wrong != nil {
		return s.faultLines(width)
	}
	return nil
}

func (s *Screen) faultLines(width int) []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	var lines []string
	var fault *filter.Fault
	if errors.As(s.wrong, &fault) {
		text, marks := fault.Marks(width)
		if room := w.Width(text) + fieldIndent + 30; marks != "" && fault.Text == s.input.Text() && room < width {
			lines = append(lines, w.Line(width, "").Space(fieldIndent).Own(t.Error, marks).String())
		}
	}
	hint := ""
	if p := asProblem(s.wrong); p != nil {
		hint = p.Advice()
	}
	lines = append(lines, s.paragraph(t.Error, s.wrong.Error(), width)...)
	lines = append(lines, s.paragraph(t.Dim, hint, width)...)
	return append(lines, w.Rule(width))
}

// fieldIndent is where the text of the field begins.
const fieldIndent = 3

func (s *Screen) completionLines(width int) []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	list := s.help.list
	shown := min(maxShown, len(list), max(s.listHeight()-2, 1))
	top := max(min(s.help.at-shown/2, len(list)-shown), 0)
	wide := 0
	for _, c := range list {
		wide = max(wide, w.Width(w.Clean(c.Word, width/2)))
	}
	var lines []string
	for n := top; n < top+shown; n++ {
		base, marker := t.Text, " "
		if n == s.help.at {
			base, marker = t.Selected, t.Glyphs.Marker
		}
		l := w.Line(width, base).Own(t.Accent, marker).Space(1).Field("", list[n].Word, wide, cell.Left).Space(2)
		lines = append(lines, l.Upto(t.Dim, list[n].About, l.Room()-1).String())
	}
	if len(list) > shown {
		lines = append(lines, w.Line(width, "").Space(2).Own(t.Dim, cell.Count(int64(s.help.at+1))+" of "+cell.Count(int64(len(list)))).String())
	}
	return append(lines, w.Rule(width))
}
