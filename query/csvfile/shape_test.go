package csvfile

import (
	"fmt"
	"strings"
	"testing"
)

// TestWhatAQuotedLineMayBe puts a line inside a quoted text of an export with ids and times: a line
// that could be a record takes the quote for damage, prose does not.
func TestWhatAQuotedLineMayBe(t *testing.T) {
	var rows strings.Builder
	for i := range 30 {
		fmt.Fprintf(&rows, "%d,09:%02d,Ana,ok\n", 100+i, i)
	}
	for line, isRecord := range map[string]bool{
		"131,09:45,Ben,fine":                  true,
		"131,09:45,Cy Young,and two words":    true,
		"132,09:46,Ben,\"\"":                  true,
		"abc,09:45,Ben,fine":                  true, // one field of a new kind
		"yes,no,maybe,never":                  false,
		"first, second, third, and the last":  false,
		"131,09:45,Ben":                       false,
		"131,09:45,Ben,fine,more":             false,
		"":                                    false,
		"131,09:45,\"\"Ben\"\", he said,fine": false, // no strict record
	} {
		s := inspect(t, "id,at,user,note\n"+rows.String()+"200,10:00,Di,\"open\n"+line+"\nclosed\"\n201,10:01,Di,ok\n")
		accepted, rejected := int64(32), int64(0)
		if isRecord {
			rejected = 2 // the line that opens the quote, and the one that closes it; the one between is accepted
		}
		if s.Accepted != accepted || s.RejectedCount != rejected {
			t.Errorf("%q: %v %q", line, s, rejections(s))
		}
	}
}
