package format

import (
	"strings"
	"testing"
	"testing/fstest"

	"segpath/data"
)

const variantManifest = `name = "toy"
[events]
ring = ["bell"]
[has.rings]
state = "stated"
needs = ["log.what"]
[has.hold]
state = "stated"
needs = ["event hold|log.held"]
[[variants]]
name = "silent"
about = "nobody was rung"
when = ["no event ring", "column log.what"]
[variants.has.rings]
state = "derived"
[[tables]]
name = "log"
role = "steps"
any_of = ["what", "held"]
columns = [
  { name = "interaction_id", type = "text", required = true },
  { name = "what", type = "event", else = "note" },
  { name = "held", type = "text", synonyms = ["on hold"] },
  { name = "note", type = "text" },
]
`

func TestVariantOfAFormat(t *testing.T) {
	f, err := Load(fstest.MapFS{
		"toy/manifest.toml":       {Data: []byte(variantManifest)},
		"toy/segments.sql":        {Data: []byte("plain")},
		"toy/segments.silent.sql": {Data: []byte("silent")},
		"toy/_b.sql":              {Data: []byte("b")},
		"toy/_a.silent.sql":       {Data: []byte("a")},
	}, "toy")
	if err != nil {
		t.Fatal(err)
	}
	what := map[string]map[string]bool{"log": {"what": true}}
	for _, c := range []struct {
		content    Content
		sql, helps string
		rings      data.State
	}{
		{Content{Columns: what, Events: map[data.Event]bool{data.RingOffer: true}}, "plain", "_b", data.Stated},
		{Content{Columns: what, Events: map[data.Event]bool{data.Accept: true}}, "silent", "_a _b", data.Derived},
		{Content{}, "plain", "_b", data.Absent},
	} {
		s, ok := f.Select("segments", c.content)
		if helps := strings.Join(f.Helpers(c.content), " "); !ok || s.Text != c.sql || helps != c.helps {
			t.Errorf("%v: %q with %q", c.content, s.Text, helps)
		}
		has := f.Has(c.content)
		if has.Rings.State != c.rings || has.Hold.State != data.Absent || has.Hold.Why != "no column held in log and no row with a word for hold" {
			t.Errorf("%v: %+v", c.content, has)
		}
	}
	if _, ok := f.Select("users", Content{}); ok {
		t.Error("there is SQL for users")
	}
	held := Content{Events: map[data.Event]bool{data.Hold: true}}
	if has := f.Has(held); has.Hold.State != data.Stated {
		t.Errorf("with a word for hold: %+v", has.Hold)
	}
}

func TestManifestsThatAreWrong(t *testing.T) {
	sql := func(name string) fstest.MapFS {
		return fstest.MapFS{"toy/manifest.toml": {Data: []byte(variantManifest)}, "toy/" + name: {Data: []byte("x")}}
	}
	swap := func(old, now string) fstest.MapFS {
		return fstest.MapFS{"toy/manifest.toml": {Data: []byte(strings.Replace(variantManifest, old, now, 1))}}
	}
	for name, c := range map[string]struct {
		folder fstest.MapFS
		says   string
	}{
		"a file of no table":     {sql("rings.sql"), "named after what they make"},
		"a file of no variant":   {sql("segments.loud.sql"), `no variant "loud"`},
		"no segments":            {sql("users.sql"), "needs a segments.sql"},
		"a condition on nothing": {swap("column log.what", "column log.nothing"), `no column "log.nothing"`},
		"a condition of no kind": {swap("no event ring", "ring"), "a condition is"},
		"an event there is not":  {swap("no event ring", "no event bell"), `"bell" is no event`},
		"else of nothing":        {swap(`else = "note"`, `else = "notes"`), `else "notes"`},
		"any of nothing":         {swap(`"held"]`, `"hold"]`), `any_of "hold"`},
		"made of nothing":        {swap("[events]", "[made_of]\n\"interactions.customer\" = \"log.who\"\n[events]"), `no column "log.who"`},
		"made into nothing":      {swap("[events]", "[made_of]\n\"interactions.mood\" = \"log.what\"\n[events]"), `no column "interactions.mood"`},
		"a role there is not":    {swap(`role = "steps"`, `role = "rows"`), "is no role"},
	} {
		if _, err := Load(c.folder, "toy"); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; it should say %q", name, err, c.says)
		}
	}
}

// A file needs one of the columns that any_of names; the table's own names win over another's synonyms.
func TestColumnsOfWhichOneIsNeeded(t *testing.T) {
	f, err := Load(fstest.MapFS{"toy/manifest.toml": {Data: []byte(variantManifest)}}, "toy")
	if err != nil {
		t.Fatal(err)
	}
	for header, ok := range map[string]bool{
		"interaction_id,note": false, "interaction_id,what": true, "Interaction Id,On Hold": true, "what,held": false,
	} {
		if _, err := Detect([]Candidate{{Name: "log.csv", Header: strings.Split(header, ",")}}, []*Format{f}); (err == nil) != ok {
			t.Errorf("%s: %v", header, err)
		}
	}
}

func TestEdifyIsToldFromSegpath(t *testing.T) {
	for header, want := range map[string]string{
		"interaction_id,started_at,ended_at,event,user,queue":                            "segpath",
		"Interaction Id,Created At,Ended At,Event,User,Queue":                            "edify",
		"Id,Interaction Id,Created At,Status,Previous Status":                            "edify",
		"INTERACTION ID,SEGMENT START,REASON,FIRST NAME,LAST NAME":                       "edify",
		"interaction_id,id,started_at,event,from_status,to_status,queue,user,by_user_id": "segpath",
	} {
		d, err := Detect([]Candidate{{Name: "x.csv", Header: strings.Split(header, ",")}}, All())
		if err != nil || d.Format.Name != want {
			t.Errorf("%s: %v, %v", header, d.Format, err)
		}
	}
}
