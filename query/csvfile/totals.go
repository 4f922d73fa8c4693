package csvfile

import (
	"bytes"
	"regexp"
	"strconv"
)

// held is a record whose fate hangs on what follows: totals stand at the end of a file only.
type held struct {
	text   []byte
	v      verdict
	number int64
	lone   int64 // the count that stands alone in it; -1: it is blank, or says by itself that it is a total
}

const (
	maxHeld  = 20  // records that may be totals: of more none is
	maxTotal = 512 // bytes of a record of totals
)

var (
	totalWords = regexp.MustCompile(`(?i)^(?:(?:grand|report|overall|sub) ?)?totals?` +
		`(?: (?:rows|records|count|number|calls|chats|emails|segments|interactions|contacts|conversations|sessions|duration|time))?` +
		` ?[:=]?$`)
	totalText = regexp.MustCompile(`(?i)^(?:(?:(?:(?:grand|report|overall|sub) ?)?totals?` +
		`(?: (?:rows|records|count|number|calls|chats|emails|segments|interactions|contacts|conversations|sessions|duration|time))? ?[:= ]` +
		`|(?:row count|record count|rows|records|count) ?[:=]) ?[0-9][0-9.,:% ]*` +
		`|[0-9]+ (?:rows|records)(?: (?:selected|exported|in total))?\.?)$`)
	figure = regexp.MustCompile(`^[-+]?[0-9][0-9.,:% ]*$`)
)

// hold keeps a record that may be one of totals, or that is blank after such; false: it is neither.
func (p *pass) hold(text []byte, v verdict) bool {
	if len(p.held) >= maxHeld || len(p.held) == 0 && len(text) == 0 {
		return false
	}
	lone := int64(-1)
	if len(text) > 0 {
		if !p.mayBeTotal(text, v) {
			return false
		}
		var is bool
		if lone, is = p.total(text); !is {
			return false
		}
	}
	p.held = append(p.held, held{bytes.Clone(text), v, p.scan.Records, lone})
	return true
}

// mayBeTotal is a cheap look that most records do not pass.
func (p *pass) mayBeTotal(text []byte, v verdict) bool {
	if p.layout != nil || p.g.columns < 2 || len(text) > maxTotal || v.fate != whole || v.plainQ || v.plainCR || v.lines {
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
	var filled [][]byte
	for _, f := range p.g.split(text, nil) {
		if cell := bytes.TrimSpace(f.text); len(cell) > 0 {
			filled = append(filled, cell)
		}
	}
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
