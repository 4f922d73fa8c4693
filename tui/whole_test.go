package tui

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"segpath/data"
	"segpath/tui/fake"
	"segpath/tui/tuitest"
)

// growing is an export that is summed up until whole is closed; it then fails, if err says so. Until counts is closed
// its rows come without what they sum up to; nil is no such time.
type growing struct {
	*fake.Source
	whole, counts chan struct{}
	err           error

	mu   sync.Mutex
	done bool
}

func (g *growing) Export() data.Export {
	g.mu.Lock()
	defer g.mu.Unlock()
	e := g.Source.Export()
	if e.Building = !g.done; g.done {
		e.Notices = []data.Notice{{Kind: data.DuplicateRow, Count: 1, Text: "1 row twice"}}
	}
	return e
}

func (g *growing) Interactions(ctx context.Context, q data.PageRequest) (data.Page, error) {
	page, err := g.Source.Interactions(ctx, q)
	if g.counts == nil {
		return page, err
	}
	if !q.Bare {
		select {
		case <-g.counts:
		case <-ctx.Done():
			return data.Page{}, ctx.Err()
		}
		return page, err
	}
	page.Rows = slices.Clone(page.Rows)
	for n := range page.Rows {
		page.Rows[n].Summary, page.Rows[n].Counting = data.Summary{}, true
	}
	return page, err
}

func (g *growing) Whole(ctx context.Context) error {
	select {
	case <-g.whole:
	case <-ctx.Done():
		return ctx.Err()
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done = g.err == nil
	return g.err
}

// While an export is summed up its rows are there, and nothing is said to be checked; then the list says what was
// found, and nothing else on the screen moves.
func TestTheListStandsWhileTheExportIsSummedUp(t *testing.T) {
	g := &growing{Source: fake.New(2500), whole: make(chan struct{})}
	term := tuitest.Start(t, Model(t.Context(), Options{
		Opener: func(context.Context, func(data.Progress)) (Source, error) { return g, nil }, Name: "november",
	}), 120, 30)
	term.WaitText("1543002499.100")
	term.Press("j", "j", "j")
	before := term.Wait("the fourth row and its preview", func(s string) bool {
		return strings.Contains(s, "4 of 2,500") && strings.Contains(s, "accepted (10s)")
	})
	if !strings.Contains(before, "not yet checked") || strings.Contains(before, "notice") {
		t.Errorf("nothing tells that it is summed up:\n%s", before)
	}
	close(g.whole)
	after := term.WaitText("1 notice")
	if _, rows, _ := strings.Cut(before, "\n"); !strings.HasSuffix(after, rows) {
		t.Errorf("something moved:\n%s\n%s", before, after)
	}
}

// Rows are there before their counts, which then stand where the marks stood; pages that were scrolled to meanwhile get
// theirs too.
func TestRowsAreThereBeforeTheirCounts(t *testing.T) {
	g := &growing{Source: fake.New(2500), whole: make(chan struct{}), counts: make(chan struct{})}
	term := tuitest.Start(t, Model(t.Context(), Options{
		Opener: func(context.Context, func(data.Progress)) (Source, error) { return g, nil }, Name: "november",
	}), 120, 30)
	before := term.WaitText("1543002499.100")
	if !strings.Contains(before, "…") || strings.Contains(before, "cqr") {
		t.Errorf("counts that are not known are not marked:\n%s", before)
	}
	for range 20 {
		term.Press("pgdown")
	}
	term.WaitText("501 of 2,500")
	close(g.counts)
	counted := func(screen string) bool { return !strings.Contains(screen, " …") }
	term.Wait("counts of a page", counted)
	term.Press("home")
	after := term.Wait("counts of the first page", func(s string) bool { return strings.Contains(s, "1543002499.100") && counted(s) })
	for n, line := range strings.Split(before, "\n") {
		if row, _, found := strings.Cut(line, " …"); found && !strings.HasPrefix(strings.Split(after, "\n")[n], row) {
			t.Errorf("something moved:\n%s\n%s", before, after)
		}
	}
}

// An export that cannot be summed up is told in a box; the rows stay.
func TestAnExportThatCannotBeSummedUpIsTold(t *testing.T) {
	g := &growing{Source: fake.New(2500), whole: make(chan struct{}), err: data.Problemf(data.Failed, "Export it again.", "segments.parquet is damaged")}
	close(g.whole)
	d := start(t, g, dark120)
	want(t, d, "segments.parquet is damaged", "Export it again")
	want(t, d, "r open again")
	d.Press("esc")
	want(t, d, "1543002499.100", "2,500 interactions", "not all read, Ctrl+R opens it again", "Rings", "Rung ")
	lack(t, d, "has no ring data", "not yet checked")
}

// What could not be summed up is opened again from its message or from the list, and the user is where they were.
func TestAnExportThatCouldNotBeSummedUpIsOpenedAgain(t *testing.T) {
	for name, keys := range map[string][]string{
		"from the message": {"r"}, "from the list": {"esc", "j", "j", "j", "ctrl+r"},
	} {
		t.Run(name, func(t *testing.T) {
			opened := 0
			d := startWith(t, func(context.Context, func(data.Progress)) (Source, error) {
				g := &growing{Source: fake.New(2500), whole: make(chan struct{})}
				if opened++; opened == 1 {
					g.err = data.Problemf(data.Failed, "", "segments.parquet is no longer there")
				}
				close(g.whole)
				return g, nil
			}, dark120)
			want(t, d, "is no longer there")
			d.Press(keys...)
			if opened != 2 {
				t.Fatalf("it was opened %d times", opened)
			}
			want(t, d, "1 notice", "opened again")
			if name == "from the list" {
				want(t, d, "4 of 2,500")
			}
		})
	}
}
