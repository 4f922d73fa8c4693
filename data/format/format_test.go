package format

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"segpath/data"
)

func TestBuiltInManifestsLoadAndSayWhereTheirRulesComeFrom(t *testing.T) {
	for _, f := range All() {
		if f.Title == "" || f.About == "" || len(f.Rules) == 0 {
			t.Errorf("%s does not tell what it is", f.Name)
		}
		for _, r := range f.Rules {
			if r.From == "" {
				t.Errorf("%s: nobody knows where this rule comes from: %s", f.Name, r.Text)
			}
		}
		for _, what := range []string{"rings", "responses", "statuses", "queues", "talk", "hold"} {
			if can := f.Can[what]; can.State == "" || can.Why == f.undeclared() {
				t.Errorf("%s does not declare %s", f.Name, what)
			}
		}
	}
	if _, err := Get("nonsense"); err == nil || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("an unknown format: %v", err)
	}
}

func segpath(t *testing.T) *Format {
	t.Helper()
	f, err := Get("segpath")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestEventWords(t *testing.T) {
	f := segpath(t)
	for word, want := range map[string]data.Event{
		"ring": data.RingOffer, "RUNG": data.RingOffer, "Ringing": data.RingOffer, "alerting": data.RingOffer, "offered": data.RingOffer,
		"declined": data.Reject, "Enqueue Rejected": data.EnqueueRejected, "wrap-up": data.WrapUp, "Transfer_Failed": data.TransferFailed,
	} {
		if got, ok := f.Event(word); !ok || got != want {
			t.Errorf("%q is %s (%v), want %s", word, got, ok, want)
		}
	}
	for _, word := range []string{"missed", "no answer", "rona", "", "!?"} {
		if got, ok := f.Event(word); ok {
			t.Errorf("%q is taken for %s: the word does not say who gave up", word, got)
		}
	}
	for _, e := range data.Events {
		if got, ok := f.Event(e.String()); !ok || got != e {
			t.Errorf("the format does not know its own word %s", e)
		}
	}
	if !f.IsOutbound("OUTBOUND") || f.IsOutbound("inbound") || f.IsOutbound("sideways") || f.IsOutbound("") {
		t.Error("unknown directions count as inbound")
	}
	if !f.IsVoice("Phone Call") || f.IsVoice("chat") {
		t.Error("voice words")
	}
}

func TestDetection(t *testing.T) {
	minimal := []string{"interaction_id", "started_at", "event"}
	for _, c := range []struct {
		name string
		in   []Candidate
		want string // the tables, in the order of the files; - for none
	}{
		{"the columns decide, not the name", []Candidate{{Name: "users.csv", Header: minimal}}, "segments"},
		{"any casing and order", []Candidate{{Name: "x", Header: []string{"EVENT", "Started At", "queue", "Interaction-ID"}}}, "segments"},
		{"the name decides between equal tables", []Candidate{{Name: "segments.csv", Header: minimal}, {Name: "queues-2026.csv", Header: []string{"id", "name"}}, {Name: "Users.csv", Header: []string{"id", "name"}}}, "segments queues users"},
		{"a file that fits several equally is none", []Candidate{{Name: "segments.csv", Header: minimal}, {Name: "other.csv", Header: []string{"id", "name"}}}, "segments -"},
		{"unrelated files are none", []Candidate{{Name: "segments.csv", Header: minimal}, {Name: "weather.csv", Header: []string{"day", "rain"}}}, "segments -"},
		{"months are parts", []Candidate{{Name: "jan.csv", Header: minimal}, {Name: "feb.csv", Header: append([]string{"user"}, minimal...)}}, "segments segments"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Detect(c.in, All())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range d.Matches {
				name := "-"
				if m.Table != nil {
					name = m.Table.Name
				}
				got = append(got, name)
			}
			if strings.Join(got, " ") != c.want || d.Format.Name != "segpath" || d.Reason == "" {
				t.Errorf("%v (%s), want %s", got, d.Reason, c.want)
			}
		})
	}
}

