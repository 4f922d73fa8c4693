package query

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"segpath/data"
	"segpath/data/format"
)

// openOwnToy opens a log in the toy format with a helper of this SQL, within 200 MB.
func openOwnToy(t *testing.T, dir, sql string) (*Engine, error) {
	t.Helper()
	f, err := format.LoadOwn(fstest.MapFS{
		"manifest.toml": {Data: []byte(toyManifest)}, "segments.sql": {Data: []byte(toySQL)}, "_x.sql": {Data: []byte(sql)},
	}, "toy")
	if err != nil {
		t.Fatal(err)
	}
	return Open(t.Context(), Options{Exports: []string{dir}, TimeZone: "UTC", Memory: "200MB", Threads: 1, Formats: []*format.Format{f}})
}

// A user's SQL neither writes, nor reads another file, nor reaches the network, nor changes a setting, nor runs
// a second statement, nor takes more memory than it may. It ends in a sentence, and the export is untouched.
func TestOwnSQLOnlyComputes(t *testing.T) {
	dir, beside := written(t, map[string]string{"log.csv": toyLog}), t.TempDir()
	export, stolen := filepath.Join(dir, "log.csv"), filepath.Join(beside, "stolen")
	before, err := os.Stat(export)
	if err != nil {
		t.Fatal(err)
	}
	const disabled = "disabled by configuration"
	const acts, unbounded = "it does more than to compute", "it can take any amount of memory"
	for sql, want := range map[string]string{
		// Writing.
		"COPY stage.log TO '" + stolen + "'":                                                "must be a SELECT",
		"COPY (SELECT 1) TO '" + export + "' (USE_TMP_FILE false)":                          "must be a SELECT",
		"EXPLAIN ANALYZE COPY stage.log TO '" + export + "' (USE_TMP_FILE false)":           "must be a SELECT",
		"EXPORT DATABASE '" + beside + "'":                                                  "must be a SELECT",
		"ATTACH '" + stolen + "' AS other":                                                  "must be a SELECT",
		"CREATE TABLE x AS SELECT 1":                                                        "must be a SELECT",
		"INSERT INTO stage.log SELECT * FROM stage.log":                                     "must be a SELECT",
		"UPDATE raw.log SET what = 'x'":                                                     "must be a SELECT",
		"SELECT * INTO x FROM stage.log":                                                    "SELECT INTO not supported",
		"WITH d AS (DELETE FROM stage.log RETURNING *) SELECT * FROM d":                     "needs a SELECT",
		"SELECT * FROM enable_logging(storage := 'file', storage_path := '" + stolen + "')": acts, // it ended the process
		"SELECT * FROM \"ENABLE_LOGGING\"('QueryLog')":                                      acts,
		"SELECT * FROM system.main.enable_profiling(save_location := '" + stolen + "')":     acts,
		"SELECT 1 WHERE EXISTS (\n  SELECT * FROM checkpoint())":                            "_x.sql:2: the function checkpoint() may not",
		"SELECT write_log('x')":                                                             acts,
		// Other files, the network, the environment.
		"SELECT * FROM read_csv('" + export + "')":            acts,
		"SELECT * FROM read_text('/etc/hostname')":            acts,
		"SELECT * FROM read_blob('/proc/self/environ')":       acts,
		"SELECT * FROM '" + export + "'":                      disabled,
		"SELECT * FROM glob('/*')":                            acts,
		"SELECT * FROM parquet_metadata('/etc/hostname')":     acts,
		"SELECT * FROM read_duckdb('/etc/hostname')":          acts,
		"SELECT * FROM sniff_csv('/etc/hostname')":            acts,
		"SELECT * FROM read_csv('https://example.org/x.csv')": acts,
		"FROM 'https://example.org/x.parquet'":                "_x.sql",
		"SELECT * FROM sqlite_scan('" + export + "', 'x')":    acts,
		"INSTALL httpfs":                                          "must be a SELECT",
		"LOAD httpfs":                                             "must be a SELECT",
		"SELECT getenv('HOME')":                                   "getenv does not exist",
		"SELECT * FROM duckdb_secrets()":                          acts,
		"SELECT * FROM which_secret('s3://a', 's3')":              acts,
		"SELECT * FROM duckdb_settings()":                         acts,
		"SELECT * FROM arrow_scan(1, 1, 1)":                       acts,
		"SELECT * FROM (SELECT 1) a, LATERAL (FROM glob('/*')) b": acts,
		"WITH g AS (FROM glob('/*')) FROM g":                      acts,
		// Text that is run, more than one statement, settings.
		"SELECT * FROM query('SELECT 1')":                                           acts,
		"SELECT * FROM query_table(['stage.log'])":                                  acts,
		"SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))": acts,
		"SELECT 1; DROP TABLE stage.log":                                            "2 statements",
		"SELECT 1) ; DROP TABLE stage.log; SELECT * FROM (SELECT 1":                 "syntax error",
		"SELECT 1) AS t; DROP TABLE stage.log; --":                                  "syntax error",
		"SELECT 1\x00) ; DROP TABLE stage.log":                                      "syntax error",
		"SELECT 1 /*":                                                               "unterminated",
		"SELECT $$1":                                                                "unterminated",
		"SELECT '1":                                                                 "unterminated",
		"SELECT 1; -- ) ; DROP TABLE stage.log\n)":                                  "_x.sql",
		"SELECT 1; /* ":                                                             "unterminated",
		"PIVOT stage.log ON what USING count(*)":                                    "2 statements",
		"CALL pragma_version()":                                                     "must be a SELECT",
		"PRAGMA version":                                                            "must be a SELECT",
		"PRAGMA enable_profiling":                                                   "must be a SELECT",
		"SET threads = 1":                                                           "must be a SELECT",
		"RESET enable_external_access":                                              "must be a SELECT",
		"USE raw":                                                                   "must be a SELECT",
		"BEGIN":                                                                     "must be a SELECT",
		"PREPARE p AS SELECT 1":                                                     "must be a SELECT",
		"EXECUTE p":                                                                 "must be a SELECT",
		"CHECKPOINT":                                                                "must be a SELECT",
		"SELECT setseed(0.5)":                                                       acts,
		"SELECT nextval('s')":                                                       acts,
		// Memory and time.
		"SELECT list(range) FROM range(10000000000)":                                     "the limit of memory",
		"SELECT string_agg(range::VARCHAR) FROM range(100000000)":                        "the limit of memory",
		"SELECT length(repeat('x', 3000000000))":                                         unbounded,
		"SELECT list_resize([1], 1000000000)":                                            unbounded,
		"SELECT lpad('x', 2000000000, 'y')":                                              unbounded,
		"SELECT len(range(4000000000))":                                                  unbounded,
		"SELECT bit_length(bitstring('1', 2000000000))":                                  unbounded,
		"SELECT equi_width_bins(0, 1000000 + source_row, 1000000, false) FROM stage.log": unbounded,
		"SELECT bit_count(bitstring_agg(source_row, 0, 900000000)) FROM stage.log":       unbounded,
		"SELECT approx_top_k(what, 999999) FROM stage.log GROUP BY source_row":           unbounded,
		"SELECT reservoir_quantile(source_row, 0.5, 2000000000) FROM stage.log":          unbounded,
		"SELECT pg_sleep(100)":                                                           acts,
		"SELECT sleep_ms(100000)":                                                        acts,
		strings.Repeat("SELECT * FROM (", 2000) + "SELECT 1" + strings.Repeat(")", 2000): "memory exhausted",
	} {
		e, err := openOwnToy(t, dir, sql)
		var p *data.Problem
		if !errors.As(err, &p) || p.Hint == "" || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "toy/_x.sql") {
			t.Errorf("%.120s: %v; it should say %q", sql, err, want)
		}
		if e != nil {
			_ = e.Close()
		}
	}
	after, err := os.Stat(export)
	if content, e := os.ReadFile(export); e != nil || err != nil || string(content) != toyLog || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("the export has changed: %v, %v", err, e)
	}
	if left, err := os.ReadDir(beside); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// What only computes runs, whatever it looks like.
func TestOwnSQLThatComputes(t *testing.T) {
	dir := written(t, map[string]string{"log.csv": toyLog})
	for _, sql := range []string{
		"SELECT 1 --", "SELECT 1 -- ;", "SELECT ') ; DROP TABLE stage.log' AS x", "SELECT 1 AS \"glob(\"", "VALUES (1)", "TABLE stage.log", "FROM stage.log",
		"FROM stage.log PIVOT (count(*) FOR what IN ('ring'))", "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 9) FROM r",
		"SELECT unnest([1, 2]), * FROM range(3) r", "SELECT * FROM stage.log l, unnest(['a', 'b']) u(x)", "SELECT \"key\" FROM json_each('{\"a\": 1}')", "SELECT 1;;",
		"SELECT 1; --", "SELECT 1; -- the end\n", "SELECT 1;/* a ; b */; -- c;", "SELECT ';' AS a -- ; /*\n, 2 AS b; -- */",
	} {
		e, err := openOwnToy(t, dir, sql)
		if err != nil {
			t.Errorf("%s: %v", sql, err)
			continue
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}
