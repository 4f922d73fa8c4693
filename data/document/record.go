package document

import (
	"iter"
	"slices"

	"segpath/data"
)

// field is one name and value of a record. A value is nil, string (empty is absent), words, bool, int,
// int64, float64, time.Time (zero is absent), data.Span, data.Event, data.Opt of int64, float64 or
// Span, []string, map[string]string, map[string]int64, record, []record, or a func() string that is
// asked when its turn comes.
type field struct {
	name  string
	value any
}

// record is an object of JSON and a row of CSV, in the order its fields are written.
type record []field

// words is a text that is never absent: the empty one is "" in JSON.
type words string

// object is a whole JSON document. A value of it may also be recordSeq: an array that is read while
// it is written.
type object []field

// recordSeq yields records until one fails.
type recordSeq = iter.Seq2[record, error]

// records are the rows of a CSV file under the names of their fields.
type records struct {
	names []string
	rows  recordSeq
}

// names are the names of a record's fields.
func (r record) names() []string {
	names := make([]string, len(r))
	for n, f := range r {
		names[n] = f.name
	}
	return names
}

// eachRecord makes the records of a list.
func eachRecord[T any](list []T, make func(*T) record) []record {
	all := []record{}
	for n := range list {
		all = append(all, make(&list[n]))
	}
	return all
}

// fixed yields records that are at hand.
func fixed(list []record) recordSeq {
	return func(yield func(record, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// hasRecord is what an export can say, in words.
func hasRecord(h data.Has) record {
	return record{
		{"rings", string(h.Rings.State)}, {"responses", string(h.Responses.State)},
		{"statuses", string(h.Statuses.State)}, {"queues", string(h.Queues.State)},
		{"talk", string(h.Talk.State)}, {"hold", string(h.Hold.State)}, {"lacks", lacks(h)},
	}
}

// lacks are the columns that an export lacks, each with the reason.
func lacks(h data.Has) map[string]string {
	all := map[string]string{}
	for column, why := range h.Lacks {
		all[string(column)] = why
	}
	return all
}

func noticeRecord(n *data.Notice) record {
	return record{
		{"kind", string(n.Kind)}, {"count", n.Count}, {"text", words(n.Text)},
		{"interaction_id", n.InteractionID}, {"source", n.Source}, {"source_row", positive(n.SourceRow)},
	}
}

// positive is a number from 1, or absent: rows, steps and groups are counted from 1.
func positive[N int | int64](n N) any {
	if n < 1 {
		return nil
	}
	return int64(n)
}

// sortedKeys are the keys of a map in a fixed order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
