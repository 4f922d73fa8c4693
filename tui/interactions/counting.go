package interactions

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/request"
	"segpath/tui/table"
)

// counting finds what rows sum up to that came without it: while an export is summed up, the rows of a page are
// there before their counts.
type counting struct {
	lane  request.Lane[data.Page]
	pages []data.PageRequest // that lack them, the last one first in turn
}

// maxUncounted is how many pages wait to be counted: those that are held, and no more.
const maxUncounted = 5

// count asks for the counts of a page that came without them, when those of the pages after it are known. They are
// wanted even if other rows are asked for meanwhile: until these come, or if they never do, the page stays in sight.
func (s *Screen) count(a table.Ask, rows []data.Row) tea.Cmd {
	if len(rows) == 0 || !rows[0].Counting {
		return nil
	}
	c := &s.counting
	q := s.request(a)
	q.Bare = false
	if c.pages = append(c.pages, q); len(c.pages) > maxUncounted {
		c.pages = c.pages[1:]
	}
	return s.countNext()
}

func (s *Screen) countNext() tea.Cmd {
	c := &s.counting
	if len(c.pages) == 0 || c.lane.Busy() {
		return nil
	}
	q := c.pages[len(c.pages)-1]
	c.pages = c.pages[:len(c.pages)-1]
	src := s.src
	return c.lane.Ask(s.frame.Env.Run, func(ctx context.Context) (data.Page, error) { return src.Interactions(ctx, q) })
}

// counted takes the rows of a page with their counts: they stand where they stood.
func (s *Screen) counted(msg tea.Msg) tea.Cmd {
	got, cmd := s.counting.lane.Update(s.frame.Env.Run, msg)
	if got == nil {
		return cmd
	}
	s.body = nil
	if got.Err != nil {
		s.failed = got.Err
		return nil
	}
	s.rows.Fill(got.Value.Rows)
	return s.countNext()
}

// absent marks that a row has no value, or, where it is a count, that it is still counted.
func (s *Screen) absent(l *cell.Line, counting bool, width int, align cell.Align) {
	t := s.frame.Env.Theme
	mark := t.Glyphs.Missing
	if counting && !s.broken {
		mark = t.Glyphs.Ellipsis
	}
	l.OwnField(t.Missing, mark, width, align)
}
