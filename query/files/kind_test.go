package files

import (
	"os"
	"strings"
	"testing"
)

func TestKindsByTheirBytes(t *testing.T) {
	binary := "\x00\x00\x00\x01"
	for content, want := range map[string]Kind{
		"a,b\n1,2\n":                      CSV,
		"\ufeffa,b\n":                     CSV,
		"\xff\xfea\x00,\x00b\x00":         CSV,
		"a,b\n1,\x00\n":                   CSV, // damage further down is for the reading of the records
		"[id],[name]\n":                   CSV,
		"PAR1,PAR2\n1,2\n":                CSV,
		"user_id,DUCK\n":                  CSV,
		"BZh,PKx\n":                       CSV,
		"":                                Empty,
		"PAR1" + binary + binary + "PAR1": Parquet,
		"PAR1" + binary + binary:          CutParquet,
		"PARE" + binary + "PARE":          SealedParquet,
		"a\x00,\x00b\x00\n\x00":           CSV, // UTF-16 without a mark
		"\x00a\x00,\x00b\x00\n":           CSV,
		"dir/a.csv" + strings.Repeat("\x00", 248) + "ustar": Tar,
		"BZh91AY&SY\x01":                        Bzip2,
		"\xfd7zXZ\x00\x00":                      XZ,
		"7z\xbc\xaf\x27\x1c":                    SevenZip,
		"PK\x03\x04\x14\x00segments.csv":        Zip,
		"PK\x03\x04\x14\x00[Content_Types].xml": Workbook,
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":      OldExcel,
		" {\"id\": 1}":                          JSON,
		"[{\"id\": 1}]":                         JSON,
		"\ufeff[\n  {}\n]":                      JSON,
		"<?xml version='1.0'?>":                 XML,
		"<!DOCTYPE html>":                       HTML,
		"%PDF-1.7":                              PDF,
		"SQLite format 3\x00":                   SQLite,
		binary + binary + "DUCK" + binary:       DuckDB,
		"ARROW1\x00\x00":                        Arrow,
		"\x7fELF\x02\x01\x01\x00":               Binary,
	} {
		if got := kindOfBytes([]byte(content)); got != want && want != CutParquet {
			t.Errorf("%q is %d, want %d", content, got, want)
		}
		kindOfFile(t, content, want)
	}
}

// kindOfFile checks that a file of this kind is found, or refused with what it is.
func kindOfFile(t *testing.T, content string, want Kind) {
	t.Helper()
	tree(t)
	must(t, os.WriteFile("x.csv", []byte(content), 0o600))
	if want != CSV && want != Parquet {
		if want.Name() == "" {
			t.Errorf("kind %d has no name", want)
		}
		refused(t, "x.csv "+want.Name(), "x.csv")
		return
	}
	found, err := Find([]string{"x.csv"})
	if err != nil || found[0].Kind != want {
		t.Errorf("%q: %v %v, want %d", content, found, err, want)
	}
}

func TestEveryRefusalSaysWhatToDo(t *testing.T) {
	for kind := Empty; kind <= Binary; kind++ {
		why := refusals[kind]
		if !strings.HasPrefix(why[0], "is ") || len(why[1]) < 10 {
			t.Errorf("kind %d: %q", kind, why)
		}
	}
}

// A file that is named as Parquet and is neither that nor text is told to be no Parquet file, in a folder too; what it is
// else is told by its bytes, whatever its name.
func TestAParquetFileThatIsNone(t *testing.T) {
	const none = "is no Parquet file, though its name says so: it does not begin with PAR1"
	for content, want := range map[string]string{
		"n\x8b\xb0Y}\xacT*\x01\x02\xff\n\x03": none,
		"\x00\x01\x02":                        none,
		"PAR\x00PAR1":                         none,
		"PK\x03\x04\x14\x00x":                 Zip.Name(),
		"PAR1\x00\x00\x00\x01":                CutParquet.Name(),
	} {
		tree(t)
		must(t, os.WriteFile("bad.Parquet", []byte(content), 0o600))
		refused(t, "bad.Parquet "+want, "bad.Parquet")
		refused(t, "bad.Parquet "+want, ".")
	}
	tree(t)
	for _, text := range []string{"id,at\n1,2\n", "caf\xe9,at\n1,2\n", "\xff\xfei\x00d\x00,\x00a\x00\n\x00"} {
		must(t, os.WriteFile("text.parquet", []byte(text), 0o600))
		if found, err := Find([]string{"text.parquet"}); err != nil || found[0].Kind != CSV {
			t.Errorf("%q: %v %v", text, found, err)
		}
	}
}