func TestHeadersServeOneColumn(t *testing.T) {
	d, err := Detect([]Candidate{{Name: "s", Header: []string{"id", "interaction_id", "user", "User ID", "started_at", "event", "note", "status_to", "to_status"}}}, All())
	if err != nil {
		t.Fatal(err)
	}
	want := "segment_id,interaction_id,,user_id,started_at,event,,status_to,"
	if got := strings.Join(d.Matches[0].Columns, ","); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestNothingRecognisedSaysWhatIsLacking(t *testing.T) {
	_, err := Detect([]Candidate{{Name: "weather.csv", Header: []string{"day", "rain"}}, {Name: "export.csv", Header: []string{"Interaction ID", "Started At", "what"}}}, All())
	if err == nil || !strings.Contains(err.Error(), "export.csv lacks event") || strings.Contains(err.Error(), "weather") {
		t.Errorf("%v, want the nearest file and what it lacks", err)
	}
	_, err = Detect([]Candidate{{Name: "weather.csv", Header: []string{"day", "rain"}}}, All())
	if err == nil || !strings.Contains(err.Error(), "weather.csv has day, rain") || strings.Contains(err.Error(), "nearest") {
		t.Errorf("%v, want the columns there are", err)
	}
	var p *data.Problem
	if _, err := Detect(nil, All()); !errors.As(err, &p) || p.Hint == "" {
		t.Errorf("no file at all: %v", err)
	}
}

func TestCapabilitiesFollowTheColumns(t *testing.T) {
	f := segpath(t)
	has := f.Has(Content{Columns: map[string]map[string]bool{"segments": {"event": true, "queue_id": true}}})
	if has.Rings.State != data.Stated || has.Queues.State != data.Stated || has.Statuses.State != data.Absent || has.Talk.State != data.Derived {
		t.Errorf("%+v", has)
	}
	if has.Statuses.Why != "no column status_to in segments" {
		t.Errorf("why: %q", has.Statuses.Why)
	}
}

func TestAWrongManifestNamesItsLine(t *testing.T) {
	good := "name = \"x\"\n[[tables]]\nname = \"segments\"\ncolumns = [ { name = \"interaction_id\", type = \"text\" }, { name = \"a\", type = \"text\" } ]\n"
	for name, c := range map[string]struct{ text, want string }{
		"an unknown key": {"name = \"x\"\n\ncolour = \"red\"\n", "manifest.toml:3: there is no key \"colour\""},
		"no TOML":        {"name = \"x\"\n[[tables]\n", "manifest.toml:2:9: this is not TOML"},
		"no such type":   {strings.Replace(good, `"text"`, `"blob"`, 1), `"blob" is no type`},
		"no such event":  {good + "[events]\nrang = [\"r\"]\n", `"rang" is no event`},
		"a word twice":   {good + "[events]\nring = [\"call\"]\naccept = [\"Call\"]\n", "stands for both"},
		"a column twice": {strings.Replace(good, "} ]", "}, { name = \"a\", type = \"text\" } ]", 1), `column "a"`},
		"a row id":       {strings.Replace(good, "columns", "row_id = \"b\"\ncolumns", 1), `row_id "b"`},
		"no such unit":   {strings.Replace(good, `"a", type = "text"`, `"a", type = "seconds", unit = "h"`, 1), `unit is "s"`},
		"a unit of text": {strings.Replace(good, `"a", type = "text"`, `"a", type = "text", unit = "s"`, 1), "unit is for seconds"},
		"no such zone":   {strings.Replace(good, `"a", type = "text"`, `"a", type = "instant", zone = "CET"`, 1), `zone is "utc"`},
		"a zone of text": {strings.Replace(good, `"a", type = "text"`, `"a", type = "text", zone = "utc"`, 1), "for instants"},
		"no twin":        {strings.Replace(good, `"a", type = "text"`, `"a", type = "instant", utc = "interaction_id"`, 1), `utc "interaction_id"`},
		"no clock":       {strings.Replace(good, `"a", type = "text"`, `"a", type = "instant", with = "b"`, 1), `with "b"`},
		"no instant":     {strings.Replace(good, `"a", type = "text"`, `"a", type = "instant", else = "interaction_id"`, 1), "else of an instant"},
		"apart":          {strings.Replace(good, "columns", "apart = [\"rang\"]\ncolumns", 1), `apart "rang"`},
		"no end":         {strings.Replace(good, "columns", "row_id = \"a\"\nends = [\"b\"]\ncolumns", 1), `ends: "b"`},
		"ends of no id":  {strings.Replace(good, "columns", "ends = [\"a\"]\ncolumns", 1), "with a row_id"},
		"no word":        {strings.Replace(good, "columns", "row_id = \"a\"\ngoes_on = \"so far\"\ncolumns", 1), "type event"},
		"nothing":        {"", "needs a name"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{"mine/manifest.toml": {Data: []byte(c.text)}}, "mine")
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "mine/manifest.toml") {
				t.Errorf("%v, want the manifest's name and %q", err, c.want)
			}
		})
	}
	if _, err := Load(fstest.MapFS{"mine/manifest.toml": {Data: []byte(good)}}, "mine"); err != nil {
		t.Error(err)
	}
	if _, err := Load(fstest.MapFS{}, "none"); err == nil {
		t.Error("a folder without a manifest loads")
	}
}

// An export that is a format's, but for a table that it needs, is told which.
func TestATableThatIsLacking(t *testing.T) {
	interactions := []string{"interaction_id", "created_at", "completed_at", "ended_by", "contact_point", "previous_id"}
	edify := []string{"Id", "Account Id", "Communication Type", "Created At", "Completed At", "Completion Display", "Call Id"}
	for want, candidates := range map[string][]Candidate{
		"format segpath needs: segments, with interaction_id, started_at, event. i.csv is interactions":                   {{Name: "i.csv", Header: interactions}},
		"format edify needs: segments, with interaction_id, created_at, event or reason or status. i.csv is interactions": {{Name: "i.csv", Header: edify}, {Name: "weather.csv", Header: []string{"day", "rain"}}},
	} {
		if _, err := Detect(candidates, All()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
