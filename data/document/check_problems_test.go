package document_test

import (
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/document"
)

// One problem a line, by file and row; those without a place say what they are about, and come last. What
// is merely good to know is no problem.
func TestProblemsInOrder(t *testing.T) {
	d := document.Check{Report: data.Report{
		RejectedRows: []data.RejectedRow{
			{File: "b.csv", Row: 10, Reason: "too many fields"}, {File: "b.csv", Row: 9, Column: "user", Value: "x", Reason: "no UTF-8"},
			{File: "b.csv", Row: 9, Column: "queue", Reason: "no UTF-8"},
		},
		Notices: []data.Notice{
			{Kind: data.RejectedRows, Count: 2, Source: "b.csv", SourceRow: 9, Text: "2 rows."},
			{Kind: data.AssumedZone, Count: 4, Text: "Read in UTC."},
			{Kind: data.MissingLeg, Count: 1, InteractionID: "i 7", Text: "It goes on."},
			{Kind: data.UnusedColumns, Count: 2, Text: "Two."},
			{Kind: data.LeftOut, Count: 1, Source: "a.csv", Text: "No table."},
			{Kind: data.DuplicateRow, Count: 1, Source: "b.csv", SourceRow: 3, Text: "Again."},
			{Kind: data.UnknownEvent, Count: 1, Source: "a.csv", SourceRow: 100, Text: "Zap."},
		},
	}}
	_, lines, found := strings.Cut(written(t, d, document.Text), "\n7 problems\n")
	want := `a.csv: file left out: No table.
a.csv:100: unknown event: Zap.
b.csv:9: rejected row: no UTF-8, column "user", value "x"
b.csv:9: rejected row: no UTF-8, column "queue"
b.csv:10: rejected row: too many fields
export: assumed zone (4 times): Read in UTC.
interaction "i 7": missing leg: It goes on.

Good to know
b.csv:3: duplicate: Again.
export: unused columns (2 times): Two.
`
	if !found || lines != want {
		t.Errorf("got %s\nwant %s", written(t, d, document.Text), want)
	}
	if d.Problems() != 7 {
		t.Errorf("%d problems, want 7", d.Problems())
	}
}
