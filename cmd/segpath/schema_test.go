package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// answer is what a command prints, read as JSON.
func answer(t *testing.T, args ...string) any {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(args, nil, strings.NewReader(""), &out, &errs); code != exitDone {
		t.Fatalf("%q: %s", args, errs.String())
	}
	value, err := jsonschema.UnmarshalJSON(&out)
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	return value
}

// compiled is the schema of one document, or of any.
func compiled(t *testing.T, part string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("segpath.json", answer(t, "formats", "--schema")); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("segpath.json" + part)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What is printed of every sample export is what the schema says, and of its own document alone.
func TestTheSchemaHoldsForWhatIsPrinted(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join(moduleRoot, "sample", "exports", "*"))
	if err != nil || len(folders) < 2 {
		t.Fatalf("%v, %v", folders, err)
	}
	anyOf := compiled(t, "")
	parts := map[string]*jsonschema.Schema{}
	for _, name := range []string{"path", "list", "rings", "users", "user_groups", "queues", "statuses", "variants", "check"} {
		parts[name] = compiled(t, "#/$defs/"+name)
	}
	for _, folder := range folders {
		list := answer(t, "list", folder, "--json")
		answers := map[string]any{"list": list, "check": answer(t, "check", folder, "--json")}
		if has := list.(map[string]any)["has"].(map[string]any); has["rings"] != "absent" || has["responses"] != "absent" {
			answers["users"] = answer(t, "users", folder, "--json")
			by := "team"
			if _, none := has["lacks"].(map[string]any)["users.team"]; none {
				by = "1d"
			}
			answers["user_groups"] = answer(t, "users", folder, "--by", by, "--json")
			answers["rings"] = answer(t, "rings", folder, "--json", "--limit", "20")
		}
		for has, name := range map[string]string{"queues": "queues", "statuses": "statuses", "": "variants"} {
			if has == "" || list.(map[string]any)["has"].(map[string]any)[has] != "absent" {
				answers[name] = answer(t, name, folder, "--json")
			}
		}
		rows := list.(map[string]any)["interactions"].([]any)
		for _, row := range rows[:min(len(rows), 3)] {
			id := row.(map[string]any)["interaction_id"].(string)
			answers["path"] = answer(t, "path", id, folder, "--json")
			holds(t, folder, parts, anyOf, answers)
		}
	}
}

// holds validates the answers by their names, and sees them refused by another's.
func holds(t *testing.T, folder string, parts map[string]*jsonschema.Schema, anyOf *jsonschema.Schema, answers map[string]any) {
	t.Helper()
	for name, a := range answers {
		if err := anyOf.Validate(a); err != nil {
			t.Errorf("%s of %s: %v", name, folder, err)
		}
		for other, part := range parts {
			if err := part.Validate(a); (err == nil) != (other == name) {
				t.Errorf("%s of %s as %s: %v", name, folder, other, err)
			}
		}
	}
}

// A field that is gone, is new, or holds something else is no answer of segpath.
func TestTheSchemaRefusesOtherAnswers(t *testing.T) {
	path := compiled(t, "#/$defs/path")
	for name, change := range map[string]func(answer, step map[string]any){
		"a field gone":    func(a, _ map[string]any) { delete(a, "story") },
		"a field more":    func(_, step map[string]any) { step["colour"] = "red" },
		"no event":        func(_, step map[string]any) { step["event"] = "rung" },
		"no instant":      func(_, step map[string]any) { step["started_at"] = "yesterday" },
		"a text for a no": func(_, step map[string]any) { step["n"] = "1" },
		"no state":        func(a, _ map[string]any) { a["has"].(map[string]any)["rings"] = "perhaps" },
		"no column": func(a, _ map[string]any) {
			a["has"].(map[string]any)["lacks"].(map[string]any)["interactions.mood"] = "nobody asks for it"
		},
		"no outcome": func(a, _ map[string]any) {
			a["rings"].([]any)[0].(map[string]any)["outcome"] = "transfer"
		},
		"no facts": func(_, step map[string]any) { step["facts"] = []any{} },
	} {
		a := answer(t, "path", "sfprntd5", "--json").(map[string]any)
		if err := path.Validate(a); err != nil {
			t.Fatal(err)
		}
		change(a, a["steps"].([]any)[0].(map[string]any))
		if err := path.Validate(a); err == nil {
			t.Errorf("%s: it is taken", name)
		}
	}
}
