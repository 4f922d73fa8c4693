package query

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"segpath/data"
	"segpath/query/duck"
)

// A column named rowid hides DuckDB's own unless it goes by another name.
func TestAColumnNamedRowid(t *testing.T) {
	files := map[string]func(t *testing.T) string{
		"segments.csv": func(t *testing.T) string {
			return write(t, t.TempDir(), "segments.csv", "RowID,rowid_1,interaction_id,started_at,event\n"+
				"7,x,a,2026-01-01T10:00:00Z,create\n9,y,a,2026-01-01T10:00:05Z,ring\n")
		},
		"segments.parquet": func(t *testing.T) string {
			return parquet(t, t.TempDir(), "segments.parquet", "SELECT 7 + 2 * i AS RowID, ['x', 'y'][i + 1] AS rowid_1, 'a' AS interaction_id, "+
				"TIMESTAMPTZ '2026-01-01 10:00:00Z' + to_seconds(5 * i) AS started_at, ['create', 'ring'][i + 1] AS event FROM range(2) t(i)")
		},
	}
	for name, make := range files {
		t.Run(name, func(t *testing.T) {
			first := map[string]int64{"segments.csv": 2, "segments.parquet": 1}[name]
			e := open(t, make(t))
			c, err := e.Chain(context.Background(), "a")
			if err != nil {
				t.Fatal(err)
			}
			for n, s := range c.Steps() {
				if s.SourceRow != first+int64(n) {
					t.Errorf("step %d stands in row %d, want %d", n+1, s.SourceRow, first+int64(n))
				}
				raw, err := e.Raw(context.Background(), s.Source, s.SourceRow)
				if err != nil {
					t.Fatal(err)
				}
				got := fmt.Sprint(raw.Fields[0].Column, raw.Fields[0].Value, " ", raw.Fields[1].Column, raw.Fields[1].Value)
				if want := []string{"RowID7 rowid_1x", "RowID9 rowid_1y"}[n]; got != want {
					t.Errorf("raw fields %s, want %s", got, want)
				}
			}
		})
	}
}

// Files in a folder that are no table of the format are left out, told, and counted, ragged or not.
func TestFilesThatAreLeftOut(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", oneSegment)
	write(t, dir, "other.csv", "x,y\n1,2\n\n1,2,3\n")
	parquet(t, dir, "more.parquet", "SELECT i AS x FROM range(5) t(i)")
	r, _ := report(t, dir) // holds the accounts to their sums
	told := map[string]bool{}
	for _, n := range r.Notices {
		if n.Kind == data.LeftOut {
			told[filepath.Base(n.Source)] = strings.Contains(n.Text, filepath.Base(n.Source))
		}
	}
	if !told["other.csv"] || !told["more.parquet"] || len(told) != 2 {
		t.Errorf("left out and told: %v", told)
	}
	for _, f := range r.Files {
		want := map[string]int64{"other.csv": 3, "more.parquet": 5}[filepath.Base(f.File)]
		if f.Context["not part of the format"] != want || want > 0 && (f.Rows != want || f.Used != 0) {
			t.Errorf("%+v, want %d rows left out", f, want)
		}
	}
}

// Types that cannot be declared by their names are read as they are.
func TestParquetTypesThatCannotBeDeclared(t *testing.T) {
	dir := parquet(t, t.TempDir(), "segments.parquet", "SELECT 'a' AS interaction_id, TIMESTAMPTZ '2026-01-01 10:00:00Z' AS started_at, 'ring' AS event, "+
		"union_value(n := 3) AS choice, {'a b': 1, 'c': [2]} AS odd, 'x''y'::ENUM('x''y', 'z') AS mood, TIME '10:00:00' AS t, UUID '00000000-0000-0000-0000-000000000001' AS u, "+
		"INTERVAL 1 DAY AS i, '\\x00'::BLOB AS b, NULL AS nothing")
	parquet(t, dir, "empty.parquet", "SELECT 'a' AS interaction_id, NULL::TIMESTAMPTZ AS started_at, 'ring' AS event, union_value(n := 3) AS choice WHERE false")
	e := open(t, dir)
	c, err := e.Chain(context.Background(), "a")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := e.Raw(context.Background(), c.Steps()[0].Source, 1)
	if err != nil || len(raw.Fields) != 11 {
		t.Fatalf("%+v, %v", raw, err)
	}
	if raw.Fields[3].Value != "(0, 3)" || raw.Fields[4].Value != "{'a b': 1, 'c': [2]}" || raw.Fields[5].Value != "x'y" {
		t.Errorf("raw fields %+v", raw.Fields[3:6])
	}
}

