package files

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"segpath/data"
)

// Kind is what a file is, by its first bytes.
type Kind int

// The kinds of a file. CSV is any text that is nothing else.
const (
	CSV Kind = iota + 1
	Parquet
	Empty
	CutParquet // begins as Parquet and does not end as it
	SealedParquet
	NoParquet // named as Parquet, and neither that nor text
	Gzip
	Zstd
	Bzip2
	XZ
	SevenZip
	Zip
	Workbook // .xlsx or .ods
	OldExcel // .xls
	JSON
	XML
	HTML
	PDF
	SQLite
	DuckDB
	Arrow
	ORC
	Avro
	Tar
	Binary
)

// magic lists the first bytes that give a kind away.
var magic = []struct {
	at    int
	bytes string
	kind  Kind
}{
	{0, "PAR1", Parquet}, {0, "PARE", SealedParquet}, {0, "\x1f\x8b", Gzip}, {0, "\x28\xb5\x2f\xfd", Zstd},
	{4, "1AY&SY", Bzip2}, {0, "\xfd7zXZ\x00", XZ}, {0, "7z\xbc\xaf\x27\x1c", SevenZip},
	{0, "PK\x03\x04", Zip}, {0, "PK\x05\x06", Zip}, {0, "PK\x07\x08", Zip},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldExcel}, {0, "%PDF-", PDF}, {0, "SQLite format 3\x00", SQLite},
	{8, "DUCK", DuckDB}, {0, "ARROW1", Arrow}, {0, "ORC\x01", ORC}, {0, "Obj\x01", Avro},
	{257, "ustar", Tar},
}

const sampleSize = 8 << 10

// kindOf reads the start of a file, and of a Parquet file also its end. Of a file that is compressed,
// packed says how, and kind is what is in it: shown is its name in sentences.
func kindOf(path, shown string) (kind, packed Kind, err error) {
	f, err := Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = f.Close() }() // only read
	head, err := headOf(f)
	if err != nil {
		return 0, 0, err
	}
	kind = kindOfBytes(head)
	switch {
	case kind == Parquet && !endsAsParquet(f):
		kind = CutParquet
	case kind == Binary || kind == CSV && !isText(head):
		if strings.EqualFold(filepath.Ext(shown), ".parquet") {
			kind = NoParquet
		}
	case kind == Gzip || kind == Zstd:
		packed = kind
		kind, err = kindInside(f, packed, shown)
	}
	return kind, packed, err
}

// headOf reads the first bytes, as far as there are any.
func headOf(in io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(in, sampleSize)) }

// Open opens a regular file for reading. It never waits: what is not a regular file (a FIFO put in
// its place since it was found, say) is an error.
func Open(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.Mode().IsRegular() {
		return f, nil
	}
	_ = f.Close() // the first error is the one to tell
	if err != nil {
		return nil, err
	}
	return nil, notRegular(path, info.Mode())
}

// endsAsParquet tells whether the file has a Parquet footer: its length and the closing mark.
func endsAsParquet(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Size() < 12 {
		return false
	}
	tail := make([]byte, 4)
	_, err = f.ReadAt(tail, info.Size()-4)
	return err == nil && string(tail) == "PAR1"
}

func kindOfBytes(head []byte) Kind {
	if len(head) == 0 {
		return Empty
	}
	for _, m := range magic {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.bytes)) && (m.kind == PDF || !isPlain(head)) {
			return exactKind(m.kind, head)
		}
	}
	return textKind(head)
}

// isPlain tells whether the first bytes are all text: a header may well begin with "PAR1,".
func isPlain(head []byte) bool {
	for _, c := range head[:min(len(head), 64)] {
		if (c < ' ' && c != '\t' && c != '\r' && c != '\n') || c >= 0x80 {
			return false
		}
	}
	return true
}

// exactKind tells a workbook from other zip files by the names of its first members.
func exactKind(kind Kind, head []byte) Kind {
	if kind == Zip {
		for _, name := range []string{"[Content_Types].xml", "xl/", "mimetypeapplication/vnd.oasis"} {
			if bytes.Contains(head, []byte(name)) {
				return Workbook
			}
		}
	}
	return kind
}

// textKind tells text formats apart; a NUL is no text, unless all are as in UTF-16.
func textKind(head []byte) Kind {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return CSV
	}
	if _, wide := UTF16(head); wide {
		return CSV
	}
	if bytes.IndexByte(firstLine(head), 0) >= 0 {
		return Binary
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	lower := bytes.ToLower(text[:min(len(text), 64)])
	switch {
	case looksJSON(text):
		return JSON
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")):
		return HTML
	case bytes.HasPrefix(lower, []byte("<?xml")):
		return XML
	}
	return CSV
}

// isText tells whether the start of a file, of no other kind, is text: it has no control bytes but those of lines and
// columns.
func isText(head []byte) bool {
	if _, wide := UTF16(head); wide || bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return true
	}
	return !bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\v\f\r", r) })
}

