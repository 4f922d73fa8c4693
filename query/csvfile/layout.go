package csvfile

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// Layout is how a table without a header is written.
type Layout struct {
	Line      *regexp.Regexp // what holds for its lines
	Header    []string       // the names of its columns
	Delimiter byte
	Quoted    bool // fields may stand in double quotes; else a quote is plain text
	Ragged    bool // columns may be missing at a line's end, and the last takes what is more
	Least     int  // of a ragged table: the fields that a line must have
}

const (
	layoutLines = 100 // lines that decide on a layout
	layoutWrong = 5   // in a hundred of them that may not hold, and one of fewer: what a crash wrote half
)

// OddLine is the first line of a file, not blank, that is not as a layout has them of which others are.
type OddLine struct {
	Pattern string // the layout's
	Number  int64  // of the line in the file, from 1
	Text    string // its first bytes
}

// layoutOf finds the layout whose pattern holds for the first lines, or nearly; else which line spoils the
// first for which any holds.
func layoutOf(sample []byte, eof bool, layouts []Layout) (l *Layout, odd *OddLine) {
	for i := range layouts {
		holds, line := layouts[i].holds(sample, eof)
		if holds {
			return &layouts[i], nil
		}
		if odd == nil {
			odd = line
		}
	}
	return nil, odd
}

// holds tells whether the pattern does, and where it does not but for some lines, the first for which it does not. The
// last line of a file may be half there, without its end.
func (l *Layout) holds(sample []byte, eof bool) (holds bool, odd *OddLine) {
	const most = 60 // bytes of a line in a sentence
	lines, held := 0, 0
	for n := int64(1); lines < layoutLines && len(sample) > 0; n++ {
		line, rest, whole := bytes.Cut(sample, []byte("\n"))
		if !whole && !eof {
			break
		}
		sample = rest
		if line = bytes.TrimRight(line, "\r"); len(line) == 0 {
			continue
		}
		switch {
		case l.Line.Match(line):
			held++
		case !whole && held > 0:
			continue
		case odd == nil:
			odd = &OddLine{l.Line.String(), n, strings.ToValidUTF8(string(line[:min(len(line), most)]), "")}
		}
		lines++
	}
	wrong := lines - held
	if held > wrong && (wrong <= 1 || 100*wrong <= layoutWrong*lines) {
		return true, nil
	}
	if held == 0 {
		odd = nil
	}
	return false, odd
}

// takeLayout begins to read a table without a header.
func (p *pass) takeLayout(l *Layout) {
	p.layout = l
	p.g = grammar{delimiter: l.Delimiter, quoted: l.Quoted, columns: len(l.Header)}
	s := p.scan
	s.Delimiter, s.ReadDelimiter, s.Line = l.Delimiter, l.Delimiter, l.Line.String()
	if l.Quoted {
		s.Quote = quote
	}
	s.Header, s.Names = l.Header, uniqueNames(l.Header)
	p.odd = true // the database reads a header
	p.shape.learn(p.g, p.src.window(), p.src.eof)
}

// tooFew says why a record with another number of fields than the header's is none; empty where the
// layout lets it be.
func (p *pass) tooFew(fields int) string {
	switch {
	case p.layout == nil || !p.layout.Ragged:
		return fieldCount(fields, p.g.columns)
	case fields < p.layout.Least:
		return fmt.Sprintf("%s where at least %d are needed", numberOfFields(fields), p.layout.Least)
	}
	return ""
}

// even makes the fields of a ragged record as many as there are columns.
func (p *pass) even(fields []field) []field {
	columns := p.g.columns
	for len(fields) < columns {
		fields = append(fields, field{})
	}
	if len(fields) > columns {
		last := bytes.Clone(fields[columns-1].text)
		for _, more := range fields[columns:] {
			last = append(append(last, p.g.delimiter), more.text...)
		}
		fields[columns-1].text = last
	}
	return fields[:columns]
}
