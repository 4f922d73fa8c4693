package csvfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// columnsKnown knows headers with id and at, and of them also user and note.
func columnsKnown(names []string) (known int) {
	if !slices.Contains(names, "id") || !slices.Contains(names, "at") {
		return 0
	}
	for _, name := range names {
		if slices.Contains([]string{"id", "at", "user", "note"}, name) {
			known++
		}
	}
	return known
}

// told is a scan in one line: header, preamble, blank, totals, accepted, rejected, the header's names, and
// the record number of each row.
func told(t *testing.T, s *Scan) string {
	t.Helper()
	var rows []string
	for n, row := range readBack(t, s) {
		rows = append(rows, fmt.Sprintf("%d:%s", s.Steps.RecordOf(int64(n)+1), strings.Join(row, "|")))
	}
	return fmt.Sprintf("header %d, %d before, %d blank, %d totals, %d rejected; %s; %s", s.HeaderRecord, s.Preamble, s.Blank, s.Totals,
		s.RejectedCount, strings.Join(s.Names, "|"), strings.Join(rows, " "))
}

func TestWhatStandsBeforeTheHeader(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"nothing": {"id,at,user\n1,2,3\n", "header 1, 0 before, 0 blank, 0 totals, 0 rejected; id|at|user; 2:1|2|3"},
		"a title, an account, dates and blank lines": {"Segments\r\nAccount,Acme\r\n\r\nFrom,2026-01-01,To,2026-01-31\r\n\r\nid,at,user\r\n1,2,3\r\n4,5,6\r\n",
			"header 6, 3 before, 2 blank, 0 totals, 0 rejected; id|at|user; 7:1|2|3 8:4|5|6"},
		"another delimiter": {"Report: a, b and c\nid;at;user\n1;2;3\n", "header 2, 1 before, 0 blank, 0 totals, 0 rejected; id|at|user; 3:1|2|3"},
		"a quoted line end": {"\"Report\nof two lines\",x\nid,at\n1,2\n", "header 2, 1 before, 0 blank, 0 totals, 0 rejected; id|at; 3:1|2"},
		"a line that is known less": {"at,id\nid,at,user,note\n1,2,3,4\n",
			"header 2, 1 before, 0 blank, 0 totals, 0 rejected; id|at|user|note; 3:1|2|3|4"},
		"a header that stands again": {"id,at,user\n1,2,3\nid,at,user\n4,5,6\n\xef\xbb\xbf\"id\", at,\"user\"\nid,at,users\nid,at\n7,8,9\n",
			"header 1, 0 before, 0 blank, 0 totals, 1 rejected; id|at|user; 2:1|2|3 4:4|5|6 6:id|at|users 8:7|8|9"},
		"what nobody knows for a header is a row":    {"a,b\na,b\n", "header 1, 0 before, 0 blank, 0 totals, 0 rejected; a|b; 2:a|b"},
		"data that read like a header, one a number": {"a,b,c\nid,at,7\n", "header 1, 0 before, 0 blank, 0 totals, 0 rejected; a|b|c; 2:id|at|7"},
		"data of which little is known":              {"a,b,c,d,e\nid,at,x,y,z\n", "header 1, 0 before, 0 blank, 0 totals, 0 rejected; a|b|c|d|e; 2:id|at|x|y|z"},
		"a header that nobody knows":                 {"Report\na,b\n1,2\n", "header 1, 0 before, 0 blank, 0 totals, 0 rejected; Report; 2:a,b 3:1,2"},
		"a header too far down": {strings.Repeat("x\n", 200) + "id,at\n",
			"header 1, 0 before, 0 blank, 0 totals, 0 rejected; x; " + rowsOf("x", 2, 200) + " 201:id,at"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := inspectWith(t, c.content, Options{Known: columnsKnown})
			if err != nil {
				t.Fatal(err)
			}
			if got := told(t, s); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

// rowsOf are equal rows of one column, with their numbers.
func rowsOf(value string, from, to int) string {
	var rows []string
	for n := from; n <= to; n++ {
		rows = append(rows, fmt.Sprintf("%d:%s", n, value))
	}
	return strings.Join(rows, " ")
}

func TestTotalsAtTheEnd(t *testing.T) {
	for name, c := range map[string]struct{ end, want string }{
		"none":                          {"", "0 blank, 0 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a total":                       {"Total,3,\n", "0 blank, 1 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a ragged total":                {"Grand Total: 3\n", "0 blank, 1 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a total that stands last":      {"\nSubtotal,,00:01:30\n\nTotals,3\n\n", "3 blank, 2 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a lone count":                  {"2\n", "0 blank, 1 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a count of rows":               {"(2 rows)\n", "0 blank, 1 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a count without its end":       {",,2", "0 blank, 1 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a number that counts nothing":  {"15\n", "0 blank, 0 totals, 1 rejected; 2:a|1|x 3:b|2|y"},
		"totals before data":            {"Total,3,\nc,3,z\n", "0 blank, 0 totals, 0 rejected; 2:a|1|x 3:b|2|y 4:Total|3| 5:c|3|z"},
		"a blank line and data after":   {"Total,3,\n\nc,3,z\n", "1 blank, 0 totals, 0 rejected; 2:a|1|x 3:b|2|y 4:Total|3| 6:c|3|z"},
		"a row that begins so":          {"Total,3,z\n", "0 blank, 0 totals, 0 rejected; 2:a|1|x 3:b|2|y 4:Total|3|z"},
		"a date is no figure":           {"Total,2026-03-02,\n", "0 blank, 0 totals, 0 rejected; 2:a|1|x 3:b|2|y 4:Total|2026-03-02|"},
		"a number, then a total":        {"9\nTotal: 2\n", "0 blank, 1 totals, 1 rejected; 2:a|1|x 3:b|2|y"},
		"a name that begins so":         {"Total Recall\n", "0 blank, 0 totals, 1 rejected; 2:a|1|x 3:b|2|y"},
		"a total of rows, after a gap":  {"\n\nTotal: 2 rows\n", "2 blank, 1 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a total of rows in two fields": {"Total,2 records,\n", "0 blank, 1 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a remark behind a total":       {"Total: 2\n\nReport made on 2026-03-02 at 10:00\nQuelle: Büro\n", "1 blank, 3 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a remark with a delimiter":     {"Total: 2\nGenerated on March 2, 2026\n", "0 blank, 2 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a remark in a full record":     {"Total,3,\nMade by Ana,,\n", "0 blank, 2 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
		"a remark alone":                {"Report made on 2026-03-02\n", "0 blank, 0 totals, 1 rejected; 2:a|1|x 3:b|2|y"},
		"a remark behind no count":      {"9\n\nReport made on 2026-03-02\n", "1 blank, 0 totals, 2 rejected; 2:a|1|x 3:b|2|y"},
		"a remark, then data":           {"Total: 3\nMade on a Monday\nc,3,z\n", "0 blank, 0 totals, 2 rejected; 2:a|1|x 3:b|2|y 6:c|3|z"},
		"half a row behind a total":     {"Total,3,\nc,3\n", "0 blank, 0 totals, 1 rejected; 2:a|1|x 3:b|2|y 4:Total|3|"},
		"half an id behind a total":     {"Total,3,\nabc\n", "0 blank, 0 totals, 1 rejected; 2:a|1|x 3:b|2|y 4:Total|3|"},
		"more than totals are":          {strings.Repeat("Total,3,\n", maxHeld+3), "0 blank, 2 totals, 0 rejected; 2:a|1|x 3:b|2|y"},
	} {
		t.Run(name, func(t *testing.T) {
			got := told(t, inspect(t, "id,n,user\na,1,x\nb,2,y\n"+c.end))
			_, got, _ = strings.Cut(got, "before, ")
			got = strings.Replace(got, "id|n|user; ", "", 1)
			if name == "more than totals are" {
				got, _, _ = strings.Cut(got, " 4:")
			}
			if got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}
