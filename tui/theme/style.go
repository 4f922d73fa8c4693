// Package theme holds how things look: one Theme value, made once for a terminal and handed down.
// A style is an escape sequence prefix made beforehand, so that drawing a cell is joining strings.
package theme

import (
	"strconv"
	"strings"
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

// Attributes that need no colour.
const (
	bold      Style = "\x1b[1m"
	faint     Style = "\x1b[2m"
	underline Style = "\x1b[4m"
	reverse   Style = "\x1b[7m"
)

// fg is a foreground of 0xRRGGBB. Terminals of fewer colours get the nearest: the renderer converts.
func fg(rgb uint32) Style { return colour("38", rgb) }

// bg is a background of 0xRRGGBB.
func bg(rgb uint32) Style { return colour("48", rgb) }

func colour(ground string, rgb uint32) Style {
	var b strings.Builder
	b.WriteString("\x1b[" + ground + ";2")
	for shift := 16; shift >= 0; shift -= 8 {
		b.WriteByte(';')
		b.WriteString(strconv.Itoa(int(rgb >> shift & 0xff)))
	}
	b.WriteByte('m')
	return Style(b.String())
}
