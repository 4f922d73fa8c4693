package main

import (
	"slices"
	"strings"
	"testing"
)

// A file of ids is read as an export is, and what cannot be an id is told in words.
func TestLinesOfIDs(t *testing.T) {
	for text, want := range map[string][]string{
		"\ufeffa\r\n\n b \n": {"a", " b "}, "": nil, "a": {"a"},
		"\xff\xfea\x00\r\x00\n\x00": {"a"}, "\xfe\xff\x00a\x00\n\x00b": {"a", "b"},
	} {
		if got, err := idLines(t.Context(), strings.NewReader(text)); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q gives %q, %v", text, got, err)
		}
	}
	_, err := idLines(t.Context(), strings.NewReader("a\n"+strings.Repeat("b", 2*longestLine)))
	if err == nil || err.Error() != "line 2 is longer than 1048576 bytes, and no id is" {
		t.Errorf("a long line is told as %v", err)
	}
}
