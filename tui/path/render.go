package path

import (
	"context"
	"errors"
	"strings"

	"segpath/data"
	"segpath/tui/cell"
)

// render draws the whole screen.
func (s *Screen) render() []string {
	w, h := s.frame.W, s.frame.H
	if s.a == nil {
		return s.waiting(w, h)
	}
	p := s.pen()
	lines := p.header(w, s.layout.header)
	for len(lines) < s.layout.header {
		lines = append(lines, p.Line(w, "").String())
	}
	lines = append(lines, s.story[:min(len(s.story), s.layout.story)]...)
	lines = append(lines, s.panes(p)...)
	lines = p.Fit(lines, w, h)
	if s.asking != nil && h > 0 {
		lines[h-1] = s.askLine(p, w)
	}
	if s.finding != nil && h > 0 {
		lines[h-1] = s.findLine(p, w)
	}
	if s.legend {
		box := p.legend(w, h)
		lines = p.Over(lines, box.lines, box.x, box.y, w, box.w)
	}
	return lines
}

// panes draws the part below the story.
func (s *Screen) panes(p pen) []string {
	steps := s.stepsBox(p)
	if s.layout.tabbed {
		for at := ringsAt; at < paneCount; at++ {
			if s.layout.panes[at].h > 0 {
				steps = append(steps, s.tabBox(p, at)...)
			}
		}
		return steps
	}
	var right []string
	for at := ringsAt; at < sideEnd; at++ {
		right = append(right, s.sideBox(p, at)...)
	}
	return append(p.Beside(steps, right, ""), s.timeBox(p)...)
}

func (s *Screen) stepsBox(p pen) []string {
	r := s.layout.panes[stepsAt]
	if r.h == 0 {
		return nil
	}
	width, height := r.inner()
	lines := s.steps.draw(p, s.current, height)
	if len(s.steps.rows) == 0 || len(s.a.steps) == 0 && len(s.a.chain.Legs) <= 1 {
		lines = p.note(emptySteps(s.a.chain), width)
	}
	box := cell.Box{Title: "Steps " + cell.Count(int64(len(s.a.steps))), Width: r.w, Height: r.h, Focus: s.active == stepsAt}
	box.Foot = p.Cut(p.remarks(s.current), width-4)
	return p.Box(box, lines)
}

// remarks says in words what the marks of a step say.
func (p pen) remarks(n int) string {
	if !p.a.has(n) {
		return ""
	}
	var words []string
	step, g := &p.a.steps[n], p.Theme.Glyphs
	if step.Uncertain {
		words = append(words, g.Uncertain+" order not certain")
	}
	if step.Derived {
		words = append(words, g.Derived+" made by a rule")
	}
	for _, kind := range p.a.notices[n] {
		words = append(words, g.Notice+" "+string(kind))
	}
	return strings.Join(words, "  ")
}

func (s *Screen) sideBox(p pen, at pane) []string {
	r, side := s.layout.panes[at], &s.sides[at]
	width, height := r.inner()
	box := cell.Box{
		Title: side.name(int(at)), Foot: side.position(height), Width: r.w, Height: r.h, Focus: s.active == at,
	}
	return p.Box(box, side.draw(p, s.current+1, width, height, s.active == at))
}

// paneName is a pane's title with its key.
func (s *Screen) paneName(at pane, p pen) string {
	if at == timelineAt {
		_, height := s.layout.panes[at].inner()
		return s.time.title(p, s.current, height)
	}
	return s.sides[at].name(int(at))
}

// timeBox is the timeline; its lower border is the axis.
func (s *Screen) timeBox(p pen) []string {
	r := s.layout.panes[timelineAt]
	width, height := r.inner()
	box := cell.Box{Title: s.paneName(timelineAt, p), Width: r.w, Height: r.h, Focus: s.active == timelineAt}
	lines := p.Box(box, s.time.lines(p, s.current, width, height))
	if len(lines) > 1 {
		border := p.Theme.Border
		if box.Focus {
			border = p.Theme.Focus
		}
		lines[len(lines)-1] = s.time.axis(p, s.current, r.w, border)
	}
	return lines
}

// tabBox is a side pane whose upper border names all of them, the one in sight in brackets.
func (s *Screen) tabBox(p pen, at pane) []string {
	var lines []string
	if at == timelineAt {
		lines = s.timeBox(p)
	} else {
		lines = s.sideBox(p, at)
	}
	r, t := s.layout.panes[at], p.Theme
	if r.w < 12 || len(lines) == 0 {
		return lines
	}
	border := t.Border
	if s.active == at {
		border = t.Focus
	}
	l := p.Line(r.w, "").Own(border, t.Glyphs.Frame.TopLeft)
	for n := ringsAt; n < paneCount; n++ {
		l.Own(border, t.Glyphs.Frame.Top)
		name := s.paneName(n, p)
		if n == at {
			l.Own(t.Title, "["+name+"]")
		} else {
			l.Own(t.Dim, " "+name+" ")
		}
	}
	lines[0] = l.Fill(border, t.Glyphs.Frame.Top, l.Room()-1).Own(border, t.Glyphs.Frame.TopRight).String()
	return lines
}

const again = "Ctrl+R tries again, Esc goes back."

// waiting is the screen without answers: they are on their way, or will not come.
func (s *Screen) waiting(w, h int) []string {
	c := s.frame.Env.Cell
	t := s.frame.Env.Theme
	c.Theme = t
	m := cell.Message{}
	var problem *data.Problem
	switch frame := s.lane.Frame(); {
	case errors.As(s.failed, &problem):
		m = cell.Message{Mark: t.Glyphs.Notice, Style: t.Error, Title: "No path to show", Body: problem.Text, Hint: problem.Advice()}
		if problem.Code != data.NotFound {
			m.Hint = strings.TrimSpace(m.Hint + " " + again)
		}
	case errors.Is(s.failed, context.Canceled):
		m = cell.Message{Style: t.Strong, Title: "Stopped", Body: "Reading the path was stopped.", Hint: again}
	case s.failed != nil:
		m = cell.Message{Mark: t.Glyphs.Notice, Style: t.Error, Title: "No path to show", Body: s.failed.Error(), Hint: again}
	case frame > 0:
		m = cell.Message{Mark: t.Glyphs.Spin(frame), Style: t.Dim, Title: "Reading the path", Body: s.o.ID, Hint: "Esc goes back."}
	default:
		return c.Fit(nil, w, h) // nothing flickers while the answer is quick
	}
	return c.Message(m, w, h)
}
