package csvfile

import (
	"slices"
	"strings"
)

// headerWithin is how many records may stand before the header, blank lines included.
const headerWithin = 100

// lead is what stands before the header: a report's title, its account, its dates.
type lead struct {
	size    int       // bytes
	records []GapKind // what they are
	known   int       // columns that a format knows of the header after it
}

// findLead finds the line of the first records that a format knows best, by whatever delimiter. Nothing
// stands before the header where none is known.
func findLead(sample []byte, eof bool, known func([]string) int) (best lead) {
	for _, d := range delimiters {
		if l := tryLead(sample, eof, known, d); l.known > best.known {
			best = l
		}
		if best.known >= sureColumns && best.isPlain() {
			break
		}
	}
	return best
}

// sureColumns is how many known columns make the first line the header without a look at the others.
const sureColumns = 3

// isPlain tells whether nothing but blank lines stands before the header.
func (l lead) isPlain() bool { return !slices.Contains(l.records, PreambleGap) }

// tryLead reads the first records with one delimiter.
func tryLead(sample []byte, eof bool, known func([]string) int, delimiter byte) (best lead) {
	now := lead{}
	for len(now.records) <= headerWithin && now.size < len(sample) {
		names, v := headerAt(sample[now.size:], eof, delimiter)
		if v.fate == more {
			return best
		}
		kind := PreambleGap
		if v.text() == 0 {
			kind = BlankGap
		} else if now.known = known(names); now.known > best.known && (now.isPlain() || isHeader(names, now.known)) {
			best = lead{now.size, slices.Clone(now.records), now.known}
			if now.known >= sureColumns && now.isPlain() {
				return best
			}
		}
		now.records = append(now.records, kind)
		now.size += v.size
	}
	return best
}

// headerAt reads the record at the start of sample as a header.
func headerAt(sample []byte, eof bool, delimiter byte) ([]string, verdict) {
	g := grammar{delimiter: delimiter, quoted: true}
	r := reading{g: &g, data: sample, eof: eof, limit: headerLimit}
	v := r.next()
	flat := v.fate == tail || v.fate == unclosed
	if flat {
		g.quoted = false
		r = reading{g: &g, data: sample, eof: eof}
		v = r.next()
	}
	return headerNames(g.split(sample[:v.text()], nil), flat), v
}

// isHeader tells whether a line that is not the first is sure to be no data: formats know most of its
// names, or three, and none is a number or stands twice.
func isHeader(names []string, known int) bool {
	filled := 0
	seen := map[string]bool{}
	for _, name := range names {
		if name == "" {
			continue
		}
		filled++
		if seen[name] || strings.Trim(name, "0123456789.,:/+-% TZ") == "" {
			return false
		}
		seen[name] = true
	}
	return known >= sureColumns || known > 1 && 2*known >= filled
}
