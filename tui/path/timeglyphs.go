package path

// timeGlyphs are what the timeline is drawn with, each one cell wide.
type timeGlyphs struct {
	halves  map[shape][3]string // left half, right half, both
	edge    string              // where a status or a stay begins
	shade   string              // nobody is being rung
	leg     string              // another leg begins
	cursor  string              // the time of the current step
	caret   string              // the same, on the axis
	extent  string              // how long the current step lasts, on the axis
	tick    string
	axis    string
	corners [2]string
	unknown string // no end is known
}

var timeUnicode = timeGlyphs{
	halves: map[shape][3]string{
		thinLine: {"╴", "╶", "─"}, thickLine: {"╸", "╺", "━"}, ringBar: {"▖", "▗", "▄"},
		talkBar: {"▌", "▐", "█"}, holdBar: {"▒", "▒", "▒"}, wrapBar: {"▂", "▂", "▂"},
	},
	edge: "▏", shade: "░", leg: "┊", cursor: "│", caret: "▲", extent: "━", tick: "┴", axis: "─",
	corners: [2]string{"╰", "╯"}, unknown: "?",
}

var timeASCII = timeGlyphs{
	halves: map[shape][3]string{
		thinLine: {"-", "-", "-"}, thickLine: {"=", "=", "="}, ringBar: {"r", "r", "r"},
		talkBar: {"#", "#", "#"}, holdBar: {"h", "h", "h"}, wrapBar: {"w", "w", "w"},
	},
	edge: "[", shade: ".", leg: ":", cursor: "|", caret: "^", extent: "=", tick: "+", axis: "-",
	corners: [2]string{"+", "+"}, unknown: "?",
}

// timeGlyphs are those of this terminal.
func (p pen) timeGlyphs() *timeGlyphs {
	if p.ascii {
		return &timeASCII
	}
	return &timeUnicode
}
