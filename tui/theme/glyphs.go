package theme

import (
	"charm.land/bubbles/v2/spinner"
	"charm.land/lipgloss/v2"

	"segpath/data"
)

// Glyphs are the marks that are not letters. Each is one cell wide, unless it says otherwise.
type Glyphs struct {
	Ellipsis  string // where a text was cut
	Missing   string // an absent value
	Marker    string // left of the current row
	Up, Down  string // sort order; more above and below
	Left      string // more columns to the left
	Right     string // more columns to the right
	Dot       string // parts the items of a line
	Again     string // the same user rung again
	Together  string // rung at the same time as another
	Uncertain string // the order among equal instants is not certain
	Derived   string // no row says it: a rule made it
	Remove    string // a click on it takes away what it stands in
	Notice    string // something about this the user should know
	Bar       string // a filled cell of a bar
	BarEmpty  string // an empty cell of a bar
	Eighths   []string
	Frame     lipgloss.Border
	Spinner   spinner.Spinner
}

// Spin is a spinner's look after a number of turns: whoever waits counts them, so that a screen's
// tests need no clock.
func (g Glyphs) Spin(turns int) string { return g.Spinner.Frames[turns%len(g.Spinner.Frames)] }

var unicodeGlyphs = Glyphs{
	Ellipsis: "…", Missing: "–", Marker: "▌", Up: "▲", Down: "▼", Left: "‹", Right: "›", Dot: "·",
	Again: "↻", Together: "∥", Uncertain: "=", Derived: "~", Remove: "✕", Notice: "!",
	Bar: "█", BarEmpty: "░", Eighths: []string{"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"},
	Frame: lipgloss.RoundedBorder(), Spinner: spinner.MiniDot,
}

var asciiGlyphs = Glyphs{
	Ellipsis: "~", Missing: "-", Marker: ">", Up: "^", Down: "v", Left: "<", Right: ">", Dot: "|",
	Again: "@", Together: "&", Uncertain: "=", Derived: "~", Remove: "x", Notice: "!",
	Bar: "#", BarEmpty: ".", Eighths: []string{"#", "#", "#", "#", "#", "#", "#", "#"},
	Frame: lipgloss.ASCIIBorder(), Spinner: spinner.Line,
}

// Only glyphs that no terminal draws as a two-cell picture.
func unicodeMarks() (m [256]string) {
	for e, s := range map[data.Event]string{
		data.Create: "○", data.Bot: "◇", data.QueueEntry: "≡", data.EnqueueRejected: "⊘", data.RingOffer: "♪",
		data.Accept: "✓", data.Reject: "✗", data.Ignore: "∅", data.Clear: "↶", data.Hold: "‖",
		data.Consult: "&", data.Join: "+", data.Transfer: "→", data.TransferFailed: "↛", data.Voicemail: "▤",
		data.Callback: "↺", data.WrapUp: "✎", data.StatusChange: "◦", data.Complete: "■", data.Abandon: "⊗",
		data.Other: "?",
	} {
		m[e] = s
	}
	return m
}

func asciiMarks() (m [256]string) {
	for _, e := range data.Events {
		m[e] = string(rune(e))
	}
	return m
}
