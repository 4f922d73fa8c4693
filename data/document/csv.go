package document

import (
	"encoding/csv"
	"io"

	"segpath/data/text"
)

// WriteCSVShown is the CSV of a document for a terminal: the same rows with every cell made safe to
// show. It is for people to look at; what is kept or read by a program comes from Write.
func WriteCSVShown(w io.Writer, d Document) error { return writeCSV(w, d.records(), text.Clean) }

// writeCSV writes a header and one row per record. Lines end in a line feed: a carriage return would have
// to be put into the quoted values too, and they are kept as they are. show, if any, makes each cell
// safe.
func writeCSV(w io.Writer, rs records, show func(string) string) error {
	out := csv.NewWriter(w)
	if err := out.Write(rs.names); err != nil {
		return err
	}
	row := make([]string, len(rs.names))
	for r, err := range rs.rows {
		if err != nil {
			out.Flush()
			return err
		}
		for n, f := range r {
			row[n] = csvCell(f.value)
			if show != nil {
				row[n] = show(row[n])
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// csvCell is a value in a cell: absent is empty; a list or a map that holds something is its JSON.
func csvCell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case words:
		return string(v)
	case []string:
		return filled(len(v), v)
	case map[string]string:
		return filled(len(v), v)
	case map[string]int64:
		return filled(len(v), v)
	case []record:
		return filled(len(v), v)
	case record:
		return filled(len(v), v)
	}
	s, _ := scalar(value)
	return s
}

func filled(n int, v any) string {
	if n == 0 {
		return ""
	}
	return string(appendJSON(nil, v))
}
