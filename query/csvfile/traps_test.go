package csvfile

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// trap is a file that CSV readers are known to get wrong, and what it holds.
type trap struct {
	name      string
	content   string
	rows      string   // the accepted rows as they read back: fields by "|", rows by "/"
	rejected  []string // as rejections gives them
	blank     int64
	delimiter byte // 0: ','
	plain     bool // quotes are text
	encoding  string
	ends      string
	names     string // by "|", where they are the point
	original  bool   // DuckDB may read the file itself
}

var traps = []trap{
	{name: "clean", content: "a,b\n1,2\n3,4\n", rows: "1|2/3|4", original: true},
	{name: "no line end at the end", content: "a,b\n1,2\n3,4", rows: "1|2/3|4", original: true},
	{name: "CRLF", content: "a,b\r\n1,2\r\n3,4\r\n", rows: "1|2/3|4", ends: "\r\n", original: true},
	{name: "byte order mark", content: "\ufeffa,b\n1,2\n", rows: "1|2", names: "a|b", original: true},
	{name: "semicolon", content: "a;b\n1;2,5\n3;4\n", rows: "1|2,5/3|4", delimiter: ';', original: true},
	{name: "tab", content: "a\tb\n1\t2;x\n", rows: "1|2;x", delimiter: '\t', original: true},
	{name: "bar", content: "a|b\n1|2\n", rows: "1|2", delimiter: '|', original: true},
	{name: "quoted", content: "a,b\n\"1\",\"x, \"\"y\"\"\"\n", rows: "1|x, \"y\"", original: true},
	{name: "header only", content: "a,b\n", original: true},
	{name: "header only without line end", content: "a,b", original: true},
	{name: "one column", content: "id\n007\n1e5\n", rows: "007/1e5", original: true},
	{name: "leading zeros stay", content: "id,n\n007,1543618399.120\n", rows: "007|1543618399.120", original: true},

	{name: "one short row", content: "a,b,c\n1,2,3\n4,5\n6,7,8\n", rows: "1|2|3/6|7|8",
		rejected: []string{"3: 2 fields where the header has 3"}},
	{name: "one long row", content: "a,b,c\n1,2,3\n4,5,6,7\n", rows: "1|2|3", rejected: []string{"3: 4 fields where the header has 3"}},
	{name: "every row ragged", content: "a,b,c\n1,2\n3,4\n", rejected: []string{"2: 2 fields where the header has 3", "3: 2 fields where the header has 3"}},
	{name: "blank lines", content: "a,b\n\n1,2\n\n\n3,4\n\n", rows: "1|2/3|4", blank: 4},
	{name: "blank lines in one column", content: "a\n1\n\n2\n\"\"\n", rows: "1/2/", blank: 1},
	{name: "blank lines before the header", content: "\n\r\na,b\n1,2\n", rows: "1|2", blank: 2, ends: "\n", names: "a|b"},
	{name: "a line of spaces is not blank", content: "a,b\n1,2\n  \n", rows: "1|2", rejected: []string{"3: 1 field where the header has 2"}},
	{name: "a row of nothing", content: "a,b\n,\n", rows: "|", original: true},

	{name: "mixed line ends", content: "a,b\r\n1,2\n3,4\r\n", rows: "1|2/3|4", ends: "mixed"},
	{name: "CR only", content: "a,b\r1,2\r\r3,4\r", rows: "1|2/3|4", ends: "\r", blank: 1},
	{name: "CR only, quoted CR", content: "a,b\r1,\"x\ry\"\r", rows: "1|x\ry", ends: "\r"},
	{name: "CR part after LF part", content: "a,b\n1,2\n3,4\r5,6\r7,8", rows: "1|2/3|4/5|6/7|8", ends: "mixed"},
	{name: "lone CR in the last field", content: "a,b\n1,x\ry\n3,4\n", rows: "1|x\ry/3|4", ends: "\n"},
	{name: "lone CR in the first field", content: "a,b\n1\r2,x\n3,4\n", rows: "1\r2|x/3|4", ends: "\n"},
	{name: "CR CR LF", content: "a,b\r\r\n1,2\r\r\n", rows: "1|2", blank: 2, ends: "mixed"},
	{name: "quoted lone CR", content: "a,b\n1,\"x\ry\"\n", rows: "1|x\ry", ends: "\n"},
	{name: "CR at the very end", content: "a,b\n1,2\r", rows: "1|2", ends: "mixed"},

	{name: "quoted newline", content: "a,b,c\n1,\"x\ny\",2\n3,4,5\n", rows: "1|x\ny|2/3|4|5", original: true},
	{name: "quoted CRLF reads back as the standard library has it", content: "a,b\r\n1,\"x\r\ny\"\r\n", rows: "1|x\ny", ends: "\r\n", original: true},
	{name: "two quoted newlines in one record", content: "a,b,c\n1,\"x\ny\",\"p\nq\"\n3,4,5\n", rows: "1|x\ny|p\nq/3|4|5", original: true},
	{name: "quoted blank lines", content: "a,b\n1,\"x\n\n\ny\"\n3,4\n", rows: "1|x\n\n\ny/3|4", original: true},
	{name: "quoted newline in one column", content: "a\n\"x\ny\nz\"\nw\n", rows: "x\ny\nz/w", original: true},
	{name: "prose with the header's commas", content: "id,at,note\n1,2,\"Dear Sir\nfirst, second, third\nbye\"\n2,3,x\n",
		rows: "1|2|Dear Sir\nfirst, second, third\nbye/2|3|x", rejected: []string{}, original: true},
	{name: "ragged record with a quoted newline is one record", content: "a,b\n1,\"x\ny\",2\n3,4\n", rows: "3|4",
		rejected: []string{"2: 3 fields where the header has 2"}},
	{name: "quoted line that would be a record with commas", content: "a\tb\n\"0\n,\n\"\t1\n0\n", rows: "0\n,\n|1", delimiter: '\t',
		rejected: []string{"3: 1 field where the header has 2"}},
	{name: "quoted newline in the header", content: "\"call\nid\",b\n1,2\n", rows: "1|2", names: "call\nid|b"},

	{name: "unclosed quote, next quote is in a later field", content: "a,b,c\n1,2,3\n4,\"x,5\n6,7,8\n9,\"y\",10\n",
		rows: "1|2|3/6|7|8/9|y|10", rejected: []string{"3 b: a quote is not closed"}},
	{name: "unclosed quote, never closed", content: "a,b,c\n1,2,3\n4,\"x,5\n6,7,8\n", rows: "1|2|3/6|7|8",
		rejected: []string{"3 b: a quote is not closed"}},
	{name: "unclosed quote, closes well after swallowing a record", content: "a,b,c\n1,2,3\n4,\"x,5\n6,7,8\n9,z\",10\n",
		rows: "1|2|3/6|7|8/9|z\"|10", rejected: []string{"3 b: a quote is not closed"}},
	{name: "unclosed quote in a file of quotes", content: "\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\n\"5\",\"6\"\n\"7\",\"8\"\n",
		rows: "1|2/5|6/7|8", rejected: []string{"3 b: a quote is not closed"}},
	{name: "unclosed quote on the last line", content: "a,b\n1,2\n3,\"4", rows: "1|2", rejected: []string{"3 b: a quote is not closed"}},
	{name: "unclosed quotes, one after the other", content: "a,b,c\n1,\"2,3\n4,\"5,6\n7,8,9\n", rows: "7|8|9",
		rejected: []string{"2 b: a quote is not closed", "3 b: a quote is not closed"}},
	{name: "unclosed quote in CRLF", content: "a,b,c\r\n1,\"2,3\r\n4,5,6\r\n", rows: "4|5|6", ends: "\r\n",
		rejected: []string{"2 b: a quote is not closed"}},
	{name: "unclosed quote where CR ends lines", content: "a,b,c\r1,\"2,3\r4,5,6\r", rows: "4|5|6", ends: "\r",
		rejected: []string{"2 b: a quote is not closed"}},
	{name: "unclosed quote in one column", content: "a\nx\n\"y\nz\n", rows: "x/z", rejected: []string{"3 a: a quote is not closed"}},
	{name: "the rest of an unclosed text is no record", content: "a,b\n1,\"he said\nhe said \"yes\", then left\n3,4\n", rows: "3|4",
		rejected: []string{"2 b: a quote is not closed", "3: the rest of a text whose quote is not closed"}},
	{name: "a quoted name full of another delimiter", content: "\"||\",b\n", names: "|||b", original: true},
	{name: "a quoted name with tabs inside", content: "a,\"0\t\t\t0\",b\n", names: "a|0\t\t\t0|b", original: true},
	{name: "unclosed quote in the header", content: "a,\"b\n1,2\n3,\"4\"\n", rows: "1|2/3|4", names: "a|b"},
	{name: "text after a closing quote", content: "a,b\n\"x\"y,2\n3,4\n", rows: "3|4", rejected: []string{"2 a: text after a closing quote"}},
	{name: "quote inside a plain field", content: "a,b\n5\" disk,2\n3,4\n", rows: "5\" disk|2/3|4"},
	{name: "quotes are text", content: "a\tb\n\"x\t1\n\"y\t2\n\"z\t3\n\"w\t4\n", rows: "\"x|1/\"y|2/\"z|3/\"w|4", delimiter: '\t', plain: true},

	{name: "invalid UTF-8", content: "a,b\n1,\xe9\n2,é\n3,4\n", rows: "2|é/3|4", rejected: []string{"2 b: not valid UTF-8 (byte 0xe9)"}},
	{name: "one invalid record is no other encoding", content: "a,b\nx\xe9,1\n3,4\n", rows: "3|4", rejected: []string{"2 a: not valid UTF-8 (byte 0xe9)"}},
	{name: "Windows-1252", content: "a,b\n1,Ren\xe9\n2,\x80\n3,x\x81\n", rows: "1|René/2|€/3|x\u0081", encoding: "Windows-1252"},
	{name: "Windows-1252 in the header alone", content: "Gr\xf6\xdfe,b\n1,2\n", rows: "1|2", encoding: "Windows-1252", names: "Größe|b"},
	{name: "UTF-16LE", content: "\xff\xfea\x00,\x00b\x00\n\x001\x00,\x00\xe9\x00\n\x00", rows: "1|é", encoding: "UTF-16LE"},
	{name: "UTF-16BE", content: "\xfe\xff\x00a\x00,\x00b\x00\n\x001\x00,\x00\xe9", rows: "1|é", encoding: "UTF-16BE"},
	{name: "UTF-16LE without a mark", content: "a\x00,\x00b\x00\n\x001\x00,\x00\xe9\x00\n\x00", rows: "1|é", encoding: "UTF-16LE"},
	{name: "UTF-16BE without a mark", content: "\x00a\x00,\x00b\x00\n\x001\x00,\x00\xe9\x00\n", rows: "1|é", encoding: "UTF-16BE"},
	{name: "UTF-16 cut off in a character", content: "\xff\xfea\x00,\x00b\x00\n\x001\x00,\x002\x00\n\x003\x00,\x004", rows: "1|2",
		encoding: "UTF-16LE", rejected: []string{"3 b: not valid UTF-16"}},
	{name: "UTF-16 with half a pair", content: "\xff\xfea\x00,\x00b\x00\n\x001\x00,\x00\x00\xd8\n\x002\x00,\x003\x00", rows: "2|3",
		encoding: "UTF-16LE", rejected: []string{"2 b: not valid UTF-16"}},
	{name: "NUL", content: "a,b\n1,\x00\n3,4\n", rows: "3|4", rejected: []string{"2 b: a NUL byte"}},

	{name: "names: twice, empty, spaced, case", content: " id ,ID,,Id_1,\n1,2,3,4,5\n", rows: "1|2|3|4|5", names: "id|ID_2|column3|Id_1|column5", original: true},
	{name: "names: two byte order marks", content: "\ufeff\ufeffa,b\n1,2\n", rows: "1|2", names: "a|b", original: true},
	{name: "names: nothing but a second mark", content: "\xfe\xff\xfe\xff", names: "column1", encoding: "UTF-16BE"},
	{name: "names: an empty one beside column2", content: "a,,column2\n1,2,3\n", rows: "1|2|3", names: "a|column2_1|column2", original: true},
	{name: "ragged, unclosed and invalid in one file", content: "id,at,note\n1,2,\"a, b\"\n2,3\n3,4,\"open\n4,5,\xff\n\n5,6,\"é\nü\"\n6,7,x\n",
		rows: "1|2|a, b/5|6|é\nü/6|7|x", blank: 1,
		rejected: []string{"3: 2 fields where the header has 3", "4 note: a quote is not closed", "5 note: not valid UTF-8 (byte 0xff)"}},
	{name: "truncated last record", content: "a,b,c\n1,2,3\n4,5", rows: "1|2|3", rejected: []string{"3: 2 fields where the header has 3"}},
}

