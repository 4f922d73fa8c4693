package csvfile

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// The reasons for rejecting a record that need no figures.
const (
	reasonUnclosed = "a quote is not closed"
	reasonTail     = "text after a closing quote"
	reasonRest     = "the rest of a text whose quote is not closed"
	reasonNUL      = "a NUL byte"
	reasonUTF16    = "not valid UTF-16"
	reasonLong     = "longer than 16 MB"
)

// fault says why a record is no record of this table; empty for a good one.
func (p *pass) fault(text []byte, v verdict, valid bool) string {
	switch {
	case v.fate == unclosed:
		return reasonUnclosed
	case v.fate == tail:
		return reasonTail
	case v.plainQ && p.g.quoted && p.src.at() < p.suspect:
		return reasonRest
	case len(text) > MaxRecord:
		return reasonLong
	case v.fields != p.g.columns && p.tooFew(v.fields) != "":
		return p.tooFew(v.fields)
	case p.src.nul && bytes.IndexByte(text, 0) >= 0:
		return reasonNUL
	case !valid:
		return "not valid UTF-8 (byte 0x" + strconv.FormatUint(uint64(text[firstInvalid(text)]), 16) + ")"
	case p.wide() && bytes.Contains(text, []byte("\ufffd")):
		return reasonUTF16
	}
	return ""
}

// wide tells whether the source is UTF-16, whose decoder replaces what is not valid by U+FFFD.
func (p *pass) wide() bool { return p.src.encoding == utf16LE || p.src.encoding == utf16BE }

func fieldCount(have, want int) string {
	return fmt.Sprintf("%s where the header has %d", numberOfFields(have), want)
}

func numberOfFields(n int) string {
	if n == 1 {
		return "1 field"
	}
	return strconv.Itoa(n) + " fields"
}

// firstInvalid is the index of the first byte that is not UTF-8.
func firstInvalid(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return 0
}

// faultColumn is the name of the column where the fault lies; empty for one of the whole record.
func (p *pass) faultColumn(text []byte, v verdict, reason string) string {
	if p.scan.RejectedCount >= MaxRejectedKept {
		return ""
	}
	switch {
	case v.fate != whole:
		return p.columnName(v.column)
	case reason == reasonRest, reason == reasonLong, v.fields != p.g.columns && p.tooFew(v.fields) != "":
		return ""
	case reason == reasonNUL:
		return p.columnAt(text, bytes.IndexByte(text, 0))
	case reason == reasonUTF16:
		return p.columnAt(text, bytes.Index(text, []byte("\ufffd")))
	}
	return p.columnAt(text, firstInvalid(text))
}

// columnAt is the column of the byte at index i of a record.
func (p *pass) columnAt(text []byte, i int) string {
	column := 0
	for {
		_, end := p.g.field(text)
		if i <= end || end == len(text) {
			return p.columnName(column)
		}
		text, i = text[end+1:], i-end-1
		column++
	}
}

func (p *pass) columnName(i int) string {
	if i < len(p.scan.Names) {
		return p.scan.Names[i]
	}
	return ""
}

// reject takes a record that is no record of this table.
func (p *pass) reject(text []byte, column, reason string, number int64) error {
	s := p.scan
	s.RejectedCount++
	if len(s.Rejected) < MaxRejectedKept {
		value := string(text[:min(len(text), MaxValueKept)])
		s.Rejected = append(s.Rejected, Rejected{Record: number, Column: column, Value: value, Reason: reason})
	}
	return s.gap(RejectedGap, number)
}
