package document_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/document"
	"segpath/data/format"
)

func aFormat() *format.Format {
	return &format.Format{
		Name: "demo", Title: "A demo", About: "\nTwo\nlines.", Can: map[string]format.Can{
			"rings": {State: data.Stated, Needs: []string{"s.event"}}, "talk": {State: data.Stated, Needs: []string{"s.a|s.b"}, Otherwise: data.Derived},
			"hold": {State: data.Absent, Why: "totals only"},
		},
		Tables: []format.Table{{Name: "s", Required: true, Columns: []format.Column{
			{Name: "id", Type: format.Text, Required: true, Synonyms: []string{"Id", "The | Id"}}, {Name: "event", Type: format.EventOf},
		}}, {Name: "extra"}},
		Rules: []format.Rule{{Text: "a rule", From: "a page"}},
	}
}

func TestFormatInFull(t *testing.T) {
	out := written(t, document.Formats{List: []*format.Format{aFormat()}, Full: true}, document.Text)
	for _, want := range []string{
		"demo: A demo\nTwo lines.\nNeeds s with id.\n", "Table s (needed)\n", "Table extra\n", "Id, The | Id", "s.a or s.b", "derived",
		"totals only", "a rule  a page",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if md := written(t, document.Formats{List: []*format.Format{aFormat()}, Full: true}, document.Markdown); !strings.Contains(md, `The \| Id`) {
		t.Errorf("a bar ends a cell in\n%s", md)
	}
}

// What stands in a manifest about lines, units and twins is told, and whose format it is.
func TestFormatTellsHowItsFilesAreWritten(t *testing.T) {
	none := ""
	f := aFormat()
	f.Name, f.Folder = "edify", "my formats/demo"
	f.Tables[1] = format.Table{
		Name: "log", LinePattern: `^[0-9]+\|`, Header: []string{"epoch", "id"}, Delimiter: "\t", Quote: &none, Ragged: true,
		Columns: []format.Column{
			{Name: "at", Type: format.Instant, UTC: "at_utc", With: "clock"}, {Name: "lasts", Type: format.Seconds, Unit: format.InMilliseconds},
			{Name: "what", Type: format.EventOf, Else: "why"},
		},
	}
	out := written(t, document.Formats{List: []*format.Format{f}, Full: true}, document.Text)
	for _, want := range []string{
		"edify: A demo (your own, in my formats/demo, instead of the built-in one)\n",
		"Without a header its lines match ^[0-9]+\\|\nand hold, parted by a tab: epoch, id. A double quote is plain text. Columns may be missing",
		"instant, time of day in clock, not read beside at_utc", "length in ms", "event, else that of why",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	f.Name, f.Tables[1].Quote = "mine", nil
	f.Title = ""
	out = written(t, document.Formats{List: []*format.Format{f}, Full: true}, document.Text)
	if !strings.HasPrefix(out, "mine: your own, in my formats/demo\n") || !strings.Contains(out, "may stand in double quotes") {
		t.Errorf("got\n%s", out)
	}
}

func TestFormatsInShortAndForPrograms(t *testing.T) {
	d := document.Formats{List: []*format.Format{aFormat()}}
	if out := written(t, d, document.Text); !strings.Contains(out, "demo    A demo      s with id") {
		t.Errorf("got\n%s", out)
	}
	records, err := csv.NewReader(strings.NewReader(written(t, d, document.CSV))).ReadAll()
	if err != nil || len(records) != 3 || strings.Join(records[1], "~") != `demo~s~id~text~true~["Id", "The | Id"]` {
		t.Errorf("got %q, %v", records, err)
	}
	out := written(t, d, document.JSON)
	for _, want := range []string{
		`"has": {"rings": "stated", "responses": null, "statuses": null, "queues": null, "talk": "stated", "hold": "absent"}`,
		`{"name": "id", "type": "text", "required": true, "headers": ["Id", "The | Id"], "unit": null,`, `"about": "Two lines."`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}
