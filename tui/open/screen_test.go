package open

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"segpath/data"
	"segpath/tui/cell"
	"segpath/tui/request"
	"segpath/tui/screen"
	"segpath/tui/source"
	"segpath/tui/theme"
)

// loading is the screen in the middle of opening, with the spinner on; its opener never runs.
func loading(t *testing.T, p data.Progress, elapsed time.Duration) *Screen {
	var later []tea.Msg
	th := theme.Make(true, true, false)
	env := screen.Env{Theme: th, Cell: cell.Writer{Theme: th, Method: ansi.WcWidth}, Run: request.Runner{
		Context: t.Context(), After: func(_ time.Duration, msg tea.Msg) tea.Cmd { later = append(later, msg); return nil },
	}}
	opener := func(context.Context, func(data.Progress)) (source.Source, error) { return nil, nil }
	s := New(opener, "november", env)
	s.Update(screen.Frame{W: 80, H: 23, Env: env})
	s.Init()
	if got := strings.TrimSpace(text(s)); got != "" {
		t.Errorf("a fast export would see %q flash by", got)
	}
	s.Update(later[0])
	s.feed.report(p)
	report := s.feed.listen().(progressed)
	report.elapsed = elapsed
	s.Update(report)
	return s
}

func text(s *Screen) string {
	lines := s.View()
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

func TestLoadingTellsHowFarItIs(t *testing.T) {
	s := loading(t, data.Progress{
		Doing: "loading segments.csv", Done: 250_000_000, Total: 1_000_000_000, Rows: 1_204_331,
		Peek: &data.Peek{File: "segments.csv", Header: []string{"interaction_id", "started_at", "event"}, Rows: [][]string{
			{"1543618399.120", "2026-11-16T07:00:00Z", "create"}, {"007", "2026-11-16T07:00:03Z", "ring\x1b[2J"}, {"short row"},
		}},
	}, 10*time.Second)
	golden.RequireEqual(t, []byte(text(s)+"\n"))
}

func TestTheTimeLeftIsSaidOnlyWhenItCanBeTrusted(t *testing.T) {
	for _, c := range []struct {
		done    int64
		elapsed time.Duration
		said    bool
	}{{50, time.Second, false}, {1, time.Minute, false}, {50, 10 * time.Second, true}, {99, 10 * time.Second, false}, {100, 10 * time.Second, false}} {
		s := loading(t, data.Progress{Done: c.done, Total: 100}, c.elapsed)
		if got := strings.Contains(text(s), "left"); got != c.said {
			t.Errorf("%d %% after %v: said %v, want %v", c.done, c.elapsed, got, c.said)
		}
	}
}

// The bar tells how much of all is done, whatever of this; and it stays where that cannot be told apart.
func TestTheBarHasOneScale(t *testing.T) {
	for _, p := range []data.Progress{
		{Doing: "loading", Share: 0.42, Done: 99, Total: 100}, {Doing: "loading", Share: 0.42, Done: 1, Total: 100}, {Doing: "summing up", Share: 0.42},
	} {
		s := loading(t, p, 10*time.Second)
		if got := text(s); !strings.Contains(got, " 42 %") || strings.Contains(got, "left") != (p.Total > 0) {
			t.Errorf("%+v:\n%s", p, got)
		}
	}
}

func TestReportsNeverHoldTheOpenerUpAndTheNewestIsShown(t *testing.T) {
	f := newFeed()
	for i := range 1000 {
		f.report(data.Progress{Rows: int64(i), Doing: "loading"})
	}
	if got := f.listen().(progressed).at.Rows; got != 999 {
		t.Errorf("the report shown is number %d", got)
	}
	f.close()
	f.close()
	if msg := f.listen(); msg != nil {
		t.Errorf("after the end there is %v", msg)
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 12_345: "12 kB", 412_000_000: "412 MB", 1_234_000_000: "1.2 GB", 999_999: "1.0 MB"} {
		if got := bytes(n); got != want {
			t.Errorf("bytes(%d) = %q, want %q", n, got, want)
		}
	}
}
