package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/fake"
	"segpath/tui/interactions"
	"segpath/tui/tuitest"
)

func typeIn(d *tuitest.Driver, text string) {
	for _, r := range strings.ReplaceAll(text, " ", "␣") {
		d.Press(strings.ReplaceAll(string(r), "␣", "space"))
	}
}

// The search field takes filters: what is no filter yet leaves the list and says where it is wrong.
func TestTheFieldFilters(t *testing.T) {
	d := start(t, fake.New(300), dark120)
	d.Press("/")
	d.Send(tea.PasteMsg{Content: "rings>=2 quee:x"})
	want(t, d, `there is no field "quee"`, "^^^^", "Did you mean queue?", "11-16 ")
	d.Press("enter")
	want(t, d, `there is no field "quee"`) // the field stays open
	d.Press("ctrl+u")
	typeIn(d, "rings>=2")
	d.Press("enter")
	want(t, d, " rings>=2 ", "of 300 match", "x removes the last")
	d.Press("u")
	want(t, d, "sorted by created", "1 of 300")
	d.Press("u")
	want(t, d, "there is no earlier filter")
}

// Tab completes what is typed, by the export's own names too.
func TestTheFieldCompletes(t *testing.T) {
	d := start(t, fake.New(300), dark120)
	d.Press("/")
	typeIn(d, "last_q")
	d.Press("tab")
	want(t, d, "last_queue:")
	d.Press("tab")
	first := d.Screen()
	d.Press("tab")
	if first == d.Screen() {
		t.Error("tab goes to no other name")
	}
	d.Press("shift+tab", "enter")
	want(t, d, " last_queue:", "of 300 match")
}

// A value of the selected interaction becomes a term, or its opposite; each term can be taken out again.
func TestFilteringLikeTheSelected(t *testing.T) {
	src := fake.New(300)
	d := start(t, src, dark120)
	page, err := src.Interactions(t.Context(), data.PageRequest{Sort: data.NewestFirst, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	d.Press("f")
	want(t, d, "Filter like this", "customer:=")
	d.Press("esc", "f", "j", "enter")
	want(t, d, " type:="+page.Rows[0].Type+" ", "of 300 match")
	d.Press("f", "x")
	want(t, d, "-on:2026-11-16", "No interaction matches", "Filtered by type:=")
	d.Press("x")
	want(t, d, " type:="+page.Rows[0].Type+" ")
	d.Press("x")
	want(t, d, "sorted by created", "1 of 300")
}

// A filter of the command line opens the list filtered, and stands in the links of its paths; one that is wrong
// stands in the field.
func TestAFilterOfTheCommandLine(t *testing.T) {
	src := fake.New(300)
	d := start(t, src, dark120, func(o *Options) { o.Filter, o.Command = "rings>=2 -is:open", "segpath x.csv" })
	want(t, d, " rings>=2 ", " -is:open ", "of 300 match")
	list := model(d).stack[0].(*interactions.Screen)
	if got := model(d).command(list); got != "segpath x.csv --filter 'rings>=2 -is:open'" {
		t.Errorf("the link begins with %q", got)
	}
	src.Has.Queues = data.Capability{State: data.Absent, Why: "no queues"}
	d = start(t, src, dark120, func(o *Options) { o.Filter = "hops>=1" })
	want(t, d, "/ hops>=1", "cannot be filtered by hops: no queues", "^^^^")
}