// wideSample is how many bytes UTF16 looks at: a header is mostly ASCII, what follows need not be.
const wideSample = 64

// UTF16 tells whether the first bytes of a file without a byte order mark are UTF-16, and its order: of
// their units at least three in four have a NUL for their upper byte, and none for their lower.
func UTF16(head []byte) (bigEndian, wide bool) {
	head = head[:min(len(head), wideSample)&^1]
	var upper [2]int // NULs at even and at odd places
	for i, c := range head {
		if c == 0 {
			upper[i%2]++
		}
	}
	units := len(head) / 2
	switch {
	case units < 2 || upper[0] > 0 && upper[1] > 0:
		return false, false
	case 4*upper[0] >= 3*units:
		return true, true
	}
	return false, 4*upper[1] >= 3*units
}

// firstLine leaves damage further down to the reading of the records.
func firstLine(head []byte) []byte {
	if i := bytes.IndexAny(head, "\r\n"); i >= 0 {
		return head[:i]
	}
	return head
}

// looksJSON tells whether text begins as an object with a key, or as a list of objects, lists or
// texts with a comma or the end after it; a CSV header hardly does.
func looksJSON(text []byte) bool {
	if len(text) < 2 {
		return false
	}
	rest := bytes.TrimSpace(text[1:])
	switch text[0] {
	case '{':
		return bytes.HasPrefix(rest, []byte(`"`)) || bytes.HasPrefix(rest, []byte("}"))
	case '[':
		return bytes.HasPrefix(rest, []byte("{")) || bytes.HasPrefix(rest, []byte("[")) || bytes.HasPrefix(rest, []byte("]"))
	}
	return false
}

// refusals says of each kind that is not read what it is, and what to do.
var refusals = map[Kind][2]string{
	Empty:         {"is empty", "export it again"},
	CutParquet:    {"is a Parquet file whose end is missing", "copy or export it again; it was cut off"},
	SealedParquet: {"is an encrypted Parquet file", "decrypt it first"},
	NoParquet:     {"is no Parquet file, though its name says so: it does not begin with PAR1", "export it again; it may be damaged, or something else under that name"},
	Gzip:          {"is compressed with gzip", "unpack it first: gunzip --keep FILE"}, // within another archive
	Zstd:          {"is compressed with zstd", "unpack it first: zstd -d FILE"},
	Bzip2:         {"is compressed with bzip2", "unpack it first: bunzip2 --keep FILE"},
	XZ:            {"is compressed with xz", "unpack it first: unxz --keep FILE"},
	SevenZip:      {"is a 7z archive", "unpack it first and open the CSV or Parquet files in it"},
	Zip:           {"is a zip archive", "unpack it first and open the CSV or Parquet files in it"},
	Workbook:      {"is a spreadsheet workbook", "save the sheet as CSV (UTF-8) and open that"},
	OldExcel:      {"is an old Office document, such as an .xls workbook", "save the sheet as CSV (UTF-8) and open that"},
	JSON:          {"is JSON", "export it as CSV or Parquet"},
	XML:           {"is XML", "export it as CSV or Parquet"},
	HTML:          {"is a web page", "it may be a sign-in page saved in place of the export: export again as CSV or Parquet"},
	PDF:           {"is a PDF", "export it as CSV or Parquet"},
	SQLite:        {"is a SQLite database", "export its tables as CSV or Parquet"},
	DuckDB:        {"is a DuckDB database", "export its tables as CSV or Parquet"},
	Arrow:         {"is an Arrow file", "export it as CSV or Parquet"},
	ORC:           {"is an ORC file", "export it as CSV or Parquet"},
	Avro:          {"is an Avro file", "export it as CSV or Parquet"},
	Tar:           {"is a tar archive", "unpack it first and open the CSV or Parquet files in it"},
	Binary:        {"is not text and no kind of file that is known here", "export it as CSV in UTF-8, or as Parquet"},
}

// refusal is the Problem of a kind that is not read; nil for CSV and Parquet. packed is how the file is
// compressed, 0 if it is not: Parquet is read by places, which a compressed file does not have.
func (k Kind) refusal(shown string, packed Kind) error {
	why, refused := refusals[k]
	switch {
	case packed != 0 && k == Parquet:
		return data.Problemf(data.Failed, refusals[packed][1]+"; Parquet is compressed by itself",
			"%s is a Parquet file inside an archive: it %s", shown, refusals[packed][0])
	case !refused:
		return nil
	case packed != 0:
		return data.Problemf(data.Failed, why[1], "%s, once unpacked, %s", shown, why[0])
	}
	return data.Problemf(data.Failed, why[1], "%s %s", shown, why[0])
}

// foreign tells whether a kind is no table at all, rather than one that is damaged or sealed.
func (k Kind) foreign() bool { return k >= Bzip2 }

// Name is the kind in words, as it follows the file's name: "is a zip archive"; empty for the
// kinds that are read.
func (k Kind) Name() string { return refusals[k][0] }
