package filter

import (
	"strings"
	"testing"

	"segpath/data"
)

func TestComplete(t *testing.T) {
	v := data.Vocabulary{
		Queues: []string{"Billing", "Second Level", "VIP"}, Users: []string{"Ana Silva", "Ben", "Ben \"B\" (x)"},
		Statuses: []string{"Closed", "Open"}, Types: []string{"voice"},
	}
	for typed, want := range map[string]string{ // ‸ is the cursor; the completed texts follow
		"que‸":                   "queue:‸",
		"que‸ rings>2":           "queue:‸ rings>2",
		"id:a -wai‸":             "id:a -wait>=‸",
		"queue:‸":                `queue:Billing‸|queue:"Second Level"‸|queue:VIP‸`,
		"queue:l‸":               `queue:Billing‸|queue:"Second Level"‸`,
		`queue:"sec‸`:            `queue:"Second Level"‸`,
		"queue:VIP‸":             "",
		"Status:=o‸":             "Status:=Open‸|Status:=Closed‸",
		"rejected:ben‸":          `rejected:Ben‸|rejected:"Ben \"B\" (x)"‸`,
		"rin‸":                   "rings>=‸|ring(‸",
		"ring(out‸":              "ring(outcome:‸",
		"ring(user:an‸":          `ring(user:"Ana Silva"‸`,
		"ring(user:a outcome:n‸": "ring(user:a outcome:none‸",
		"ring(user:a) dea‸":      "ring(user:a) dead_air>=‸",
		`path:"ring rej‸`:        `path:"ring reject‸`,
		`path:"!( ring|unan‸`:    `path:"!( ring|unanswered‸`,
		"path‸":                  `path:"‸`,
		"event:wr‸":              "event:wrapup‸",
		"since:y‸":               "since:yesterday‸",
		"yest‸":                  "yesterday‸",
		"nothing:x‸":             "",
		"rings>‸":                "",
	} {
		at := strings.Index(typed, "‸")
		var got []string
		for _, c := range Complete(strings.Replace(typed, "‸", "", 1), at, Unopened().Has, v) {
			got = append(got, c.Text[:c.Cursor]+"‸"+c.Text[c.Cursor:])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
	if len(Complete("", 0, Unopened().Has, v)) != len(data.FilterFields)+1 || Complete("", 0, Unopened().Has, v)[0].About == "" {
		t.Error("not every field is offered where nothing is typed")
	}
	has := Unopened().Has
	has.Lacks = map[data.ExportColumn]string{data.CustomerColumn: "no column customer in interactions"}
	if got := Complete("customer", 8, has, v); len(got) != 1 || got[0].About != "not in this export: no column customer in interactions" {
		t.Errorf("of what the export lacks: %+v", got)
	}
}
