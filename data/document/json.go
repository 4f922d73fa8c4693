package document

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"segpath/data"
	"segpath/data/text"
)

// writeJSON writes a document: a line a field, and a line an element of its arrays, so that it is
// read and compared line by line.
func writeJSON(w io.Writer, o object) error {
	b := bufio.NewWriterSize(w, 1<<16)
	b.WriteByte('{')
	for n, f := range o {
		if n > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n  ")
		b.Write(append(appendString(nil, f.name), ": "...))
		if err := writeValue(b, f.value); err != nil {
			return err
		}
	}
	b.WriteString("\n}\n")
	return b.Flush()
}

func writeValue(b *bufio.Writer, value any) error {
	switch v := value.(type) {
	case recordSeq:
		return writeArray(b, v)
	case []record:
		return writeArray(b, fixed(v))
	}
	_, err := b.Write(appendJSON(nil, value))
	return err
}

func writeArray(b *bufio.Writer, rows recordSeq) error {
	b.WriteByte('[')
	n := 0
	var line []byte
	for r, err := range rows {
		if err != nil {
			return err
		}
		if n > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		line = appendJSON(line[:0], r)
		if _, err := b.Write(line); err != nil {
			return err
		}
		n++
	}
	if n > 0 {
		b.WriteString("\n  ")
	}
	return b.WriteByte(']')
}

// appendJSON appends a value of a field as JSON.
func appendJSON(b []byte, value any) []byte {
	switch v := value.(type) {
	case nil:
		return append(b, "null"...)
	case string:
		if v == "" {
			return append(b, "null"...)
		}
		return appendString(b, v)
	case words:
		return appendString(b, string(v))
	case func() string:
		return appendJSON(b, v())
	case []string:
		return appendElements(b, v, func(b []byte, s string) []byte { return appendString(b, s) })
	case map[string]string:
		return appendMap(b, v, appendString)
	case map[string]int64:
		return appendMap(b, v, func(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) })
	case record:
		return appendRecord(b, v)
	case []record:
		return appendElements(b, v, appendRecord)
	}
	s, quoted := scalar(value)
	switch {
	case s == "":
		return append(b, "null"...)
	case quoted:
		return appendString(b, s)
	}
	return append(b, s...)
}

// scalar writes a value that is neither text nor a collection; empty when absent. quoted tells whether
// JSON puts it in quotes.
func scalar(value any) (s string, quoted bool) {
	switch v := value.(type) {
	case bool:
		return strconv.FormatBool(v), false
	case int:
		return strconv.Itoa(v), false
	case int64:
		return strconv.FormatInt(v, 10), false
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), false
	case data.Span:
		return string(v.AppendSeconds(nil)), false
	case time.Time:
		return data.FormatInstant(v), true
	case data.Event:
		return v.String(), true
	case data.Opt[int64]:
		return optional(v)
	case data.Opt[float64]:
		return optional(v)
	case data.Opt[data.Span]:
		return optional(v)
	}
	panic(fmt.Sprintf("document: a field cannot hold a %T", value))
}

func optional[T comparable](o data.Opt[T]) (string, bool) {
	if v, ok := o.Get(); ok {
		return scalar(v)
	}
	return "", false
}

func appendRecord(b []byte, r record) []byte {
	b = append(b, '{')
	for n, f := range r {
		if n > 0 {
			b = append(b, ", "...)
		}
		b = append(appendString(b, f.name), ": "...)
		b = appendJSON(b, f.value)
	}
	return append(b, '}')
}

func appendMap[V any](b []byte, m map[string]V, each func([]byte, V) []byte) []byte {
	b = append(b, '{')
	for n, k := range sortedKeys(m) {
		if n > 0 {
			b = append(b, ", "...)
		}
		b = append(appendString(b, k), ": "...)
		b = each(b, m[k])
	}
	return append(b, '}')
}

func appendElements[V any](b []byte, list []V, each func([]byte, V) []byte) []byte {
	b = append(b, '[')
	for n, v := range list {
		if n > 0 {
			b = append(b, ", "...)
		}
		b = each(b, v)
	}
	return append(b, ']')
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string of the same value. Whatever could act on a terminal or hide
// on it is written as \u escapes, which mean the same to every reader of JSON. JSON has no way to hold
// bytes that are no UTF-8: a text with such bytes is written as people see it.
func appendString(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = text.Clean(s)
	}
	b = append(b, '"')
	marks := text.MaxMarks // on the character before; a space, and nothing at all, carry none
	for _, r := range s {
		switch {
		case unicode.Is(unicode.M, r):
			marks++
		case r == ' ':
			marks = text.MaxMarks
		default:
			marks = 0
		}
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r == '\r':
			b = append(b, `\r`...)
		case unicode.IsPrint(r) && !text.IsBlank(r) && (marks <= text.MaxMarks || r == ' '):
			b = utf8.AppendRune(b, r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			b = appendEscape(appendEscape(b, high), low)
		default:
			b = appendEscape(b, r)
		}
	}
	return append(b, '"')
}

func appendEscape(b []byte, r rune) []byte {
	return append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}
