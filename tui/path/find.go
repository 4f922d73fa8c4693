package path

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"segpath/tui/cell"
	"segpath/tui/field"
	"segpath/tui/screen"
)

// finding is the field for a text of this path; nil where it is closed.
type finding struct {
	input field.Field
	from  int    // the step that it was opened on
	kept  string // what was searched for before
}

// longestFind is more than anyone types to find a step.
const longestFind = 200

// found is what is searched for, and the steps that have it.
type found struct {
	text  string // lower case
	steps []bool
	count int
}

// openFind opens the field.
func (s *Screen) openFind() tea.Cmd {
	if len(s.a.steps) == 0 {
		return screen.Send(screen.Tell{Text: "There are no steps to search."})
	}
	s.finding = &finding{input: field.New(longestFind), from: s.current, kept: s.found.text}
	return nil
}

// typeFind takes a key or a paste while the field is open: the first match from where it was opened on
// is the current step at once.
func (s *Screen) typeFind(msg tea.Msg) {
	s.body = nil
	if !s.finding.input.Edit(msg) {
		return
	}
	s.found = s.a.find(s.finding.input.Text())
	to := s.finding.from
	for n := range s.found.steps { // from there on, then from the start
		if i := (s.finding.from + n) % len(s.found.steps); s.found.steps[i] {
			to = i
			break
		}
	}
	s.goTo(to)
}

// acceptFind keeps what was searched for, or what was before where nothing was typed.
func (s *Screen) acceptFind() tea.Cmd {
	s.finding = nil
	switch {
	case s.found.text == "":
		return nil
	case s.found.count == 0:
		return screen.Send(screen.Tell{Text: "No step has that."})
	case s.found.count == 1:
		return screen.Send(screen.Tell{Text: "1 step has that."})
	}
	return screen.Send(screen.Tell{Text: cell.Count(int64(s.found.count)) + " steps have that; n and N go through them."})
}

// closeFind goes back to the step and to the search from before.
func (s *Screen) closeFind() tea.Cmd {
	s.found = s.a.find(s.finding.kept)
	s.goTo(s.finding.from)
	s.finding = nil
	return nil
}

// nextMatch goes on among the matches, or back with -1.
func (s *Screen) nextMatch(by int) tea.Cmd {
	if s.found.text == "" {
		return screen.Send(screen.Tell{Text: "Nothing is searched for: / finds steps."})
	}
	return s.jump(by, target{"match", func(_ *answers, _, i int) bool { return s.found.steps[i] }})
}

// find marks the steps that have a text anywhere in what the screen says of them, whatever its case.
func (a *answers) find(text string) found {
	f := found{text: strings.ToLower(strings.TrimSpace(text))}
	if f.text == "" {
		return f
	}
	if a.texts == nil {
		a.texts = make([]string, len(a.steps))
		for i := range a.steps {
			a.texts[i] = a.textOf(i)
		}
	}
	f.steps = make([]bool, len(a.steps))
	for i := range a.texts {
		if strings.Contains(a.texts[i], f.text) {
			f.steps[i] = true
			f.count++
		}
	}
	return f
}

// textOf is what a step is found by, in lower case; its parts are lines, so that no match spans two.
func (a *answers) textOf(i int) string {
	s, dir := &a.steps[i], a.chain.Directory
	parts := []string{
		stepWord(s), s.EventRaw, dir.UserName(s.UserID), s.UserID, dir.UserName(s.ByUserID), s.ByUserID, dir.QueueName(s.QueueID), s.QueueID,
		s.StatusFrom, s.StatusTo, s.Reason, wordOf(string(s.Cause)), s.Type, s.SegmentID,
	}
	if a.lengths[i].running {
		parts = append(parts, soFar)
	}
	return strings.ToLower(strings.Join(parts, "\n"))
}

// findLine is the field, drawn over the last line of the screen.
func (s *Screen) findLine(p pen, width int) string {
	t := p.Theme
	l := p.Line(width, "").Space(1).Own(t.Accent, "/ ")
	said, style := "event, user, queue, status or reason", t.Dim
	if s.found.text != "" {
		said = cell.Count(int64(s.found.count)) + " of " + cell.Count(int64(len(s.a.steps))) + " steps"
		if s.found.count == 0 {
			style = t.Warning
		}
	}
	room := max(min(l.Room(), 24), l.Room()-p.Width(said)-2)
	s.finding.input.Draw(l, t.Strong, min(room, 40))
	return l.Space(2).Own(style, said).String()
}
