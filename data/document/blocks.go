package document

import (
	"iter"
	"strconv"
	"time"

	"segpath/data"
)

// block is a part of a document for people. Its texts may be a file's: the encoders make them safe.
type block struct {
	title  string
	lines  []string // sentences
	fields []pair   // names with values
	heads  []head   // the columns of a table; none: no table
	rows   rowSeq
}

type pair struct{ name, value string }

// head is a column of a table.
type head struct {
	name  string
	right bool // numbers stand at the right
}

// rowSeq yields the rows of a table, a cell a column, until one fails.
type rowSeq = iter.Seq2[[]string, error]

// fixedRows makes the rows of a list.
func fixedRows[T any](list []T, cells func(*T) []string) rowSeq {
	return func(yield func([]string, error) bool) {
		for n := range list {
			if !yield(cells(&list[n]), nil) {
				return
			}
		}
	}
}

// clock is how a document tells instants: with the day where the document spans more than one.
type clock struct {
	look Look
	days bool
}

const (
	dayTime = "2006-01-02 15:04:05.999"
	dayOnly = "15:04:05.999"
)

func (l Look) zone() *time.Location {
	if l.Zone == nil {
		return time.UTC
	}
	return l.Zone
}

// instant is a day and a clock time in the display zone; absent is empty.
func (l Look) instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(l.zone()).Format(dayTime)
}

// at is an instant as the clock tells it; absent is empty.
func (c clock) at(t time.Time) string {
	if c.days || t.IsZero() {
		return c.look.instant(t)
	}
	return t.In(c.look.zone()).Format(dayOnly)
}

// clockFor finds whether the instants fall on one day of the display zone.
func (l Look) clockFor(instants []time.Time) clock {
	day := ""
	for _, t := range instants {
		if t.IsZero() {
			continue
		}
		d := t.In(l.zone()).Format(time.DateOnly)
		if day == "" {
			day = d
		}
		if d != day {
			return clock{l, true}
		}
	}
	return clock{l, false}
}

// none stands for what the export does not say.
func (l Look) none() string {
	if l.ASCII {
		return "-"
	}
	return "–"
}

func (l Look) arrow() string {
	if l.ASCII {
		return " -> "
	}
	return " → "
}

// or is s, or the mark for absent.
func (l Look) or(s string) string {
	if s == "" {
		return l.none()
	}
	return s
}

func (l Look) span(o data.Opt[data.Span]) string {
	if s, ok := o.Get(); ok {
		return data.FormatSpan(s)
	}
	return l.none()
}

func (l Look) number(o data.Opt[int64]) string {
	if n, ok := o.Get(); ok {
		return strconv.FormatInt(n, 10)
	}
	return l.none()
}

// percent is a share of one in whole per cent.
func (l Look) percent(o data.Opt[float64]) string {
	if v, ok := o.Get(); ok {
		return strconv.FormatFloat(v*100, 'f', 0, 64) + "%"
	}
	return l.none()
}
