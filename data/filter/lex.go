package filter

import (
	"strings"
	"unicode/utf8"

	"segpath/data"
)

// space passes over what parts terms.
func (p *parser) space() {
	for p.spaceAt(p.at) {
		_, size := utf8.DecodeRuneInString(p.text[p.at:])
		p.at += size
	}
}

func (p *parser) spaceAt(at int) bool {
	r, size := utf8.DecodeRuneInString(p.text[at:])
	return size > 0 && data.IsFilterSpace(r)
}

// comparisons are the signs behind a field, the longer ones first.
var comparisons = []data.Op{data.Exactly, data.AtLeast, data.AtMost, data.Contains, data.Equal, data.More, data.Less}

// peekName is the name that stands here and the comparison right behind it; empty where there is none.
func (p *parser) peekName() (name, op string) {
	rest := p.text[p.at:]
	n := strings.IndexFunc(rest, func(r rune) bool { return r != '_' && !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') })
	if n <= 0 {
		return "", ""
	}
	name = rest[:n]
	for _, c := range comparisons {
		if strings.HasPrefix(rest[n:], string(c)) {
			return strings.ToLower(name), string(c)
		}
	}
	return name, ""
}

// atRing tells whether ring( stands here; name is the name that does.
func (p *parser) atRing(name string) bool {
	return strings.EqualFold(name, data.RingTerm) && strings.HasPrefix(p.text[p.at+len(name):], "(")
}

// peekWord is what stands here up to a space; within ring(…) also up to its closing bracket.
func (p *parser) peekWord() string {
	rest := p.text[p.at:]
	end := strings.IndexFunc(rest, func(r rune) bool { return data.IsFilterSpace(r) || p.inRing && r == ')' })
	if end < 0 {
		return rest
	}
	return rest[:end]
}

// value reads a value, in quotes or up to a space.
func (p *parser) value() (string, error) {
	if p.at < len(p.text) && p.text[p.at] == '"' {
		return p.quoted()
	}
	word := p.peekWord()
	p.at += len(word)
	return word, nil
}

// quoted reads a text in quotes; within it \" is a quote and \\ a backslash.
func (p *parser) quoted() (string, error) {
	start := p.at
	var b strings.Builder
	for i := start + 1; i < len(p.text); i++ {
		switch c := p.text[i]; {
		case c == '\\' && i+1 < len(p.text) && (p.text[i+1] == '"' || p.text[i+1] == '\\'):
			i++
			b.WriteByte(p.text[i])
		case c == '"':
			p.at = i + 1
			return b.String(), p.parted()
		default:
			b.WriteByte(c)
		}
	}
	return "", p.fault(start, len(p.text), "A second quote where the text ends.", "the quote is not closed")
}

// parted checks that a term ends where it ended.
func (p *parser) parted() error {
	if p.at == len(p.text) || p.spaceAt(p.at) || p.inRing && p.text[p.at] == ')' {
		return nil
	}
	return p.fault(p.at, p.at, "A space before the next term.", "a term is not followed by a space")
}
