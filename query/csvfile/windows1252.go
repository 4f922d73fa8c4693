package csvfile

import (
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// cp1252 is the UTF-8 of each byte in Windows-1252. The five bytes that it leaves open are the
// controls of their number, as browsers have it, so that nothing is lost.
var cp1252 = func() (table [256][]byte) {
	for i := range table {
		r := charmap.Windows1252.DecodeByte(byte(i))
		if r == utf8.RuneError {
			r = rune(i)
		}
		table[i] = utf8.AppendRune(nil, r)
	}
	return table
}()

// cp1252Reader reads Windows-1252 as UTF-8.
type cp1252Reader struct {
	in   io.Reader
	raw  []byte
	text []byte // decoded, not read yet
	err  error
}

// newCP1252Reader reads in as Windows-1252.
func newCP1252Reader(in io.Reader) *cp1252Reader {
	return &cp1252Reader{in: in, raw: make([]byte, 64<<10)}
}

// Read gives the decoded text; a rune may be parted between two calls.
func (r *cp1252Reader) Read(p []byte) (int, error) {
	for len(r.text) == 0 && r.err == nil {
		var n int
		n, r.err = r.in.Read(r.raw)
		r.text = r.text[:0]
		for _, c := range r.raw[:n] {
			r.text = append(r.text, cp1252[c]...)
		}
	}
	n := copy(p, r.text)
	r.text = r.text[n:]
	if n > 0 {
		return n, nil
	}
	return 0, r.err
}
