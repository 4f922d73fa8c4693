package table

// Needs is the page to ask for next, if any: one that was jumped to, or the neighbour of an edge that
// is near.
func (w *Window[T]) Needs() (Ask, bool) {
	limit := max(leastLimit, 3*w.height)
	if w.jump != nil {
		a := *w.jump
		a.Limit = limit
		return a, true
	}
	if len(w.pages) == 0 {
		return Ask{}, false
	}
	near := int64(limit) * 3 / 4
	if after := w.pages[len(w.pages)-1].Next; after != "" && w.top+int64(w.height)+near > w.end() {
		return Ask{After: after, Limit: limit}, true
	}
	if before := w.pages[0].Previous; before != "" && w.top-near < w.first() {
		return Ask{Before: before, Limit: limit}, true
	}
	return Ask{}, false
}

// Jumping tells whether what is seen waits for other rows altogether.
func (w *Window[T]) Jumping() bool { return w.jump != nil }

// Settle gives up what is asked for: its request failed or was cancelled. The rows held stay.
func (w *Window[T]) Settle() {
	w.jump, w.owed = nil, 0
}

// Take takes the answer to a. One to a question that is no longer asked is left alone.
func (w *Window[T]) Take(a Ask, p Page[T]) {
	switch {
	case a.isJump():
		w.replace(a, p)
	case len(w.pages) == 0 || w.jump != nil:
		return
	case a.After != "" && a.After == w.pages[len(w.pages)-1].Next:
		w.appendPage(p)
	case a.Before != "" && a.Before == w.pages[0].Previous:
		w.prependPage(p)
	default:
		return
	}
	w.total, w.known = p.Total, true
	if w.owed != 0 {
		w.Move(w.owed)
	}
}

// Fill puts rows of which more is known now in the place of those with the same id that are held.
func (w *Window[T]) Fill(rows []T) {
	known := make(map[string]*T, len(rows))
	for i := range rows {
		known[w.id(&rows[i])] = &rows[i]
	}
	for _, p := range w.pages {
		for i := range p.Rows {
			if row := known[w.id(&p.Rows[i])]; row != nil {
				p.Rows[i] = *row
			}
		}
	}
}

func (w *Window[T]) replace(a Ask, p Page[T]) {
	w.jump, w.known, w.total = nil, true, p.Total
	w.pages, w.selected, w.top = nil, 0, 0
	if len(p.Rows) == 0 {
		return
	}
	w.pages = []Page[T]{p}
	at := p.First
	if a.Last {
		at = p.end() - 1
	}
	for i := range p.Rows {
		if a.Around != "" && w.id(&p.Rows[i]) == a.Around {
			at = p.First + int64(i)
		}
	}
	w.top = at - int64(w.height/2)
	w.choose(at)
}

func (w *Window[T]) appendPage(p Page[T]) {
	last := &w.pages[len(w.pages)-1]
	if len(p.Rows) == 0 || p.First != last.end() {
		last.Next = ""
		return
	}
	w.pages = append(w.pages, p)
	for len(w.pages) > maxPages && w.pages[0].end() <= w.top {
		w.pages = append([]Page[T](nil), w.pages[1:]...)
	}
}

func (w *Window[T]) prependPage(p Page[T]) {
	first := &w.pages[0]
	if len(p.Rows) == 0 || p.end() != first.First {
		first.Previous = ""
		return
	}
	w.pages = append([]Page[T]{p}, w.pages...)
	for len(w.pages) > maxPages && w.pages[len(w.pages)-1].First >= w.top+int64(w.height) {
		w.pages = w.pages[:len(w.pages)-1]
	}
}
