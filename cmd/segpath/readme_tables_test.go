package main

import (
	"fmt"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/filter"
	"segpath/tui/action"
)

// keysMarkdown is the README's table of keys.
func keysMarkdown() string {
	var b strings.Builder
	for _, c := range action.Contexts {
		b.WriteString("**" + string(c) + "**\n\n| Key | What it does |\n|---|---|\n")
		for _, a := range action.In(c) {
			b.WriteString("| " + markdownKeys(a) + " | " + a.Long + " |\n")
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func markdownKeys(a action.Action) string {
	var keys []string
	for _, name := range a.Keys() {
		keys = append(keys, "`"+strings.ReplaceAll(action.KeyName(name, false), "|", "\\|")+"`")
	}
	return strings.Join(keys, " ")
}

func TestTheTableOfKeysListsEveryAction(t *testing.T) {
	md := keysMarkdown()
	for _, a := range action.Catalog() {
		if !strings.Contains(md, "| "+a.Long+" |") {
			t.Errorf("the table of keys lacks %q", a.Long)
		}
	}
	for line := range strings.SplitSeq(md, "\n") {
		if strings.HasPrefix(line, "|") && strings.Count(line, "|")-strings.Count(line, `\|`) != 3 {
			t.Errorf("the table has a broken row: %s", line)
		}
	}
}

// fieldsMarkdown is the README's table of the fields.
func fieldsMarkdown() string {
	var b strings.Builder
	b.WriteString("| Term | Selects by |\n|---|---|\n")
	for _, f := range data.FilterFields {
		also := ""
		if len(f.Also) > 0 {
			also = "; also `" + strings.Join(f.Also, "`, `") + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s%s |\n", filter.Example(f), f.About, also)
	}
	for _, f := range data.RingFields {
		fmt.Fprintf(&b, "| `ring(%s)` | of one ring: %s |\n", filter.Example(f), f.About)
	}
	return b.String()
}
