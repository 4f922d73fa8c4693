package help

import (
	"strings"

	"segpath/tui/action"
	"segpath/tui/cell"
)

// all lists every key, group by group as the catalog has them.
func (s *Screen) all(width int) []string { return s.matching(width, "") }

// lines are the keys that answer the search, or the word that none does.
func (s *Screen) lines(width int) []string {
	lines := s.matching(width, s.input.Text())
	if len(lines) > 0 {
		return lines
	}
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	for _, line := range w.Wrap("No key of this screen does that.", width-2) {
		lines = append(lines, w.Line(width, "").Space(1).Own(t.Strong, line).String())
	}
	return lines
}

func (s *Screen) matching(width int, search string) []string {
	words := strings.Fields(strings.ToLower(search))
	return append(s.section(s.of, width, words), s.section(action.Global, width, words)...)
}

// section lists the keys of a context that hold every word; nothing where none does.
func (s *Screen) section(c action.Context, width int, words []string) []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	lines := []string{w.Line(width, "").Space(1).Own(t.Title, string(c)).String()}
	for _, a := range action.In(c) {
		if s.holds(a, words) {
			lines = append(lines, s.key(a, width, words)...)
		}
	}
	if len(lines) == 1 {
		return nil
	}
	return append(lines, w.Line(width, "").String())
}

// holds tells whether every word stands in an action's keys, its name or its sentence.
func (s *Screen) holds(a action.Action, words []string) bool {
	text := strings.ToLower(a.KeyNames(s.frame.Env.ASCII) + "\n" + string(a.ID) + "\n" + a.Help().Desc + "\n" + a.Long)
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// key is one action: its keys, and what they do in as many lines as that takes.
func (s *Screen) key(a action.Action, width int, words []string) []string {
	w, t := s.frame.Env.Cell, s.frame.Env.Theme
	keys, room := min(keyWidth, max(width/3, 1)), 0
	room = max(width-keys-3, 1)
	names := a.KeyNames(s.frame.Env.ASCII)
	var lines []string
	for _, long := range w.Wrap(a.Long, room) {
		l := w.Line(width, "").Space(1).OwnField(t.Accent, names, keys, cell.Left).Space(1)
		for at := 0; at < len(long); {
			from, to := next(long, at, words)
			l.Own("", long[at:from]).Own(t.Accent.And(t.Match), long[from:to])
			at = to
		}
		lines = append(lines, l.String())
		names = ""
	}
	return lines
}

// next finds the first place from at on where one of the words stands in a line of ours, which has one
// byte a letter; its end where none does.
func next(line string, at int, words []string) (from, to int) {
	lower := strings.ToLower(line)
	from, to = len(line), len(line)
	for _, word := range words {
		if i := strings.Index(lower[at:], word); i >= 0 && at+i < from {
			from, to = at+i, at+i+len(word)
		}
	}
	return from, to
}
