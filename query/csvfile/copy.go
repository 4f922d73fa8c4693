package csvfile

import (
	"bufio"
	"bytes"
	"os"
)

// copyWriter writes the normalised copy: UTF-8, commas, "\n", quotes where they are needed.
type copyWriter struct {
	file    *os.File
	out     *bufio.Writer
	fields  []field
	line    []byte
	longest int64 // bytes of the longest record with its line end
}

// newCopy begins a copy in dir, which is made private if it is not there; the file itself is 0600.
func newCopy(dir string) (*copyWriter, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(dir, "csv-*.csv")
	if err != nil {
		return nil, err
	}
	return &copyWriter{file: file, out: bufio.NewWriterSize(file, 256<<10)}, nil
}

// close ends the copy; after an error it is removed.
func (c *copyWriter) close(failed error) error {
	err := c.out.Flush()
	if closing := c.file.Close(); err == nil {
		err = closing
	}
	if failed != nil {
		err = failed
	}
	if err != nil {
		_ = os.Remove(c.file.Name()) // the first error is the one to tell
	}
	return err
}

func (c *copyWriter) header(names []string) error {
	c.fields = c.fields[:0]
	for _, name := range names {
		c.fields = append(c.fields, field{text: []byte(name)})
	}
	return c.write()
}

// record writes an accepted record. One that is plain text in our own dialect goes out as it is.
func (c *copyWriter) record(g *grammar, text []byte, v verdict) error {
	plain := g.delimiter == ',' && !v.lines && !v.plainCR && !v.heldCR && bytes.IndexByte(text, quote) < 0 && !bytes.ContainsAny(text, ";\t|")
	if plain {
		c.line = append(append(c.line[:0], text...), '\n')
		return c.flush()
	}
	c.fields = g.split(text, c.fields[:0])
	return c.write()
}

// even writes a record whose fields are as many as the columns.
func (c *copyWriter) even(fields []field) error {
	c.fields = fields
	return c.write()
}

func (c *copyWriter) write() error {
	c.line = c.line[:0]
	for i, f := range c.fields {
		if i > 0 {
			c.line = append(c.line, ',')
		}
		c.line = appendField(c.line, f)
	}
	c.line = append(c.line, '\n')
	return c.flush()
}

func (c *copyWriter) flush() error {
	c.longest = max(c.longest, int64(len(c.line)))
	_, err := c.out.Write(c.line)
	return err
}

// appendField quotes a field that holds anything a dialect could take for its own; and an empty one
// that was quoted, so that empty text stays apart from nothing.
func appendField(line []byte, f field) []byte {
	if !bytes.ContainsAny(f.text, "\",;\t|\r\n") && (len(f.text) > 0 || !f.quoted) {
		return append(line, f.text...)
	}
	line = append(line, quote)
	for rest := f.text; ; {
		q := bytes.IndexByte(rest, quote)
		if q < 0 {
			line = append(line, rest...)
			break
		}
		line = append(append(line, rest[:q+1]...), quote)
		rest = rest[q+1:]
	}
	return append(line, quote)
}
