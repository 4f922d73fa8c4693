package csvfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestAQuoteTooManyOrTooFewCostsOneRecord damages one quote of one row of a table that looks as
// exports do, and gets all other rows back, with their record numbers.
func TestAQuoteTooManyOrTooFewCostsOneRecord(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ends := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(rt, "line end")
		rows := rapid.SliceOfN(exportRow(), 2, 40).Draw(rt, "rows")
		lines := []string{"id,started_at,event,user,note"}
		for i, r := range rows {
			lines = append(lines, fmt.Sprintf("%d,2026-03-02T09:15:%02dZ,%s", 1000+i, i, r))
		}
		whole := inspect(t, strings.Join(lines, ends)+ends)
		at := rapid.IntRange(1, len(lines)-1).Draw(rt, "damaged")
		lines[at] = damaged(rt, lines[at])
		s := inspect(t, strings.Join(lines, ends)+ends)

		want, got := readBack(t, whole), readBack(t, s)
		if s.RejectedCount == 0 && len(got) == len(want) { // what it became is a record, too
			want, got = slices.Delete(want, at-1, at), slices.Delete(got, at-1, at)
		} else {
			want = slices.Delete(want, at-1, at)
			if rejected := rejectedRecords(s); !slices.Equal(rejected, []int64{int64(at + 1)}) {
				rt.Fatalf("rejected %v %q, damaged %d: %q", rejected, rejections(s), at+1, lines)
			}
		}
		if !slices.EqualFunc(got, want, slices.Equal) {
			rt.Fatalf("read %q, want %q; %q", got, want, lines)
		}
	})
}

// exportRow draws event, user and note; notes hold commas and quotes, and keep to one line.
func exportRow() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		event := rapid.SampledFrom([]string{"ring", "accept", `"queue"`, ""}).Draw(t, "event")
		user := rapid.SampledFrom([]string{"Ana", `"Ben, Jr"`, `""`, "Cy Young"}).Draw(t, "user")
		note := rapid.SampledFrom([]string{"", "ok", `"said ""yes"", twice"`, `", and"`, `"plain, and so on,"`, `"a,b,c,d,e"`, `""`}).Draw(t, "note")
		return event + "," + user + "," + note
	})
}

// damaged takes a quote away from the line, or puts one in.
func damaged(t *rapid.T, line string) string {
	if n := strings.Count(line, `"`); n > 0 && rapid.Bool().Draw(t, "take away") {
		at := 0
		for range rapid.IntRange(1, n).Draw(t, "which") {
			at += strings.IndexByte(line[at:], '"') + 1
		}
		return line[:at-1] + line[at:]
	}
	at := rapid.IntRange(0, len(line)).Draw(t, "where")
	return line[:at] + `"` + line[at:]
}
