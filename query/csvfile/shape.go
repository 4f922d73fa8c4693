package csvfile

import (
	"unicode"
	"unicode/utf8"
)

// shape is what the values of a file's first records look like, column by column. It answers one
// question: can this line of prose, which happens to have as many commas as the header, be a record?
type shape struct {
	seen    int
	columns []columnShape
	fields  []field
}

// columnShape counts the values of a column that are not empty, and those that have a digit, a
// letter, a space in front.
type columnShape struct{ filled, digit, letter, indented int }

const (
	shapeRecords = 1000 // records to learn from
	shapeEnough  = 20   // values from which on a column's habit counts as a rule
)

// learn reads the start of a file's data and takes in every record of one line. Here a quoted text
// goes as far as it will: what it swallows, prose or records, teaches nothing.
func (s *shape) learn(g grammar, sample []byte, eof bool) {
	columns := g.columns
	g.columns = 0
	for columns > 1 && s.seen < shapeRecords && len(sample) > 0 {
		r := reading{g: &g, data: sample, eof: eof, limit: headerLimit}
		v := r.next()
		if v.fate == more {
			return
		}
		if v.fate == whole && v.fields == columns && !v.lines && !v.plainQ {
			s.record(&g, sample[:v.text()])
		}
		sample = sample[v.size:]
	}
}

// record takes in one record.
func (s *shape) record(g *grammar, record []byte) {
	s.seen++
	s.fields = g.split(record, s.fields[:0])
	if s.columns == nil {
		s.columns = make([]columnShape, len(s.fields))
	}
	for i, f := range s.fields {
		c, one := &s.columns[i], shapeOf(f.text)
		c.filled += one.filled
		c.digit += one.digit
		c.letter += one.letter
		c.indented += one.indented
	}
}

// contradicts tells whether a line with the header's number of fields cannot be a record all the
// same: a field is indented where none of its column ever was, as after a comma in prose; or two
// fields are of another kind than all in their columns. One such field may be a new kind of value.
func (s *shape) contradicts(g *grammar, line []byte) bool {
	if s == nil || s.seen == 0 {
		return false
	}
	s.fields = g.split(line, s.fields[:0])
	strange := 0
	for i, f := range s.fields {
		one := shapeOf(f.text)
		if one.indented > 0 && s.columns[i].indented == 0 {
			return true
		}
		if s.columns[i].excludes(one) {
			strange++
		}
	}
	return strange > 1
}

// excludes tells whether a value has letters, or no digit, where none of enough values was so.
func (c columnShape) excludes(one columnShape) bool {
	if one.filled == 0 || c.filled < shapeEnough {
		return false
	}
	return (c.digit == c.filled && one.digit == 0) || (c.letter == 0 && one.letter > 0)
}

// shapeOf is the shape of one value, each count 0 or 1.
func shapeOf(text []byte) (c columnShape) {
	if len(text) == 0 {
		return c
	}
	c.filled = 1
	if text[0] == ' ' || text[0] == '\t' {
		c.indented = 1
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		i += n
		switch {
		case r >= '0' && r <= '9':
			c.digit = 1
		case unicode.IsLetter(r):
			c.letter = 1
		}
	}
	return c
}
