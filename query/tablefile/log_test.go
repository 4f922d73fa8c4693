package tablefile_test

import (
	"os"
	"path/filepath"
	"testing"

	"segpath/data"
	"segpath/query/tablefile"
)

// A log has no header and no quotes, ends its lines with the last filled cell, and is a table in Parquet; what
// would break its lines is refused.
func TestWriteLog(t *testing.T) {
	dir := t.TempDir()
	columns := []data.Column{{Name: "time", Type: data.TextColumn}, {Name: "who", Type: data.TextColumn}, {Name: "n", Type: data.IntegerColumn}}
	log := table("calls", columns, [][]any{{"1", `"a" `, int64(3)}, {"2", nil, nil}, {"3", nil, int64(4)}, {nil, nil, nil}})
	log.Log = '|'
	write(t, dir, tablefile.Options{Delimiter: ';', CRLF: true}, log)
	write(t, dir, tablefile.Options{As: tablefile.Parquet}, log)
	got, err := os.ReadFile(filepath.Join(dir, "calls.log"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "1|\"a\" |3\r\n2\r\n3||4\r\n\r\n"; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "calls.parquet")); err != nil {
		t.Error(err)
	}
	for _, cell := range []string{"a|b", "a\nb", "a\rb"} {
		bad := table("bad", columns, [][]any{{cell, nil, nil}})
		bad.Log = '|'
		if err := tablefile.Write(t.Context(), dir, []data.Table{bad}, tablefile.Options{}); err == nil {
			t.Errorf("%q is written", cell)
		}
	}
}
