package query

import (
	"database/sql"
	"testing"

	"segpath/data"
)

// TestReadTotals holds the quick reading of totals to that of all facts.
func TestReadTotals(t *testing.T) {
	for _, text := range []string{
		`{"talk_total_s":12}`, `{"talk_total_s":"12.5","hold_total_s":"3"}`, `{"a":"x","hold_total_s":7,"b":[1,2]}`, `{"a":1}`, `{}`,
		`{ "talk_total_s" : 12 }`, `{"talk_total_s":null}`, `{"talk_total_s":"a\"b"}`, `{"talk_total_s":-1}`, `{"talk_total_s":"1, 2"}`,
		`{"a":{"talk_total_s":5}}`, `{"a":{"b":1},"talk_total_s":5}`, `{"talk_total_s":1,"talk_total_s":2}`, `{"a":"talk_total_s"}`,
		`{"a":"\"talk_total_s\":5"}`, `{"a":"{","talk_total_s":5}`, `{"talk_total_s":5,"a":NaN}`, `{"talk_total_s":""}`, `{"talk_total_s":[1,2]}`,
		`{"talk_total_s":1e3}`, `{"hold_total_s":5,`, `{"talk_total_s":05}`,
	} {
		all := readFacts(sql.NullString{String: text, Valid: true})
		totals := readTotals([]byte(text))
		for _, name := range []string{data.TalkTotal, data.HoldTotal} {
			want, there := all[name]
			if got, is := totals[name]; got != want || is != there {
				t.Errorf("%s: %s is %q %v, not %q %v", text, name, got, is, want, there)
			}
		}
	}
}
