package query

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"segpath/data"
	"segpath/data/format"
)

// toyManifest is a format of one table, log, whose rows are made into steps by SQL.
const toyManifest = `name = "toy"
title = "A toy"
[events]
ring = ["bell"]
accept = ["took"]
[has.rings]
state = "stated"
[[variants]]
name = "silent"
about = "nobody was rung"
when = ["no event ring"]
[variants.has.rings]
state = "absent"
why = "nobody was rung"
[[tables]]
name = "log"
role = "steps"
required = true
unused = "housekeeping"
columns = [
  { name = "interaction_id", type = "text", required = true },
  { name = "happened_at", type = "instant", required = true },
  { name = "what", type = "event" },
]
`

const toySQL = `SELECT interaction_id, happened_at AS started_at, coalesce(what, 'other') AS "event", word AS event_raw, file, source_row
FROM stage.log
WHERE word <> 'tick'`

const toyLog = "interaction_id,happened_at,what\ni1,2026-03-02T09:00:00Z,bell\ni1,2026-03-02T09:00:02Z,took\ni1,2026-03-02T09:00:03Z,tick\ni1,2026-03-02T09:00:04Z,mark\n"

// openToy opens a log in a format made of the manifest and these SQL files.
func openToy(t *testing.T, log string, sql map[string]string) (*Engine, error) {
	t.Helper()
	folder := fstest.MapFS{"toy/manifest.toml": {Data: []byte(toyManifest)}}
	for name, text := range sql {
		folder["toy/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	f, err := format.Load(folder, "toy")
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBuilder(t.Context(), Options{Exports: []string{written(t, map[string]string{"log.csv": log})}, TimeZone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	b.only = f
	e, err := b.build(context.Background())
	if err != nil {
		return nil, errors.Join(err, b.abandon())
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e, nil
}

// What SQL makes are the canonical tables; the rows it leaves are context, by the reason that is stated.
func TestFormatSQL(t *testing.T) {
	for _, c := range []struct {
		name    string
		sql     map[string]string
		path    string
		context map[string]int64
	}{
		{"one SELECT", map[string]string{"segments.sql": toySQL}, "rA?", map[string]int64{"housekeeping": 1}},
		{"a comment and a semicolon at the end", map[string]string{"segments.sql": toySQL + " -- said\n;\n"}, "rA?", map[string]int64{"housekeeping": 1}},
		{"a comment behind the semicolon", map[string]string{"segments.sql": toySQL + "; -- the end;\n/* of ; it */;"}, "rA?", map[string]int64{"housekeeping": 1}},
		{"a reason of its own", map[string]string{
			"segments.sql": toySQL, "context.sql": "SELECT file, source_row, 'clock' AS reason FROM stage.log WHERE word = 'tick'",
		}, "rA?", map[string]int64{"clock": 1}},
		{"a row that only helps", map[string]string{
			"segments.sql": toySQL, "context.sql": "SELECT file, source_row FROM stage.log WHERE word = 'tick'",
		}, "rA?", map[string]int64{}},
		{"a helper", map[string]string{
			"segments.sql": strings.ReplaceAll(toySQL, "stage.log", "stage._loud"), "_loud.sql": "SELECT * FROM stage.log WHERE stage.fold(word) <> 'mark'",
		}, "rA", map[string]int64{"housekeeping": 2}},
		{"several steps of a row", map[string]string{
			"segments.sql": `SELECT interaction_id, happened_at AS started_at, unnest(['status', 'hold']) AS "event", unnest([1, 2]) AS part, file, source_row FROM stage.log WHERE what = 'accept'`,
		}, "h", map[string]int64{"housekeeping": 3}},
	} {
		e, err := openToy(t, toyLog, c.sql)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := data.Summarise(pathOf(t, e, "i1")).Path; got != c.path {
			t.Errorf("%s: path %s, want %s", c.name, got, c.path)
		}
		report, err := e.Check(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		f := report.Files[0]
		var left int64
		for n := range maps.Values(f.Context) {
			left += n
		}
		if diff := cmp.Diff(c.context, f.Context); diff != "" || f.Used+left != f.Rows {
			t.Errorf("%s: %d used of %d, context - want + got\n%s", c.name, f.Used, f.Rows, diff)
		}
	}
}

// The facts that a SELECT gives, and the variant that the content chooses.
func TestFormatSQLOfAVariant(t *testing.T) {
	sql := map[string]string{
		"segments.sql":        "SELECT nothing FROM stage.log",
		"segments.silent.sql": `SELECT interaction_id, happened_at AS started_at, 'status' AS "event", {'n': source_row} AS facts, file, source_row FROM stage.log`,
	}
	e, err := openToy(t, "interaction_id,happened_at,what\ni1,2026-03-02T09:00:02Z,took\n", sql)
	if err != nil {
		t.Fatal(err)
	}
	if facts := pathOf(t, e, "i1").Steps[0].Facts; facts["n"] != "1" && facts["n"] != "2" {
		t.Errorf("facts %v", facts)
	}
	if has := e.Export().Has.Rings; has.State != data.Absent || has.Why != "nobody was rung" {
		t.Errorf("rings are %+v", has)
	}
	report, err := e.Check(context.Background())
	if err != nil || !strings.Contains(report.Reason, "nobody was rung") {
		t.Errorf("the reason is %q, %v", report.Reason, err)
	}
}

// A format's SQL is one SELECT over its own rows and nothing else; what is wrong with it names file and line.
func TestFormatSQLThatIsRefused(t *testing.T) {
	outside := written(t, map[string]string{"outside.csv": "a\n1\n"}) + "/outside.csv"
	for name, c := range map[string]struct{ sql, says string }{
		"two statements":     {toySQL + "; SELECT 1", "2 statements"},
		"nothing":            {"-- nothing", "segments.sql: it holds no statement: it must be one SELECT"},
		"no text":            {"", "segments.sql: it holds no statement: it must be one SELECT"},
		"a copy":             {"COPY stage.log TO '/dev/null'", "toy/segments.sql"},
		"a delete":           {"DELETE FROM stage.log", "must be a SELECT"},
		"a table":            {"CREATE TABLE x AS SELECT 1", "must be a SELECT"},
		"an attach":          {"ATTACH 'x.db'", "must be a SELECT"},
		"a setting":          {"SET threads = 1", "must be a SELECT"},
		"an explain":         {"EXPLAIN ANALYZE " + toySQL, "must be a SELECT"},
		"a parameter":        {toySQL + " AND word <> ?", "without parameters"},
		"out of the bracket": {"SELECT 1) ; DROP TABLE stage.log; SELECT * FROM (SELECT 1", "toy/segments.sql"},
		"a file":             {"SELECT * FROM read_csv('" + outside + "')", "toy/segments.sql"},
		"a text file":        {"SELECT * FROM read_text('" + outside + "')", "toy/segments.sql"},
		"a fault":            {"SELECT interaction_id,\n  nobody\nFROM stage.log", "toy/segments.sql:2"},
		"a fault of grammar": {"SELECT interaction_id\nFROM\nstage.log WHERE WHERE", "toy/segments.sql:3"},
		"a cell":             {strings.Replace(toySQL, "interaction_id,", "interaction_id, CAST(word AS INTEGER) AS seq,", 1), "toy/segments.sql"},
		"a strange column":   {strings.Replace(toySQL, "event_raw", "event_rough", 1), `a column "event_rough"`},
		"a strange event":    {strings.Replace(toySQL, "coalesce(what, 'other')", "'rung'", 1), `an event "rung"`},
		"no event":           {strings.Replace(toySQL, "coalesce(what, 'other')", "what", 1), "without event"},
		"no place":           {strings.Replace(toySQL, ", file, source_row", "", 1), `no column "file"`},
	} {
		_, err := openToy(t, toyLog, map[string]string{"segments.sql": c.sql})
		var p *data.Problem
		if !errors.As(err, &p) || p.Hint == "" || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; it should say %q", name, err, c.says)
		}
	}
}
