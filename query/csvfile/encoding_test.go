package csvfile

import (
	"fmt"
	"strings"
	"testing"
)

// TestTheEncodingIsDecidedByItsRecords: UTF-8 if at least 99 % of the records with a byte ≥ 0x80 are
// valid, or only one is not; else Windows-1252.
func TestTheEncodingIsDecidedByItsRecords(t *testing.T) {
	for _, c := range []struct {
		valid, invalid, plain int
		want                  string
	}{
		{198, 2, 0, "UTF-8"}, {197, 2, 0, "Windows-1252"}, {0, 1, 9, "UTF-8"}, {0, 2, 9999, "Windows-1252"},
		{1, 2, 0, "Windows-1252"}, {5, 0, 5, "UTF-8"}, {0, 0, 5, "UTF-8"},
	} {
		lines := strings.Repeat("1,é\n", c.valid) + strings.Repeat("1,plain\n", c.plain) + strings.Repeat("1,\xe9\n", c.invalid)
		s := inspect(t, "a,b\n"+lines)
		rejected := int64(c.invalid)
		if c.want != "UTF-8" {
			rejected = 0
		}
		if s.Encoding != c.want || s.RejectedCount != rejected {
			t.Errorf("%+v: %v", c, s)
		}
	}
}

func TestTheHeaderDoesNotDecideAgainstValidRecords(t *testing.T) {
	s := inspect(t, "Gr\xf6\xdfe,b\n1,é\n")
	if s.Encoding != "UTF-8" || s.RejectedCount != 0 || s.Names[0] != "Gr\ufffde" || !s.Copied {
		t.Errorf("%v %q", s, s.Names)
	}
}

// TestEveryByteOfWindows1252ComesThrough reads all bytes from 0x80 on, and tells them apart.
func TestEveryByteOfWindows1252ComesThrough(t *testing.T) {
	var b strings.Builder
	b.WriteString("n,c\n")
	for c := 0x80; c < 0x100; c++ {
		fmt.Fprintf(&b, "%d,%c\n", c, c)
	}
	content := []byte(b.String())
	single := strings.Builder{}
	for _, r := range string(content) {
		single.WriteByte(byte(r)) // every rune here is below 0x100: its byte
	}
	s := inspect(t, single.String())
	seen := map[string]bool{}
	for _, row := range readBack(t, s) {
		seen[row[1]] = true
	}
	if s.Encoding != "Windows-1252" || len(seen) != 128 || seen["\ufffd"] || !seen["€"] || !seen["ÿ"] {
		t.Errorf("%v: %d of 128 bytes came through", s, len(seen))
	}
}

func TestLineEndsAndMultiLineAreTold(t *testing.T) {
	for content, want := range map[string]bool{
		"a,b\n1,2\n":                   false,
		"a,b\r\n1,\"2,3\"\r\n":         false,
		"a,b\n1,\"x\ny\"\n":            true,
		"a,b\r\n1,\"x\r\ny\"\r\n":      true,
		"a,b\n1,x\ry\n":                true,
		"\"a\nz\",b\n1,2\n":            true,
		"a,b,c\n1,2,3\n4,\"5\n6,7,8\n": false,
	} {
		if s := inspect(t, content); s.MultiLine != want {
			t.Errorf("%q: several lines %t, want %t", content, s.MultiLine, want)
		}
	}
}
