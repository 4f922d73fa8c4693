package query

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

// remarks writes what a format's notices say, a line each.
func remarks(e *Engine) string {
	var out strings.Builder
	for _, n := range e.report.Notices {
		if n.Kind != data.FormatProblem && n.Kind != data.FormatRemark {
			continue
		}
		fmt.Fprintf(&out, "%s, %d: %s", n.Kind, n.Count, n.Text)
		for _, at := range n.Places {
			fmt.Fprintf(&out, " %s:%d", at.InteractionID, at.SourceRow)
		}
		out.WriteString("\n")
	}
	return out.String()
}

// A format tells notices of its own: one a text, problems first, with the rows that each counts.
func TestAFormatTellsNotices(t *testing.T) {
	for name, c := range map[string]struct{ sql, want string }{
		"rows counted by text": {`SELECT CASE WHEN word IN ('tick', 'bell') THEN 'It ticks.' ELSE 'It moves.' END AS text, word = 'mark' OR word = 'took' AS problem,
			interaction_id, file, source_row FROM stage.log;`,
			"problem told by the format, 2: It moves. i1:3 i1:5\nremark of the format, 2: It ticks. i1:2 i1:4\n"},
		"of the whole export": {"SELECT 'It holds ' || count(*) || ' rows.' AS text FROM stage.log", "remark of the format, 1: It holds 4 rows.\n"},
		"of a helper's rows":  {"SELECT 'Helped.' AS text, file, source_row FROM stage._first", "remark of the format, 1: Helped. :2\n"},
		"of rows without an interaction": {"SELECT 'Seen.' AS text, NULL AS problem, CASE WHEN source_row > 3 THEN file END AS file, source_row FROM stage.log",
			"remark of the format, 4: Seen. :4 :5\n"},
		"none": {"SELECT 'Never.' AS text, file, source_row FROM stage.log WHERE false", ""},
	} {
		sql := map[string]string{"segments.sql": toySQL, "notices.sql": c.sql, "_first.sql": "SELECT file, source_row FROM stage.log WHERE source_row = 2"}
		e, err := openToy(t, toyLog, sql)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := remarks(e); got != c.want {
			t.Errorf("%s:\n%swant\n%s", name, got, c.want)
		}
		if f := e.report.Files[0]; f.Used != 3 || f.Context["housekeeping"] != 1 {
			t.Errorf("%s: a notice changes the account of rows: %+v", name, f)
		}
	}
}

// Of each variant of a format the notices are its own.
func TestNoticesOfAVariant(t *testing.T) {
	sql := map[string]string{"segments.sql": toySQL, "notices.sql": "SELECT 'Plain.' AS text", "notices.silent.sql": "SELECT 'Silent.' AS text"}
	for log, want := range map[string]string{toyLog: "Plain", strings.ReplaceAll(toyLog, "bell", "took"): "Silent"} {
		e, err := openToy(t, log, sql)
		if err != nil {
			t.Fatal(err)
		}
		if got := remarks(e); got != "remark of the format, 1: "+want+".\n" {
			t.Errorf("%s: %q", want, got)
		}
	}
}

// Faults of a user's own notices name the file, and the line where the database points to one.
func TestFaultsOfOwnNotices(t *testing.T) {
	for sql, want := range map[string]string{
		"SELECT file, source_row FROM stage.log":                               `notices.sql: it gives no column "text"`,
		"SELECT 'x' AS text, 'error' AS level":                                 `notices.sql: it gives a column "level", which notices does not have`,
		"SELECT NULL AS text FROM stage.log":                                   "notices.sql: 4 rows without text",
		"SELECT ' ' AS text":                                                   "notices.sql: 1 row with an empty text",
		"SELECT '" + strings.Repeat("é", 301) + "' AS text":                    "notices.sql: a text of 301 characters: 300 are the most",
		"SELECT 'Row ' || range AS text FROM range(21)":                        "notices.sql: it gives 21 texts, but 20 are the most",
		"SELECT 'x' AS text, 99 AS file, 1 AS source_row":                      "a file and source_row that no staged row has",
		"SELECT 'x' AS text, file FROM stage.log":                              "a file and source_row that no staged row has",
		"SELECT 'x' AS text, 'maybe' AS problem":                               "notices.sql: Conversion Error",
		"SELECT 'x' AS text, chr(0) AS interaction_id":                         "a character of code 0 in interaction_id",
		"SELECT 'x' AS text,\n       nothing AS problem\nFROM stage.log":       "notices.sql:2:",
		"SELECT 'x' AS text; SELECT 'y' AS text":                               "it must be one SELECT",
		"SELECT content AS text FROM read_text('log.csv')":                     "notices.sql",
		"COPY (SELECT 1) TO 'x.csv'":                                           "notices.sql",
		"SELECT 'x' AS text) TO 'x.csv'; --":                                   "notices.sql",
		"SELECT 'x' AS text, (SELECT count(*) FROM stage.gone) > 0 AS problem": "notices.sql:1:",
	} {
		_, err := openOwnFolder(t, toyLog, map[string]string{"manifest.toml": toyManifest, "segments.sql": toySQL, "notices.sql": sql})
		var p *data.Problem
		if !errors.As(err, &p) || p.Hint == "" || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "mine/notices.sql") {
			t.Errorf("%s: %v; it should say %q", sql, err, want)
		}
	}
}
