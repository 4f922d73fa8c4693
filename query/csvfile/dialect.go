package csvfile

import (
	"bytes"
	"slices"
)

// dialectRecords is how many records the dialect is decided by, beside the header.
const dialectRecords = 1000

// delimiters in the order in which equal ones are preferred.
var delimiters = []byte{',', ';', '\t', '|'}

// trial is the start of a file read with one delimiter, with quotes or without.
type trial struct {
	g      grammar
	layout *Layout   // of a table without a header; then nothing else is known
	before []GapKind // the records before the header, blank lines right before it aside
	blanks int       // blank lines before the header
	at     int       // where the header begins
	header []byte    // the header's record, without its line end
	head   verdict
	torn   bool // quotes of the header do not close, or do not stand around a whole field
	flat   bool // the header is its first line, its quotes taken as text

	seen   int // records after the header that are complete in the sample, blank lines aside
	good   int // with the header's number of fields
	wide   int // with more than one field
	broken int // with a quote that is not closed, or text after one that is
	closed int // with quotes and none of that
}

// findDialect decides by the header and the first records how a file is written. ok is false when
// it holds nothing but blank lines, or its first line does not end in the sample.
func findDialect(sample []byte, eof bool) (best trial, ok bool) {
	var trials []trial
	for _, d := range delimiters {
		t, ok := tryDelimiter(sample, eof, d)
		if !ok {
			return t, false
		}
		trials = append(trials, t)
	}
	return chooseTrial(trials), true
}

// chooseTrial takes, of the delimiters that the header and the records have, those about as
// consistent as the best, and of these the one with most columns; one that tears the header's quotes
// apart only where all do. A ragged record must never make one column of a file that has several.
// Without any it is one column, and the best is what none of its records contain.
func chooseTrial(trials []trial) trial {
	several := trials[:0:0]
	for _, t := range trials {
		if t.g.columns > 1 && (t.good > 0 || 2*t.wide >= t.seen) {
			several = append(several, t)
		}
	}
	if len(several) == 0 {
		return mostColumns(trials, 0)
	}
	isTorn := func(t trial) bool { return t.torn }
	if fit := slices.DeleteFunc(slices.Clone(several), isTorn); len(fit) > 0 {
		several = fit
	}
	return mostColumns(several, 0.1)
}

// mostColumns is the first with most columns of those whose consistency is within slack of the best.
func mostColumns(trials []trial, slack float64) trial {
	top := 0.0
	for _, t := range trials {
		top = max(top, t.rate())
	}
	best := -1
	for i, t := range trials {
		if t.rate() >= top-slack && (best < 0 || t.g.columns > trials[best].g.columns) {
			best = i
		}
	}
	return trials[best]
}

// rate is the share of records that have the header's number of fields.
func (t *trial) rate() float64 {
	if t.seen == 0 {
		return 1
	}
	return float64(t.good) / float64(t.seen)
}

// tryDelimiter tries one delimiter with quotes; without them only where quotes are broken more
// often than whole, several times, and leaving them as text loses no record.
func tryDelimiter(sample []byte, eof bool, delimiter byte) (trial, bool) {
	with, ok := try(sample, eof, grammar{delimiter: delimiter, quoted: true}, false)
	if !ok {
		return with, false
	}
	if with.head.lines {
		if flat, ok := try(sample, eof, with.g, true); ok && flat.good > with.good {
			with = flat
		}
	}
	if with.broken < 3 || with.broken <= with.closed {
		return with, true
	}
	without, ok := try(sample, eof, grammar{delimiter: delimiter}, false)
	if ok && without.good >= with.good {
		return without, true
	}
	return with, true
}

// try reads the start of a file; flat takes the header as its first line, whatever its quotes say.
func try(sample []byte, eof bool, g grammar, flat bool) (t trial, ok bool) {
	t.g = g
	t.g.columns, t.g.crEnds = 0, false
	rest := t.skipBlank(sample)
	if len(rest) == 0 {
		return t, false
	}
	if rest, ok = t.readHeader(rest, eof, flat); ok {
		t.readRecords(rest, eof)
	}
	return t, ok
}

// skipBlank takes the blank lines at the front.
func (t *trial) skipBlank(sample []byte) (rest []byte) {
	for {
		n := 0
		switch {
		case bytes.HasPrefix(sample, []byte("\r\n")):
			n = 2
		case bytes.HasPrefix(sample, []byte("\n")), bytes.HasPrefix(sample, []byte("\r")):
			n = 1
		default:
			return sample
		}
		t.blanks++
		t.at += n
		sample = sample[n:]
	}
}

// headerLimit is how far a quoted text in the header may go on beyond its first line, in bytes.
const headerLimit = 64 << 10

func (t *trial) readHeader(data []byte, eof, flat bool) (rest []byte, ok bool) {
	r := reading{g: &t.g, data: data, eof: eof, limit: headerLimit}
	v := r.next()
	t.flat = flat || v.fate == tail || v.fate == unclosed || !t.g.quoted
	t.torn = t.g.quoted && (v.fate != whole || v.plainQ)
	if t.flat {
		r = reading{g: &grammar{delimiter: t.g.delimiter}, data: data, eof: eof}
		v = r.next()
	}
	if v.fate == more {
		return nil, false
	}
	t.head, t.header = v, data[:v.text()]
	t.g.columns, t.g.crEnds = v.fields, v.end == cr
	return data[v.size:], true
}

func (t *trial) readRecords(data []byte, eof bool) {
	for t.seen < dialectRecords && len(data) > 0 {
		r := reading{g: &t.g, data: data, eof: eof, limit: len(data)}
		v := r.next()
		if v.fate == more {
			return
		}
		if v.text() > 0 {
			t.count(v, data[:v.text()])
		}
		data = data[v.size:]
	}
}

func (t *trial) count(v verdict, record []byte) {
	t.seen++
	if v.fields > 1 {
		t.wide++
	}
	switch {
	case v.fate != whole:
		t.broken++
	case v.fields == t.g.columns:
		t.good++
		fallthrough
	default:
		if t.g.quoted && !v.plainQ && bytes.IndexByte(record, quote) >= 0 {
			t.closed++
		}
	}
}
