package tui

import (
	"testing"

	"segpath/data"
	"segpath/tui/fake"
	"segpath/tui/interactions"
	"segpath/tui/path"
)

// from starts with the place of an earlier run.
func from(at Place) func(*Options) {
	return func(o *Options) { o.Session.Last = func() Place { return at } }
}

func TestTheLastPlaceIsTakenUpAgain(t *testing.T) {
	d := start(t, sample, dark120)
	d.Press("s", "j", "j", "enter", "j", "j", "j", "enter", "j", "2", "j")
	left, ok := model(d).here()
	if !ok || left.ID == "" || left.At.View != "statuses" || left.At.Step < 2 || left.List.Sort.Field == "" {
		t.Fatalf("the place is %+v, %v", left, ok)
	}
	was := d.Screen()

	again := start(t, sample, dark120, from(left))
	want(t, again, "back where you left it; --fresh starts anew")
	again.Press("x") // no key of a path: only the word about it goes
	if at, _ := model(again).here(); at != left {
		t.Errorf("it was left at %+v and begins at %+v:\n%s\nnow\n%s", left, at, was, again.Screen())
	}
	again.Press("esc")
	want(t, again, "of 2,500")
	if at, _ := model(again).here(); at.List != left.List {
		t.Errorf("behind the path the list is at %+v, not %+v", at.List, left.List)
	}
}

func TestTheListAloneIsTakenUpAgain(t *testing.T) {
	d := start(t, sample, ascii80, from(Place{List: interactions.Place{ID: "1543000017.103", Sort: data.Sort{Field: data.SortWait, Desc: true}}}))
	want(t, d, "> ", "1543000017.103", "back where you left it")
	if at, _ := model(d).here(); at.ID != "" || at.List.ID != "1543000017.103" || at.List.Sort.Field != data.SortWait {
		t.Errorf("it begins at %+v", at)
	}
}

func TestNothingIsTakenUpWhereSomethingElseWasAsked(t *testing.T) {
	last := from(Place{ID: "1543000017.103", At: path.Place{Step: 2}})
	d := start(t, sample, dark120, last, func(o *Options) { o.ID = "1543000018.104" })
	want(t, d, "1543000018.104")
	lack(t, d, "back where you left it")
	d = start(t, sample, dark120, last, func(o *Options) { o.Search = "T-4001" })
	want(t, d, "10 of 2,500 match")
	lack(t, d, "back where you left it")
	if d = start(t, sample, dark120, from(Place{})); model(d).notice != "" {
		t.Errorf("without a place it says %q", model(d).notice)
	}
}

// A place of another export, or of this one as it was: what is not there is left aside.
func TestALastPlaceThatIsGone(t *testing.T) {
	d := start(t, sample, dark120, from(Place{List: interactions.Place{ID: "nobody", Sort: data.Sort{Field: "colour"}}}))
	want(t, d, "1 of 2,500", "sorted by created")
}

func TestTheStartOfTheListIsNoPlace(t *testing.T) {
	d := start(t, sample, dark120)
	if at, ok := model(d).here(); !ok || at != (Place{}) {
		t.Errorf("it is %+v, %v", at, ok)
	}
	d.Press("/", "1", "5", "4", "3", "0", "0", "0", "0", "1", "7", "enter")
	if at, _ := model(d).here(); at.List.ID != "1543000017.103" {
		t.Errorf("the first hit of a search is %+v", at)
	}
}

func TestWhereTheUserWasIsToldAtTheEnd(t *testing.T) {
	src := &told{Source: fake.New(3), asked: make(chan struct{})}
	left := make(chan Place, 1)
	keys, ended := running(t.Context(), Options{
		Opener: opens(src), ID: "1543000001.101", At: path.Place{Step: 2}, Session: Session{Leave: func(at Place) { left <- at }},
	})
	<-src.asked
	go func() { _, _ = keys.Write([]byte{3, 3}) }() // twice: the first one may only cancel the question for the path
	t.Log(<-ended)                                  // it may have been interrupted: what counts is what was told
	if at := <-left; at.ID == "" || at.At.Step != 2 {
		t.Errorf("it was left at %+v", at)
	}
}

func TestWarningsStandOverTheFirstScreen(t *testing.T) {
	warn := func(o *Options) {
		o.Session.Warnings = []error{
			data.Problemf(data.Failed, "did you mean theme?", "config.toml:3: there is no setting \"them\x1b\""), data.Problemf(data.Failed, "", "the second"),
		}
	}
	d := start(t, sample, ascii80, warn)
	want(t, d, "Please note", `config.toml:3: there is no setting "them\x1b"`, "Did you mean theme?")
	d.Press("esc")
	want(t, d, "the second")
	d.Press("esc")
	lack(t, d, "the second")
	want(t, d, "sorted by created")
}
