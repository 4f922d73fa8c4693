package main

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// cellsOf are the values of some columns of a file of the small export, each once.
func cellsOf(t *testing.T, file string, columns ...string) []string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "sample", "exports", "segpath", file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var cells []string
	for _, row := range rows[1:] {
		for n, cell := range row {
			if cell = strings.Trim(cell, `[]"`); cell != "" && slices.Contains(columns, rows[0][n]) {
				cells = append(cells, cell)
			}
		}
	}
	slices.Sort(cells)
	return slices.Compact(cells)
}

// No name, customer, number or id of the export is left in what any table prints redacted, in any encoding; not in
// notes either, and not where the filter names somebody.
func TestRedactedTablesHoldNobody(t *testing.T) {
	queues := cellsOf(t, "queues.csv", "queue_id", "name")
	secrets := slices.Concat(
		cellsOf(t, "users.csv", "user_id", "name", "email"), cellsOf(t, "accounts.csv", "account_id", "name"),
		cellsOf(t, "interactions.csv", "interaction_id", "external_ids", "customer", "contact_point"), cellsOf(t, "segments.csv", "segment_id"),
	)
	for _, team := range cellsOf(t, "users.csv", "team") { // many are called as their queue
		if !slices.Contains(queues, team) {
			secrets = append(secrets, team)
		}
	}
	key := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(key, []byte(strings.Repeat("0123456789abcdef", 4)), 0o600); err != nil {
		t.Fatal(err)
	}
	printed := func(args ...string) string {
		var out, errs bytes.Buffer
		if code := run(args, nil, strings.NewReader(""), &out, &errs); code != exitDone {
			t.Fatalf("%q: %s", args, errs.String())
		}
		return out.String() + errs.String()
	}
	cursor := regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{20,}`)
	holds := func(out string, words []string) string {
		for _, c := range cursor.FindAllString(out, -1) {
			if inside, err := base64.RawURLEncoding.DecodeString(c); err == nil {
				out += string(inside)
			}
		}
		n := slices.IndexFunc(words, func(word string) bool { return strings.Contains(out, word) })
		if n < 0 {
			return ""
		}
		return words[n]
	}
	folder := filepath.Join("..", "..", "sample", "exports", "segpath")
	for _, c := range []struct {
		args    []string
		nothing bool // it never speaks of anybody
	}{
		{args: []string{"list"}}, {args: []string{"list", "--limit", "3"}}, {args: []string{"list", "--filter", "user:ana"}}, {args: []string{"rings"}},
		{args: []string{"rings", "--filter", "rejected:ben", "--limit", "1"}}, {args: []string{"users"}}, {args: []string{"users", "--by", "team"}},
		{args: []string{"users", "--by", "1d"}, nothing: true}, {args: []string{"queues"}}, {args: []string{"queues", "--abandons", "counted"}},
		{args: []string{"statuses"}, nothing: true}, {args: []string{"statuses", "--transitions"}, nothing: true}, {args: []string{"variants"}},
	} {
		for _, as := range []string{"--text", "--md", "--csv", "--json"} {
			args := append(slices.Insert(slices.Clone(c.args), 1, folder), as)
			if as == "--text" {
				args = args[:len(args)-1]
			}
			if plain := printed(args...); !c.nothing && holds(plain, slices.Concat(secrets, queues)) == "" {
				t.Errorf("%q holds no secret before it is redacted: the test proves nothing", args)
			}
			out := printed(append(args, "--redact-key", key)...)
			if word := holds(out, secrets); word != "" {
				t.Errorf("%q still holds %q:\n%s", args, word, out)
			}
			out = printed(append(args, "--redact-key", key, "--redact-queues")...)
			if word := holds(out, slices.Concat(secrets, queues)); word != "" {
				t.Errorf("%q still holds %q without queues:\n%s", args, word, out)
			}
		}
	}
}
