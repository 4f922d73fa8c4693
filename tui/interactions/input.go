package interactions

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"segpath/tui/cell"
)

// mostLetters bounds what the search field takes: a paste of a whole file is cut.
const mostLetters = 1000

// newInput is the search field. It edits; the cells are written by drawInput, because a paste may hold
// what acts on a terminal and the widget would write it as it is.
func newInput() textinput.Model {
	in := textinput.New()
	in.CharLimit = mostLetters
	in.SetVirtualCursor(false)            // its blinking would wake an idle program
	in.KeyMap.Paste.Unbind()              // it would start a program to read the clipboard: terminals paste
	in.KeyMap.DeleteBeforeCursor.Unbind() // the catalog empties the field
	in.KeyMap.AcceptSuggestion.Unbind()   // there are no suggestions
	in.KeyMap.NextSuggestion.Unbind()
	in.KeyMap.PrevSuggestion.Unbind()
	in.Focus()
	return in
}

// drawInput draws the field into exactly width cells.
func (s *Screen) drawInput(l *cell.Line, width int) {
	l.Input(s.frame.Env.Theme.Strong, s.input.Value(), s.input.Position(), width)
}

// edit hands a key or a paste to the field and tells whether the text changed.
func (s *Screen) edit(msg tea.Msg) bool {
	before := s.input.Value()
	s.input, _ = s.input.Update(msg) // no blinking, no clipboard: it has nothing to run
	return s.input.Value() != before
}

// setInput replaces the text; the next letter goes to its end.
func (s *Screen) setInput(text string) {
	s.input.SetValue(text)
	s.input.CursorEnd()
}

// firstLine is what a search can use of a paste: its first line that is not blank.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimLeft(s, " \t\r\n"), "\n")
	return strings.TrimRight(line, "\r")
}
