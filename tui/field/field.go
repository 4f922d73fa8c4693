// Package field is a line of text that is being typed. The library's widget edits it; its cells are
// written by us, because a paste may hold what acts on a terminal and the widget would write it as it is.
package field

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"segpath/tui/cell"
	"segpath/tui/theme"
)

// Field is one line of text with a cursor. Make it with New.
type Field struct{ input textinput.Model }

// New returns an empty field that takes at most so many letters: a paste of a whole file is cut.
func New(most int) Field {
	in := textinput.New()
	in.CharLimit = most
	in.SetVirtualCursor(false)          // its blinking would wake an idle program
	in.KeyMap.Paste.Unbind()            // it would start a program to read the clipboard: terminals paste
	in.KeyMap.AcceptSuggestion.Unbind() // there are no suggestions
	in.KeyMap.NextSuggestion.Unbind()
	in.KeyMap.PrevSuggestion.Unbind()
	in.Focus()
	return Field{in}
}

// Edit takes a key or a paste and tells whether the text changed. Of a paste it takes the first line
// that is not blank.
func (f *Field) Edit(msg tea.Msg) bool {
	if paste, ok := msg.(tea.PasteMsg); ok {
		line, _, _ := strings.Cut(strings.TrimLeft(paste.Content, " \t\r\n"), "\n")
		msg = tea.PasteMsg{Content: strings.TrimRight(line, "\r")}
	}
	before := f.input.Value()
	f.input, _ = f.input.Update(msg) // no blinking, no clipboard: it has nothing to run
	return f.input.Value() != before
}

// Text is what has been typed. It may hold anything a paste can.
func (f *Field) Text() string { return f.input.Value() }

// Set replaces the text; the next letter goes to its end.
func (f *Field) Set(text string) {
	f.input.SetValue(text)
	f.input.CursorEnd()
}

// Cursor is the place in the text where typing goes on, in bytes.
func (f *Field) Cursor() int {
	runes := []rune(f.input.Value())
	return len(string(runes[:min(f.input.Position(), len(runes))]))
}

// Put replaces the text; typing goes on at a place in bytes.
func (f *Field) Put(text string, cursor int) {
	f.input.SetValue(text)
	f.input.SetCursor(utf8.RuneCountInString(text[:min(cursor, len(text))]))
}

// Draw writes the field into exactly width cells of a line.
func (f *Field) Draw(l *cell.Line, s theme.Style, width int) *cell.Line {
	return l.Input(s, f.input.Value(), f.input.Position(), width)
}