// A NUL in a text is no more taken from Parquet than from CSV.
func TestNULInParquet(t *testing.T) {
	dir := parquet(t, t.TempDir(), "segments.parquet", "SELECT unnest(['a', 'b' || chr(0), 'a', 'a']) AS interaction_id, "+
		"TIMESTAMPTZ '2026-01-01 10:00:00Z' AS started_at, 'ring' AS event, unnest(['u', 'u', 'u' || chr(0), 'v']) AS user")
	r, _ := report(t, dir)
	if r.SegmentCount != 2 || r.InteractionCount != 1 {
		t.Errorf("%d segments of %d interactions, want 2 of 1", r.SegmentCount, r.InteractionCount)
	}
	var got []string
	for _, x := range r.RejectedRows {
		got = append(got, fmt.Sprint(filepath.Base(x.File), " ", x.Row, " ", x.Column, " ", x.Reason))
	}
	want := "segments.parquet 2 interaction_id a NUL byte; segments.parquet 3 user_id a NUL byte"
	if strings.Join(got, "; ") != want {
		t.Errorf("rejected %s, want %s", strings.Join(got, "; "), want)
	}
}

// What the machine lacks is never blamed on the file, and no statement reaches the user.
func TestLoadErrorsOfTheMachine(t *testing.T) {
	q := "INSERT INTO raw.x SELECT * FROM read_csv('f')"
	for _, x := range []struct {
		err  error
		want string // in the sentence and the hint
	}{
		{duck.Failed(errors.New(`IO Error: Could not write file "/run/tmp/x": No space left on device`), q), "disk"},
		{duck.Failed(errors.New("Out of Memory Error: could not allocate block"), q), "--memory"},
		{duck.Failed(errors.New("Invalid Input Error: bad page\nLINE 1: "+q), q), "f.csv: Invalid Input Error: bad page"},
	} {
		var p *data.Problem
		if err := unreadableFile(x.err, "f.csv", damaged); !errors.As(err, &p) {
			t.Fatalf("%v is no problem", err)
		}
		if text := p.Text + " " + p.Advice(); !strings.Contains(text, x.want) || strings.Contains(text, "INSERT") || strings.Contains(text, "(in:") {
			t.Errorf("%q, want %q and no SQL", text, x.want)
		}
	}
	var p *data.Problem
	if err := named(fmt.Errorf("write copy: %w", syscall.ENOSPC), "f.csv"); !errors.As(err, &p) || !strings.Contains(p.Text, "disk") || strings.Contains(p.Text, "f.csv") {
		t.Errorf("a full disk is told as %v", err)
	}
	for _, err := range []error{
		named(fmt.Errorf("write copy: %w", syscall.EDQUOT), "f.csv"), duck.Failed(errors.New(`IO Error: Could not write file "/run/tmp/x": Disk quota exceeded`), q),
	} {
		if !errors.As(err, &p) || !strings.Contains(p.Text, "disk quota") || !strings.Contains(p.Hint, "Make room") || strings.Contains(p.Text, "f.csv") {
			t.Errorf("a used-up quota is told as %v", err)
		}
	}
}

// Loading with too little memory says so.
func TestTooLittleMemory(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", "interaction_id,started_at,event,note\na,2026-01-01T10:00:00Z,ring,"+strings.Repeat("x", 8<<20)+"\n")
	e, err := Open(context.Background(), Options{Exports: []string{dir}, TimeZone: "UTC", Threads: 1, Memory: "4MB"})
	if err == nil {
		_ = e.Close()
	}
	var p *data.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Advice(), "--memory") || strings.Contains(p.Text, "segments.csv") {
		t.Errorf("told as %v", err)
	}
}

// Every row with an unknown event is in some notice, however many words there are.
func TestManyUnknownEvents(t *testing.T) {
	var text strings.Builder
	text.WriteString("interaction_id,started_at,event\n")
	for n := range 150 {
		fmt.Fprintf(&text, "a,2026-01-01T10:%02d:%02dZ,word%d\n", n/60, n%60, n)
	}
	text.WriteString("a,2026-01-01T11:00:00Z,\na,2026-01-01T11:00:01Z,\n")
	r, _ := report(t, write(t, t.TempDir(), "segments.csv", text.String()))
	var rows int64
	var last data.Notice
	n := 0
	for _, x := range r.Notices {
		if x.Kind == data.UnknownEvent {
			rows, last, n = rows+x.Count, x, n+1
		}
	}
	if rows != 152 || n != maxWords+1 || last.Count != 51 || !strings.Contains(last.Text, "51 events more") {
		t.Errorf("%d rows in %d notices, the last %+v", rows, n, last)
	}
}
