package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"

	"segpath/data"
)

// colours are the hues of one palette, named by what they say.
type colours struct {
	name                                      string
	dim, border, accent, chip, selected       color.Color
	warning, failure, good                    color.Color
	bot, queue, ring, ignore, clear, talk     color.Color
	transfer, message, wrapUp, quiet, abandon color.Color
}

// Contrast against near-black is at least 4.5:1 for everything that is read.
var darkColours = colours{
	name: "dark",
	dim:  lipgloss.Color("#8b93a7"), border: lipgloss.Color("#4a5163"), accent: lipgloss.Color("#82aaff"), chip: lipgloss.Color("#2d3f76"), selected: lipgloss.Color("#31364a"),
	warning: lipgloss.Color("#e5b567"), failure: lipgloss.Color("#ff757f"), good: lipgloss.Color("#9fd67a"),
	bot: lipgloss.Color("#6fd0c5"), queue: lipgloss.Color("#b99cf6"), ring: lipgloss.Color("#7cb7ff"), ignore: lipgloss.Color("#ff9e64"), clear: lipgloss.Color("#9aa8d4"), talk: lipgloss.Color("#6fd0c5"),
	transfer: lipgloss.Color("#7dd8f5"), message: lipgloss.Color("#e8a2d8"), wrapUp: lipgloss.Color("#b0b8cc"), quiet: lipgloss.Color("#8b93a7"), abandon: lipgloss.Color("#ff5370"),
}

// The same hues, dark enough to be read on white.
var lightColours = colours{
	name: "light",
	dim:  lipgloss.Color("#5d6478"), border: lipgloss.Color("#b4bac8"), accent: lipgloss.Color("#2457c5"), chip: lipgloss.Color("#cfdcff"), selected: lipgloss.Color("#dfe6fb"),
	warning: lipgloss.Color("#8f5a00"), failure: lipgloss.Color("#c02a3b"), good: lipgloss.Color("#2f7a1f"),
	bot: lipgloss.Color("#00706b"), queue: lipgloss.Color("#6b3fc0"), ring: lipgloss.Color("#1f63c7"), ignore: lipgloss.Color("#b34d00"), clear: lipgloss.Color("#50608f"), talk: lipgloss.Color("#00706b"),
	transfer: lipgloss.Color("#00698c"), message: lipgloss.Color("#9b2f86"), wrapUp: lipgloss.Color("#4a5163"), quiet: lipgloss.Color("#5d6478"), abandon: lipgloss.Color("#b00028"),
}

// Looks are the styles of the interface as Lip Gloss has them: what a widget is dressed in. Those of a
// Theme's cells are made of them.
type Looks struct {
	Text, Strong, Title, Dim, Accent, Selected, Cursor, Chip, Match lipgloss.Style
	Warning, Error, Border, Focus, Escape, Missing                  lipgloss.Style

	events map[data.Event]lipgloss.Style
}

var (
	none      = lipgloss.NewStyle()
	bold      = none.Bold(true)
	faint     = none.Faint(true)
	underline = none.Underline(true)
	reverse   = none.Reverse(true)
)

func coloured(c colours) *Theme {
	fg, bg := none.Foreground, none.Background
	looks := Looks{
		Strong: bold, Title: bold, Dim: fg(c.dim), Accent: fg(c.accent),
		Selected: bg(c.selected), Cursor: reverse, Chip: bg(c.chip), Match: bold.Underline(true),
		Warning: fg(c.warning), Error: fg(c.failure),
		Border: fg(c.border), Focus: fg(c.accent), Escape: fg(c.warning).Underline(true), Missing: fg(c.dim),
	}
	looks.family(fg(c.quiet), data.Create, data.StatusChange)
	looks.family(fg(c.bot), data.Bot)
	looks.family(fg(c.queue), data.QueueEntry)
	looks.family(fg(c.ring), data.RingOffer)
	looks.family(fg(c.good), data.Accept)
	looks.family(fg(c.failure), data.Reject, data.EnqueueRejected, data.TransferFailed)
	looks.family(fg(c.ignore), data.Ignore)
	looks.family(fg(c.clear), data.Clear)
	looks.family(fg(c.talk), data.Hold, data.Consult, data.Join)
	looks.family(fg(c.transfer), data.Transfer)
	looks.family(fg(c.message), data.Voicemail, data.Callback)
	looks.family(fg(c.wrapUp), data.WrapUp, data.Complete)
	looks.family(fg(c.abandon).Bold(true), data.Abandon)
	looks.family(fg(c.warning), data.Other)
	return wear(c.name, looks)
}

// plain says with weight, underline and reverse what the others say with colour.
func plain() *Theme {
	looks := Looks{
		Strong: bold, Title: bold, Dim: faint, Accent: bold,
		Selected: reverse, Cursor: reverse, Chip: reverse, Match: bold.Underline(true),
		Warning: bold, Error: bold,
		Border: faint, Focus: none, Escape: underline, Missing: faint,
	}
	looks.family(faint, data.Create, data.StatusChange, data.WrapUp, data.Complete)
	looks.family(bold, data.Accept, data.Reject, data.Ignore, data.Abandon)
	return wear("plain", looks)
}

func (l *Looks) family(s lipgloss.Style, events ...data.Event) {
	if l.events == nil {
		l.events = map[data.Event]lipgloss.Style{}
	}
	for _, e := range events {
		l.events[e] = s
	}
}

// wear makes a theme of looks: the prefix of each, once.
func wear(name string, l Looks) *Theme {
	t := &Theme{
		Name: name, Looks: l,
		Text: prefixOf(l.Text), Strong: prefixOf(l.Strong), Title: prefixOf(l.Title), Dim: prefixOf(l.Dim),
		Accent: prefixOf(l.Accent), Selected: prefixOf(l.Selected), Cursor: prefixOf(l.Cursor), Chip: prefixOf(l.Chip),
		Match: prefixOf(l.Match), Warning: prefixOf(l.Warning), Error: prefixOf(l.Error), Border: prefixOf(l.Border),
		Focus: prefixOf(l.Focus), Escape: prefixOf(l.Escape), Missing: prefixOf(l.Missing),
	}
	for e, s := range l.events {
		t.events[e] = prefixOf(s)
	}
	return t
}
