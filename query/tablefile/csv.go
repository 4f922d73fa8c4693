package tablefile

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"segpath/data"
)

// writeCSV streams a table to its temporary file as RFC 4180: the header, then a record a row; or as a log.
// Instants are RFC 3339 in UTC, spans seconds, lists JSON arrays, maps JSON objects by sorted key; null
// is empty.
func writeCSV(ctx context.Context, f *file, opt Options) error {
	out, err := os.OpenFile(f.temp, os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return failed("write", f.target, err)
	}
	w := newCSVWriter(out, f.table, opt)
	err = w.header()
	if err == nil {
		err = eachRow(ctx, f.table, &opt, w.row)
	}
	err = errors.Join(err, w.out.Flush(), out.Close())
	var told *data.Problem
	switch {
	case err == nil:
		return nil
	case errors.As(err, &told):
		return told
	}
	return failed("write", f.target, err)
}

// csvWriter writes the records of one table.
type csvWriter struct {
	out       *bufio.Writer
	table     *data.Table
	delimiter byte
	end       string
	bom       bool
	record    []byte
}

func newCSVWriter(out *os.File, t *data.Table, opt Options) *csvWriter {
	w := &csvWriter{out: bufio.NewWriterSize(out, 1<<20), table: t, delimiter: opt.Delimiter, end: "\n", bom: opt.BOM}
	switch {
	case t.Log != 0:
		w.delimiter = t.Log
	case w.delimiter == 0:
		w.delimiter = ','
	}
	if opt.CRLF {
		w.end = "\r\n"
	}
	return w
}

func (w *csvWriter) header() error {
	if w.bom {
		if _, err := w.out.WriteString("\ufeff"); err != nil {
			return err
		}
	}
	w.record = w.record[:0]
	if w.table.Log != 0 {
		return nil
	}
	for i, c := range w.table.Columns {
		if i > 0 {
			w.record = append(w.record, w.delimiter)
		}
		w.record = w.appendText(w.record, c.Name)
	}
	return w.write()
}

func (w *csvWriter) row(n int64, cells []any) error {
	w.record = w.record[:0]
	for i, cell := range w.filled(cells) {
		if i > 0 {
			w.record = append(w.record, w.delimiter)
		}
		var ok bool
		if w.record, ok = w.appendCell(w.record, w.table.Columns[i].Type, cell); !ok {
			return badCell(w.table, n, w.table.Columns[i], cell)
		}
	}
	if len(w.record) == 0 && w.table.Log == 0 {
		w.record = append(w.record, `""`...) // an only cell that is null: an empty line would be no record
	}
	return w.write()
}

// filled are the cells of a record: of a log those up to the last that is not null.
func (w *csvWriter) filled(cells []any) []any {
	for w.table.Log != 0 && len(cells) > 1 && cells[len(cells)-1] == nil {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func (w *csvWriter) write() error {
	w.record = append(w.record, w.end...)
	_, err := w.out.Write(w.record)
	return err
}

// appendCell appends one value, quoted where it needs to be; false if it is none of the column's type.
func (w *csvWriter) appendCell(b []byte, kind data.ColumnType, cell any) ([]byte, bool) {
	if cell == nil {
		return b, true
	}
	switch v := cell.(type) {
	case string:
		if w.table.Log != 0 { // which has no quotes
			return append(b, v...), kind == data.TextColumn && strings.IndexByte(v, w.delimiter) < 0 && !strings.ContainsAny(v, "\r\n")
		}
		return w.appendText(b, v), kind == data.TextColumn
	case int64:
		return strconv.AppendInt(b, v, 10), kind == data.IntegerColumn
	case float64:
		return w.appendText(b, plainNumber(v)), kind == data.NumberColumn
	case time.Time:
		return w.appendText(b, data.FormatInstant(v)), kind == data.InstantColumn
	case data.Span:
		return v.AppendSeconds(b), kind == data.SecondsColumn
	case bool:
		return strconv.AppendBool(b, v), kind == data.BooleanColumn
	case []string:
		return w.appendJSON(b, v), kind == data.ListColumn
	case map[string]string:
		return w.appendJSON(b, v), kind == data.MapColumn
	}
	return b, false
}

// appendJSON appends a list or a map; encoding/json sorts the keys of a map.
func (w *csvWriter) appendJSON(b []byte, v any) []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return b // text always encodes
	}
	return w.appendText(b, strings.TrimSuffix(buf.String(), "\n"))
}

// appendText appends text, in quotes where it holds a delimiter, a quote, a line end, or a space or
// byte order mark at its edge, which some readers would drop.
func (w *csvWriter) appendText(b []byte, s string) []byte {
	if !w.needsQuotes(s) {
		return append(b, s...)
	}
	b = append(b, '"')
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			break
		}
		b = append(b, s[:i]...)
		b = append(b, `""`...)
		s = s[i+1:]
	}
	return append(append(b, s...), '"')
}

func (w *csvWriter) needsQuotes(s string) bool {
	if s == "" {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c == w.delimiter || c == '"' || c == '\n' || c == '\r' {
			return true
		}
	}
	return s[0] == ' ' || s[len(s)-1] == ' ' || strings.HasPrefix(s, "\ufeff")
}

// plainNumber writes a number as people do: without an exponent, unless it is very small or large.
func plainNumber(v float64) string {
	if a := math.Abs(v); a >= 1e-4 && a < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
