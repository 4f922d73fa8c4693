package csvfile

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// sparse writes head, then as many NUL bytes as said, then tail; the NULs take no room on the disk.
func sparse(t *testing.T, head string, size int64, tail string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "in.csv")
	file, err := os.Create(path)
	if err == nil {
		_, err = file.WriteString(head)
	}
	if err == nil {
		_, err = file.WriteAt([]byte(tail), int64(len(head))+size)
	}
	if err != nil || file.Close() != nil {
		t.Fatal(err)
	}
	return path
}

// TestAHugeLineTakesNoMemory reads a line of 64 MB between two records.
func TestAHugeLineTakesNoMemory(t *testing.T) {
	path := sparse(t, "a,b\n1,2\n", 64<<20, "\n3,4\n")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	scan, err := Inspect(t.Context(), path, Options{Dir: t.TempDir()})
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, scan)
	if got := rejections(scan); !slices.Equal(got, []string{"3: longer than 16 MB"}) || scan.Accepted != 2 {
		t.Errorf("%v %q", scan, got)
	}
	// Each of the two passes grows its window up to twice a record, by doubling.
	if used := after.TotalAlloc - before.TotalAlloc; used > 2*5*MaxRecord {
		t.Errorf("%d MB were used", used>>20)
	}
}

func TestAHeaderThatDoesNotEnd(t *testing.T) {
	path := sparse(t, "a,b", 40<<20, "c")
	if _, err := Inspect(t.Context(), path, Options{Shown: "x.csv"}); err == nil || !strings.HasPrefix(err.Error(), "x.csv has no header: its first line does not end") {
		t.Error(err)
	}
}

// TestALongRecordIsRejected has a record that is complete and too long, and one that is just not.
func TestALongRecordIsRejected(t *testing.T) {
	long := strings.Repeat("x", MaxRecord-2)
	scan := inspectOnce(t, "a,b\n1,"+long+"\n2,"+long+"y\n3,4\n")
	if got := rejections(scan); !slices.Equal(got, []string{"3: longer than 16 MB"}) || scan.Accepted != 2 {
		t.Errorf("%v %q", scan, got)
	}
}

// TestALongQuotedTextIsCutAtItsFirstLine: a quote followed for 16 MB is taken as never closed.
func TestALongQuotedTextIsCutAtItsFirstLine(t *testing.T) {
	line := strings.Repeat("some more words ", 64) + "\n"
	scan := inspectOnce(t, "a,b\n1,\""+strings.Repeat(line, 17<<10)+"\"\n3,4\n")
	if scan.Accepted != 1 || scan.RejectedCount != 17<<10+1 || scan.Rejected[0].Reason != reasonUnclosed {
		t.Errorf("%v %q", scan, rejections(scan)[:1])
	}
	if len(scan.Gaps) != 2 {
		t.Errorf("%d gaps, not the header and one run", len(scan.Gaps))
	}
}

// TestQuotesThatNeverCloseAreReadInLinearTime counts the bytes looked at twice.
func TestQuotesThatNeverCloseAreReadInLinearTime(t *testing.T) {
	header := strings.TrimSuffix(strings.Repeat("c,", 5000), ",") + "\n"
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, []byte(header+strings.Repeat("\"\""+header[1:], 60)+strings.Repeat("a\",\"b\n", 15_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	i := &inspection{ctx: t.Context(), path: path, opts: Options{Dir: t.TempDir()}}
	p, err := i.pass(utf8Text, nil)
	if err != nil {
		t.Fatal(err)
	}
	if bound := 64<<20 + 4*p.scan.Size + 4096*p.scan.RejectedCount; p.wasted == 0 || p.wasted > bound {
		t.Errorf("%d MB were looked at in vain, in a file of %d MB", p.wasted>>20, p.scan.Size>>20)
	}
}

func TestOnlyTheFirstRejectedKeepTheirValues(t *testing.T) {
	long := strings.Repeat("x", 5000)
	scan := inspect(t, "a,b\n"+long+"\n"+strings.Repeat("1\n2,3\n", MaxRejectedKept+5))
	if scan.RejectedCount != MaxRejectedKept+6 || len(scan.Rejected) != MaxRejectedKept || len(scan.Rejected[0].Value) != MaxValueKept {
		t.Errorf("%v, %d kept, the first with %d bytes", scan, len(scan.Rejected), len(scan.Rejected[0].Value))
	}
}

func TestTooManyGapsIsASentence(t *testing.T) {
	scan := &Scan{Records: 3 * MaxGaps, Gaps: make([]Gap, MaxGaps)}
	if err := scan.gap(BlankGap, scan.Records); err == nil || !strings.Contains(err.Error(), "blank or broken") {
		t.Error(err)
	}
}

func TestPeekIsTheFirstGoodRecords(t *testing.T) {
	var b strings.Builder
	b.WriteString("a,b\nbad\n")
	for i := range 30 {
		fmt.Fprintf(&b, "%d,\"x\"\n", i)
	}
	scan := inspect(t, b.String())
	if len(scan.Peek) != PeekRecords || !slices.Equal(scan.Peek[0], []string{"0", "x"}) || !slices.Equal(scan.Peek[19], []string{"19", "x"}) {
		t.Errorf("%q", scan.Peek)
	}
}

func TestProgressCountsTheBytesRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "in.csv")
	content := "a,b\n" + strings.Repeat("1,2\n", 500_000) + "\n"
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	var told []int64
	scan, err := Inspect(t.Context(), path, Options{Dir: t.TempDir(), Progress: func(done int64) { told = append(told, done) }})
	if err != nil || !slices.IsSorted(told) || told[len(told)-1] != 2*scan.Size || len(told) < 6 {
		t.Errorf("%v %v %v", told, scan, err)
	}
}

// TestManyWindows reads files of many windows, made of the pieces that are hard to read.
func TestManyWindows(t *testing.T) {
	pieces := []string{
		"1,2,3\n", "4,5,6\r\n", "\n", "1,2\n", "x,\"a\nb\",y\n", "x,\"a\r\n\r\nb \"\"c\"\" d\",y\n", "1,\"2,3\n", "é,ü,😀\n", "\xff,2,3\n", "a\x00,b,c\n",
		"5\" disk,a,b\n", "\"q\"z,a,b\n", "1,2,3\r", "1,x\ry,3\n", strings.Repeat("long ", 30_000) + ",b,c\n", "\"" + strings.Repeat("long, \n", 30_000) + "\",b,c\n",
	}
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 1))
		var b strings.Builder
		b.WriteString("a,b,c\n")
		for b.Len() < 3*windowSize {
			b.WriteString(pieces[r.IntN(len(pieces))])
			for range r.IntN(50) {
				fmt.Fprintf(&b, "%d,plain,\"quoted\"\n", r.IntN(1_000_000))
			}
		}
		inspect(t, b.String())
	}
}
