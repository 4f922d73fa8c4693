package theme

import "segpath/data"

// colours are the hues of one palette, named by what they say.
type colours struct {
	name                                      string
	dim, border, accent, chip, selected       uint32
	warning, failure, good                    uint32
	bot, queue, ring, ignore, clear, talk     uint32
	transfer, message, wrapUp, quiet, abandon uint32
}

// Contrast against near-black is at least 4.5:1 for everything that is read.
var darkColours = colours{
	name: "dark",
	dim:  0x8b93a7, border: 0x4a5163, accent: 0x82aaff, chip: 0x2d3f76, selected: 0x31364a,
	warning: 0xe5b567, failure: 0xff757f, good: 0x9fd67a,
	bot: 0x6fd0c5, queue: 0xb99cf6, ring: 0x7cb7ff, ignore: 0xff9e64, clear: 0x9aa8d4, talk: 0x6fd0c5,
	transfer: 0x7dd8f5, message: 0xe8a2d8, wrapUp: 0xb0b8cc, quiet: 0x8b93a7, abandon: 0xff5370,
}

// The same hues, dark enough to be read on white.
var lightColours = colours{
	name: "light",
	dim:  0x5d6478, border: 0xb4bac8, accent: 0x2457c5, chip: 0xcfdcff, selected: 0xdfe6fb,
	warning: 0x8f5a00, failure: 0xc02a3b, good: 0x2f7a1f,
	bot: 0x00706b, queue: 0x6b3fc0, ring: 0x1f63c7, ignore: 0xb34d00, clear: 0x50608f, talk: 0x00706b,
	transfer: 0x00698c, message: 0x9b2f86, wrapUp: 0x4a5163, quiet: 0x5d6478, abandon: 0xb00028,
}

func coloured(c colours) *Theme {
	t := &Theme{
		Name:   c.name,
		Strong: bold, Title: bold, Dim: fg(c.dim), Accent: fg(c.accent),
		Selected: bg(c.selected), Cursor: reverse, Chip: bg(c.chip), Match: bold + underline,
		Warning: fg(c.warning), Error: fg(c.failure),
		Border: fg(c.border), Focus: fg(c.accent), Escape: fg(c.warning) + underline, Missing: fg(c.dim),
	}
	t.family(fg(c.quiet), data.Create, data.StatusChange)
	t.family(fg(c.bot), data.Bot)
	t.family(fg(c.queue), data.QueueEntry)
	t.family(fg(c.ring), data.RingOffer)
	t.family(fg(c.good), data.Accept)
	t.family(fg(c.failure), data.Reject, data.EnqueueRejected, data.TransferFailed)
	t.family(fg(c.ignore), data.Ignore)
	t.family(fg(c.clear), data.Clear)
	t.family(fg(c.talk), data.Hold, data.Consult, data.Join)
	t.family(fg(c.transfer), data.Transfer)
	t.family(fg(c.message), data.Voicemail, data.Callback)
	t.family(fg(c.wrapUp), data.WrapUp, data.Complete)
	t.family(bold+fg(c.abandon), data.Abandon)
	t.family(fg(c.warning), data.Other)
	return t
}

// plain says with weight, underline and reverse what the others say with colour.
func plain() *Theme {
	t := &Theme{
		Name:   "plain",
		Strong: bold, Title: bold, Dim: faint, Accent: bold,
		Selected: reverse, Cursor: reverse, Chip: reverse, Match: bold + underline,
		Warning: bold, Error: bold,
		Border: faint, Focus: "", Escape: underline, Missing: faint,
	}
	t.family(faint, data.Create, data.StatusChange, data.WrapUp, data.Complete)
	t.family(bold, data.Accept, data.Reject, data.Ignore, data.Abandon)
	return t
}

func (t *Theme) family(s Style, events ...data.Event) {
	for _, e := range events {
		t.events[e] = s
	}
}
