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
	inside  int     // start of the line, if it began inside a quote; else -1
	closed  bool    // and that quote was closed on it
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
			// A last line that began inside the quote and is strictly a record by itself: then the
			// way to read it as the end of a text needs a quote inside a plain field.
			if r.v.fate != more && r.isRecord(r.v.text()) {
				r.unclosed()
			}
			return r.v
		}
	}
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

// ordinaryBytes counts the bytes at the front of b that mean nothing in any dialect.
func ordinaryBytes(b []byte) int {
	for i, c := range b {
		if !ordinary[c] {
			return i
		}
	}
	return len(b)
}

// plainField reads to the next delimiter, or to the end of the record, which is true. After a
// closing quote there should be nothing to read.
func (r *reading) plainField(afterQuote bool) bool {
	for ; r.i < len(r.data); r.i++ {
		if !afterQuote {
			if r.i += ordinaryBytes(r.data[r.i:]); r.i == len(r.data) {
				break
			}
		}
		switch r.data[r.i] {
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
