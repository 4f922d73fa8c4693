package format

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"segpath/data"
)

const ownManifest = `name = "mine"
title = "Mine"

[events]
ring = ["bell"]
accept = [
  "took",
  "answered",
]

[has.rings]
state = "stated"
needs = ["calls.what"]

[[tables]]
name = "users"
row_id = "user_id"
columns = [{ name = "user_id", type = "text", required = true }]

[[tables]]
name = "calls"
required = true
role = "steps"
any_of = ["what"]
columns = [
  { name = "interaction_id", type = "text", required = true },
  { name = "happened_at", type = "instant" },
  { name = "what", type = "event" },
]

[[variants]]
name = "silent"
about = "nobody was rung"
when = ["no event ring"]
[variants.has.rings]
state = "absent"
`

func ownFolder(manifest string) fstest.MapFS {
	return fstest.MapFS{"manifest.toml": {Data: []byte(manifest)}, "segments.sql": {Data: []byte("SELECT 1")}}
}

// Every fault of a manifest is told with the file, the line of the key, and what to do.
func TestFaultsNameTheLineOfTheKey(t *testing.T) {
	for change, want := range map[string]string{
		`title = "Mine" → titles = "Mine"`:                                    `:2: there is no key "titles" in a manifest|did you mean title?`,
		`type = "instant" → typ = "instant"`:                                  `:27: there is no key "tables.columns.typ"|did you mean type?`,
		`state = "stated" → stat = "dark"`:                                    `:12: there is no key "has.rings.stat"|did you mean state?`,
		`[has.rings] → [has.rang]`:                                            `:11: has: "rang" is none of rings`,
		`state = "stated" → state = "said"`:                                   `:12: has rings: "said" is neither stated`,
		`"calls.what"] → "calls.who"]`:                                        `:13: has rings: there is no column "calls.who"`,
		`"answered" → "Bell"`:                                                 `:5: events: "bell" stands for both accept and ring`,
		`ring = ["bell"] → rang = ["bell"]`:                                   `:5: events: "rang" is no event`,
		`"interaction_id", type → "call_id", type`:                            `:25: table calls: it holds steps, and needs a column interaction_id`,
		`type = "instant" → type = "date"`:                                    `:27: table calls: column happened_at: "date" is no type: there are text`,
		`name = "happened_at" → name = "file"`:                                `:27: table calls: column "file" is a name that segpath uses itself`,
		`name = "happened_at" → name = "What"`:                                `:28: table calls: column "what" has no name or stands twice`,
		`name = "happened_at", type = "instant" → name = "w", type = "event"`: `:28: table calls: column what: a table has one column of events`,
		`name = "happened_at" → name = "a\"b"`:                                `:27: table calls: column "a\"b" is not a name`,
		`role = "steps" → role = "rows"`:                                      `:23: table calls: "rows" is no role`,
		`role = "steps" → role = "steps"\nsole_end = true`:                    `:24: table calls: it says when interactions end`,
		`any_of = ["what"] → any_of = ["who"]`:                                `:24: table calls: any_of "who"`,
		`row_id = "user_id" → row_id = "id"`:                                  `:17: table users: row_id "id"`,
		`any_of = ["what"] → line_pattern = '('`:                              `:24: table calls: line_pattern: error parsing regexp`,
		`"instant" } → "instant", zone = "CET" }`:                             `:27: table calls: column happened_at: zone is "utc"`,
		`"no event ring" → "no event bell"`:                                   `:34: variant silent: when "no event bell": "bell" is no event`,
		`state = "absent" → state = "none"`:                                   `:36: variant silent: has rings: "none" is neither`,
		`name = "mine" → name = "../mine"`:                                    `:1: "../mine" is not a name of a format`,
		`required = true\nrole → role`:                                        `:15: no table is required`,
		`"text", required = true }] → "text" }]`:                              `:18: table users: none of its columns is required`,
		`name = "users" → name = "calls"`:                                     `:21: there are two tables calls`,
		`name = "users" → name = "_users"`:                                    `:16: "_users" is not a name of a table`,
		`required = true\nrole → required = "yes"\nrole`:                      `:22: tables.required: the value is of another kind|true or false`,
		`ring = ["bell"] → ring = "bell"`:                                     `:5: events.ring: the value is of another kind|a list of texts`,
		`ring = ["bell"]\naccept → reject = { x = "y" }\naccept`:              `:5: events.reject: the value is of another kind|events.reject takes a list of texts`,
		`"text", required = true }] → "text", required = "yes" }]`:            `:18: tables.columns.required: the value is of another kind|tables.columns.required takes true or false`,
		`"event" },\n → "event", synonyms = ["a", { b = 1 }] },\n`:            `:28: tables.columns.synonyms: the value is of another kind|takes a list of texts`,
		`{ name = "happened_at", type = "instant" } → "happened_at"`:          `:27: tables.columns: the value is of another kind|takes tables`,
		`needs = ["calls.what"] → needs = ["calls.what", 3]`:                  `:13: has.rings.needs: the value is of another kind|takes a list of texts`,
		`[events] → has = { rings = { state = 3 } }\n[events]`:                `:4: has.rings.state: the value is of another kind|takes a text in quotes`,
		`[has.rings] → [has.rings`:                                            `:11:11: this is not TOML`,
	} {
		from, to, _ := strings.Cut(strings.ReplaceAll(change, `\n`, "\n"), " → ")
		if !strings.Contains(ownManifest, from) {
			t.Fatalf("the manifest has no %s", from)
		}
		_, err := LoadOwn(ownFolder(strings.Replace(ownManifest, from, to, 1)), "my formats/mine")
		text, hint, _ := strings.Cut(want, "|")
		var p *data.Problem
		if !errors.As(err, &p) || !strings.HasPrefix(err.Error(), "my formats/mine/manifest.toml"+text) || !strings.Contains(p.Hint, hint) {
			t.Errorf("%s:\n%v, %q, want\n%s", change, err, p, want)
		}
	}
	if _, err := LoadOwn(ownFolder(ownManifest), "mine"); err != nil {
		t.Error(err)
	}
}

