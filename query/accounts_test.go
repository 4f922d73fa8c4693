package query

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"segpath/data"
)

// report opens an export and returns its account and its notices by kind.
func report(t *testing.T, exports ...string) (data.Report, map[data.NoticeKind]data.Notice) {
	t.Helper()
	r, err := open(t, exports...).Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[data.NoticeKind]data.Notice{}
	for _, n := range r.Notices {
		kinds[n.Kind] = n
	}
	for _, f := range r.Files {
		sum := f.Used + f.Rejected + f.Duplicates
		for _, n := range f.Context {
			sum += n
		}
		if sum != f.Rows {
			t.Errorf("%s does not add up: %+v", f.File, f)
		}
	}
	return r, kinds
}

const header = "interaction_id,segment_id,started_at,event,user\n"

func TestDuplicatesConflictsAndEqualRows(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "segments-1.csv", header+
		"a,1,2026-01-01T10:00:00Z,ring,Ana\n"+
		"a,2,2026-01-01T10:00:05Z,accept,Ana\n"+
		"a,2,2026-01-01T10:00:05Z,accept,Ana\n"+ // an id and all columns: a duplicate
		"a,3,2026-01-01T10:00:09Z,ring,Ben\n"+
		"a,3,2026-01-01T10:00:09Z,ring,Cy\n"+ // the same id, other content: both kept
		"a,,2026-01-01T10:01:00Z,hold,Ana\n"+
		"a,,2026-01-01T10:01:00Z,hold,Ana\n") // no id, same file: both kept
	write(t, dir, "segments-2.csv", header+
		"a,,2026-01-01T10:01:00Z,hold,Ana\n"+ // no id, but another file: a duplicate
		"b,1,2026-01-01T10:00:00Z,ring,Ana\n")
	write(t, dir, "users.csv", "user_id,name\nu1,Ana\nu1,Anna\nu1,Anna\nu2,Ben\n")
	r, notices := report(t, dir)
	if r.SegmentCount != 7 {
		t.Errorf("%d segments, want 7", r.SegmentCount)
	}
	for kind, want := range map[data.NoticeKind]int64{data.DuplicateRow: 1, data.EqualRows: 1, data.SameIDOther: 1} {
		if notices[kind].Count == 0 {
			t.Errorf("no notice %q (want %d or more): %+v", kind, want, r.Notices)
		}
	}
	for _, f := range r.Files {
		want := map[string]string{
			"segments-1.csv": "7 rows, 6 used, 1 duplicate, 0 superseded",
			"segments-2.csv": "2 rows, 1 used, 1 duplicate, 0 superseded",
			"users.csv":      "4 rows, 2 used, 1 duplicate, 1 superseded",
		}[filepath.Base(f.File)]
		got := fmt.Sprintf("%d rows, %d used, %d duplicate, %d superseded", f.Rows, f.Used, f.Duplicates, f.Context["superseded"])
		if got != want {
			t.Errorf("%s: %s, want %s", filepath.Base(f.File), got, want)
		}
	}
}

func TestTheLaterRowOfAnInteractionWins(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "segments.csv", header+"a,1,2026-01-01T10:00:00Z,ring,Ana\n")
	write(t, dir, "interactions-1.csv", "interaction_id,customer\na,late in the first file\n")
	write(t, dir, "interactions-2.csv", "interaction_id,customer\na,first row\na,last row\n")
	e := open(t, dir)
	c, err := e.Chain(context.Background(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if in := c.Interaction(); in.Customer != "last row" || in.SourceRow != 3 {
		t.Errorf("customer %q of row %d", in.Customer, in.SourceRow)
	}
}

func TestRowsWithoutAnIDAndUnreadableCells(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "segments.csv", "interaction_id,started_at,event,duration,seq,facts\n"+
		"a,2026-01-01T10:00:00Z,ring,5,1,\n"+
		",2026-01-01T10:00:00Z,ring,5,1,\n"+
		"a,yesterday,ring,five,one,\n"+
		"a,2026-01-01T10:00:20Z,rona,2.5,3,{broken\n")
	r, notices := report(t, dir)
	if len(r.RejectedRows) != 1 || r.RejectedRows[0].Row != 3 || r.RejectedRows[0].Column != "interaction_id" {
		t.Errorf("rejected %+v, want record 3 for its interaction_id", r.RejectedRows)
	}
	unreadable := 0
	for _, n := range r.Notices {
		if n.Kind == data.UnreadableValue {
			unreadable++
		}
	}
	if unreadable != 4 { // started_at, duration, seq, facts
		t.Errorf("%d columns with unreadable values, want 4: %+v", unreadable, r.Notices)
	}
	if n := notices[data.UnknownEvent]; n.Count != 1 || !strings.Contains(n.Text, `"rona"`) || n.SourceRow != 5 {
		t.Errorf("unknown event: %+v; rona is never taken for ignore", n)
	}
	if r.Events["ignore"] != 0 || r.Events["other"] != 1 {
		t.Errorf("events %v", r.Events)
	}
}

