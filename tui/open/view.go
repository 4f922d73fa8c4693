package open

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"charm.land/bubbles/v2/progress"

	"segpath/data"
	"segpath/tui/cell"
)

// View draws what is being done and how far it is, or why it failed. A fast export shows nothing: it
// is there before anyone could read it.
func (s *Screen) View() []string {
	w, width, height := s.frame.Env.Cell, s.frame.W, s.frame.H
	if s.failed != nil {
		return w.Message(s.failure(), width, height)
	}
	if s.lane.Frame() == 0 {
		return w.Fit(nil, width, height)
	}
	return w.Fit(append(s.head(), s.peek()...), width, height)
}

func (s *Screen) failure() cell.Message {
	t := s.frame.Env.Theme
	m := cell.Message{Mark: t.Glyphs.Notice, Style: t.Error, Title: "The export could not be opened", Body: s.failed.Error()}
	var p *data.Problem
	if errors.As(s.failed, &p) {
		m.Hint = p.Advice()
	}
	return m
}

const (
	margin  = 2
	barMost = 60
)

func (s *Screen) head() []string {
	w, t, width := s.frame.Env.Cell, s.frame.Env.Theme, s.frame.W
	at := s.now.at
	blank := w.Line(width, "").String()
	spinner := t.Glyphs.Spin(s.lane.Frame())
	doing := at.Doing
	if doing == "" {
		doing = "starting"
	}
	lines := []string{
		blank,
		w.Line(width, "").Space(margin).Own(t.Strong, "Opening ").Text(t.Accent.And(t.Strong), s.name).String(),
		blank,
		w.Line(width, "").Space(margin).Own(t.Accent, spinner+" ").Text("", doing).String(),
	}
	bar := w.Line(width, "").Space(margin)
	if at.Total > 0 || at.Share > 0 {
		s.bar(bar, min(width-2*margin-7, barMost))
	}
	return append(lines, bar.String(), w.Line(width, "").Space(margin).Own(t.Dim, s.numbers()).String(), blank)
}

func (s *Screen) bar(l *cell.Line, cells int) {
	t := s.frame.Env.Theme
	cells = max(cells, 0)
	full, _ := utf8.DecodeRuneInString(t.Glyphs.Bar)
	empty, _ := utf8.DecodeRuneInString(t.Glyphs.BarEmpty)
	bar := progress.New(progress.WithWidth(cells), progress.WithFillCharacters(full, empty), progress.WithoutPercentage(),
		progress.WithColors(t.Looks.Accent.GetForeground()))
	bar.EmptyColor = t.Looks.Border.GetForeground()
	share := s.share()
	l.Styled(bar.ViewAs(share), cells).Own(t.Strong, fmt.Sprintf("  %3d %%", int(share*100)))
}

// share is how much of opening is done, where that is known; else of what is being done.
func (s *Screen) share() float64 {
	at := s.now.at
	switch {
	case at.Share > 0:
		return min(at.Share, 1)
	case at.Total <= 0:
		return 0
	}
	return min(max(float64(at.Done)/float64(at.Total), 0), 1)
}

// numbers are bytes, rows and the time left: only what is known.
func (s *Screen) numbers() string {
	at, dot := s.now.at, "  "+s.frame.Env.Theme.Glyphs.Dot+"  "
	out := ""
	add := func(part string) {
		if out != "" {
			out += dot
		}
		out += part
	}
	if at.Total > 0 {
		add(bytes(at.Done) + " of " + bytes(at.Total))
	}
	if at.Rows > 0 {
		add(cell.Plural(at.Rows, "row"))
	}
	if left, ok := s.left(); ok {
		add("about " + data.FormatSpan(data.Span(left.Round(time.Second).Microseconds())) + " left")
	}
	return out
}

// left is how long the rest takes at the speed so far; not said before it can be trusted.
func (s *Screen) left() (time.Duration, bool) {
	share := s.share()
	if s.now.at.Total <= 0 || s.now.elapsed < 2*time.Second || share < 0.02 || share >= 1 {
		return 0, false
	}
	left := time.Duration(float64(s.now.elapsed) * (1 - share) / share)
	return left, left >= time.Second
}

// bytes writes a size as people read it: "412 MB".
func bytes(n int64) string {
	units := []string{"B", "kB", "MB", "GB", "TB"}
	size, unit := float64(n), 0
	for size >= 999.5 && unit < len(units)-1 {
		size, unit = size/1000, unit+1
	}
	if unit > 0 && size < 9.95 {
		return fmt.Sprintf("%.1f %s", size, units[unit])
	}
	return fmt.Sprintf("%.0f %s", size, units[unit])
}
