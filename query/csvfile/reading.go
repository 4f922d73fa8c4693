package csvfile

import "bytes"

// fate is what reading one record came to.
type fate byte

const (
	whole    fate = iota // a record, well written
	more                 // it cannot be judged without more of the file
	tail                 // there is text after a closing quote
	unclosed             // a quote is not closed: the record is its first line alone
)

// lineEnd is how a record ended.
type lineEnd byte

const (
	noEnd lineEnd = iota // with the file
	lf
	crlf
	cr
)

func (e lineEnd) size() int { return [...]int{0, 1, 2, 1}[e] }

// verdict is what reading one record found.
type verdict struct {
	fate    fate
	size    int     // bytes of the record with its line end
	end     lineEnd // text = size − end.size()
	fields  int
	column  int  // where the fault lies, from 0
	plainQ  bool // a quote stands inside a plain field
	plainCR bool // a CR that is text stands outside quotes
	heldCR  bool // a quoted field holds a CR that is no part of CR LF
	lines   bool // it covers more than one line
	looked  int  // bytes looked at beyond it
	suspect int  // unclosed: up to here (from the record's start) lines may be the rest of the text
}

func (v *verdict) text() int { return v.size - v.end.size() }

// reading reads one record with care: over several lines, with CRs that may be text or ends, and
// with quotes that may never close. It starts at data[0] and may ask for more of the file.
type reading struct {
	g     *grammar
	shape *shape // nil: any line with the header's number of fields may be a record
	data  []byte
	eof   bool // data reaches to the end of the file
	limit int  // how far beyond its first line a quoted text may be followed, in bytes

	i       int
	first   int     // where the second line begins; 0 while on the first
	firstBy lineEnd // how the first line ended
	inside  int     // start of the line, if it began inside the quote that is open now; else -1
	v       verdict
}

// next reads the record at the start of data.
func (r *reading) next() verdict {
	r.v.fields, r.inside = 1, -1
	for {
		closed := false
		if r.g.quoted && r.i < len(r.data) && r.data[r.i] == quote {
			if !r.quotedField() {
				return r.v
			}
			closed = true
		}
		if r.plainField(closed) {
			return r.v
		}
	}
}

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
		r.i = end + 1
		r.inside = -1
		if swallowed && !r.atFieldEnd() {
			r.v.suspect = r.i
			return r.unclosed()
		}
		return true
	}
}

// quotedText looks at the lines of quoted text up to end: newline tells whether one ended there.
// A line that reads as a record of its own shows that the quote was never meant to reach so far
// (PROMISES 14); then, or when the text grows beyond the limit, going is false.
func (r *reading) quotedText(end int) (newline, going bool) {
	for {
		at, by := r.lineEndIn(r.i, end)
		if at < 0 {
			r.i = end
			return newline, r.first == 0 || end-r.first <= r.limit || r.unclosed()
		}
		newline = true
		if r.tooMany() || (r.inside >= 0 && r.isRecord(r.data[r.inside:at])) {
			r.startSecond(at, by)
			return newline, r.unclosed()
		}
		r.i = at + by.size()
		r.inside = r.i
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

// isRecord tells whether a line by itself is well written, has the header's number of fields and
// looks as records of this file do. In a table of one column every line would, which shows nothing.
func (r *reading) isRecord(line []byte) bool {
	if r.g.columns < 2 {
		return false
	}
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

// ordinary are the bytes that mean nothing in any dialect.
var ordinary = func() (table [256]bool) {
	for i := range table {
		table[i] = true
	}
	for _, c := range append([]byte("\r\n\""), delimiters...) {
		table[c] = false
	}
	return table
}()

// plainField reads to the next delimiter, or to the end of the record, which is true. After a
// closing quote there should be nothing to read.
func (r *reading) plainField(afterQuote bool) bool {
	for ; r.i < len(r.data); r.i++ {
		c := r.data[r.i]
		if ordinary[c] && !afterQuote {
			continue
		}
		switch c {
		case r.g.delimiter:
			r.i++
			r.v.fields++
			return false
		case '\n':
			return r.end(lf)
		case '\r':
			by, decided := r.carriageReturn()
			if !decided {
				return !r.more()
			}
			if by != noEnd {
				return r.end(by)
			}
			r.v.plainCR = true
		case quote:
			r.v.plainQ = true
		}
		if afterQuote && r.v.fate != tail {
			r.v.fate, r.v.column = tail, r.v.fields-1
		}
	}
	if r.eof {
		return r.end(noEnd)
	}
	return !r.more()
}

// carriageReturn judges the CR at data[i]. Alone it ends a record where lone CRs do, and where the
// record is complete with it and so is the next one, or the line after it is empty: a file glued
// together from two systems. Otherwise it is text (noEnd).
func (r *reading) carriageReturn() (by lineEnd, decided bool) {
	rest := r.data[r.i+1:]
	if len(rest) == 0 && !r.eof {
		return noEnd, false
	}
	if len(rest) > 0 && rest[0] == '\n' {
		return crlf, true
	}
	if r.g.crEnds || r.g.columns == 0 {
		return cr, true
	}
	if r.v.fields != r.g.columns || r.v.fate != whole {
		return noEnd, true
	}
	end := bytes.IndexAny(rest, "\r\n")
	if end < 0 {
		end = len(rest)
	}
	if end == len(rest) && !r.eof {
		return noEnd, false
	}
	fields, ok := r.g.line(rest[:end])
	if end == 0 || (ok && fields == r.g.columns) {
		return cr, true
	}
	return noEnd, true
}

func (r *reading) end(by lineEnd) bool {
	r.v.end = by
	r.v.size = r.i + by.size()
	return true
}

// more asks for more of the file; false, as quotedField returns it.
func (r *reading) more() bool {
	r.v.fate = more
	return false
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
