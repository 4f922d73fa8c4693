package query

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/zstd"

	"segpath/data"
	"segpath/data/format"
)

// gzipped and zstded compress text.
func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstded(t *testing.T, text string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}

// months are two exports of a month each that overlap by three segments, one of them changed since.
func months() (january, february string) {
	const head = "interaction_id,segment_id,started_at,event,user\n"
	shared := "b,3,2026-01-31T23:59:50Z,create,\nb,4,2026-01-31T23:59:55Z,ring,Ana\n"
	january = head + "a,1,2026-01-15T09:00:00Z,create,\na,2,2026-01-15T09:00:05Z,accept,Ana\n" + shared + "b,5,2026-02-01T00:00:05Z,ring,Ben\n"
	february = head + shared + "b,5,2026-02-01T00:00:05Z,ring,Cy\nb,6,2026-02-01T00:00:09Z,accept,Cy\n"
	return january, february
}

// TestMonthsThatOverlap: a segment that stands in both is one, whatever its file is packed with; one that
// changed between them is both, with a notice.
func TestMonthsThatOverlap(t *testing.T) {
	january, february := months()
	for name, files := range map[string]map[string]string{
		"plain":  {"2026-01.csv": january, "2026-02.csv": february},
		"packed": {"2026-01.csv.gz": gzipped(t, january), "2026-02.csv.zst": zstded(t, february)},
		"titled": {"2026-01.csv": "Segments of January\n\n" + january + "Total,5\n", "2026-02.csv": february + "4\n"},
	} {
		t.Run(name, func(t *testing.T) {
			r, notices := report(t, written(t, files))
			if r.SegmentCount != 7 || r.InteractionCount != 2 || notices[data.DuplicateRow].Count != 2 || notices[data.SameIDOther].Count != 2 {
				t.Errorf("%d segments of %d interactions, %+v", r.SegmentCount, r.InteractionCount, r.Notices)
			}
			if r.Files[0].Duplicates != 0 || r.Files[1].Duplicates != 2 {
				t.Errorf("%+v", r.Files)
			}
		})
	}
}

// TestLinesAroundTheTable: they are context by their names, and rows keep the numbers of their records.
func TestLinesAroundTheTable(t *testing.T) {
	dir := written(t, map[string]string{"segments.csv": "Report,Segments\nAccount: Acme\n\ninteraction_id,started_at,event,user\n" +
		"a,2026-03-02T09:00:00Z,create,\nbroken\na,2026-03-02T09:00:01Z,ring,Ana\n\nGrand Total,,2\n3\n"})
	r, _ := report(t, dir)
	f := r.Files[0]
	if f.Rows != 9 || f.Used != 2 || f.Rejected != 1 || f.Context["preamble"] != 2 || f.Context["totals"] != 2 || f.Context["blank line"] != 2 {
		t.Errorf("%+v", f)
	}
	if len(r.RejectedRows) != 1 || r.RejectedRows[0].Row != 6 {
		t.Errorf("%+v", r.RejectedRows)
	}
	e := open(t, dir)
	steps := pathOf(t, e, "a").Steps
	if len(steps) != 2 || steps[0].SourceRow != 5 || steps[1].SourceRow != 7 {
		t.Fatalf("%+v", steps)
	}
	raw, err := e.Raw(context.Background(), steps[1].Source, 7)
	if err != nil || raw.Fields[3].Value != "Ana" {
		t.Errorf("%+v %v", raw, err)
	}
	for _, record := range []int64{1, 4, 6, 9, 10} {
		if _, err := e.Raw(context.Background(), steps[1].Source, record); err == nil {
			t.Errorf("record %d is no row", record)
		}
	}
}

func TestEncodingsThatNobodyStatedAreTold(t *testing.T) {
	const text = "interaction_id,started_at,event,user\na,2026-03-02T09:00:00Z,ring,René\na,2026-03-02T09:00:09Z,ring,Zoë\n"
	wide := func(order int) string {
		var b strings.Builder
		for _, r := range text {
			pair := []byte{byte(r), 0}
			b.WriteByte(pair[order])
			b.WriteByte(pair[1-order])
		}
		return b.String()
	}
	var narrow strings.Builder
	for _, r := range text {
		narrow.WriteByte(byte(r))
	}
	for name, c := range map[string]struct {
		content, encoding string
		told              bool
	}{
		"UTF-8":              {text, "UTF-8", false},
		"UTF-8 with a mark":  {"\ufeff" + text, "UTF-8", false},
		"Windows-1252":       {narrow.String(), "Windows-1252", true},
		"UTF-16LE":           {wide(0), "UTF-16LE", true},
		"UTF-16BE":           {wide(1), "UTF-16BE", true},
		"UTF-16LE, a mark":   {"\xff\xfe" + wide(0), "UTF-16LE", false},
		"UTF-16BE, a mark":   {"\xfe\xff" + wide(1), "UTF-16BE", false},
		"Windows-1252, .zst": {zstded(t, narrow.String()), "Windows-1252", true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := written(t, map[string]string{"segments.csv": c.content})
			r, notices := report(t, dir)
			n, told := notices[data.AssumedEncoding]
			if r.Files[0].Encoding != c.encoding || told != c.told || told && !strings.Contains(n.Text, c.encoding) {
				t.Errorf("%s, notice %+v", r.Files[0].Encoding, n)
			}
			if steps := pathOf(t, open(t, dir), "a").Steps; len(steps) != 2 || steps[0].UserID != "René" || steps[1].UserID != "Zoë" {
				t.Errorf("%+v", steps)
			}
		})
	}
}

