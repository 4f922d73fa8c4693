package csvfile

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// writtenAs is a way to write a table.
type writtenAs struct {
	delimiter, lineEnd   string
	always, mark, noLast bool // quote every field; a byte order mark; no line end at the end
}

func drawDialect(t *rapid.T) writtenAs {
	return writtenAs{
		delimiter: rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(t, "delimiter"),
		lineEnd:   rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end"),
		always:    rapid.Bool().Draw(t, "always quoted"),
		mark:      rapid.Bool().Draw(t, "mark"),
		noLast:    rapid.Bool().Draw(t, "no last line end"),
	}
}

func (w writtenAs) field(text string, alone bool) string {
	if !w.always && !strings.ContainsAny(text, w.delimiter+"\"\r\n") && (text != "" || !alone) {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

func (w writtenAs) line(row []string) string {
	fields := make([]string, len(row))
	for i, text := range row {
		fields[i] = w.field(text, len(row) == 1)
	}
	return strings.Join(fields, w.delimiter)
}

// value draws a field. Its inner lines hold no delimiter: such a line might be a record that a
// quote swallowed, and is taken for one.
func value() *rapid.Generator[string] {
	outer := rapid.StringOfN(rapid.RuneFrom([]rune("ab1 ,;\t|\"é€😀-:'\\")), 0, 6, -1)
	inner := rapid.StringOfN(rapid.RuneFrom([]rune("ab1 \"é")), 0, 6, -1)
	return rapid.Custom(func(t *rapid.T) string {
		text := outer.Draw(t, "text")
		if rapid.IntRange(0, 3).Draw(t, "one line") > 0 {
			return text
		}
		for range rapid.IntRange(0, 2).Draw(t, "lines") {
			text += rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "break") + inner.Draw(t, "line")
		}
		return text + "\n" + outer.Draw(t, "last")
	})
}

// TestEveryTableComesBack writes random tables in random dialects, with blank and ragged lines
// between the rows, and gets every field, record number and reason back.
func TestEveryTableComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := drawDialect(rt)
		names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z_]{1,6}`), 1, 6, rapid.ID).Draw(rt, "names")
		lines := []string{w.line(names)}
		var want [][]string
		var blank, rejected []int64
		for range rapid.IntRange(0, 12).Draw(rt, "lines") {
			n := int64(len(lines) + 1)
			kind := rapid.IntRange(0, 5).Draw(rt, "kind")
			switch {
			case kind == 0:
				lines, blank = append(lines, ""), append(blank, n)
			case kind == 1 && len(names) > 1: // of one column, nothing says what the delimiter is
				lines, rejected = append(lines, strings.Repeat("x"+w.delimiter, len(names))+"y"), append(rejected, n)
			default:
				row := rapid.SliceOfN(value(), len(names), len(names)).Draw(rt, "row")
				lines, want = append(lines, w.line(row)), append(want, row)
			}
		}
		if len(want) <= len(rejected) {
			return // too little to tell the delimiter by
		}
		s := inspect(t, w.file(lines))
		if w.noLast && len(blank) > 0 && blank[len(blank)-1] == int64(len(lines)) {
			blank = blank[:len(blank)-1] // an empty last line without line end is none
		}
		comesBack(rt, s, want, blank, rejected)
	})
}

func (w writtenAs) file(lines []string) string {
	text := strings.Join(lines, w.lineEnd)
	if !w.noLast {
		text += w.lineEnd
	}
	if w.mark {
		text = "\ufeff" + text
	}
	return text
}

func comesBack(t *rapid.T, s *Scan, want [][]string, blank, rejected []int64) {
	for _, row := range want {
		for i, text := range row {
			row[i] = strings.ReplaceAll(text, "\r\n", "\n") // as the standard library reads it
		}
	}
	if got := readBack(t, s); !slices.EqualFunc(got, want, slices.Equal) {
		t.Fatalf("read %q, wrote %q (%v, %v)", got, want, s, s.Rejected)
	}
	if got := rejectedRecords(s); !slices.Equal(got, rejected) {
		t.Fatalf("rejected %v, want %v", got, rejected)
	}
	var blanks []int64
	for _, g := range s.Gaps {
		for n := g.First; g.Kind == BlankGap && n < g.First+g.Count; n++ {
			blanks = append(blanks, n)
		}
	}
	if !slices.Equal(blanks, blank) {
		t.Fatalf("blank lines %v, want %v", blanks, blank)
	}
}
