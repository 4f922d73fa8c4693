package query

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"segpath/data"
	"segpath/data/format"
)

// openOwnFolder opens rows in a user's own format of these files.
func openOwnFolder(t *testing.T, log string, texts map[string]string) (*Engine, error) {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range texts {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	f, err := format.LoadOwn(folder, "mine")
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(t.Context(), Options{Exports: []string{written(t, map[string]string{"log.csv": log})}, TimeZone: "UTC", Formats: format.Beside([]*format.Format{f})})
	if err == nil {
		t.Cleanup(func() {
			if err := e.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	return e, err
}

// Rows that could not be counted with, written down or traced to their source are a fault of the SQL that made
// them: some of these ended the program.
func TestOwnRowsAreHeldToTheModel(t *testing.T) {
	const rows = "SELECT interaction_id, happened_at AS started_at, coalesce(what, 'other') AS \"event\", %s FROM stage.log"
	for given, want := range map[string]string{
		"99 AS file, source_row":                                                 "4 rows with a file and source_row that no staged row has",
		"-1 AS file, source_row":                                                 "that no staged row has",
		"file, 999 AS source_row":                                                "that no staged row has",
		"NULL AS file, source_row":                                               "4 rows without file",
		"file, NULL AS source_row":                                               "4 rows without source_row",
		"file, source_row, -3 AS part":                                           "a part below 1",
		"file, source_row, 9999999999999 AS part":                                "out of range",
		"file, source_row, 'infinity'::TIMESTAMP AS ended_at":                    "ended_at outside the years 1 to 9999",
		"file, source_row, TIMESTAMP '0001-01-01' - INTERVAL 1 YEAR AS ended_at": "ended_at outside the years",
		"file, source_row, 9223372036854775807 AS duration_stated_s":             "duration_stated_s that is no length",
		"file, source_row, 'x{' AS facts":                                        "facts that are no JSON object",
		"file, source_row, '[1]' AS facts":                                       "facts that are no JSON object",
		"file, source_row, 'moon' AS cause":                                      "a cause that does not exist",
		"file, source_row, chr(0) AS user_id":                                    "a character of code 0 in user_id",
		"file, source_row, 'abc' AS seq":                                         "Could not convert",
	} {
		_, err := openOwnFolder(t, toyLog, map[string]string{"manifest.toml": toyManifest, "segments.sql": fmt.Sprintf(rows, given)})
		var p *data.Problem
		if !errors.As(err, &p) || p.Hint == "" || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "mine/segments.sql") || strings.Contains(err.Error(), ":0") {
			t.Errorf("%s: %v; it should say %q", given, err, want)
		}
	}
	for name, sql := range map[string]string{
		"interactions.sql": "SELECT interaction_id, 55 AS file, 66 AS source_row FROM stage.log",
		"users.sql":        "SELECT 'u' AS user_id, 9 AS file, 2 AS source_row",
		"context.sql":      "SELECT 99 AS file, 7 AS source_row, 'x' AS reason",
	} {
		_, err := openOwnFolder(t, toyLog, map[string]string{"manifest.toml": toyManifest, "segments.sql": toySQL, name: sql})
		if err == nil || !strings.Contains(err.Error(), "mine/"+name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A format that is the canonical tables under other headers needs no SQL.
func TestOwnFormatWithoutSQLOpens(t *testing.T) {
	const manifest = `name = "plain"
[events]
ring = ["bell"]
accept = ["took"]
[[tables]]
name = "segments"
required = true
columns = [
  { name = "interaction_id", type = "text", required = true, synonyms = ["ticket"] },
  { name = "started_at", type = "instant", required = true, synonyms = ["moment"] },
  { name = "event", type = "event", required = true, synonyms = ["what"] },
]
`
	e, err := openOwnFolder(t, "ticket,moment,what,queue_id\ni1,2026-03-02T09:00:00Z,bell,Q\ni1,2026-03-02T09:00:02Z,took,Q\n", map[string]string{"manifest.toml": manifest})
	if err != nil {
		t.Fatal(err)
	}
	if got := data.Summarise(pathOf(t, e, "i1")).Path; got != "rA" || e.Export().Format != "plain" {
		t.Errorf("path %s of the format %s", got, e.Export().Format)
	}
}
