package csvfile

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"segpath/data"
)

// inspect writes content to a file and inspects it, both ways of reading, and checks what must hold
// of every file.
func inspect(t testing.TB, content string) *Scan {
	t.Helper()
	scan, err := tryInspect(t, content)
	if err != nil {
		t.Fatalf("%q: %v", content, err)
	}
	return scan
}

// inspectOnce inspects content that is too large to be read in every way.
func inspectOnce(t *testing.T, content string) *Scan {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	scan, err := Inspect(t.Context(), path, Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, scan)
	return scan
}

func tryInspect(t testing.TB, content string) (*Scan, error) {
	t.Helper()
	return inspectWith(t, content, Options{})
}

// inspectWith is tryInspect with options; the folder is its own.
func inspectWith(t testing.TB, content string, opts Options) (*Scan, error) {
	t.Helper()
	dir := t.TempDir()
	opts.Dir = dir
	path := filepath.Join(dir, "in.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	scan, err := Inspect(t.Context(), path, opts)
	for name, prepare := range map[string]func(*pass){"careful": carefully, "narrow": narrowly} {
		other, otherErr := (&inspection{ctx: t.Context(), path: path, opts: opts, prepare: prepare}).scan()
		if (err == nil) != (otherErr == nil) {
			t.Fatalf("%q: Inspect says %v, the %s way %v", content, err, name, otherErr)
		}
		if err == nil {
			sameScan(t, name, scan, other)
		}
	}
	if err != nil {
		return nil, err
	}
	holds(t, scan)
	if after, err := os.ReadFile(path); err != nil || string(after) != content {
		t.Fatalf("the source was changed: %v", err)
	}
	return scan, nil
}

// carefully reads every record the slow way.
func carefully(p *pass) { p.careful = true }

// narrowly reads through a window of a few bytes, so that every record begins outside it.
func narrowly(p *pass) {
	s := p.src
	rest := bytes.Clone(s.window())
	s.in = io.MultiReader(bytes.NewReader(rest), s.in)
	s.base, s.buf, s.pos, s.end, s.eof = s.at(), make([]byte, 3), 0, 0, false
}

// sameScan checks that two ways of reading say the same.
func sameScan(t testing.TB, way string, a, b *Scan) {
	t.Helper()
	if a.String() != b.String() || !slices.Equal(a.Gaps, b.Gaps) || !slices.Equal(a.Rejected, b.Rejected) || a.MultiLine != b.MultiLine {
		t.Fatalf("the %s way differs:\n%v %v\n%v %v", way, a, a.Rejected, b, b.Rejected)
	}
	if x, y := readBack(t, a), readBack(t, b); !slices.EqualFunc(x, y, slices.Equal) {
		t.Fatalf("Inspect reads %q, the %s way %q", x, way, y)
	}
}

// holds checks what is true of every scan.
func holds(t testing.TB, s *Scan) {
	t.Helper()
	if s.Records-min(s.HeaderRecord, 1) != s.Accepted+s.Blank+s.Preamble+s.Repeated+s.Totals+s.RejectedCount {
		t.Fatalf("records are lost: %v", s)
	}
	var gone, last int64
	for _, g := range s.Gaps {
		if g.First <= last {
			t.Fatalf("gaps are not sorted: %v", s.Gaps)
		}
		gone, last = gone+g.Count, g.First+g.Count-1
	}
	if gone != s.Records-s.Accepted {
		t.Fatalf("gaps hold %d records, not %d: %v", gone, s.Records-s.Accepted, s.Gaps)
	}
	if n := int64(len(rejectedRecords(s))); n != s.RejectedCount {
		t.Fatalf("%d rejected records, not %d", n, s.RejectedCount)
	}
	recordNumbersHold(t, s)
	if rows := readBack(t, s); int64(len(rows)) != s.Accepted {
		t.Fatalf("%d rows come out of %s, %d were accepted: %v", len(rows), s.ReadPath, s.Accepted, s)
	}
	longestHolds(t, s)
}

// rejectedRecords are the numbers of every rejected record, in order, those beyond Rejected too.
func rejectedRecords(s *Scan) (all []int64) {
	for _, g := range s.Gaps {
		for n := g.First; g.Kind == RejectedGap && n < g.First+g.Count; n++ {
			all = append(all, n)
		}
	}
	return all
}

// recordNumbersHold checks RecordOf and Steps against their definition, for the first records.
func recordNumbersHold(t testing.TB, s *Scan) {
	t.Helper()
	gap := map[int64]bool{}
	for _, g := range s.Gaps {
		for n := g.First; n < g.First+g.Count && n < 10_000; n++ {
			gap[n] = true
		}
	}
	k := int64(0)
	for n := int64(1); n <= min(s.Records, 9_999); n++ {
		if gap[n] {
			continue
		}
		k++
		if got := s.Steps.RecordOf(k); got != n {
			t.Fatalf("row %d is record %d, not %d: %v", k, n, got, s.Gaps)
		}
		stepped := k
		for i, from := range s.Steps.Thresholds {
			if from <= k {
				stepped = k + s.Steps.Shifts[i]
			}
		}
		if stepped != n {
			t.Fatalf("row %d is record %d, by the steps %d", k, n, stepped)
		}
	}
}

// checker is what testing and rapid have in common.
type checker interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// readBack reads what DuckDB is to read with the standard library, strictly.
func readBack(t checker, s *Scan) [][]string {
	t.Helper()
	content, err := os.ReadFile(s.ReadPath)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(content), "\ufeff")))
	r.Comma = rune(s.ReadDelimiter)
	r.FieldsPerRecord = len(s.Names)
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s cannot be read back: %v (%v)", s.ReadPath, err, s)
	}
	if len(rows) == 0 {
		t.Fatalf("%s has no header (%v)", s.ReadPath, s)
	}
	return rows[1:]
}

// longestHolds checks LongestRecord against the longest line, where no record has several.
func longestHolds(t testing.TB, s *Scan) {
	t.Helper()
	content, err := os.ReadFile(s.ReadPath)
	if err != nil {
		t.Fatal(err)
	}
	longest := 0
	for line := range strings.Lines(strings.TrimPrefix(string(content), "\ufeff")) {
		longest = max(longest, len(line))
	}
	if s.LongestRecord < int64(longest) {
		t.Fatalf("the longest record has %d bytes, a line has %d (%v)", s.LongestRecord, longest, s)
	}
}

// rejections are the rejected records as "number column: reason".
func rejections(s *Scan) []string {
	var out []string
	for _, r := range s.Rejected {
		out = append(out, strings.TrimSpace(itoa(r.Record)+" "+r.Column)+": "+r.Reason)
	}
	return out
}

func TestInspectStopsWithItsContext(t *testing.T) {
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, []byte(strings.Repeat("a,b\n", 1_000_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	_, err := Inspect(ctx, path, Options{Dir: t.TempDir(), Progress: func(done int64) {
		calls++
		cancel()
	}})
	if err != context.Canceled || calls != 1 {
		t.Fatalf("after the cancel it went on for %d windows and gave %v", calls-1, err)
	}
}

// No room for the copy is not the file's fault: whoever copies says so, in the one sentence for it.
func TestNoRoomIsHandedOn(t *testing.T) {
	for _, full := range []error{syscall.ENOSPC, syscall.EDQUOT} {
		err := (&inspection{}).sentence(&fs.PathError{Op: "write", Path: "copy", Err: full})
		var told *data.Problem
		if !errors.Is(err, full) || errors.As(err, &told) {
			t.Errorf("%v", err)
		}
	}
}
