// Package table is the virtual table: it draws any number of rows and holds a few pages of them. It
// knows rows by cursor and selection by id; who asks for pages is the screen's business.
package table

// Page is one page of rows with the size of the whole, as data.Page is for interactions.
type Page[T any] struct {
	Rows     []T
	Total    int64  // rows of the whole
	First    int64  // position of Rows[0] in it, from 0
	Next     string // cursor of the page after; empty at the end
	Previous string // cursor of the page before; empty at the start
}

func (p *Page[T]) end() int64 { return p.First + int64(len(p.Rows)) }

// Ask is the page that a window needs. At most one of the first four is set; none is the first page.
type Ask struct {
	After, Before string // cursors
	Around        string // a row's id
	Last          bool
	Limit         int
}

// isJump tells whether the answer takes the place of every page.
func (a Ask) isJump() bool { return a.After == "" && a.Before == "" }

const (
	leastLimit = 200 // rows of a page: enough that a held key does not wait
	maxPages   = 5   // pages held at a time
)

// Window is the part of the rows that is held, the selection, and the part that is seen. Make it with
// NewWindow; positions count from 0 over the whole.
type Window[T any] struct {
	id       func(*T) string
	pages    []Page[T] // neighbours, in order
	total    int64
	selected int64
	top      int64 // first row that is seen
	height   int   // rows that are seen
	owed     int64 // how far the selection still goes once the next page is here
	jump     *Ask  // a page that takes the place of all
	known    bool  // an answer has come since the start
}

// NewWindow returns a window that needs its first page; id names a row.
func NewWindow[T any](id func(*T) string) *Window[T] {
	return &Window[T]{id: id, jump: &Ask{}}
}

// Restart asks for other rows: after a new search or order. What is seen stays until they are here.
func (w *Window[T]) Restart(a Ask) {
	w.jump, w.owed = &a, 0
}

// Resize sets how many rows are seen.
func (w *Window[T]) Resize(height int) {
	w.height = max(height, 0)
	w.follow()
}

// Total is the size of the whole; Known is false until the first answer.
func (w *Window[T]) Total() int64 { return w.total }

// Known tells whether an answer has come.
func (w *Window[T]) Known() bool { return w.known }

// Position of the selected row, from 0.
func (w *Window[T]) Position() int64 { return w.selected }

// Selected is the selected row; nil when there is none.
func (w *Window[T]) Selected() *T { return w.at(w.selected) }

// Seen is row y of those that are seen, from 0, and whether it is the selected one; nil below the end.
func (w *Window[T]) Seen(y int) (row *T, selected bool) {
	at := w.top + int64(y)
	return w.at(at), at == w.selected
}

// Move moves the selection by n rows. Beyond the rows held it goes on when the next page is here, by
// no more than one screen: a held key never runs on after it is let go.
func (w *Window[T]) Move(n int64) {
	if len(w.pages) == 0 {
		return
	}
	target := min(max(w.selected+n, 0), w.total-1)
	held := min(max(target, w.first()), w.end()-1)
	w.owed = min(max(target-held, -int64(w.height)), int64(w.height))
	w.choose(held)
}

// PageBy moves the selection by n screens.
func (w *Window[T]) PageBy(n int64) { w.Move(n * int64(max(w.height-1, 1))) }

// Home selects the first row of the whole.
func (w *Window[T]) Home() {
	if len(w.pages) > 0 && w.first() == 0 {
		w.owed = 0
		w.choose(0)
		return
	}
	w.Restart(Ask{})
}

// End selects the last row of the whole.
func (w *Window[T]) End() {
	if len(w.pages) > 0 && w.end() == w.total {
		w.owed = 0
		w.choose(w.total - 1)
		return
	}
	w.Restart(Ask{Last: true})
}

// Scroll moves what is seen by n rows; the selection stays on its row while that is seen.
func (w *Window[T]) Scroll(n int64) {
	if len(w.pages) == 0 {
		return
	}
	most := max(w.end()-int64(w.height), w.first())
	w.top = min(max(w.top+n, w.first()), most)
	w.owed = 0
	w.pick(min(max(w.selected, w.top), min(w.top+int64(w.height), w.end())-1))
}

// Choose selects row y of those that are seen; it tells whether there is one.
func (w *Window[T]) Choose(y int) bool {
	if row, _ := w.Seen(y); row == nil || y < 0 || y >= w.height {
		return false
	}
	w.owed = 0
	w.choose(w.top + int64(y))
	return true
}

// choose selects a row that is held and brings it into sight.
func (w *Window[T]) choose(at int64) {
	w.pick(at)
	w.follow()
}

func (w *Window[T]) pick(at int64) {
	if w.at(at) != nil {
		w.selected = at
	}
}

// follow scrolls no further than it takes to see the selected row.
func (w *Window[T]) follow() {
	height := int64(max(w.height, 1))
	w.top = min(w.top, w.selected)
	w.top = max(w.top, w.selected-height+1)
	if len(w.pages) > 0 {
		w.top = max(min(w.top, w.end()-height), w.first(), 0)
	}
}

func (w *Window[T]) first() int64 { return w.pages[0].First }

func (w *Window[T]) end() int64 { return w.pages[len(w.pages)-1].end() }

func (w *Window[T]) at(position int64) *T {
	for i := range w.pages {
		if p := &w.pages[i]; position >= p.First && position < p.end() {
			return &p.Rows[position-p.First]
		}
	}
	return nil
}
