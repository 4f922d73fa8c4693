package query

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"time"

	"segpath/data"
	"segpath/query/csvfile"
)

// kept is what an engine knows beside its tables: written into the database, it opens again without the
// export. It is no JSON: cells of files may be no UTF-8, and come back as they were.
type kept struct {
	Report      data.Report
	Rejected    int64 // rows, of all files
	Zone        string
	Offset      int // in seconds, of a Zone that has no rules but this
	ZoneAssumed bool
	Sources     []string // as shown, by file position
	Raw         []keptTable
	Near        bool // the segments are read by the macro nearSegments
}

// inPlace are the files that stay in their place.
func (k *kept) inPlace() []string { return keptInPlace(k.Raw) }

func keptInPlace(raw []keptTable) (all []string) {
	for _, t := range raw {
		all = append(all, t.Files...)
	}
	return all
}

// zone is the name of the source zone, or its offset if it has no name.
func (k *kept) zone() *time.Location {
	if at, err := time.LoadLocation(k.Zone); err == nil {
		return at
	}
	return time.FixedZone(k.Zone, k.Offset)
}

// keptTable is a raw table as far as its rows are read again.
type keptTable struct {
	Name    string
	Columns []keptColumn
	Parts   []keptPart
	Files   []string // of files that stay in their place, their paths, by part; nil: the rows are copied
}

// keptColumn is a column: in the database, in the file, and what it became.
type keptColumn struct{ Name, Header, As string }

// keptPart is one file's rows in a keptTable.
type keptPart struct {
	Source      string
	First, Rows int64
	Steps       csvfile.Steps // their record numbers
}

func keptTables(raw []*rawTable) []keptTable {
	tables := make([]keptTable, len(raw))
	for n, t := range raw {
		tables[n].Name, tables[n].Files = t.name, t.files()
		for _, col := range t.columns {
			tables[n].Columns = append(tables[n].Columns, keptColumn{col.name, col.header, col.as})
		}
		for _, p := range t.parts {
			part := keptPart{Source: p.input.Shown, First: p.first, Rows: p.rows}
			if p.input.scan != nil {
				part.Steps = p.input.scan.Steps
			}
			tables[n].Parts = append(tables[n].Parts, part)
		}
	}
	return tables
}

// write puts the document into the database.
func (k *kept) write(c *conn) error {
	var content bytes.Buffer
	if err := gob.NewEncoder(&content).Encode(k); err != nil {
		return fmt.Errorf("keep what was read: %w", err)
	}
	if err := c.Exec("CREATE SCHEMA kept; CREATE TABLE kept.document (content BLOB)"); err != nil {
		return err
	}
	return c.Exec("INSERT INTO kept.document VALUES (?)", content.Bytes())
}

// readKept reads the document of a database.
func readKept(c *conn) (*kept, error) {
	var content []byte
	if err := c.Row("SELECT content FROM kept.document", nil, &content); err != nil {
		return nil, err
	}
	k := &kept{}
	if err := gob.NewDecoder(bytes.NewReader(content)).Decode(k); err != nil {
		return nil, fmt.Errorf("read what was kept: %w", err)
	}
	for n := range k.Report.Files { // gob does not tell an empty list from none
		if k.Report.Files[n].Columns == nil {
			k.Report.Files[n].Columns = []data.ColumnReport{}
		}
	}
	return k, nil
}