// What a manifest does not declare is absent, and every absence has a reason: sentences end in it.
func TestWhatIsNotDeclaredIsAbsent(t *testing.T) {
	f, err := LoadOwn(ownFolder(strings.Replace(ownManifest, "[has.rings]", "[has.hold]\nneeds = [\"calls.what\"]\n[has.queues]\nstate = \"absent\"\n[has.rings]", 1)), "mine")
	if err != nil {
		t.Fatal(err)
	}
	calls := Content{Columns: map[string]map[string]bool{"calls": {"what": true}}, Events: map[data.Event]bool{data.RingOffer: true}}
	has := f.Has(calls)
	for what, c := range map[string]struct {
		got  data.Capability
		want string
	}{
		"rings": {has.Rings, "stated: "}, "queues": {has.Queues, "absent: the format mine has none"},
		"talk": {has.Talk, "absent: the format mine does not say that it has any"}, "hold": {has.Hold, "absent: the format mine does not say that it has any"},
		"rings of the silent": {f.Has(Content{Columns: calls.Columns}).Rings, "absent: the format mine has none"},
	} {
		if got := string(c.got.State) + ": " + c.got.Why; got != c.want {
			t.Errorf("%s is %q, want %q", what, got, c.want)
		}
	}
	for _, what := range Questions {
		if f.Can[what].State == "" {
			t.Errorf("%s has no state", what)
		}
	}
}

// Some editors begin a file with a byte order mark.
func TestByteOrderMarkIsNoText(t *testing.T) {
	const bom = "\ufeff"
	f, err := LoadOwn(fstest.MapFS{"manifest.toml": {Data: []byte(bom + ownManifest)}, "segments.sql": {Data: []byte(bom + "SELECT 1")}}, "mine")
	if err != nil {
		t.Fatal(err)
	}
	if s, ok := f.Select("segments", Content{}); !ok || s.Text != "SELECT 1" {
		t.Errorf("%q", s.Text)
	}
}

