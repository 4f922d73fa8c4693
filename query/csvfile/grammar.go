package csvfile

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

const quote = '"'

// grammar is how the records of one file are written; it is found once and then fixed.
type grammar struct {
	delimiter byte
	quoted    bool // fields may stand in double quotes; else a quote is plain text
	columns   int  // of the header; 0 while the header itself is read
	crEnds    bool // a lone CR ends a line everywhere (the header ended so)
}

// field is one field of a record, without its quotes.
type field struct {
	text   []byte
	quoted bool
}

// line counts the fields of a record that lies on one line, given without its line end. It is the
// fast way: whole is false where the slow one (reading) must judge: a quote that is not closed, text
// after a closing quote, a quote inside a plain field.
func (g *grammar) line(b []byte) (fields int, whole bool) {
	delimiter := []byte{g.delimiter}
	fields = 1
	for i := 0; ; {
		q := i
		if i == len(b) || b[i] != quote || !g.quoted {
			if q = g.nextQuote(b, i); q < 0 {
				return fields + bytes.Count(b[i:], delimiter), true
			}
			if q > 0 && b[q-1] != g.delimiter {
				return 0, false
			}
			fields += bytes.Count(b[i:q], delimiter)
		}
		i = closing(b, q+1)
		switch {
		case i < 0:
			return 0, false
		case i == len(b):
			return fields, true
		case b[i] != g.delimiter:
			return 0, false
		}
		fields++
		i++
	}
}

// nextQuote is the index of the first quote from i on; -1 where there is none, or quotes are text.
func (g *grammar) nextQuote(b []byte, i int) int {
	if !g.quoted {
		return -1
	}
	if q := bytes.IndexByte(b[i:], quote); q >= 0 {
		return i + q
	}
	return -1
}

// closing is the index after the quote that closes a field whose text begins at i; -1 if none does.
func closing(b []byte, i int) int {
	for {
		k := indexQuote(b, i)
		if k < 0 {
			return -1
		}
		i = k + 1
		if i == len(b) || b[i] != quote {
			return i
		}
		i++
	}
}

// indexQuote is the index of the first quote from i on; -1 if there is none. It looks at the first
// bytes by itself, eight at a time: most fields are too short for a call to pay.
func indexQuote(b []byte, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for n := 0; n < 4 && i+8 <= len(b); n++ {
		x := binary.LittleEndian.Uint64(b[i:]) ^ ones*quote // a quote is a zero byte now
		if found := (x - ones) &^ x & tops; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
		i += 8
	}
	if k := bytes.IndexByte(b[i:], quote); k >= 0 {
		return i + k
	}
	return -1
}

// split appends the fields of a record, given without its line end, to out. Of a faulty record it
// makes the best: text after a closing quote belongs to the field, an open quote runs to the end.
func (g *grammar) split(record []byte, out []field) []field {
	for {
		f, end := g.field(record)
		out = append(out, f)
		if end == len(record) {
			return out
		}
		record = record[end+1:]
	}
}

// field takes the first field of rest; end is where its delimiter is, or len(rest).
func (g *grammar) field(rest []byte) (f field, end int) {
	from := 0
	if g.quoted && len(rest) > 0 && rest[0] == quote {
		f.quoted = true
		from = closing(rest, 1)
		if from < 0 {
			return field{unquote(rest[1:]), true}, len(rest)
		}
	}
	end = len(rest)
	if d := bytes.IndexByte(rest[from:], g.delimiter); d >= 0 {
		end = from + d
	}
	if !f.quoted {
		f.text = rest[:end]
		return f, end
	}
	f.text = unquote(rest[1 : from-1])
	if from < end {
		f.text = append(bytes.Clone(f.text), rest[from:end]...)
	}
	return f, end
}

var twoQuotes, oneQuote = []byte(`""`), []byte(`"`)

// unquote makes one quote of two; the text is only copied where there are any.
func unquote(text []byte) []byte {
	if bytes.IndexByte(text, quote) < 0 {
		return text
	}
	return bytes.ReplaceAll(text, twoQuotes, oneQuote)
}
