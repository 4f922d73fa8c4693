package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"segpath/tui/action"
	"segpath/tui/screen"
)

// draw is the whole screen: nothing before the terminal has told its size.
func (m *root) draw() string {
	if m.w <= 0 || m.h <= 0 {
		return ""
	}
	lines := m.body()
	if m.h > 1 {
		lines = append(lines, m.footer())
	}
	return strings.Join(lines, "\n")
}

// body is the screen that fills the room, and the boxes that float over it.
func (m *root) body() []string {
	w := m.env.Cell
	first := len(m.stack) - 1
	for first > 0 {
		if _, floating := m.stack[first].(screen.Floating); !floating {
			break
		}
		first--
	}
	lines := w.Fit(m.stack[first].View(), m.w, m.bodyHeight())
	for _, s := range m.stack[first+1:] {
		x, y, width, _ := m.place(s)
		lines = w.Over(lines, s.View(), x, y, m.w, width)
	}
	return lines
}

// place is where a screen stands: a box in the middle, a little above.
func (m *root) place(s screen.Screen) (x, y, w, h int) {
	f := m.frame(s)
	return (m.w - f.W) / 2, (m.bodyHeight() - f.H) / 3, f.W, f.H
}

// footer shows the keys that matter here, or a notice, and the screen's status at the right.
func (m *root) footer() string {
	w, t := m.env.Cell, m.env.Theme
	l := w.Line(m.w, "").Space(1)
	status := m.top().Status()
	if status != "" {
		status += " "
	}
	room := m.w - w.Width(status) - 2
	if m.notice != "" {
		if w.Width(m.notice) > room { // it is there for a moment, and the place again after it
			status, room = "", m.w-2
		}
		return l.Own(t.Accent, w.Cut(m.notice, room)).End(t.Dim, status).String()
	}
	all := m.hints()
	hints, width := m.fit(all, room-l.Used())
	if len(hints) < len(all) && (m.prefix != "" || len(hints) < vital) { // keys that are needed before the place
		hints, width = m.fit(all, m.w-1-l.Used())
	}
	return l.Styled(m.helper().ShortHelpView(hints), width).End(t.Dim, status).String()
}

// vital is how many hints must be in sight: what is done here, and the way out.
const vital = 2

const hintGap = 3

// helper draws hints in the theme's styles.
func (m *root) helper() help.Model {
	looks := m.env.Theme.Looks
	h := help.New()
	h.ShortSeparator = strings.Repeat(" ", hintGap)
	h.Styles = help.Styles{ShortKey: looks.Accent, ShortDesc: looks.Dim}
	return h
}

// fit leaves hints out until the others have room, those first that matter least.
func (m *root) fit(hints []action.Hint, room int) (shown []key.Binding, width int) {
	hints = slices.Clone(hints)
	measure := func() int {
		n := 0
		for _, hint := range hints {
			n += m.env.Cell.Width(hint.Help().Key) + 1 + m.env.Cell.Width(hint.Help().Desc) + hintGap
		}
		return max(n-hintGap, 0)
	}
	for width = measure(); len(hints) > 0 && width > room; width = measure() {
		out := 0
		for n := range hints {
			if hints[n].Rank >= hints[out].Rank {
				out = n
			}
		}
		hints = slices.Delete(hints, out, out+1)
	}
	for _, hint := range hints {
		shown = append(shown, hint.Binding)
	}
	return shown, width
}

// hinted are the hints in the words of the screen, without those that do nothing now.
func hinted(s screen.Screen, hints []action.Hint) []action.Hint {
	hinter, ok := s.(screen.Hinter)
	if !ok {
		return hints
	}
	var kept []action.Hint
	for _, hint := range hints {
		words, does := hinter.Hint(hint.ID)
		if !does {
			continue
		}
		if words != "" {
			hint.SetHelp(hint.Help().Key, words)
		}
		kept = append(kept, hint)
	}
	return kept
}

func (m *root) hints() []action.Hint {
	context := m.top().Context()
	if m.prefix == "" {
		return hinted(m.top(), action.Footer(context, m.env.ASCII, len(m.stack) == 1))
	}
	waits := key.NewBinding(key.WithKeys(m.prefix), key.WithHelp(action.KeyName(m.prefix, m.env.ASCII), m.env.Theme.Glyphs.Ellipsis))
	hints := []action.Hint{{Binding: waits}}
	for n, a := range action.Continuations(context, m.prefix) {
		hints = append(hints, action.Hint{Binding: a.Hint(m.env.ASCII), Rank: n + 1})
	}
	return hints
}
