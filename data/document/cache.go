package document

import (
	"strconv"
	"strings"
	"time"
)

// Cache is what is kept of exports for the next time they are opened.
type Cache struct{ Kept []CachedExport }

// CachedExport is one export that is kept.
type CachedExport struct {
	Exports []string // as they were named; nil where that is not known any more
	Bytes   int64
	Used    time.Time // last
}

func cached(k *CachedExport) record {
	return record{{"exports", k.Exports}, {"bytes", k.Bytes}, {"used_at", k.Used.UTC()}}
}

func (d Cache) object() object { return object{{"cache", eachRecord(d.Kept, cached)}} }

func (d Cache) records() records {
	return records{cached(&CachedExport{}).names(), fixed(eachRecord(d.Kept, cached))}
}

func (d Cache) blocks() []block {
	if len(d.Kept) == 0 {
		return []block{{lines: []string{"Nothing is kept."}}}
	}
	return []block{{
		heads: []head{{"last used", false}, {"bytes", true}, {"exports", false}},
		rows: fixedRows(d.Kept, func(k *CachedExport) []string {
			name := strings.Join(k.Exports, " ")
			if k.Exports == nil {
				name = "not known any more"
			}
			return []string{k.Used.UTC().Format(time.DateTime), strconv.FormatInt(k.Bytes, 10), name}
		}),
	}}
}
