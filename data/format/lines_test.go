package format

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"segpath/data"
)

const logManifest = `name = "log"
[[tables]]
name = "log"
role = "steps"
required = true
line_pattern = '^[0-9]+\|'
header = ["epoch", "callid", "event", "data1"]
delimiter = "|"
quote = ""
ragged = true
columns = [
  { name = "interaction_id", type = "text", required = true, synonyms = ["callid"] },
  { name = "happened_at", type = "instant", required = true, synonyms = ["epoch", "time"] },
  { name = "data1", type = "text" },
]
`

func loadText(text string) (*Format, error) {
	return Load(fstest.MapFS{"log/manifest.toml": {Data: []byte(text)}}, "log")
}

func TestATableWithoutAHeader(t *testing.T) {
	f, err := loadText(logManifest)
	if err != nil {
		t.Fatal(err)
	}
	table := &f.Tables[0]
	if table.Quoted() || table.LeastFields() != 2 || !table.Line().MatchString("7|x") || table.Line().MatchString("x") {
		t.Errorf("%+v: quoted %t, at least %d fields", table, table.Quoted(), table.LeastFields())
	}
	lines := Candidate{Name: "queue_log", Header: table.Header, Lines: table.LinePattern}
	for _, c := range []struct {
		name string
		in   Candidate
		ok   bool
	}{
		{"by its lines", lines, true},
		{"by its header", Candidate{Name: "x.csv", Header: []string{"time", "callid"}}, true},
		{"by another table's lines", Candidate{Name: "queue_log", Header: table.Header, Lines: "^x"}, false},
	} {
		if _, err := Detect([]Candidate{c.in}, []*Format{f}); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A file that is nearly such a table is told by the line that spoils it.
func TestALineThatSpoilsATable(t *testing.T) {
	f, err := loadText(logManifest)
	if err != nil {
		t.Fatal(err)
	}
	c := Candidate{Name: "x/queue.log", Header: []string{"1|a|ENTER"}, Odd: &OddLine{Lines: f.Tables[0].LinePattern, Number: 7, Text: "half"}}
	for _, formats := range [][]*Format{{f}, append(All(), f)} {
		if _, err := Detect([]Candidate{c}, formats); err == nil || !strings.Contains(err.Error(), `queue.log`) || !strings.Contains(err.Error(), `line 7: "half"`) {
			t.Error(err)
		}
	}
}

func TestWrongTablesWithoutAHeader(t *testing.T) {
	for change, want := range map[string]string{
		`'^[0-9]+\|' → '^([0-9]+\|'`:                        "line_pattern: error parsing regexp",
		`'^[0-9]+\|' → '(?=x)'`:                             "line_pattern: error parsing regexp",
		`'^[0-9]+\|' → '.*'`:                                "holds for any line",
		`"|" → "::"`:                                        `delimiter "::"`,
		`quote = "" → quote = "'"`:                          `quote "'"`,
		`["epoch", "callid", → ["epoch", "id",`:             "lacks a column that is required",
		`"event", "data1"] → "event", "Call ID"]`:           `"Call ID" is no name or stands twice`,
		`line_pattern = '^[0-9]+\|' → `:                     "of a table with a line_pattern",
		`["epoch", "callid", "event", "data1"] → ["epoch"]`: "two or more",
	} {
		from, to, _ := strings.Cut(change, " → ")
		if !strings.Contains(logManifest, from) {
			t.Fatalf("the manifest has no %s", from)
		}
		if _, err := loadText(strings.Replace(logManifest, from, to, 1)); err == nil || !strings.Contains(err.Error(), want) ||
			!strings.Contains(err.Error(), "manifest.toml") {
			t.Errorf("%s: %v, want %q", change, err, want)
		}
	}
}

func TestKnownColumns(t *testing.T) {
	known := KnownColumns([]*Format{segpath(t)})
	for header, want := range map[string]int{
		"Interaction ID,Started At,EVENT,weather": 3,
		"interaction_id,started_at":               1, // interactions
		"weather,rain":                            0,
		"id":                                      1,
		"":                                        0,
	} {
		if got := known(strings.Split(header, ",")); got != want {
			t.Errorf("%s: %d known, want %d", header, got, want)
		}
	}
}

// rivals are two formats that know the same columns, the second one fewer of them.
func rivals(t *testing.T) []*Format {
	t.Helper()
	var all []*Format
	for name, columns := range map[string]string{"near": "b", "far": "c"} {
		f, err := loadText(`name = "` + name + `"
[[tables]]
name = "segments"
required = true
columns = [ { name = "interaction_id", type = "text", required = true }, { name = "a", type = "text", required = true },
  { name = "` + columns + `", type = "text" } ]
`)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

func TestTwoFormatsThatBothMatch(t *testing.T) {
	var wide []string
	for n := range 10 {
		wide = append(wide, "x"+strings.Repeat("y", n))
	}
	for _, c := range []struct {
		header     string
		runnerUp   bool
		wantReason string
	}{
		{"interaction_id,a,b", false, "the columns are those of near: s.csv is segments"},
		{"interaction_id,a,b,c", true, "the columns are those of"},
		{"interaction_id,a,b," + strings.Join(wide, ","), false, "near"},
	} {
		d, err := Detect([]Candidate{{Name: "s.csv", Header: strings.Split(c.header, ",")}}, rivals(t))
		if err != nil {
			t.Fatal(err)
		}
		if (d.RunnerUp != "") != c.runnerUp || !strings.Contains(d.Reason, c.wantReason) || c.runnerUp != strings.Contains(d.Reason, "75 %") {
			t.Errorf("%s: %s, runner-up %q, %q", c.header, d.Format.Name, d.RunnerUp, d.Reason)
		}
	}
}

func TestDifferentFormatsTogetherAreRefusedByName(t *testing.T) {
	mine := Candidate{Name: "jan.csv", Header: []string{"interaction_id", "a", "b"}}
	other := Candidate{Name: "log.csv", Header: []string{"callid", "epoch"}}
	log, err := loadText(logManifest)
	if err != nil {
		t.Fatal(err)
	}
	formats := append(rivals(t), log)
	_, err = Detect([]Candidate{mine, other, {Name: "weather.csv", Header: []string{"rain"}}}, formats)
	var p *data.Problem
	if !errors.As(err, &p) || p.Hint == "" {
		t.Fatalf("%v is no sentence", err)
	}
	for _, want := range []string{"jan.csv is of the format near", "log.csv of log"} {
		if !strings.Contains(p.Text, want) && !strings.Contains(p.Text, "log.csv is of the format log, jan.csv of near") {
			t.Errorf("%q, want %q", p.Text, want)
		}
	}
	if d, err := Detect([]Candidate{mine, {Name: "weather.csv", Header: []string{"rain"}}}, formats); err != nil || d.Matches[1].Table != nil {
		t.Errorf("beside an unrelated file: %+v %v", d, err)
	}
}

func TestARequiredTableMustBeThere(t *testing.T) {
	_, err := Detect([]Candidate{{Name: "users.csv", Header: []string{"user_id", "name"}}}, []*Format{segpath(t)})
	if err == nil || !strings.Contains(err.Error(), "its table segments needs interaction_id, started_at, event, and users.csv lacks") {
		t.Errorf("%v, want the columns that were looked for and what is lacking", err)
	}
}
