package csvfile

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// pass is one reading of all records of a file.
type pass struct {
	src   *source
	g     grammar
	scan  *Scan
	copy  *copyWriter // nil: only looks
	shape shape

	odd     bool     // something that DuckDB should not have to read
	ends    [4]int64 // records by how they ended
	high    int64    // records with a byte ≥ 0x80
	invalid int64    // of these, not UTF-8
	longest int64    // bytes of the longest accepted record, or the header, with its line end

	badHeader bool // the header is not valid UTF-8
	sure      bool // a format knows the header
	anyQuote  bool // there is a quote in the file

	known   func([]string) int
	layouts []Layout

	layout *Layout // of a table without a header; else nil
	held   []held  // records that are totals if nothing but such comes after them

	newline int64 // where the next LF stands in the text, if that is still ahead
	wasted  int64 // bytes looked at beyond records whose quotes did not close
	suspect int64 // up to here a line may be the rest of a text whose quote did not close
	careful bool  // every record is read the slow way: the tests compare the two
}

// run reads from where the source stands to the end of the file.
func (p *pass) run() error {
	for {
		if err := p.plainLines(); err != nil {
			return err
		}
		if p.src.eof && len(p.src.window()) == 0 {
			return p.takeTotals()
		}
		if err := p.oneRecord(); err != nil {
			return err
		}
	}
}

// plainLines takes records from the window as long as each is well written on a line of its own.
func (p *pass) plainLines() error {
	p.anyQuote = p.anyQuote || p.src.quote
	if p.g.crEnds || p.careful {
		return nil
	}
	for {
		b := p.src.window()
		n := p.nextLF(b)
		if n < 0 {
			return nil
		}
		line, end := b[:n], lf
		if p.src.cr {
			if line, end = cutCR(line); bytes.IndexByte(line, '\r') >= 0 {
				return nil
			}
		}
		fields, ok := p.g.line(line)
		if !ok {
			return nil
		}
		if err := p.record(line, verdict{fields: fields, size: n + 1, end: end}); err != nil {
			return err
		}
		p.src.take(n + 1)
	}
}

// nextLF is the index of the first LF in the window, looked for once however often it is asked.
func (p *pass) nextLF(b []byte) int {
	at := p.src.at()
	if p.newline >= at && p.newline-at < int64(len(b)) {
		return int(p.newline - at)
	}
	n := bytes.IndexByte(b, '\n')
	p.newline = -1
	if n >= 0 {
		p.newline = at + int64(n)
	}
	return n
}

func cutCR(line []byte) ([]byte, lineEnd) {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1], crlf
	}
	return line, lf
}

// oneRecord takes the next record with care, reading on as far as that needs.
func (p *pass) oneRecord() error {
	for {
		b := p.src.window()
		if p.src.eof && len(b) == 0 {
			return nil
		}
		r := reading{g: &p.g, shape: &p.shape, data: b, eof: p.src.eof, limit: p.patience()}
		v := r.next()
		switch {
		case v.fate == more && len(b) > MaxRecord && r.first > 0:
			r.unclosed()
			v = r.v
		case v.fate == more && len(b) > MaxRecord:
			return p.longLine()
		case v.fate == more:
			if err := p.src.fill(); err != nil {
				return err
			}
			continue
		}
		return p.judged(b, v)
	}
}

// judged takes a record that was read with care.
func (p *pass) judged(b []byte, v verdict) error {
	if v.fate == unclosed {
		p.wasted += int64(v.looked)
		p.suspect = max(p.suspect, p.src.at()+int64(v.suspect))
		if err := p.src.ctx.Err(); err != nil {
			return err
		}
	}
	if err := p.record(b[:v.text()], v); err != nil {
		return err
	}
	p.src.take(v.size)
	return nil
}

// patience is how far beyond its first line a quoted text may be followed, so that a file full of
// quotes that never close is still read in a time that grows with its size.
func (p *pass) patience() int {
	const least = 4 << 10
	return int(min(max(64<<20+4*p.src.at()-p.wasted, least), MaxRecord))
}