func TestTraps(t *testing.T) {
	for _, trap := range traps {
		t.Run(trap.name, func(t *testing.T) { trap.check(t, inspect(t, trap.content)) })
	}
}

func (w trap) check(t *testing.T, s *Scan) {
	t.Helper()
	if rows := joined(readBack(t, s)); rows != w.rows {
		t.Errorf("rows %q, want %q", rows, w.rows)
	}
	if got := rejections(s); !slices.Equal(got, w.rejected) {
		t.Errorf("rejected %q, want %q", got, w.rejected)
	}
	if s.Blank != w.blank {
		t.Errorf("%d blank lines, want %d", s.Blank, w.blank)
	}
	if want := orDefault(w.delimiter, ','); s.Delimiter != want {
		t.Errorf("delimiter %q, want %q", s.Delimiter, want)
	}
	if (s.Quote == 0) != w.plain {
		t.Errorf("quote %q", s.Quote)
	}
	if want := orDefault(w.encoding, "UTF-8"); s.Encoding != want {
		t.Errorf("encoding %s, want %s", s.Encoding, want)
	}
	if want := orDefault(w.ends, "\n"); s.LineEnd != want && w.ends != "" {
		t.Errorf("line ends %q, want %q", s.LineEnd, want)
	}
	if names := strings.Join(s.Names, "|"); w.names != "" && names != w.names {
		t.Errorf("names %q, want %q", names, w.names)
	}
	if w.original == s.Copied {
		t.Errorf("copied %t", s.Copied)
	}
}

func orDefault[T comparable](v, other T) T {
	var zero T
	if v == zero {
		return other
	}
	return v
}

func joined(rows [][]string) string {
	var out []string
	for _, row := range rows {
		out = append(out, strings.Join(row, "|"))
	}
	return strings.Join(out, "/")
}

func TestNoHeader(t *testing.T) {
	for content, want := range map[string]string{
		"":                         "is empty",
		"\ufeff":                   "is empty",
		"\n\n\r\n":                 "nothing but blank lines",
		"a\x00,\x00b\x00\n1,2\n":   "NUL bytes in its header",
		strings.Repeat(",", 10000): "10001 columns",
	} {
		if _, err := tryInspect(t, content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, want a sentence with %q", content, err, want)
		}
	}
}
