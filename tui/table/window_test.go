package table

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

type row struct{ id string }

// store is the whole that a window looks at: rows named by their position.
type store struct {
	total int64
	asked int
}

func (s *store) answer(a Ask) Page[row] {
	s.asked++
	first := int64(0)
	switch {
	case a.After != "":
		first, _ = strconv.ParseInt(a.After, 10, 64)
	case a.Before != "":
		end, _ := strconv.ParseInt(a.Before, 10, 64)
		first = max(end-int64(a.Limit), 0)
		a.Limit = int(end - first)
	case a.Last:
		first = max(s.total-int64(a.Limit), 0)
	case a.Around != "":
		at, _ := strconv.ParseInt(a.Around, 10, 64)
		first = max(min(at-int64(a.Limit/2), s.total-int64(a.Limit)), 0)
	}
	end := min(first+int64(a.Limit), s.total)
	p := Page[row]{Total: s.total, First: first}
	for i := first; i < end; i++ {
		p.Rows = append(p.Rows, row{strconv.FormatInt(i, 10)})
	}
	if end < s.total {
		p.Next = strconv.FormatInt(end, 10)
	}
	if first > 0 {
		p.Previous = strconv.FormatInt(first, 10)
	}
	return p
}

// settle answers the window until it needs nothing more.
func (s *store) settle(t interface{ Fatal(...any) }, w *Window[row]) {
	for range 100 {
		a, needed := w.Needs()
		if !needed {
			return
		}
		w.Take(a, s.answer(a))
	}
	t.Fatal("the window never has enough")
}

func rowID(r *row) string { return r.id }

func opened(t interface{ Fatal(...any) }, total int64, height int) (*Window[row], *store) {
	s := &store{total: total}
	w := NewWindow(rowID)
	w.Resize(height)
	s.settle(t, w)
	return w, s
}

// Whatever is pressed, the window shows the rows of one unbroken stretch with the selected one among
// them, and holds a few pages.
func TestAWindowIsAlwaysInOnePiece(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(0, 5000).Draw(t, "total")
		w, s := opened(t, total, rapid.IntRange(0, 70).Draw(t, "height"))
		want := int64(0)
		for range rapid.IntRange(1, 60).Draw(t, "moves") {
			switch rapid.IntRange(0, 6).Draw(t, "move") {
			case 0:
				n := rapid.Int64Range(-3, 3).Draw(t, "n")
				w.Move(n)
				want = min(max(want+n, 0), max(total-1, 0))
			case 1:
				w.PageBy(1)
				want = min(want+int64(max(w.height-1, 1)), max(total-1, 0))
			case 2:
				w.PageBy(-1)
				want = max(want-int64(max(w.height-1, 1)), 0)
			case 3:
				w.Home()
				want = 0
			case 4:
				w.End()
				want = max(total-1, 0)
			case 5:
				w.Resize(rapid.IntRange(0, 70).Draw(t, "height"))
			case 6:
				w.Scroll(rapid.Int64Range(-9, 9).Draw(t, "scroll"))
				s.settle(t, w)
				want = w.Position()
			}
			s.settle(t, w)
			check(t, w, total, want)
		}
	})
}

func check(t *rapid.T, w *Window[row], total, want int64) {
	if w.Position() != want && total > 0 {
		t.Fatalf("selected %d, want %d", w.Position(), want)
	}
	if len(w.pages) > maxPages+2 {
		t.Fatalf("%d pages are held", len(w.pages))
	}
	seen := false
	for y := range w.height {
		r, selected := w.Seen(y)
		at := w.top + int64(y)
		if (r != nil) != (at < total) {
			t.Fatalf("line %d, row %d of %d: row %v", y, at, total, r)
		}
		if r != nil && r.id != strconv.FormatInt(at, 10) {
			t.Fatalf("row %d is %s", at, r.id)
		}
		seen = seen || selected && r != nil
	}
	if total > 0 && w.height > 0 && !seen {
		t.Fatalf("the selected row %d is not in sight from %d", w.Position(), w.top)
	}
}

func TestAHeldKeyAsksForFewPagesAndDoesNotRunOn(t *testing.T) {
	w, s := opened(t, 10_000_000, 50)
	before := s.asked
	for range 1000 { // no answer comes while the key is held
		w.PageBy(1)
	}
	if got := w.Position(); got != leastLimit-1 {
		t.Errorf("the selection went to %d, past the rows that are here", got)
	}
	s.settle(t, w)
	if got, most := w.Position(), int64(leastLimit-1+49); got != most {
		t.Errorf("after the key was let go the selection stands on %d, want %d: one screen further", got, most)
	}
	if n := s.asked - before; n > 3 {
		t.Errorf("%d pages were asked for", n)
	}
}

func TestTheLastOfManyRowsIsOnePageAway(t *testing.T) {
	w, s := opened(t, 10_000_000, 50)
	before := s.asked
	w.End()
	s.settle(t, w)
	if w.Position() != 9_999_999 || w.Selected().id != "9999999" {
		t.Errorf("End selects row %d", w.Position())
	}
	if n := s.asked - before; n > 2 {
		t.Errorf("%d pages were asked for", n)
	}
}

func TestRowsStayInSightUntilOthersAreHere(t *testing.T) {
	w, s := opened(t, 1000, 10)
	w.Move(5)
	w.Restart(Ask{Around: "700"})
	if r, _ := w.Seen(0); r == nil || w.Position() != 5 {
		t.Error("the rows went away before the new ones came")
	}
	s.settle(t, w)
	if w.Position() != 700 {
		t.Errorf("selected %d, want the row asked for", w.Position())
	}
}

func TestAnAnswerToAnOldQuestionIsLeftAlone(t *testing.T) {
	w, s := opened(t, 1000, 10)
	w.PageBy(15)
	old, needed := w.Needs()
	if !needed {
		t.Fatal("the window needs nothing near its edge")
	}
	w.End()
	s.settle(t, w)
	w.Take(old, s.answer(old))
	if w.Position() != 999 || w.at(999) == nil {
		t.Errorf("an old page moved the window to %d", w.Position())
	}
}

func TestASourceThatContradictsItselfEndsTheAsking(t *testing.T) {
	w, _ := opened(t, 1000, 10)
	w.PageBy(20)
	for range 3 {
		if a, needed := w.Needs(); needed {
			w.Take(a, Page[row]{Total: 1000, First: 5, Next: "again"})
		}
	}
	if _, needed := w.Needs(); needed {
		t.Error("the window asks for ever")
	}
}