// Bytes behind the end of an archive are told, and zeros there are none.
func TestBytesBehindAnArchiveAreTold(t *testing.T) {
	packed := gzipped(t, "interaction_id,started_at,event\na,2026-03-02T09:00:00Z,ring\n")
	for behind, count := range map[string]int64{"": 0, "\x00\x00\x00": 0, "junk": 1} {
		r, notices := report(t, written(t, map[string]string{"segments.csv.gz": packed + behind}))
		if n := notices[data.BytesBehind]; n.Count != count || r.Files[0].Used != 1 {
			t.Errorf("%q: %d of %d rows used, told %+v", behind, r.Files[0].Used, r.Files[0].Rows, n)
		}
	}
}

const callLog = `name = "calllog"
[events]
ring = ["RINGNOANSWER"]
accept = ["CONNECT"]
create = ["ENTERQUEUE"]
[has.rings]
state = "stated"
[[tables]]
name = "log"
role = "steps"
required = true
line_pattern = '^[0-9]+(\.[0-9]+)?\|[^|]*\|[^|]*\|[^|]*\|[A-Z]+'
header = ["epoch", "callid", "queuename", "agent", "event", "data1", "data2"]
delimiter = "|"
quote = ""
ragged = true
columns = [
  { name = "interaction_id", type = "text", required = true, synonyms = ["callid"] },
  { name = "started_at", type = "instant", required = true, synonyms = ["epoch"] },
  { name = "queue_id", type = "text", synonyms = ["queuename"] },
  { name = "user_id", type = "text", synonyms = ["agent"] },
  { name = "event", type = "event", required = true },
]
`

