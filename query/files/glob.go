package files

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"segpath/data"
)

// glob adds the files and folders that a pattern matches. The folders at its front that exist
// literally are taken as they are, so that "data [1]/*.csv" looks into "data [1]".
func (s *search) glob(arg string) error {
	base, pattern := splitPattern(filepath.ToSlash(arg))
	matches, err := fs.Glob(os.DirFS(base), pattern)
	if errors.Is(err, path.ErrBadPattern) {
		return data.Problemf(data.Failed, "check the name", "there is no file %s, and as a pattern it is not closed", arg)
	}
	if err != nil {
		return cannotOpen(arg, err)
	}
	taken := 0
	for _, m := range matches {
		if hiddenMatch(pattern, m) {
			continue
		}
		taken++
		if err := s.named(matchedName(base, m, arg)); err != nil {
			return err
		}
	}
	if taken == 0 {
		return data.Problemf(data.Failed, "check the name and the folder", "no file matches %s", arg)
	}
	return nil
}

// splitPattern parts a pattern at the last folder, from the front, that exists literally.
func splitPattern(arg string) (base, pattern string) {
	base, pattern = ".", arg
	if strings.HasPrefix(arg, "/") {
		base, pattern = "/", strings.TrimLeft(arg, "/")
	}
	for {
		first, rest, more := strings.Cut(pattern, "/")
		next := path.Join(base, first)
		if info, err := os.Stat(next); !more || err != nil || !info.IsDir() {
			return base, path.Clean(pattern)
		}
		base, pattern = next, strings.TrimLeft(rest, "/")
	}
}

// matchedName is a match as the user would have typed it.
func matchedName(base, match, arg string) string {
	joined := path.Join(base, match)
	if base == "." && strings.HasPrefix(arg, "./") {
		joined = "./" + joined
	}
	return filepath.FromSlash(joined)
}

// hiddenMatch tells whether a wildcard, rather than the user, chose a hidden name.
func hiddenMatch(pattern, match string) bool {
	asked := strings.Split(pattern, "/")
	for i, part := range strings.Split(match, "/") {
		if strings.HasPrefix(part, ".") && i < len(asked) && !strings.HasPrefix(asked[i], ".") {
			return true
		}
	}
	return false
}

var globEscaper = strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]")

// EscapeGlob makes a path that DuckDB takes literally: even a bound parameter is a glob to it, and
// "a[1].csv" would silently open "a1.csv".
func EscapeGlob(path string) string { return globEscaper.Replace(path) }

// SQLString is text as an SQL string literal, with its quotes; glob characters stay as they are.
func SQLString(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
