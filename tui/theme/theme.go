package theme

import "segpath/data"

// Theme is every style and glyph of the interface. It is never changed once made.
type Theme struct {
	Name  string // "dark", "light" or "plain"
	Looks Looks  // the same styles for widgets of a library

	Text     Style // ordinary text: the terminal's own colour
	Strong   Style // what the eye should find first in a line
	Title    Style // names of screens and panes
	Dim      Style // labels, units, what is said beside the point
	Accent   Style // keys, the sorted column, the marker of the current row
	Selected Style // laid under a whole row: the current one
	Cursor   Style // the cell of a text field where the next letter goes
	Chip     Style // an active search or filter
	Match    Style // the part of a text that a search found
	Warning  Style
	Error    Style
	Border   Style // of a pane
	Focus    Style // border of the pane that has the keys
	Escape   Style // a byte of a file made visible: `\x1b`
	Missing  Style // the mark of an absent value

	Glyphs Glyphs

	events [256]Style
	marks  [256]string
}

// Make returns the theme for a terminal: dark or light background; colour false for no colour at all,
// where weight, underline and reverse carry what colour would; ascii for glyphs below U+0080.
func Make(dark, colour, ascii bool) *Theme {
	t := plain()
	if colour && dark {
		t = coloured(darkColours)
	} else if colour {
		t = coloured(lightColours)
	}
	t.Glyphs, t.marks = unicodeGlyphs, unicodeMarks()
	if ascii {
		t.Glyphs, t.marks = asciiGlyphs, asciiMarks()
	}
	return t
}

// Event is the colour of an event's family, the same on every screen.
func (t *Theme) Event(e data.Event) Style { return t.events[e] }

// Mark is an event's one-cell glyph; in ASCII it is the event's letter.
func (t *Theme) Mark(e data.Event) string {
	if m := t.marks[e]; m != "" {
		return m
	}
	return "?"
}

// Outcome is how a ring ended, as it is shown: each has a word, a glyph and a colour of its own.
type Outcome struct {
	Word  string
	Glyph string
	Style Style
}

// Outcome returns the look of a ring's outcome; 0 is a ring whose outcome the export does not tell.
func (t *Theme) Outcome(e data.Event) Outcome {
	if e == 0 {
		return Outcome{Word: "no outcome", Glyph: t.Glyphs.Missing, Style: t.Dim}
	}
	return Outcome{Word: e.String(), Glyph: t.Mark(e), Style: t.Event(e)}
}
