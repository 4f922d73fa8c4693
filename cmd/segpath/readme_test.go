package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the README's examples and keys, and the scripts' outputs, anew")

const moduleRoot = "../.."

var readmeFile = filepath.Join(moduleRoot, "README.md")

func readme(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(readmeFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// same compares the README with what it should be, or writes it with -update.
func same(t *testing.T, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(readmeFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(want, readme(t)); d != "" {
		t.Error("README.md is stale; go test ./cmd/segpath -run README -update writes it anew:\n" + d)
	}
}

func TestREADMEBeginsWithItsTwoCommands(t *testing.T) {
	blocks := regexp.MustCompile("(?ms)^```sh\n(.*?)^```$").FindAllStringSubmatch(readme(t), -1)
	if len(blocks) < 2 || blocks[0][1] != "go run ./cmd/segpath\n" || blocks[1][1] != "go test -timeout 30m ./...\n" {
		t.Errorf("the first blocks are %q", blocks)
	}
}

// example is a fenced block of one command and what it prints.
var example = regexp.MustCompile("(?ms)^```console\n\\$ (.*?)\n(.*?)^```$")

func TestREADMEExamplesPrintWhatTheySay(t *testing.T) {
	text := readme(t)
	if n := len(example.FindAllString(text, -1)); n < 7 {
		t.Fatalf("only %d examples were found", n)
	}
	dir := exampleFolder(t, text)
	same(t, example.ReplaceAllStringFunc(text, func(block string) string {
		command := example.FindStringSubmatch(block)[1]
		return "```console\n$ " + command + "\n" + shell(t, dir, command) + "```"
	}))
}

// shell runs a command in a folder, as a reader would.
func shell(t *testing.T, dir, command string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-c", command)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TZ=UTC", "XDG_CACHE_HOME="+t.TempDir(), "XDG_STATE_HOME="+t.TempDir(), "XDG_CONFIG_HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return string(out)
}

func TestREADMEHasTheKeysOfTheCatalog(t *testing.T) {
	keys := regexp.MustCompile("(?s)(<!-- keys:[^\n]*-->\n).*(<!-- end of keys -->)")
	text := readme(t)
	if !keys.MatchString(text) {
		t.Fatal("the marks around the keys are gone")
	}
	same(t, keys.ReplaceAllStringFunc(text, func(old string) string {
		marks := keys.FindStringSubmatch(old)
		return marks[1] + "\n" + keysMarkdown() + "\n" + marks[2]
	}))
}

func TestREADMEHasTheTermsOfAFilter(t *testing.T) {
	marks := regexp.MustCompile("(?s)(<!-- filter:[^\n]*-->\n).*(<!-- end of filter -->)")
	text := readme(t)
	if !marks.MatchString(text) {
		t.Fatal("the marks around the terms of a filter are gone")
	}
	same(t, marks.ReplaceAllStringFunc(text, func(old string) string {
		found := marks.FindStringSubmatch(old)
		return found[1] + "\n" + fieldsMarkdown() + "\n" + found[2]
	}))
}

func TestREADMEHasTheSettings(t *testing.T) {
	marks := regexp.MustCompile("(?s)(<!-- settings:[^\n]*-->\n).*(<!-- end of settings -->)")
	text := readme(t)
	if !marks.MatchString(text) {
		t.Fatal("the marks around the settings are gone")
	}
	var file, table strings.Builder
	for _, s := range settings {
		file.WriteString(s.key + " = " + s.example + "\n")
		table.WriteString("| `" + s.key + "` | " + s.takes + " | " + s.about + " |\n")
	}
	same(t, marks.ReplaceAllStringFunc(text, func(old string) string {
		found := marks.FindStringSubmatch(old)
		return found[1] + "\n| Key | Takes | What it does |\n|---|---|---|\n" + table.String() +
			"\n```toml\n" + file.String() + "```\n\n" + found[2]
	}))
	if _, err := parseConfig("README.md", []byte(file.String())); err != nil {
		t.Error(err)
	}
}

func TestREADMELinksToWhatIsThere(t *testing.T) {
	links := regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(readme(t), -1)
	for _, link := range links {
		if strings.HasPrefix(link[1], "https://") {
			continue
		}
		if _, err := os.Stat(filepath.Join(moduleRoot, link[1])); err != nil {
			t.Error(err)
		}
	}
}
