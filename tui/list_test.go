package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"segpath/data"
	"segpath/tui/fake"
)

func TestTheListGoesToItsEndAndBack(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("G")
	want(t, d, "1543000000.100", "2,500 of 2,500")
	d.Press("g")
	want(t, d, "1543002499.100", "1 of 2,500")
	for range 12 {
		d.Press("pgdown")
	}
	want(t, d, "409 of 2,500", "1543002091")
	d.Press("pgup", "k")
	want(t, d, "374 of 2,500")
}

func TestBrowsingEveryRowMeetsEachOnce(t *testing.T) {
	d := start(t, sample, look{w: 80, h: 24})
	seen := map[string]bool{}
	for range 2500 {
		for _, line := range model(d).top().View() {
			if strings.Contains(line, "▌") {
				seen[strings.Fields(ansi.Strip(line))[3]] = true
			}
		}
		d.Press("j")
	}
	if len(seen) != 2500 {
		t.Errorf("%d rows were met, want 2500", len(seen))
	}
}

func TestSortingIsOverTheWholeExport(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("s")
	want(t, d, "Sort by")
	for range 20 {
		d.Press("down")
	}
	d.Press("enter")
	want(t, d, "sorted by duration, longest first", "1 of 2,500")
	page, err := sample.Interactions(t.Context(), data.PageRequest{Sort: data.Sort{Field: data.SortDuration, Desc: true}, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	want(t, d, page.Rows[0].ID)
	d.Press("r")
	want(t, d, "sorted by duration, shortest first")
}

func TestWhatTheExportCannotTellIsNotSortedBy(t *testing.T) {
	src := fake.New(20)
	src.Has.Rings = data.Capability{State: data.Absent, Why: "no rings"}
	d := start(t, src, dark120)
	d.Press("s")
	for range 9 {
		d.Press("j")
	}
	want(t, d, "not in this export")
	d.Press("enter")
	want(t, d, "this export does not say it", "Sort by")
}

func TestTheSearchIsUndoneByEsc(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("/", "9", "9", "9", "9", "9")
	want(t, d, "No interaction matches", "0 of 2,500 match")
	d.Press("esc")
	want(t, d, "sorted by created", "1 of 2,500")
	d.Press("/", "T", "-", "4", "0", "1", "2", "3", "enter")
	want(t, d, "search T-40123", "1 of 1", "T-40123")
	d.Press("esc")
	want(t, d, "sorted by created", "2,377 of 2,500")
}

func TestLettersBelongToTheSearchField(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("/", "q", "s", "?", "j", "M")
	want(t, d, "/ qs?jM")
	if d.Quit {
		t.Error("q in the search field quits")
	}
	d.Press("ctrl+u")
	lack(t, d, "qs?jM")
}

func TestWhatIsPastedIsSearched(t *testing.T) {
	d := start(t, sample, dark120)
	d.Send(tea.PasteMsg{Content: "  T-40017\nand more\x1b[2J"})
	want(t, d, "/ T-40017", "1 of 2,500 match")
}

func TestThePreviewTellsTheSelectedInteraction(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("j", "j")
	chain, err := sample.Chain(t.Context(), "1543002497.105")
	if err != nil {
		t.Fatal(err)
	}
	story := strings.Fields(chain.Story())
	want(t, d, "Rings", strings.Join(story[:3], " "))
	d.Press("p")
	lack(t, d, "Rings")
	d.Press("p")
	want(t, d, "Rings")
}

func TestThePreviewIsReadOnceForEachInteraction(t *testing.T) {
	src := fake.New(50)
	d := start(t, src, dark120)
	d.Press("j", "k", "j", "k")
	if got := src.Asked(); got != 3 { // a page and two chains
		t.Errorf("%d questions were asked", got)
	}
}

func TestScrollingSidewaysKeepsTheID(t *testing.T) {
	d := start(t, sample, look{w: 80, h: 24})
	for range 12 {
		d.Press("right")
		want(t, d, "1543002499.100", "11-16 21:53:00")
	}
	want(t, d, "ended by", "customer")
	for range 12 {
		d.Press("left")
	}
	want(t, d, "handler", "wait")
	lack(t, d, "ended by")
}

func TestAPageThatFailsLeavesTheRowsAndCanBeTriedAgain(t *testing.T) {
	src := fake.New(2500)
	d := start(t, src, dark120)
	src.Err = data.Problemf(data.Failed, "", "the engine stopped")
	d.Press("G")
	want(t, d, "the engine stopped", "1543002499.100")
	src.Err = nil
	d.Press("ctrl+r", "G")
	lack(t, d, "the engine stopped")
	want(t, d, "2,500 of 2,500")
}

func TestTheSameCustomersContactsAreOneKeyAway(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("j", "c")
	row, _ := sample.Interactions(t.Context(), data.PageRequest{Sort: data.NewestFirst, Limit: 2})
	want(t, d, "search "+row.Rows[1].Customer, row.Rows[1].ID)
	d.Press("esc")
	want(t, d, "2 of 2,500")
}