// Record numbers hold before, between and after records that are none, with quoted newlines and blank
// lines, with one thread and with several, and the raw fields are those of that record.
func TestRecordNumbers(t *testing.T) {
	var text strings.Builder
	text.WriteString("interaction_id,started_at,event,note\n")
	want := map[string]int64{}
	record := int64(1)
	add := func(line string, id string) {
		record++
		text.WriteString(line + "\n")
		if id != "" {
			want[id] = record
		}
	}
	add("too,few", "")
	for n := range 3000 {
		id := fmt.Sprintf("i%d", n)
		switch n % 7 {
		case 0:
			add(id+",2026-01-01T10:00:00Z,ring,\"two\nlines\"", id)
		case 3:
			add(id+",2026-01-01T10:00:00Z,ring,x", id)
			add("one,too,many,fields,here", "")
		case 5:
			add(id+",2026-01-01T10:00:00Z,ring,y", id)
			add("", "")
		default:
			add(id+",2026-01-01T10:00:00Z,ring,z", id)
		}
	}
	add("too,few", "")
	for _, threads := range []int{1, 4} {
		dir := write(t, t.TempDir(), "segments.csv", text.String())
		e, err := Open(context.Background(), Options{Exports: []string{dir}, TimeZone: "UTC", Threads: threads})
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"i0", "i1", "i3", "i4", "i5", "i6", "i700", "i1500", "i2998", "i2999"} {
			c, err := e.Chain(context.Background(), id)
			if err != nil {
				t.Fatal(err)
			}
			s := c.Steps()[0]
			if s.SourceRow != want[id] {
				t.Errorf("%d threads: %s is record %d, want %d", threads, id, s.SourceRow, want[id])
			}
			raw, err := e.Raw(context.Background(), s.Source, s.SourceRow)
			if err != nil || raw.Fields[0].Value != id || raw.Fields[0].As != "interaction_id" || raw.Fields[3].As != "" {
				t.Errorf("raw record %d: %+v, %v", s.SourceRow, raw, err)
			}
		}
		if _, err := e.Raw(context.Background(), filepath.Join(dir, "segments.csv"), 2); err == nil {
			t.Error("a rejected record has raw fields")
		}
		report, _ := e.Check(context.Background())
		if f := report.Files[0]; f.Rows != record-1 || f.Rejected == 0 || f.Context["blank line"] == 0 {
			t.Errorf("account %+v, want %d rows", f, record-1)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestSeveralFilesOfOneTableWithOtherColumns(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "january.csv", "interaction_id,started_at,event,queue\na,2026-01-01T10:00:00Z,queue,Billing\n")
	write(t, dir, "february.csv", "Event;Started At;Interaction ID\nring;2026-02-01T10:00:00Z;b\n")
	e := open(t, dir)
	for id, file := range map[string]string{"a": "january.csv", "b": "february.csv"} {
		c, err := e.Chain(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		if s := c.Steps()[0]; filepath.Base(s.Source) != file || s.SourceRow != 2 {
			t.Errorf("%s stands in %s:%d", id, s.Source, s.SourceRow)
		}
	}
}

func TestAnExportIsNeverWritten(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", anaAndBen+"broken,row\n")
	before := list(t, dir)
	e := open(t, dir)
	if _, err := e.Chain(context.Background(), "1543618399.120"); err != nil {
		t.Fatal(err)
	}
	if after := list(t, dir); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

// list is a folder's names, sizes, times and contents.
func list(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, entry.Name(), info.Mode(), info.ModTime().UnixNano(), string(text))
	}
	return b.String()
}