// TestALogWithoutAHeader: lines of unlike length and with quotes are rows, the first of them record 1.
func TestALogWithoutAHeader(t *testing.T) {
	f, err := format.Load(fstest.MapFS{"x/manifest.toml": {Data: []byte(callLog)}, "x/segments.sql": {Data: []byte(
		`SELECT interaction_id, started_at, queue_id, user_id, "event", word AS event_raw, file, source_row FROM stage.log`)}}, "x")
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBuilder(t.Context(), Options{Threads: 1, Exports: []string{written(t, map[string]string{"queue_log": "1772442000|c1|sales|NONE|ENTERQUEUE\n" +
		"1772442005|c1|sales|\"Ana|RINGNOANSWER|5000\n1772442009|c1|sales|Ben|CONNECT|9|1772442005.7|more\n" + strings.Repeat("1772442010|c2|sales|NONE|ENTERQUEUE||15\n", 60) +
		"17724420\n"}) + "/queue_log"}})
	if err != nil {
		t.Fatal(err)
	}
	b.only = f
	e, err := b.build(context.Background())
	if err != nil {
		t.Fatal(errors.Join(err, b.abandon()))
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	r, err := e.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Files[0]; got.Rows != 64 || got.Used != 63 || got.Rejected != 1 || r.RejectedRows[0].Row != 64 ||
		r.RejectedRows[0].Reason != "1 field where at least 5 are needed" {
		t.Errorf("%+v %+v", got, r.RejectedRows)
	}
	steps := pathOf(t, e, "c1").Steps
	if len(steps) != 3 || steps[0].SourceRow != 1 || steps[1].UserID != "\"Ana" || steps[2].Event != data.Accept {
		t.Fatalf("%+v", steps)
	}
	raw, err := e.Raw(context.Background(), steps[2].Source, 3)
	if err != nil || raw.Fields[6].Value != "1772442005.7|more" {
		t.Errorf("%+v %v", raw, err)
	}
}

// TestAFolderOfAllSorts: what is no table of the format is left out and told, files of odd names are read,
// and what the user names outright must be a part.
func TestAFolderOfAllSorts(t *testing.T) {
	dir := written(t, map[string]string{
		"a [1]*?.csv": anaAndBen, "o'brien.txt": "interaction_id,started_at,event\no,2026-03-02T09:00:00Z,create\n", "weather.csv": "day,rain\n1,2\n",
		"blank.txt": "\n\n", "notes.txt": "{\"a\": 1}", "readme.md": "x", "empty.csv": "", "only header.csv": "interaction_id,started_at,event\n",
	})
	r, _ := report(t, dir)
	leftOut := map[string]bool{}
	for _, n := range r.Notices {
		if n.Kind == data.LeftOut {
			leftOut[filepath.Base(n.Source)] = true
		}
	}
	if r.InteractionCount != 2 || !leftOut["weather.csv"] || !leftOut["notes.txt"] || !leftOut["blank.txt"] || len(leftOut) != 3 || len(r.Files) != 7 {
		t.Errorf("%d interactions of %d files, left out %v", r.InteractionCount, len(r.Files), leftOut)
	}
	_, err := Open(context.Background(), Options{Exports: []string{filepath.Join(dir, "weather.csv"), filepath.Join(dir, "a [1]*?.csv")}})
	if err == nil || !strings.Contains(err.Error(), "weather.csv is no table of the format") {
		t.Error(err)
	}
}

// TestStandardInput is one file, before all others.
func TestStandardInput(t *testing.T) {
	e, err := Open(context.Background(), Options{Exports: []string{"-"}, TimeZone: "UTC", Stdin: strings.NewReader(gzipped(t, anaAndBen))})
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Check(context.Background())
	if err != nil || len(r.Files) != 1 || r.Files[0].File != "standard input" || r.Files[0].Used != 6 || e.Export().Name != "standard input" {
		t.Errorf("%+v %v", r.Files, err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	for exports, want := range map[string]string{"-": "holds no export", "- -": "only once"} {
		if _, err := Open(context.Background(), Options{Exports: strings.Fields(exports)}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Files that were put together into one hold their header again: it is no row, and nothing is made of it.
func TestHeadersWithinAFile(t *testing.T) {
	const header = "interaction_id,started_at,event,user\n"
	e := openFiles(t, Options{}, map[string]string{"all.csv": header + "a,2026-03-02T09:00:00Z,ring,u1\n" + header + "b,2026-03-02T09:00:00Z,ring,u2\n" +
		"\"interaction_id\",started_at,event,user\nb,2026-03-02T09:00:05Z,accept,u2\n"})
	r, err := e.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if f := r.Files[0]; f.Rows != 5 || f.Used != 3 || f.Context["header again"] != 2 || f.Rejected != 0 || r.InteractionCount != 2 {
		t.Errorf("%+v", f)
	}
	if p := pathOf(t, e, "b"); p.Letters() != "rA" || p.Steps[1].SourceRow != 6 {
		t.Errorf("%s, the accept of row %d", p.Letters(), p.Steps[1].SourceRow)
	}
}

// The folder of a call centre's logs: the running one has no ending, older ones a number, the oldest are packed.
func TestAFolderOfLogs(t *testing.T) {
	dir := t.TempDir()
	for name, lines := range map[string]string{
		"queue_log": queueLogHead + queueLog("c3", "0 Q NONE ENTERQUEUE"), "queue_log.1": queueLogHead + queueLog("c2", "0 Q NONE ENTERQUEUE"),
		"queue_log-20260301": queueLogHead + queueLog("c1", "0 Q NONE ENTERQUEUE"), "README": "what is here\n",
	} {
		write(t, dir, name, lines)
	}
	e := open(t, dir)
	r, err := e.Check(t.Context())
	if err != nil || len(r.Files) != 3 || r.InteractionCount != 3 {
		t.Errorf("%d files, %d interactions, %v", len(r.Files), r.InteractionCount, err)
	}
}

// A comma at the end of every line is a column without a name: it is told as that.
func TestAColumnWithoutANameIsToldSo(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{"segments.csv": "interaction_id,started_at,event,\ni1,2026-03-02T09:00:00Z,ring,\n"})
	report, err := e.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range report.Notices {
		if n.Kind == data.UnusedColumns && n.Text == "1 column used for nothing but the raw fields: a column without a name in segments." {
			return
		}
	}
	t.Errorf("%+v", report.Notices)
}

// Files that are passed over by their names are told, once for all, and are no problem.
func TestFilesThatAreNotOpenedAreTold(t *testing.T) {
	dir := written(t, map[string]string{"segments.csv": anaAndBen, "schema.json": "{}", "more.xml": "<x/>"})
	r, _ := report(t, dir)
	want := "2 files in the folder not opened: " + filepath.Join(dir, "more.xml") + " is XML; " + filepath.Join(dir, "schema.json") + " is JSON. CSV and Parquet are read."
	for _, n := range r.Notices {
		if n.Kind == data.NotOpened && n.Text == want && len(n.Places) == 2 && !n.Kind.Problem() && len(r.Files) == 3 {
			return
		}
	}
	t.Errorf("%+v\n%+v", r.Notices, r.Files)
}