// What is too large is no format, and says so.
func TestFoldersAreBounded(t *testing.T) {
	with := func(name, text string) fstest.MapFS {
		folder := ownFolder(ownManifest)
		folder[name] = &fstest.MapFile{Data: []byte(text)}
		return folder
	}
	many := ownFolder(ownManifest)
	for n := range maxFiles {
		many[fmt.Sprintf("%d.txt", n)] = &fstest.MapFile{}
	}
	for name, c := range map[string]struct {
		folder fstest.MapFS
		want   string
	}{
		"many files":        {many, "more than 1000 files"},
		"a large manifest":  {with("manifest.toml", ownManifest+strings.Repeat("#", maxText)), "manifest.toml is longer"},
		"large SQL":         {with("segments.sql", strings.Repeat(" ", maxText+1)), "segments.sql is longer"},
		"many tables":       {with("manifest.toml", ownManifest+strings.Repeat("[[tables]]\nname=\"x\"\n", maxTables)), "at most 100 tables"},
		"many columns":      {with("manifest.toml", strings.Replace(ownManifest, "  { name = \"what\"", strings.Repeat("{name=\"x\",type=\"text\"},", maxColumns)+"  { name = \"what\"", 1)), "more than 1000 columns"},
		"SQL of no table":   {with("rings.sql", "x"), "named after what they make"},
		"no manifest":       {fstest.MapFS{"segments.sql": {}}, "cannot read the format mine"},
		"not even a folder": {fstest.MapFS{}, "cannot read the format mine"},
	} {
		if _, err := LoadOwn(c.folder, "mine"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	hidden := with(".#segments.sql", "an editor's")
	if _, err := LoadOwn(hidden, "mine"); err != nil {
		t.Errorf("a hidden file: %v", err)
	}
}

// A format without SQL has the canonical tables, of the canonical types; what it leaves out is there and empty.
func TestOwnFormatWithoutSQL(t *testing.T) {
	const plain = `name = "plain"
[[tables]]
name = "segments"
required = true
columns = [
  { name = "interaction_id", type = "text", required = true, synonyms = ["ticket"] },
  { name = "started_at", type = "instant", required = true, synonyms = ["when"] },
  { name = "event", type = "event", required = true, synonyms = ["what"] },
]
`
	load := func(text string) (*Format, error) {
		return LoadOwn(fstest.MapFS{"manifest.toml": {Data: []byte(text)}}, "plain")
	}
	f, err := load(plain)
	if err != nil {
		t.Fatal(err)
	}
	model := segpath(t)
	for _, like := range model.Tables {
		table, ok := f.Table(like.Name)
		if !ok {
			t.Errorf("there is no table %s", like.Name)
			continue
		}
		for _, c := range like.Columns {
			if got, ok := table.Column(c.Name); !ok || got.Type != c.Type {
				t.Errorf("%s.%s is %+v", like.Name, c.Name, got)
			}
		}
	}
	for change, want := range map[string]string{
		`"instant" → "text"`:                        `:7: table segments: column started_at: without SQL files its type is instant`,
		`name = "segments" → name = "log"`:          `:3: table log: without SQL files its tables are segments`,
		`name = "event", → name = "what_happened",`: `:5: table segments: without SQL files it needs a column event`,
	} {
		from, to, _ := strings.Cut(change, " → ")
		text := strings.Replace(plain, from, to, 1)
		if to == `name = "log"` {
			text = strings.Replace(text, "required = true\n", "required = true\nrole = \"steps\"\n", 1)
		}
		if _, err := load(text); err == nil || !strings.Contains(err.Error(), "manifest.toml"+want) {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
}

// Of two formats that fit equally the user's own is taken; one of the same name stands for the built-in one.
func TestOwnFormatsWin(t *testing.T) {
	twin := *segpath(t)
	twin.Name, twin.Folder = "twin", "twin"
	header := []string{"interaction_id", "started_at", "event"}
	d, err := Detect([]Candidate{{Name: "x.csv", Header: header}}, Beside([]*Format{&twin}))
	if err != nil || d.Format != &twin || d.RunnerUp != "segpath" {
		t.Errorf("%+v, %v", d, err)
	}
	twin.Name = "edify"
	all := Beside([]*Format{&twin})
	if got, err := Named(all, "edify"); err != nil || got != &twin || len(all) != len(All()) {
		t.Errorf("%v, %v, %d formats", got, err, len(all))
	}
}

// Between tables that have as many of a file's columns its name decides; else it says that it could not.
func TestTheNameDecidesBetweenTablesWithAsManyColumns(t *testing.T) {
	header := []string{"Interaction Id", "Created At", "Status", "Completed At"}
	d, err := Detect([]Candidate{{Name: "segments.csv", Header: header}}, All())
	if err != nil || d.Format.Name != "edify" || d.Matches[0].Table.Name != "segments" {
		t.Errorf("%+v, %v", d, err)
	}
	_, err = Detect([]Candidate{{Name: "export.csv", Header: header}}, All())
	var p *data.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Text, "export.csv could be the table segments of the format edify") || !strings.Contains(p.Hint, "segments") {
		t.Errorf("%v", err)
	}
}
