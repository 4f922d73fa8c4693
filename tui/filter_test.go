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
	want(t, d, " rings>=2 ", "of 300 match", "x remove term")
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

// Each term is a chip: a key marks it and another takes it out, or a click on its cross does.
func TestTermsAreTakenOutOneByOne(t *testing.T) {
	three := func(o *Options) { o.Filter = "rings>=1 -is:open wait>=10s" }
	d := start(t, fake.New(300), dark120, three)
	want(t, d, " rings>=1 ✕ ", " -is:open ✕ ", " wait>=10s ✕ ", "Tab choose term")
	d.Press("tab", "tab")
	want(t, d, "▌-is:open ✕ ")
	d.Press("x")
	want(t, d, " rings>=1 ✕ ", "▌wait>=10s ✕ ")
	d.Press("shift+tab", "x")
	want(t, d, "▌wait>=10s ✕ ", "of 300 match")
	d.Press("esc")
	want(t, d, " wait>=10s ✕ ") // no mark, but the filter
	d.Press("x")
	want(t, d, "sorted by created")
	d.Press("u", "u", "u")
	want(t, d, " rings>=1 ✕ ", " -is:open ✕ ", " wait>=10s ✕ ")

	d = start(t, fake.New(300), dark120, three)
	cross := func(text string) tea.MouseClickMsg {
		line := strings.Split(d.Screen(), "\n")[1]
		return tea.MouseClickMsg{Button: tea.MouseLeft, X: len([]rune(line[:strings.Index(line, text)])) + len(text) + 1, Y: 1}
	}
	d.Send(cross("-is:open"))
	want(t, d, " rings>=1 ✕ ", " wait>=10s ✕ ")
	if strings.Contains(d.Screen(), "-is:open") {
		t.Error("the term is there after a click on its cross")
	}
	beside := cross("wait>=10s")
	beside.X -= 4
	d.Send(beside)
	want(t, d, "▌wait>=10s ✕ ", " rings>=1 ✕ ")
	d.Send(cross("rings>=1"))
	d.Send(cross("wait>=10s"))
	want(t, d, "sorted by created", "1 of 300")
	d.Press("/", "1", "7", "enter")
	want(t, d, " search 17 ✕ ")
	d.Send(cross("search 17"))
	want(t, d, "sorted by created")
	d.Press("tab")
	want(t, d, "there is no filter")
}

// The list is left with its filter and opens with it again; one that the export cannot be asked is left aside.
func TestTheFilterIsPartOfThePlace(t *testing.T) {
	src := fake.New(300)
	for _, c := range []struct{ typed, chip string }{
		{"rings>=2 -is:open", " rings>=2 ✕ "}, {"17", " search 17 ✕ "}, {`"rings>=2"`, ` "rings>=2" ✕ `},
	} {
		var left Place
		d := start(t, src, dark120)
		d.Press("/")
		d.Send(tea.PasteMsg{Content: c.typed})
		d.Press("enter", "j")
		before := d.Screen()
		model(d).options.Session.Leave = func(p Place) { left = p }
		model(d).leave()
		if left.List.Filter != c.typed {
			t.Errorf("%s is left as %q", c.typed, left.List.Filter)
		}
		d = start(t, src, dark120, func(o *Options) { o.Session.Last = func() Place { return left } })
		want(t, d, c.chip, "back where you left it")
		d.Press("esc")
		if lines := strings.Split(before, "\n"); len(lines) < 2 || !strings.Contains(lines[1], c.chip) {
			t.Errorf("%s was shown as %s", c.typed, lines[1])
		}
	}
	broken := Place{}
	broken.List.Filter = "hops>=1"
	src.Has.Queues = data.Capability{State: data.Absent, Why: "no queues"}
	d := start(t, src, dark120, func(o *Options) { o.Session.Last = func() Place { return broken } })
	want(t, d, "sorted by created", "1 of 300")
}

// What the export lacks is marked where it is asked for, with the reason.
func TestTheFieldTellsWhatTheExportLacks(t *testing.T) {
	src := fake.New(30)
	src.Has.Lacks = map[data.ExportColumn]string{data.CustomerColumn: "no column customer in interactions"}
	d := start(t, src, dark120)
	d.Press("/")
	d.Send(tea.PasteMsg{Content: "rings>=1 customer:ana"})
	want(t, d, "/ rings>=1 customer:ana", strings.Repeat(" ", 12)+"^^^^^^^^^^^^", "this export cannot be filtered by customer: no column customer in interactions")
	d.Press("ctrl+u")
	typeIn(d, "c")
	d.Press("tab")
	want(t, d, "customer:       not in this export: no column customer in interactions")
	d.Press("esc", "s", "j", "j", "j")
	want(t, d, "customer   not in this export")
	d.Press("enter")
	want(t, d, "this export does not say it")
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
