package csvfile

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"segpath/query/files"
)

// UTF8 is the Encoding of a Scan about which nothing has to be said.
const UTF8 = "UTF-8"

// The encodings that are told apart.
const (
	utf8Text    = UTF8
	windows1252 = "Windows-1252"
	utf16LE     = "UTF-16LE"
	utf16BE     = "UTF-16BE"
)

const windowSize = 512 << 10

// source gives a file as UTF-8 without byte order mark, through a window that moves over it and
// grows where one record needs it.
type source struct {
	ctx      context.Context // it lives as long as one pass
	in       io.Reader
	progress func(done int64)
	raw      int64 // bytes read of the file
	encoding string
	bom      bool

	buf      []byte
	pos, end int   // what is not taken yet is buf[pos:end]
	base     int64 // where buf[0] stands in the text
	eof      bool

	high, nul, cr, quote bool // what may stand in the window: a byte ≥ 0x80, a NUL, a CR, a quote
}

// newSource begins to read. The mark at the front says the encoding; without one it is fallback.
func newSource(ctx context.Context, file io.Reader, fallback string, progress func(int64)) (*source, error) {
	s := &source{ctx: ctx, progress: progress, encoding: fallback, buf: make([]byte, windowSize)}
	head := make([]byte, 64)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	mark := s.mark(head[:n])
	s.raw = int64(n)
	s.in = io.MultiReader(bytes.NewReader(head[mark:n]), counted{file, &s.raw})
	switch s.encoding {
	case windows1252:
		s.in = newCP1252Reader(s.in)
	case utf16LE:
		s.in = transform.NewReader(s.in, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder())
	case utf16BE:
		s.in = transform.NewReader(s.in, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder())
	}
	return s, nil
}

// AsUTF8 gives a text as an export is read, as UTF-8 without its byte order mark: UTF-16 is known by its mark, or
// shows without one. What is neither stays as it is.
func AsUTF8(ctx context.Context, text io.Reader) (io.Reader, error) {
	s, err := newSource(ctx, text, utf8Text, nil)
	if err != nil {
		return nil, err
	}
	return s.in, nil
}

// mark sets the encoding by the byte order mark and gives its length; UTF-16 shows without one.
func (s *source) mark(head []byte) int {
	size := 2
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		s.encoding, size = utf8Text, 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		s.encoding = utf16LE
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		s.encoding = utf16BE
	default:
		if big, wide := files.UTF16(head); wide && big {
			s.encoding = utf16BE
		} else if wide {
			s.encoding = utf16LE
		}
		return 0
	}
	s.bom = true
	return size
}

// counted counts the bytes that are read.
type counted struct {
	r io.Reader
	n *int64
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}

// window is the text that is not taken yet, as far as it is read.
func (s *source) window() []byte { return s.buf[s.pos:s.end] }

// take moves over n bytes of the window.
func (s *source) take(n int) { s.pos += n }

// at is the position in the text of the next byte.
func (s *source) at() int64 { return s.base + int64(s.pos) }

// fill reads on: until the window is full, twice as large if it was full already. It stops within a
// window's reading when ctx ends.
func (s *source) fill() error {
	s.makeRoom()
	for s.end < len(s.buf) && !s.eof {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		n, err := s.in.Read(s.buf[s.end:])
		s.end += n
		if errors.Is(err, io.EOF) {
			s.eof = true
		} else if err != nil {
			return err
		}
	}
	s.look()
	if s.progress != nil {
		s.progress(s.raw)
	}
	return nil
}

// makeRoom moves what is left to the front. A window that one record made large shrinks again.
func (s *source) makeRoom() {
	left := s.end - s.pos
	buf := s.buf
	switch {
	case left == len(s.buf):
		buf = make([]byte, 2*len(s.buf))
	case len(s.buf) > windowSize && left < windowSize/2:
		buf = make([]byte, windowSize)
	}
	copy(buf, s.buf[s.pos:s.end])
	s.buf, s.base, s.pos, s.end = buf, s.base+int64(s.pos), 0, left
}

// look notes what stands in the window, so that most records need no look of their own.
func (s *source) look() {
	b := s.buf[:s.end]
	s.high = !isASCII(b)
	s.nul = bytes.IndexByte(b, 0) >= 0
	s.cr = bytes.IndexByte(b, '\r') >= 0
	s.quote = bytes.IndexByte(b, quote) >= 0
}

// isASCII tells whether no byte is ≥ 0x80, 32 bytes at a time.
func isASCII(b []byte) bool {
	const tops = 0x8080808080808080
	le := binary.LittleEndian
	for ; len(b) >= 32; b = b[32:] {
		if (le.Uint64(b)|le.Uint64(b[8:])|le.Uint64(b[16:])|le.Uint64(b[24:]))&tops != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
