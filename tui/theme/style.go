// Package theme holds how things look: one Theme value, made once for a terminal and handed down. Looks
// are declared as Lip Gloss styles; drawing a cell uses the escape sequence that such a style begins
// with, made once, so that it is joining strings.
package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Style is an SGR prefix that is written before text; Reset ends it. The empty style changes nothing.
type Style string

// Reset ends every style.
const Reset = "\x1b[m"

// And is the style with other on top of it: other's colours win where both set one.
func (s Style) And(other Style) Style { return s + other }

// On wraps text that is already safe for the terminal.
func (s Style) On(text string) string {
	if s == "" {
		return text
	}
	return string(s) + text + Reset
}

// prefixOf is what a Lip Gloss style writes before its text. Terminals of fewer colours get the
// nearest ones: the renderer converts.
func prefixOf(s lipgloss.Style) Style {
	const letter = "x"
	prefix, _, _ := strings.Cut(s.UnderlineSpaces(false).Render(letter), letter)
	return Style(prefix)
}
