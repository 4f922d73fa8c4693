package csvfile

import (
	"bytes"
	"errors"
	"slices"
	"unicode/utf8"

	"segpath/data"
)

// start reads what comes before the data: it finds the dialect and takes the header.
func (p *pass) start(shown string) error {
	t, err := p.dialect(shown)
	if err != nil {
		return err
	}
	if t.layout != nil {
		p.takeLayout(t.layout)
		return p.copyHeader()
	}
	p.g = t.g
	s := p.scan
	s.Delimiter, s.ReadDelimiter = t.g.delimiter, t.g.delimiter
	if t.g.quoted {
		s.Quote = quote
	}
	if err := p.takeLead(t); err != nil {
		return err
	}
	p.takeHeader(t)
	return p.copyHeader()
}

// copyHeader begins the copy, where there is to be one.
func (p *pass) copyHeader() error {
	if p.copy == nil {
		return nil
	}
	return p.copy.header(p.scan.Names)
}

// dialect reads until the dialect can be decided: as a rule, one window.
func (p *pass) dialect(shown string) (trial, error) {
	for {
		if err := p.src.fill(); err != nil {
			return trial{}, err
		}
		b, eof := p.src.window(), p.src.eof
		t, ok := p.begin(b, eof)
		switch {
		case ok && bytes.IndexByte(t.header, 0) >= 0:
			return t, noTable("export it as CSV in UTF-8",
				"%s has NUL bytes in its header: it is not text, or UTF-16 without the mark that says so", shown)
		case ok && t.g.columns > MaxColumns:
			return t, noTable("check that it is a CSV file with a header",
				"%s has %d columns in its header; up to %d are read", shown, t.g.columns, MaxColumns)
		case ok:
			return t, nil
		case eof && len(b) == 0:
			return t, noTable("export it again", "%s is empty", shown)
		case eof:
			return t, noTable("export it again, with a header", "%s has no header: it holds nothing but blank lines", shown)
		case len(b) > MaxRecord:
			return t, noTable("check that it is a CSV file with a header",
				"%s has no header: its first line does not end within 16 MB", shown)
		}
	}
}

// begin decides how a file is written by its start: with a header, maybe after other lines, or without.
// A header that a format knows is never taken for a line of a table without one.
func (p *pass) begin(sample []byte, eof bool) (t trial, ok bool) {
	var before lead
	if p.known != nil {
		before = findLead(sample, eof, p.known)
	}
	if before.known == 0 {
		var l *Layout
		if l, p.scan.Odd = layoutOf(sample, eof, p.layouts); l != nil {
			return trial{layout: l}, true
		}
	}
	if before.isPlain() {
		return findDialect(sample, eof)
	}
	t, ok = findDialect(sample[before.size:], eof)
	t.at += before.size
	t.before = before.records
	return t, ok
}

// ErrNoTable is behind the problem of a file in which no header was found.
var ErrNoTable = errors.New("no table")

func noTable(hint, format string, args ...any) error {
	p := data.Problemf(data.Failed, hint, format, args...)
	p.Cause = ErrNoTable
	return p
}

// takeLead counts what stands before the header.
func (p *pass) takeLead(t trial) error {
	s := p.scan
	for range t.blanks {
		t.before = append(t.before, BlankGap)
	}
	for _, kind := range t.before {
		s.Records++
		if kind == BlankGap {
			s.Blank++
		} else {
			s.Preamble++
		}
		if err := s.gap(kind, s.Records); err != nil {
			return err
		}
	}
	return nil
}

// takeHeader takes the header's record and makes the columns' names.
func (p *pass) takeHeader(t trial) {
	s := p.scan
	s.Records++
	s.HeaderRecord = s.Records
	s.Gaps = append(s.Gaps, Gap{First: s.Records, Count: 1, Kind: HeaderGap})
	g := grammar{delimiter: t.g.delimiter, quoted: !t.flat}
	s.Header = headerNames(g.split(t.header, nil), t.flat)
	s.Names = uniqueNames(s.Header)
	p.sure = p.known != nil && s.Header[0] != "" && p.known(s.Header) > 1

	p.badHeader = !p.valid(t.header)
	if p.badHeader || t.flat || t.head.lines || t.head.plainQ || t.head.plainCR || t.head.heldCR || !utf8.Valid(t.header) {
		p.odd = true
	}
	p.ends[t.head.end]++
	p.longest = int64(t.head.size)
	s.MultiLine = t.head.lines
	p.src.take(t.at + t.head.size)
	p.shape.learn(p.g, p.src.window(), p.src.eof)
}

// repeatsHeader tells whether a record is the header once more: of a header that a format knows, and not a row
// that a table without one begins with.
func (p *pass) repeatsHeader(text []byte, v verdict) bool {
	if !p.sure || v.fate != whole || v.fields != len(p.scan.Header) {
		return false
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	begin := text
	for len(begin) > 0 && (begin[0] == ' ' || begin[0] == '"') {
		begin = begin[1:]
	}
	if !bytes.HasPrefix(begin, []byte(p.scan.Header[0])) {
		return false
	}
	return slices.Equal(headerNames(p.g.split(text, nil), !p.g.quoted), p.scan.Header)
}

// finish fills in what is known only at the end of the file.
func (p *pass) finish(path string) {
	s := p.scan
	s.LineEnd = p.lineEnd()
	s.ReadPath, s.ReadLineEnd, s.LongestRecord = path, s.LineEnd, p.longest
	s.Steps = stepsOver(s.Gaps)
}

// lineEnd is how lines end in this file; a last record without line end says nothing.
func (p *pass) lineEnd() string {
	switch n := p.ends; {
	case n[crlf] == 0 && n[cr] == 0:
		return "\n"
	case n[lf] == 0 && n[cr] == 0:
		return "\r\n"
	case n[lf] == 0 && n[crlf] == 0:
		return "\r"
	}
	return "mixed"
}

// needsCopy tells whether DuckDB should not read the file itself: it would refuse it, or read other
// records than these.
func (p *pass) needsCopy() bool {
	s := p.scan
	return p.odd || s.Blank+s.Preamble+s.Repeated+s.Totals > 0 || s.RejectedCount > 0 || s.Encoding != utf8Text || s.Quote == 0 && p.anyQuote ||
		s.LineEnd == "mixed" || s.LineEnd == "\r"
}

// agrees tells whether another pass over the file came to the same.
func (p *pass) agrees(o *pass) bool {
	a, b := p.scan, o.scan
	return a.Records == b.Records && a.Accepted == b.Accepted && a.Blank == b.Blank && a.Repeated == b.Repeated && a.Totals == b.Totals && a.RejectedCount == b.RejectedCount &&
		p.src.raw == o.src.raw && len(a.Names) == len(b.Names)
}
