package text_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"segpath/data/text"
)

func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"":                   "",
		"Ana":                "Ana",
		"a|b":                `a\|b`,
		"`code` *b* _i_":     "\\`code\\` \\*b\\* \\_i\\_",
		"one\ntwo":           `one\\x0atwo`,
		"<img onerror=x> &c": "&lt;img onerror=x&gt; &amp;c",
		"[a](http://b)":      `\[a\](http://b)`,
		`back\slash`:         `back\\slash`,
		" a  b ":             "&nbsp;a &nbsp;b·",
	} {
		if got := text.Markdown(in); got != want {
			t.Errorf("Markdown(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestShellQuote(t *testing.T) {
	for in, want := range map[string]string{
		"":              "''",
		"1543618399.12": "1543618399.12",
		"two words":     "'two words'",
		"o'brien":       `'o'\''brien'`,
		"$(rm -rf ~)":   "'$(rm -rf ~)'",
		"~":             "'~'",
		"山田":            "'山田'",
		"a·b":           "'a·b'",
		"a\nb'\\":       `$'a\012b\'\\'`,
		"\x1b]52;c\x07": `$'\033]52;c\007'`,
		"a\u202eb":      `$'a\342\200\256b'`,
	} {
		if got := text.ShellQuote(in); got != want {
			t.Errorf("ShellQuote(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestShellQuoteIsShowable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkRunes(t, []rune(text.ShellQuote(nasty(t, "s"))))
	})
}

// A shell reads back the very value.
func TestShellReadsBackTheValue(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil && os.Getenv("SEGPATH_REQUIRE_ALL") == "" {
		t.Skip("bash is not installed")
	}
	for _, c := range cleaned {
		if strings.Contains(c.in, "\x00") {
			continue
		}
		cmd := exec.CommandContext(t.Context(), bash, "--norc", "-c", "printf %s "+text.ShellQuote(c.in))
		cmd.Env = []string{"LC_ALL=C"}
		out, err := cmd.Output()
		if err != nil || string(out) != c.in {
			t.Errorf("%s: bash reads %s as %q, want %q (%v)", c.name, text.ShellQuote(c.in), out, c.in, err)
		}
	}
}
