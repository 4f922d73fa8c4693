package files

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"
)

// members reads the members of a gzip file one after the other. Zeros behind one are passed over, as gzip does: tapes
// and copies pad with them. Other bytes there that begin no member are read and left out.
type members struct {
	in      *bufio.Reader
	member  *gzip.Reader
	between bool // a member has ended, and the next has not begun
	rest    bool // what follows is left out
}

func newMembers(in *bufio.Reader) (*members, error) {
	r, err := gzip.NewReader(in)
	if err != nil {
		return &members{}, err
	}
	r.Multistream(false)
	return &members{in: in, member: r}, nil
}

// Read reads as an io.Reader does, and may read nothing: so that whoever reads can end between.
func (m *members) Read(p []byte) (int, error) {
	switch {
	case m.rest:
		_, err := m.in.Discard(pourSize)
		return 0, err
	case m.between:
		return 0, m.next()
	}
	n, err := m.member.Read(p)
	if errors.Is(err, io.EOF) {
		m.between, err = true, nil
	}
	return n, err
}

// next looks at what follows a member; io.EOF where that was the last.
func (m *members) next() error {
	for range pourSize {
		head, err := m.in.Peek(1)
		if err != nil {
			return err
		}
		if head[0] != 0 {
			return m.begin()
		}
		if _, err := m.in.Discard(1); err != nil {
			return err
		}
	}
	return nil
}

// begin begins the next member, if the bytes that come are one; cut off within its first two it is told as such.
func (m *members) begin() error {
	head, err := m.in.Peek(2)
	switch {
	case head[0] != 0x1f || len(head) == 2 && head[1] != 0x8b:
		m.rest = true
		return nil
	case err != nil:
		return io.ErrUnexpectedEOF
	}
	if err := m.member.Reset(m.in); err != nil {
		return err
	}
	m.member.Multistream(false)
	m.between = false
	return nil
}

// frames reads the frames of a zstd file. Bytes behind one that begin no other are left out, and so is what follows.
type frames struct {
	in   io.Reader
	some bool
	rest bool
}

// Read reads as an io.Reader does.
func (f *frames) Read(p []byte) (int, error) {
	n, err := f.in.Read(p)
	f.some = f.some || n > 0
	if f.some && errors.Is(err, zstd.ErrMagicMismatch) {
		f.rest, err = true, io.EOF
	}
	return n, err
}
