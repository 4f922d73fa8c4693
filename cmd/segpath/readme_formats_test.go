package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/format"
)

// fileBlock is a fenced block that is a file of the examples: ```toml file=folder/name.
var fileBlock = regexp.MustCompile("(?ms)^```[a-z]+ file=(\\S+)\n(.*?)^```$")

// exampleFolder is a folder with the README's files, and the sample exports, to run the examples in.
func exampleFolder(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	root, err := filepath.Abs(moduleRoot)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(root, "sample"), filepath.Join(dir, "sample")); err != nil {
		t.Fatal(err)
	}
	for _, block := range fileBlock.FindAllStringSubmatch(text, -1) {
		if !filepath.IsLocal(block[1]) || strings.HasPrefix(block[1], "sample") {
			t.Fatalf("the README writes a file to %s", block[1])
		}
		name := filepath.Join(dir, block[1])
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(block[2]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A vendor that nobody knows takes thirty lines, its export included.
func TestREADMETeachesAVendorInThirtyLines(t *testing.T) {
	lines, kinds := 0, ""
	for _, block := range fileBlock.FindAllStringSubmatch(readme(t), -1) {
		lines += strings.Count(block[2], "\n")
		kinds += filepath.Ext(block[1])
	}
	if lines > 30 || kinds != ".csv.toml.sql" {
		t.Errorf("%d lines in files of %s", lines, kinds)
	}
}

func TestREADMEHasTheFormats(t *testing.T) {
	marks := regexp.MustCompile("(?s)(<!-- formats:[^\n]*-->\n).*(<!-- end of formats -->)")
	text := readme(t)
	if !marks.MatchString(text) {
		t.Fatal("the marks around the formats are gone")
	}
	same(t, marks.ReplaceAllStringFunc(text, func(old string) string {
		found := marks.FindStringSubmatch(old)
		return found[1] + "\n" + formatsMarkdown() + "\n" + found[2]
	}))
}

// formatsMarkdown lists the built-in formats, and what each can say where all its columns are there.
func formatsMarkdown() string {
	var list, table, notes strings.Builder
	table.WriteString("| Format | " + strings.Join(format.Questions, " | ") + " |\n|---|" + strings.Repeat("---|", len(format.Questions)) + "\n")
	for _, f := range format.All() {
		fmt.Fprintf(&list, "- **%s** — %s.\n", f.Name, strings.TrimSuffix(f.Title, "."))
		table.WriteString("| `" + f.Name + "` |")
		for _, what := range format.Questions {
			table.WriteString(" " + string(f.Can[what].State) + " |")
		}
		table.WriteString("\n")
		for _, v := range f.Variants {
			notes.WriteString(variantMarkdown(f, v))
		}
	}
	if notes.Len() > 0 {
		notes.WriteString("\n")
	}
	return list.String() + "\nWith all its columns there, an export of each format says this; fewer columns may say less:\n\n" + table.String() +
		"\n" + strings.TrimSuffix(notes.String(), "\n")
}

// variantMarkdown tells what an export of a variant says otherwise; nothing where it says the same.
func variantMarkdown(f *format.Format, v format.Variant) string {
	by := map[data.State][]string{}
	for _, what := range format.Questions {
		if can, ok := v.Can[what]; ok && can.State != f.Can[what].State {
			by[can.State] = append(by[can.State], what)
		}
	}
	var other []string
	for _, state := range []data.State{data.Stated, data.Derived, data.Absent} {
		if by[state] != nil {
			other = append(other, string(state)+" then: "+strings.Join(by[state], ", "))
		}
	}
	if other == nil {
		return ""
	}
	return fmt.Sprintf("- `%s`, where %s; %s.\n", f.Name, v.About, strings.Join(other, "; "))
}