// longLine rejects a line longer than MaxRecord, which is passed over without being kept.
func (p *pass) longLine() error {
	p.scan.Records++
	if err := p.release(len(p.held)); err != nil {
		return err
	}
	number := p.scan.Records
	value := bytes.Clone(p.src.window()[:MaxValueKept])
	for {
		b := p.src.window()
		if n := lineStop(b, p.g.crEnds, p.src.eof); n > 0 {
			p.src.take(n)
			break
		}
		keep := 0 // a CR at the end may be half of a line end
		if n := len(b); n > 0 && b[n-1] == '\r' {
			keep = 1
		}
		p.src.take(len(b) - keep)
		if p.src.eof {
			break
		}
		if err := p.src.fill(); err != nil {
			return err
		}
	}
	return p.reject(value, "", reasonLong, number)
}

// lineStop is the index after the first line end in b; 0 if there is none, or if more must be read
// to know.
func lineStop(b []byte, crEnds, eof bool) int {
	n := bytes.IndexByte(b, '\n')
	if !crEnds {
		return n + 1
	}
	c := bytes.IndexByte(b, '\r')
	switch {
	case c < 0 || (n >= 0 && n < c):
		return n + 1
	case c+1 < len(b) && b[c+1] == '\n':
		return c + 2
	case c+1 < len(b) || eof:
		return c + 1
	}
	return 0
}

// record counts a record.
func (p *pass) record(text []byte, v verdict) error {
	p.scan.Records++
	if (len(p.held) > 0 || len(text) > 0 && beginsTotal[text[0]]) && p.hold(text, v) {
		return nil
	}
	if len(p.held) > 0 {
		if err := p.release(len(p.held)); err != nil {
			return err
		}
	}
	return p.settle(text, v, p.scan.Records)
}

// settle says what the record of a number is: blank, rejected or accepted.
func (p *pass) settle(text []byte, v verdict, number int64) error {
	if len(text) == 0 && v.fate == whole {
		p.scan.Blank++
		p.ends[v.end]++
		return p.scan.gap(BlankGap, number)
	}
	if p.repeatsHeader(text, v) {
		p.scan.Repeated++
		p.ends[v.end]++
		return p.scan.gap(HeaderGap, number)
	}
	valid := p.valid(text)
	if reason := p.fault(text, v, valid); reason != "" {
		return p.reject(text, p.faultColumn(text, v, reason), reason, number)
	}
	p.ends[v.end]++
	return p.accept(text, v)
}

// valid tells whether the record is valid UTF-8, and counts what decides on the encoding.
func (p *pass) valid(text []byte) bool {
	if !p.src.high || isASCII(text) {
		return true
	}
	p.high++
	if utf8.Valid(text) {
		return true
	}
	p.invalid++
	return false
}

// accept takes a good record.
func (p *pass) accept(text []byte, v verdict) error {
	s := p.scan
	s.Accepted++
	p.longest = max(p.longest, int64(v.size))
	s.MultiLine = s.MultiLine || v.lines || v.plainCR || v.heldCR
	p.odd = p.odd || v.plainQ || v.plainCR || v.heldCR
	if s.Accepted <= PeekRecords {
		s.Peek = append(s.Peek, texts(p.split(text, nil)))
	}
	if p.copy == nil {
		return nil
	}
	if v.fields != p.g.columns {
		return p.copy.even(p.split(text, p.copy.fields[:0]))
	}
	return p.copy.record(&p.g, text, v)
}

// split gives the fields of a record, one a column.
func (p *pass) split(text []byte, out []field) []field {
	out = p.g.split(text, out)
	if len(out) != p.g.columns {
		out = p.even(out)
	}
	return out
}

// texts are the fields' texts, cut at MaxValueKept.
func texts(fields []field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = strings.ToValidUTF8(string(f.text[:min(len(f.text), MaxValueKept)]), "")
	}
	return out
}
