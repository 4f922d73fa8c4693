package text

import "strings"

var markdown = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "~", `\~`, "#", `\#`, "$", `\$`,
	"&", "&amp;", "<", "&lt;", ">", "&gt;",
)

// Markdown makes s one cell of a Markdown table that reads as Clean(s): nothing in it ends the cell,
// begins mark-up or is HTML. Spaces that a renderer would swallow are written out.
func Markdown(s string) string {
	out := markdown.Replace(Clean(s))
	if strings.HasPrefix(out, " ") {
		out = "&nbsp;" + out[1:]
	}
	for strings.Contains(out, "  ") {
		out = strings.ReplaceAll(out, "  ", " &nbsp;")
	}
	return out
}

// ShellQuote makes s one word of a POSIX shell's command line, and safe to show: what Clean would
// escape is written as octal in $'…' (POSIX.1-2024; bash, zsh, ksh). A NUL cannot be in a word.
func ShellQuote(s string) string {
	switch {
	case s == "":
		return "''"
	case strings.Trim(s, shellSafe) == "":
		return s
	case isShowable(s):
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return shellEscape(s)
}

const shellSafe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-"

// isShowable tells whether nothing in s is invisible or acts on a terminal; spaces and backslashes
// are plain to see between quotes.
func isShowable(s string) bool {
	w := newWalker(s)
	w.tail = len(s)
	for w.next() {
		if w.as != literal && w.as != doubled && w.s[w.from:w.to] != "·" {
			return false
		}
	}
	return true
}

func shellEscape(s string) string {
	b := []byte("$'")
	w := newWalker(s)
	w.tail = len(s)
	for w.next() {
		b = appendShell(b, w.s[w.from:w.to], w.as)
	}
	return string(append(b, '\''))
}

func appendShell(b []byte, raw string, as how) []byte {
	for i := range len(raw) {
		c := raw[i]
		switch {
		case c == '\'' || c == '\\':
			b = append(b, '\\', c)
		case as != literal && raw != "·":
			b = append(b, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
		default:
			b = append(b, c)
		}
	}
	return b
}
