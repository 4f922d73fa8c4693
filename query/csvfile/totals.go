package csvfile

import (
	"bytes"
	"regexp"
	"strconv"
	"unicode/utf8"
)

// held is a record whose fate hangs on what follows: totals stand at the end of a file only.
type held struct {
	text   []byte
	v      verdict
	number int64
	lone   int64 // the count that stands alone in it; -1: it is blank, or says by itself what it is
	remark bool  // it tells of the report, if a total stands before it
}

const (
	maxHeld  = 20  // records that may be totals: of more none is
	maxTotal = 512 // bytes of a record of totals
)

// totalled is what totals count or sum up.
const totalled = `(?:rows?|records?|count|number|calls|chats|emails|segments|interactions|contacts|conversations|sessions|duration|time)`

var (
	totalWords = regexp.MustCompile(`(?i)^(?:(?:grand|report|overall|sub) ?)?totals?(?: ` + totalled + `)? ?[:=]?$`)
	totalText  = regexp.MustCompile(`(?i)^(?:(?:(?:(?:grand|report|overall|sub) ?)?totals?(?: ` + totalled + `)? ?[:= ]` +
		`|(?:row count|record count|rows|records|count) ?[:=]) ?[0-9][0-9.,:% ]*` + totalled + `?\.?` +
		`|[0-9]+ (?:rows?|records?)(?: (?:selected|exported|in total))?\.?)$`)
	figure = regexp.MustCompile(`(?i)^[-+]?[0-9][0-9.,:% ]*` + totalled + `?$`)
	// remark is a sentence, or a name and what it is, of several words; aboutReport one that tells of the report, which a
	// delimiter may stand in.
	remark      = regexp.MustCompile(`^\pL[^\pC]*[ :][^\pC]`)
	aboutReport = regexp.MustCompile(`(?i)^(?:end of |this )?(?:report|export|generated|created|printed|produced|exported|made|run)\b.*[ :]`)
)

// beginsTotal are the bytes that a record of totals may begin with.
var beginsTotal = func() (table [256]bool) {
	for _, c := range append([]byte("0123456789tTgGrRoOsScC\" ("), delimiters...) {
		table[c] = true
	}
	return table
}()

// hold keeps a record that may be one of totals, or that is blank or tells of the report after such; false: it is neither.
func (p *pass) hold(text []byte, v verdict) bool {
	if len(p.held) >= maxHeld || len(p.held) == 0 && len(text) == 0 {
		return false
	}
	h := held{bytes.Clone(text), v, p.scan.Records, -1, false}
	if len(text) > 0 {
		is := p.mayBeTotal(text, v)
		if is {
			h.lone, is = p.total(text)
		}
		h.remark = !is && len(p.held) > 0 && p.isRemark(text, v)
		if !is && !h.remark {
			return false
		}
	}
	p.held = append(p.held, h)
	return true
}

// isRemark tells whether a record is no row but a line of words about the report: in one field, or, of fewer than
// there are columns, in words that say so.
func (p *pass) isRemark(text []byte, v verdict) bool {
	if !p.mayEnd(text, v) || !utf8.Valid(text) {
		return false
	}
	filled := p.filled(text)
	return len(filled) == 1 && remark.Match(filled[0]) || v.fields < p.g.columns && len(filled) > 0 && aboutReport.Match(filled[0])
}

// mayEnd holds for the records of tables that totals and remarks can stand in at all.
func (p *pass) mayEnd(text []byte, v verdict) bool {
	return p.layout == nil && p.g.columns >= 2 && len(text) <= maxTotal && v.fate == whole && !v.plainQ && !v.plainCR && !v.lines
}

// mayBeTotal is a cheap look that most records do not pass.
func (p *pass) mayBeTotal(text []byte, v verdict) bool {
	if !p.mayEnd(text, v) {
		return false
	}
	begin := p.afterFillers(text)
	switch {
	case len(begin) == 0:
		return false
	case isDigit(begin[0]):
		end := bytes.IndexByte(begin, p.g.delimiter)
		return end < 0 || len(p.afterFillers(begin[end:])) == 0
	case len(begin) < 3:
		return false
	}
	switch string([]byte{begin[0] | 0x20, begin[1] | 0x20, begin[2] | 0x20}) {
	case "tot", "gra", "rep", "ove", "sub", "row", "rec", "cou":
		return isASCII(text) && bytes.IndexByte(text, 0) < 0
	}
	return false
}

// afterFillers is a record without what stands around its first value.
func (p *pass) afterFillers(text []byte) []byte {
	for i, c := range text {
		if c != p.g.delimiter && c != quote && c != ' ' && c != '(' {
			return text[i:]
		}
	}
	return nil
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// total tells whether a record is one of totals: a word for it with nothing but figures beside it, or a
// single field that says how many there were. A bare number is one only if it counts the records: lone.
func (p *pass) total(text []byte) (lone int64, is bool) {
	filled := p.filled(text)
	if len(filled) == 1 {
		only := bytes.TrimSuffix(bytes.TrimPrefix(filled[0], []byte("(")), []byte(")"))
		if n, err := strconv.ParseInt(string(only), 10, 64); err == nil {
			return n, true
		}
		return -1, totalText.Match(only)
	}
	if len(filled) == 0 || !totalWords.Match(filled[0]) {
		return -1, false
	}
	for _, cell := range filled[1:] {
		if !figure.Match(cell) {
			return -1, false
		}
	}
	return -1, true
}

// filled are the fields of a record that have something in them.
func (p *pass) filled(text []byte) (filled [][]byte) {
	for _, f := range p.g.split(text, nil) {
		if cell := bytes.TrimSpace(f.text); len(cell) > 0 {
			filled = append(filled, cell)
		}
	}
	return filled
}

// release takes records that were held for what they are: more data came after them.
func (p *pass) release(n int) error {
	now := p.held[:n]
	p.held = p.held[n:]
	for _, h := range now {
		if err := p.settle(h.text, h.v, h.number); err != nil {
			return err
		}
	}
	return nil
}

// takeTotals accounts for the totals at the end of the file.
func (p *pass) takeTotals() error {
	from := len(p.held)
	s := p.scan
	for from > 0 && (p.held[from-1].lone < 0 || p.held[from-1].lone == s.Accepted || p.held[from-1].lone == s.Accepted+s.RejectedCount) {
		from--
	}
	for from < len(p.held) && (p.held[from].remark || len(p.held[from].text) == 0) { // no total stands before it
		from++
	}
	if err := p.release(from); err != nil {
		return err
	}
	for _, h := range p.held {
		p.ends[h.v.end]++
		kind := BlankGap
		if len(h.text) > 0 {
			kind = TotalsGap
			s.Totals++
		} else {
			s.Blank++
		}
		if err := s.gap(kind, h.number); err != nil {
			return err
		}
	}
	p.held = nil
	return nil
}
