package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

// everyQuestion is what can be asked of an export, each command with what it is told apart by.
var everyQuestion = [][]string{
	{"list", "--json"},
	{"list", "--csv", "--sort", "wait_s", "--limit", "1000"},
	{"list", "--json", "--filter", "rejected:ana hops>=1"},
	{"rings", "--json"},
	{"rings", "--csv", "--filter", "outcome:ignore"},
	{"users", "--json"},
	{"users", "--json", "--by", "team"},
	{"users", "--csv", "--by", "1d"},
	{"queues", "--json"},
	{"queues", "--json", "--abandons", "5s", "--filter", "rings>=2"},
	{"statuses", "--json"},
	{"statuses", "--csv", "--transitions"},
	{"variants", "--json"},
	{"check", "--json"},
}

// Every command answers the same of files in their place, of what was loaded, from the cache and without one.
func TestEveryCommandAnswersTheSameOfEveryBacking(t *testing.T) {
	dir := t.TempDir()
	env := []string{"XDG_CACHE_HOME=" + filepath.Join(dir, "cache")}
	answer := func(args ...string) string {
		t.Helper()
		var out, said bytes.Buffer
		if code := run(append(args, "--quiet"), env, nil, &out, &said); code != exitDone || out.Len() == 0 {
			t.Fatalf("%q ended with %d: %s", args, code, said.String())
		}
		return out.String()
	}
	exports := map[string]string{}
	for _, kind := range []string{"csv", "parquet"} {
		exports[kind] = filepath.Join(dir, kind, "export")
		if code := run([]string{"sample", exports[kind], "--interactions", "700", "--as", kind, "--quiet"}, nil, nil, io.Discard, io.Discard); code != exitDone {
			t.Fatal("the sample could not be written")
		}
	}
	for _, q := range everyQuestion {
		said := map[string]string{}
		for kind, export := range exports {
			ask := append([]string{q[0], export}, q[1:]...)
			without := answer(append(ask, "--no-cache")...)
			if first := answer(ask...); first != without {
				t.Errorf("%q of %s: built for the cache it is another answer", q, kind)
			}
			if second := answer(ask...); second != without {
				t.Errorf("%q of %s: from the cache it is another answer", q, kind)
			}
			said[kind] = strings.ReplaceAll(strings.ReplaceAll(without, export, "export"), "."+kind, ".file")
		}
		if q[0] != "check" && said["csv"] != said["parquet"] { // which tells of the files themselves
			t.Errorf("%q: loaded it is another answer than in place", q)
		}
	}
	for kind, export := range exports {
		rows, err := csv.NewReader(strings.NewReader(answer("list", export, "--csv", "--limit", "40"))).ReadAll()
		if err != nil || len(rows) < 40 || rows[0][0] != "interaction_id" {
			t.Fatalf("the list is %d lines of %v: %v", len(rows), rows[0], err)
		}
		for n := 1; n < len(rows); n += 4 {
			ask := []string{"path", rows[n][0], export, "--json"}
			if answer(ask...) != answer(append(ask, "--no-cache")...) {
				t.Errorf("the path of %s in %s is another one from the cache", rows[n][0], kind)
			}
		}
	}
}
