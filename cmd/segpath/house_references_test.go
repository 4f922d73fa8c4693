package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// houseAbsent finds a reference to what a reader of the repository cannot look up: a document named in capitals,
// a numbered section, a lettered rule, a Markdown file that is not README.md. Its parts are put together here, so as
// not to be found.
var houseAbsent = regexp.MustCompile(`\b(MOD` + `EL|ENG` + `INE|PROM` + `ISES?|DUCK` + `DB|HOU` + `SE|FOR` + `MATS|SCR` + `EENS|TERM` + `INAL)\b` +
	`|` + "\u00a7" + `|segpath's mod` + `el, [A-Z]|\(rules? \(?[a-h]\b|\brules? \([a-h]\)|\b[A-Z]{3,}\.m` + `d\b`)

// houseSection finds a reference to a section of a package comment, in comments and in manifests.
var houseSection = regexp.MustCompile(`"([A-Z][^"\n]*)"(?:, [a-z ]+,)? in the package comment(?: of ([a-z]+))?|own rule: ([A-Z][^,"\n]*), in ([a-z]+)/doc\.go`)

// houseWrapped is where a comment goes on in the next line.
var houseWrapped = regexp.MustCompile(`\n\s*(//|--|#) ?`)

// What decides answers is found in the repository: comments cite no document that is not there, and no section of
// a package comment that does not exist.
func TestHouseReferences(t *testing.T) {
	sections, found := map[string]string{}, 0
	err := filepath.WalkDir(houseRoot, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		if d.IsDir() || !slices.Contains([]string{".go", ".sql", ".toml", ".txtar"}, filepath.Ext(name)) {
			return nil
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for n, line := range strings.Split(string(body), "\n") {
			if cited := houseAbsent.FindString(strings.ReplaceAll(line, "README.md", "")); cited != "" {
				t.Errorf("%s:%d: %q is in no file of the repository", name, n+1, cited)
			}
		}
		for _, m := range houseSection.FindAllStringSubmatch(houseWrapped.ReplaceAllString(string(body), " "), -1) {
			found++
			section, room := m[1]+m[3], m[2]+m[4]
			doc := filepath.Join(houseRoot, room, "doc.go")
			if room == "" {
				doc = filepath.Join(filepath.Dir(name), "doc.go")
			}
			if sections[doc] == "" {
				text, err := os.ReadFile(doc)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				sections[doc] = string(text)
			}
			if !strings.Contains(sections[doc], "\n// # "+section+"\n") {
				t.Errorf("%s: %s has no section %q", name, doc, section)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 10 {
		t.Errorf("only %d references to sections were found", found)
	}
}

func TestHouseAbsentFindsWhatIsCited(t *testing.T) {
	for _, cited := range []string{
		"// x (MOD" + "EL, \"Rows\")", "-- see DUCK" + "DB " + "\u00a7" + "6", "# PROM" + "ISES 14", "// ends (rule" + " e)", "// by rules" + " (b) and (c)", "// as DESIGN.m" + "d says", "from = \"segpath's mod" + "el, Time\"",
	} {
		if !houseAbsent.MatchString(cited) {
			t.Errorf("%q is not found", cited)
		}
	}
	for _, text := range []string{"// DuckDB's model", "// as a rule a user has one", "// the engine promises"} {
		if cited := houseAbsent.FindString(text); cited != "" {
			t.Errorf("%q is found in %q", cited, text)
		}
	}
}
