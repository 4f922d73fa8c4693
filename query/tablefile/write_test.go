package tablefile_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"segpath/data"
	"segpath/query/tablefile"
)

var instantOfTest = time.Date(2026, 3, 29, 1, 30, 0, 250_000_000, time.UTC)

// hardTable holds every type, absent values, and texts that break careless writers.
func hardTable() data.Table {
	return table("segments", []data.Column{
		{Name: "id", Type: data.TextColumn}, {Name: "n", Type: data.IntegerColumn}, {Name: "share", Type: data.NumberColumn},
		{Name: "at", Type: data.InstantColumn}, {Name: "took", Type: data.SecondsColumn}, {Name: "ok", Type: data.BooleanColumn},
		{Name: "ids", Type: data.ListColumn}, {Name: "facts", Type: data.MapColumn},
	}, [][]any{
		{"1543618399.120", int64(math.MaxInt64), 0.1, instantOfTest, data.Span(15_250_000), true,
			[]string{"a,b", `q"q`}, map[string]string{"b": "2", "a": "<1>"}},
		{"007", int64(-1), 1e300, time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC), data.Span(-1), false,
			[]string{"1e5"}, map[string]string{"ключ": "значение\n2"}},
		{nil, nil, nil, nil, nil, nil, nil, nil},
		{"line\nbreak, \"quoted\"\r\n", int64(0), 0.0, instantOfTest.In(time.FixedZone("", 3600)), data.Span(0), true,
			[]string{"", "x"}, map[string]string{}},
		{" edge ", int64(5), 2.5, instantOfTest, data.Span(1), true, []string{"王伟"}, map[string]string{`k"`: `v\`}},
	})
}

func table(name string, columns []data.Column, rows [][]any) data.Table {
	return data.Table{Name: name, Columns: columns, Rows: slices.Values(rows)}
}

func write(t *testing.T, dir string, opt tablefile.Options, tables ...data.Table) {
	t.Helper()
	if err := tablefile.Write(t.Context(), dir, tables, opt); err != nil {
		t.Fatal(err)
	}
}

func closed(t *testing.T, c io.Closer) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

// ask runs SQL in a DuckDB that knows nothing of us, and prints the answer a row a line.
func ask(t *testing.T, q string) string {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, db)
	rows, err := db.QueryContext(t.Context(), q)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for rows.Next() {
		cells, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		out.WriteString(strings.TrimSuffix(fmt.Sprintln(cells...), "\n") + "\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWriteCSVBytes(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, tablefile.Options{}, hardTable())
	got, err := os.ReadFile(filepath.Join(dir, "segments.csv"))
	if err != nil {
		t.Fatal(err)
	}
	want := "id,n,share,at,took,ok,ids,facts\n" +
		`1543618399.120,9223372036854775807,0.1,2026-03-29T01:30:00.25Z,15.25,true,"[""a,b"",""q\""q""]","{""a"":""<1>"",""b"":""2""}"` + "\n" +
		`007,-1,1e+300,9999-12-31T23:59:59.999999Z,-0.000001,false,"[""1e5""]","{""ключ"":""значение\n2""}"` + "\n" +
		",,,,,,,\n" +
		"\"line\nbreak, \"\"quoted\"\"\r\n\",0,0,2026-03-29T01:30:00.25Z,0,true,\"[\"\"\"\",\"\"x\"\"]\",{}\n" +
		`" edge ",5,2.5,2026-03-29T01:30:00.25Z,0.000001,true,"[""王伟""]","{""k\"""":""v\\""}"` + "\n"
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestWriteCSVDialect(t *testing.T) {
	dir := t.TempDir()
	one := []data.Column{{Name: "a;b", Type: data.TextColumn}, {Name: "c", Type: data.TextColumn}}
	write(t, dir, tablefile.Options{Delimiter: ';', CRLF: true, BOM: true},
		table("two", one, [][]any{{"x;y", "1,5"}, {"two\nlines", nil}}),
		table("single", one[1:], [][]any{{"x"}, {nil}}))
	for name, want := range map[string]string{
		"two.csv":    "\ufeff\"a;b\";c\r\n\"x;y\";1,5\r\n\"two\nlines\";\r\n",
		"single.csv": "\ufeffc\r\nx\r\n\"\"\r\n",
	} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestWriteParquetReadsBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "o'brien [1]")
	write(t, dir, tablefile.Options{As: tablefile.Parquet, Threads: 2}, hardTable())
	file := "'" + strings.ReplaceAll(filepath.Join(dir, "segments.parquet"), "'", "''") + "'"
	file = strings.ReplaceAll(file, "[", "[[]")

	types := ask(t, "SELECT string_agg(column_type, ' ') FROM (DESCRIBE FROM read_parquet("+file+"))")
	want := "VARCHAR BIGINT DOUBLE TIMESTAMP WITH TIME ZONE DECIMAL(18,6) BOOLEAN VARCHAR[] MAP(VARCHAR, VARCHAR)\n"
	if types != want {
		t.Errorf("types are %swant %s", types, want)
	}
	got := ask(t, `SELECT replace(replace(id, chr(10), '\n'), chr(13), '\r'), n, share, epoch_us("at"), took::VARCHAR, ok, ids::VARCHAR,
		replace(facts::VARCHAR, chr(10), '\n') FROM read_parquet(`+file+")")
	want = `1543618399.120 9223372036854775807 0.1 1774747800250000 15.250000 true ['a,b', 'q"q'] {a=<1>, b=2}
007 -1 1e+300 253402300799999999 -0.000001 false [1e5] {ключ=значение\n2}
<nil> <nil> <nil> <nil> <nil> <nil> <nil> <nil>
line\nbreak, "quoted"\r\n 0 0 1774747800250000 0.000000 true ['', x] {}
 edge  5 2.5 1774747800250000 0.000001 true [王伟] {'k"'=v\}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if codec := ask(t, "SELECT DISTINCT compression FROM parquet_metadata("+file+")"); codec != "ZSTD\n" {
		t.Errorf("compressed with %s", codec)
	}
}

// manyRows is a table larger than the chunks of either writer.
func manyRows(name string, n int64, each func(int64)) data.Table {
	t := data.Table{Name: name, Columns: []data.Column{{Name: "n", Type: data.IntegerColumn}, {Name: "text", Type: data.TextColumn}}}
	t.Rows = func(yield func([]any) bool) {
		cells := make([]any, 2)
		for i := range n {
			if each != nil {
				each(i)
			}
			cells[0], cells[1] = i, fmt.Sprintf("a text longer than twelve bytes: %d", i)
			if !yield(cells) {
				return
			}
		}
	}
	return t
}

func TestWriteParquetKeepsOrderOverManyChunks(t *testing.T) {
	dir := t.TempDir()
	var told []data.Progress
	write(t, dir, tablefile.Options{As: tablefile.Parquet, Threads: 4, Progress: func(p data.Progress) { told = append(told, p) }},
		manyRows("many", 300_001, nil))
	got := ask(t, `SELECT count(*), count(*) FILTER (n = file_row_number AND text = 'a text longer than twelve bytes: ' || n)
		FROM read_parquet('`+dir+`/many.parquet', file_row_number = true)`)
	if got != "300001 300001\n" {
		t.Errorf("rows, and rows in place: %s", got)
	}
	last := told[len(told)-1]
	if last.Rows != 300_001 || last.Doing != "writing many" {
		t.Errorf("the last progress is %+v", last)
	}
}

func TestWriteSameRowsSameBytes(t *testing.T) {
	for _, as := range []tablefile.Format{tablefile.CSV, tablefile.Parquet} {
		var first []byte
		for _, threads := range []int{1, 4} {
			dir := t.TempDir()
			write(t, dir, tablefile.Options{As: as, Threads: threads}, hardTable(), manyRows("many", 150_000, nil))
			got, err := os.ReadFile(filepath.Join(dir, "many."+string(as)))
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = got
			}
			if !bytes.Equal(got, first) {
				t.Errorf("%s: other bytes with %d threads", as, threads)
			}
		}
	}
}

func TestWritePermissions(t *testing.T) {
	for _, as := range []tablefile.Format{tablefile.CSV, tablefile.Parquet} {
		dir := filepath.Join(t.TempDir(), "new", "folder")
		write(t, dir, tablefile.Options{As: as}, hardTable(), manyRows("many", 10, nil))
		if got := listing(t, dir); got != "many."+string(as)+" -rw------- segments."+string(as)+" -rw-------" {
			t.Errorf("the folder holds %s", got)
		}
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("the folder is %v, %v", info, err)
		}
	}
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return "no folder"
	}
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e.Name()+" "+info.Mode().String())
	}
	return strings.Join(out, " ")
}

func problem(t *testing.T, err error, code data.Code, part string) {
	t.Helper()
	var p *data.Problem
	if !errors.As(err, &p) {
		t.Fatalf("%v is no data.Problem", err)
	}
	if p.Code != code || !strings.Contains(p.Text, part) {
		t.Errorf("code %d: %s; want code %d and %q", p.Code, p.Text, code, part)
	}
}

func TestWriteNeverReplacesWithoutForce(t *testing.T) {
	for _, as := range []tablefile.Format{tablefile.CSV, tablefile.Parquet} {
		dir := t.TempDir()
		second := filepath.Join(dir, "many."+string(as))
		if err := os.WriteFile(second, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		asked := false
		err := tablefile.Write(t.Context(), dir, []data.Table{hardTable(), manyRows("many", 9, func(int64) { asked = true })}, tablefile.Options{As: as})
		problem(t, err, data.Failed, second+" exists already")
		if got := listing(t, dir); asked || got != "many."+string(as)+" -rw-r--r--" {
			t.Errorf("rows asked for: %v; the folder holds %s", asked, got)
		}
		write(t, dir, tablefile.Options{As: as, Force: true}, hardTable(), manyRows("many", 9, nil))
		if body, err := os.ReadFile(second); err != nil || string(body) == "mine" {
			t.Errorf("not replaced: %q, %v", body, err)
		}
	}
}

func TestWriteDoesNotReplaceAFileThatCameMeanwhile(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "many.csv")
	late := manyRows("many", 3, func(i int64) {
		if i == 1 {
			if err := os.WriteFile(target, []byte("late"), 0o600); err != nil {
				t.Error(err)
			}
		}
	})
	problem(t, tablefile.Write(t.Context(), dir, []data.Table{hardTable(), late}, tablefile.Options{}), data.Failed, "exists already")
	if body, err := os.ReadFile(target); err != nil || string(body) != "late" {
		t.Errorf("the file holds %q, %v", body, err)
	}
	if got := listing(t, dir); got != "many.csv -rw-------" {
		t.Errorf("the folder holds %s", got)
	}
}

func TestWriteStopsAndLeavesNothing(t *testing.T) {
	for _, as := range []tablefile.Format{tablefile.CSV, tablefile.Parquet} {
		temp, dir := t.TempDir(), filepath.Join(t.TempDir(), "out")
		ctx, cancel := context.WithCancel(t.Context())
		var last int64
		endless := manyRows("many", math.MaxInt64, func(i int64) {
			last = i
			if i == 100_000 {
				cancel()
			}
		})
		err := tablefile.Write(ctx, dir, []data.Table{hardTable(), endless}, tablefile.Options{As: as, TempDir: temp})
		cancel()
		problem(t, err, data.Interrupted, "")
		if last > 200_000 {
			t.Errorf("%d rows were read after the cancel", last)
		}
		if got := listing(t, dir) + listing(t, temp); got != "no folder" {
			t.Errorf("left behind: %s", got)
		}
	}
}

func TestWriteRefusesABadCellAndLeavesNothing(t *testing.T) {
	column := []data.Column{{Name: "n", Type: data.IntegerColumn}}
	for _, as := range []tablefile.Format{tablefile.CSV, tablefile.Parquet} {
		for name, rows := range map[string][][]any{
			"row 2 of the table bad: the column n cannot hold": {{int64(1)}, {"one"}},
			"row 1 of the table bad has 2 cells for 1 columns": {{int64(1), int64(2)}},
		} {
			dir, temp := t.TempDir(), t.TempDir()
			err := tablefile.Write(t.Context(), dir, []data.Table{hardTable(), table("bad", column, rows)}, tablefile.Options{As: as, TempDir: temp})
			problem(t, err, data.Failed, name)
			if got := listing(t, dir) + listing(t, temp); got != "" {
				t.Errorf("left behind: %s", got)
			}
		}
	}
	invalid := table("bad", []data.Column{{Name: "s", Type: data.TextColumn}}, [][]any{{"\xff"}})
	problem(t, tablefile.Write(t.Context(), t.TempDir(), []data.Table{invalid}, tablefile.Options{As: tablefile.Parquet}), data.Failed, "cannot hold")
}

func TestWriteRefusesWrongOptions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	for part, try := range map[string]func() error{
		"cannot be written as":    func() error { return tablefile.Write(t.Context(), dir, nil, tablefile.Options{As: "xlsx"}) },
		"cannot part the columns": func() error { return tablefile.Write(t.Context(), dir, nil, tablefile.Options{Delimiter: '"'}) },
		"cannot be a file": func() error {
			return tablefile.Write(t.Context(), dir, []data.Table{{Name: "../x"}}, tablefile.Options{})
		},
		"has no columns": func() error { return tablefile.Write(t.Context(), dir, []data.Table{{Name: "x"}}, tablefile.Options{}) },
		"segments\" cannot be a fi": func() error {
			return tablefile.Write(t.Context(), dir, []data.Table{hardTable(), hardTable()}, tablefile.Options{})
		},
	} {
		problem(t, try(), data.Usage, part)
	}
	if got := listing(t, dir); got != "no folder" {
		t.Errorf("a folder was made: %s", got)
	}
}

func TestWritePassesAPanicOnAndLeavesNothing(t *testing.T) {
	for _, as := range []tablefile.Format{tablefile.CSV, tablefile.Parquet} {
		dir, temp := filepath.Join(t.TempDir(), "out"), t.TempDir()
		func() {
			defer func() {
				if recover() != "no more rows" {
					t.Error("the panic of the rows was swallowed")
				}
			}()
			bad := manyRows("bad", 9, func(i int64) {
				if i == 5 {
					panic("no more rows")
				}
			})
			t.Error(tablefile.Write(t.Context(), dir, []data.Table{hardTable(), bad}, tablefile.Options{As: as, TempDir: temp}))
		}()
		if got := listing(t, dir) + listing(t, temp); got != "no folder" {
			t.Errorf("left behind: %s", got)
		}
	}
}

func TestWriteTellsWhatTheDiskSays(t *testing.T) {
	parent := t.TempDir()
	file := filepath.Join(parent, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, as := range []tablefile.Format{tablefile.CSV, tablefile.Parquet} {
		err := tablefile.Write(t.Context(), file, []data.Table{hardTable()}, tablefile.Options{As: as})
		problem(t, err, data.Failed, file)
		err = tablefile.Write(t.Context(), parent, []data.Table{hardTable()}, tablefile.Options{As: as, TempDir: filepath.Join(parent, "none")})
		if as == tablefile.Parquet {
			problem(t, err, data.Failed, "could not start the Parquet writer")
		}
	}
	if got := listing(t, parent); got != "file -rw------- segments.csv -rw-------" {
		t.Errorf("the folder holds %s", got)
	}
}
