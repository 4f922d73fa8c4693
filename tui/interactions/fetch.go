package interactions

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/screen"
	"segpath/tui/table"
)

// answer is a page with the question it answers.
type answer struct {
	ask  table.Ask
	page data.Page
}

// fetch asks for the page the table needs, one at a time: a held key moves on as pages come, and only
// a jump elsewhere cancels the page that is on its way.
func (s *Screen) fetch() tea.Cmd {
	ask, needed := s.rows.Needs()
	if !needed || s.failed != nil {
		return nil
	}
	if s.page.Busy() && (ask == s.asked || !s.rows.Jumping()) {
		return nil
	}
	s.asked = ask
	src, q := s.src, s.request(ask)
	return s.page.Ask(s.frame.Env.Run, func(ctx context.Context) (answer, error) {
		page, err := src.Interactions(ctx, q)
		return answer{ask, page}, err
	})
}

func (s *Screen) request(a table.Ask) data.PageRequest {
	return data.PageRequest{
		Search: s.active.search, Filter: s.active.filter, Sort: s.sort,
		After: a.After, Before: a.Before, Around: a.Around, Last: a.Last, Limit: a.Limit, Bare: s.export.Building,
	}
}

// restart asks for other rows; what is on its way is of no use any more.
func (s *Screen) restart(a table.Ask) tea.Cmd {
	s.page.Cancel()
	s.failed = nil
	s.rows.Restart(a)
	return s.fetch()
}

// answered takes a page, and asks for the next one if the table already needs it.
func (s *Screen) answered(msg tea.Msg) tea.Cmd {
	got, cmd := s.page.Update(s.frame.Env.Run, msg)
	if got != nil || cmd != nil {
		s.body = nil
	}
	if got == nil {
		return cmd
	}
	if got.Err != nil {
		s.failed = got.Err
		s.rows.Settle()
		return nil
	}
	s.failed = nil
	if s.rows.Jumping() {
		s.shown, s.outdated = s.question(), false
	}
	s.rows.Take(got.Value.ask, tablePage(got.Value.page))
	s.measure(got.Value.page.Rows)
	return tea.Batch(s.fetch(), s.count(got.Value.ask, got.Value.page.Rows), s.look(), s.openSingle())
}

func tablePage(p data.Page) table.Page[data.Row] {
	return table.Page[data.Row]{Rows: p.Rows, Total: p.Total, First: p.First, Next: p.Next, Previous: p.Previous}
}

// openSingle opens the path when the search the program was started with finds one interaction.
func (s *Screen) openSingle() tea.Cmd {
	single := s.single
	s.single = false
	if single && s.rows.Total() == 1 {
		return s.openSelected()
	}
	return nil
}

func (s *Screen) openSelected() tea.Cmd {
	row := s.rows.Selected()
	if row == nil || s.open == nil {
		return nil
	}
	if s.outdated && !s.shown.selection.same(s.active) {
		return screen.Send(screen.Tell{Text: "these rows are not filtered yet"})
	}
	return screen.Send(screen.Push{Screen: s.open(row.ID, s.frame.Env)})
}
