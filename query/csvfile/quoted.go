package csvfile

import "bytes"

// quotedField reads from an opening quote to the byte after the closing one. False: the record is
// decided (unclosed), or more is needed.
func (r *reading) quotedField() bool {
	r.i++
	swallowed := false
	for {
		k := bytes.IndexByte(r.data[r.i:], quote)
		end := r.i + k
		if k < 0 {
			end = len(r.data)
		}
		newline, going := r.quotedText(end)
		swallowed = swallowed || newline
		if !going {
			return false
		}
		switch {
		case k < 0 && r.eof:
			return r.unclosed()
		case k < 0, end+1 == len(r.data) && !r.eof:
			return r.more()
		case end+1 < len(r.data) && r.data[end+1] == quote:
			r.i = end + 2
			continue
		}
		r.i, r.closed = end+1, true
		if swallowed && !r.atFieldEnd() {
			r.v.suspect = r.i
			return r.unclosed()
		}
		return true
	}
}

// quotedText looks at the lines of quoted text up to end: newline tells whether one ended there.
// A line that reads as a record of its own shows that the quote was never meant to reach so far;
// then, or when the text grows beyond the limit, going is false.
func (r *reading) quotedText(end int) (newline, going bool) {
	for {
		at, by := r.lineEndIn(r.i, end)
		if at < 0 {
			r.i = end
			return newline, r.first == 0 || end-r.first <= r.limit || r.unclosed()
		}
		newline = true
		if r.tooMany() || (!r.closed && r.isRecord(at)) {
			r.startSecond(at, by)
			return newline, r.unclosed()
		}
		r.i = at + by.size()
		r.inside, r.closed = r.i, false
		r.startSecond(at, by)
		r.v.lines = true
	}
}

// startSecond notes where the record's first line ended, if it did not before.
func (r *reading) startSecond(at int, by lineEnd) {
	if r.first == 0 {
		r.first, r.firstBy = at+by.size(), by
	}
}

// tooMany tells whether the record has too many fields already: what follows cannot mend it.
func (r *reading) tooMany() bool { return r.g.columns > 0 && r.v.fields > r.g.columns }

// lineEndIn finds the first line end of quoted text in data[from:to]; -1 if there is none. A CR
// that ends no line is noted.
func (r *reading) lineEndIn(from, to int) (at int, by lineEnd) {
	at = to
	if n := bytes.IndexByte(r.data[from:to], '\n'); n >= 0 {
		at = from + n
	}
	for from < at {
		c := bytes.IndexByte(r.data[from:at], '\r')
		if c < 0 {
			break
		}
		from += c + 1
		switch {
		case from == at && at < to:
			return at - 1, crlf
		case r.g.crEnds:
			return from - 1, cr
		}
		r.v.heldCR = true
	}
	if at == to {
		return -1, noEnd
	}
	return at, lf
}

// isRecord tells whether the line up to end, if it began inside a quote, is by itself well written,
// has the header's number of fields and looks as records of this file do. In a table of one column
// every line would, which shows nothing.
func (r *reading) isRecord(end int) bool {
	if r.g.columns < 2 || r.inside < 0 {
		return false
	}
	line := r.data[r.inside:end]
	fields, ok := r.g.line(line)
	return ok && fields == r.g.columns && !r.shape.contradicts(r.g, line)
}

// atFieldEnd tells whether a field may end before data[i].
func (r *reading) atFieldEnd() bool {
	if r.i == len(r.data) {
		return true // only at the end of the file: quotedField asked for more
	}
	c := r.data[r.i]
	return c == r.g.delimiter || c == '\n' || c == '\r'
}

// unclosed decides that the open quote was never meant to close: the record is its first line, and
// reading goes on at the next. False, as quotedField returns it.
func (r *reading) unclosed() bool {
	r.v.fate, r.v.column = unclosed, r.v.fields-1
	r.v.lines = false
	r.v.size, r.v.end = r.first, r.firstBy
	if r.first == 0 {
		r.v.size, r.v.end = len(r.data), noEnd
	}
	r.v.looked = max(r.i-r.v.size, 0)
	return false
}
