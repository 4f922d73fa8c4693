package query

import (
	"strings"
	"testing"

	"segpath/data"
)

// A user's own SQL that gives an id several rows multiplies nothing: the later row wins, and it is told where one
// said otherwise.
func TestOwnSQLGivesAnIDOneRow(t *testing.T) {
	const segments = `SELECT interaction_id, happened_at AS started_at, coalesce(what, 'other') AS "event", 'Q' AS queue_id, 'ana' AS user_id, file, source_row
FROM stage.log WHERE word <> 'tick'`
	for name, c := range map[string]struct {
		file, sql, notice string
		context           map[string]int64
	}{
		"users without DISTINCT":    {"users.sql", "SELECT 'ana' AS user_id, 'Ana' AS name, file, source_row FROM stage.log", "", map[string]int64{}},
		"queues without DISTINCT":   {"queues.sql", "SELECT 'Q' AS queue_id, 'Support' AS name, file, source_row FROM stage.log WHERE word <> 'tick'", "", map[string]int64{"housekeeping": 1}},
		"interactions a row a step": {"interactions.sql", "SELECT interaction_id, 'Eve' AS customer, file, source_row FROM stage.log", "", map[string]int64{}},
		"names that differ": {"users.sql", "SELECT 'ana' AS user_id, word AS name, file, source_row FROM stage.log",
			"3 rows that mine/users.sql gives superseded by a later one with the same user_id.", map[string]int64{"superseded": 1}},
		"customers that differ": {"interactions.sql", "SELECT interaction_id, 'c' || source_row AS customer, file, source_row FROM stage.log WHERE word IN ('bell', 'tick', 'mark')",
			"2 rows that mine/interactions.sql gives superseded by a later one with the same interaction_id.", map[string]int64{"superseded": 1}},
		"one that fills": {"interactions.sql", "SELECT interaction_id, CASE WHEN word = 'tick' THEN 'c1' END AS customer, file, source_row FROM stage.log", "", map[string]int64{}},
	} {
		e, err := openOwnFolder(t, toyLog, map[string]string{"manifest.toml": toyManifest, "segments.sql": segments, c.file: c.sql})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		page, err := e.Interactions(t.Context(), data.PageRequest{Limit: 10})
		if err != nil || page.Total != 1 || len(page.Rows) != 1 {
			t.Errorf("%s: %d of %d interactions, %v", name, len(page.Rows), page.Total, err)
		}
		if got := data.Summarise(pathOf(t, e, "i1")).Path; got != "rA?" {
			t.Errorf("%s: path %s", name, got)
		}
		report, err := e.Check(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		told := ""
		for _, n := range report.Notices {
			if n.Kind == data.SameIDOther {
				told += n.Text
			}
		}
		f := report.Files[0]
		left := f.Context["superseded"] + f.Context["housekeeping"]
		if told != c.notice || f.Used+left != f.Rows {
			t.Errorf("%s: %q, %+v", name, told, f)
		}
		for reason, n := range c.context {
			if f.Context[reason] != n {
				t.Errorf("%s: %d rows are %s, want %d", name, f.Context[reason], reason, n)
			}
		}
	}
}

// An empty text is none, as in a file: no interaction is without a name.
func TestOwnSQLGivesNoEmptyID(t *testing.T) {
	const segments = `SELECT CASE WHEN word = 'mark' THEN '' ELSE interaction_id END AS interaction_id, happened_at AS started_at, coalesce(what, 'other') AS "event", file, source_row FROM stage.log`
	_, err := openOwnFolder(t, toyLog, map[string]string{"manifest.toml": toyManifest, "segments.sql": segments})
	if err == nil || !strings.Contains(err.Error(), "mine/segments.sql: 1 row without interaction_id") {
		t.Error(err)
	}
}
