package tui

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/fake"
	"segpath/tui/interactions"
	"segpath/tui/tuitest"
)

// slow is an export that answers a filter or another order only once the question is cancelled, while it is slow.
func slow(t *testing.T) (*held, *tuitest.Term) {
	t.Helper()
	src := newHeld()
	src.question = func(q data.PageRequest) bool { return len(q.Filter.Terms) > 0 || q.Sort != data.NewestFirst }
	term, _ := program(t, opens(src), 120, 40)
	term.WaitText("1 of 2,500")
	return src, term
}

// While the rows of a filter or an order are on their way, those in sight are told apart, and none is opened as one
// that matches. Stopped, the list has the filter and the order that its rows are of, and goes on in them.
func TestRowsInSightAreNeverThoseOfAnotherQuestion(t *testing.T) {
	src, term := slow(t)
	term.Send(tea.PasteMsg{Content: "rings>=3"})
	term.WaitText("/ rings>=3")
	term.Press("enter")
	receive(t, src.asked)
	s := term.WaitText("these rows are not filtered yet")
	if strings.Contains(s, "of 2,500 match") || !strings.Contains(s, " rings>=3 ✕ ") {
		t.Errorf("the rows are told to match:\n%s", s)
	}
	term.Press("enter")
	term.Wait("the footer with the reason that no path opens", func(s string) bool {
		return strings.Contains(s[strings.LastIndex(s, "\n"):], "not filtered yet")
	})
	term.Press("ctrl+c")
	receive(t, src.cancelled)
	s = term.WaitText("stopped; Ctrl+C again quits; the list is as it was")
	if strings.Contains(s, "rings>=3") || !strings.Contains(s, "sorted by created, newest first") {
		t.Errorf("after the stop the filter stands over rows that are not filtered:\n%s", s)
	}
	term.Press("u")
	term.WaitText("there is no earlier filter")
	for range 7 { // on into pages that are not here yet
		before := footerOf(term.Screen())
		term.Press("pgdown")
		term.Wait("the next rows", func(s string) bool { return footerOf(s) != before && strings.Contains(s, " of 2,500") })
	}
	if s := term.Screen(); strings.Contains(s, "1543002499.100") || !strings.Contains(s, "1543002270.") {
		t.Errorf("the pages are mixed:\n%s", s)
	}

	term.Press("home", ">")
	receive(t, src.asked)
	s = term.WaitText("these rows are not sorted yet")
	if !strings.Contains(s, "created ▼") {
		t.Errorf("the titles tell another order than that of the rows:\n%s", s)
	}
	term.Press("ctrl+c")
	receive(t, src.cancelled)
	s = term.WaitText("the list is as it was")
	if !strings.Contains(s, "sorted by created, newest first") {
		t.Errorf("after the stop another order is told:\n%s", s)
	}
	term.Press("ctrl+c")
	if err := term.WaitExit(); err != nil {
		t.Error(err)
	}
}

// failing is an export that cannot be filtered.
type failing struct{ *fake.Source }

func (f failing) Interactions(ctx context.Context, q data.PageRequest) (data.Page, error) {
	if len(q.Filter.Terms) > 0 {
		return data.Page{}, errors.New("out of memory")
	}
	return f.Source.Interactions(ctx, q)
}

// A filter that fails leaves rows that it does not speak of, and says so.
func TestRowsUnderAFilterThatFailedAreToldApart(t *testing.T) {
	d := start(t, failing{fake.New(300)}, dark120, func(o *Options) {})
	d.Press("/")
	d.Send(tea.PasteMsg{Content: "rings>=3"})
	d.Press("enter")
	want(t, d, "out of memory", "these rows are not filtered")
	lack(t, d, "match ", "filtered yet")
	d.Press("esc")
	want(t, d, "sorted by created")
	lack(t, d, "not filtered")
}

// While what is typed cannot be read no count stands beside it: it would be that of another filter.
func TestNoCountStandsBesideAFilterThatCannotBeRead(t *testing.T) {
	d := start(t, fake.New(300), dark120)
	d.Press("/")
	d.Send(tea.PasteMsg{Content: "rings>=2"})
	want(t, d, "of 300 match")
	typeIn(d, " quee:x")
	want(t, d, `there is no field "quee"`)
	lack(t, d, "of 300 match")
	d.Press("ctrl+u")
	d.Send(tea.PasteMsg{Content: "rings>=2"})
	want(t, d, "of 300 match")
}

// U reads the days of a filter anew, in the zone that is shown: rows, count and chip speak of the same days.
func TestAnotherZoneReadsAFilterAnew(t *testing.T) {
	src := fake.New(2500)
	d := start(t, src, dark120, func(o *Options) { o.Filter = "before:2026-11-16T09:00" })
	want(t, d, "180 of 2,500 match")
	d.Press("U")
	want(t, d, "clock times in UTC", "360 of 2,500 match")
	d.Press("U")
	want(t, d, "clock times in "+src.Export().TimeZone.String(), "180 of 2,500 match")
	if got := model(d).command(model(d).stack[0].(*interactions.Screen)); strings.Contains(got, "--display-tz") {
		t.Errorf("the export's own zone is named: %s", got)
	}
	d.Press("esc", "U", "u") // a filter from before is of the zone that is shown too
	want(t, d, "360 of 2,500 match")
	d.Press("enter")
	if got := model(d).command(model(d).stack[0].(*interactions.Screen)); got != "segpath --display-tz UTC --filter before:2026-11-16T09:00" {
		t.Errorf("the link begins with %q", got)
	}
	d = start(t, src, dark120, func(o *Options) { o.Zone = "Europe/Berlin" })
	if got := model(d).command(model(d).stack[0].(*interactions.Screen)); got != "segpath --display-tz Europe/Berlin" {
		t.Errorf("the link begins with %q", got)
	}
}
