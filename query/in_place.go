package query

import (
	"fmt"
	"slices"
	"strings"

	"segpath/data/format"
	"segpath/query/files"
)

// A Parquet export of the canonical tables is not copied: the raw tables of its interactions and segments are views of
// the files, and so are the segments themselves. Only the summaries are written, in the tables that an export of any
// kind has; every question is asked of the same names (see "In place" in the package comment).

// The columns of such a raw table that say where a row stands, beside rowid, its number over all files.
const (
	placeFile   = "segpath_file"
	placeRecord = "segpath_record"
)

// canStay tells whether a table's files are left where they are. Lookups are small.
func canStay(t *format.Table) bool { return t.Name == "interactions" || t.Name == "segments" }

// staysInPlace tells whether the export is such a one: the mapping is what the manifest alone can say; each of the
// two tables is there, in Parquet files of the same columns, of types that no conversion can fail for where a path
// hangs on them; and no name is one that places rows.
func (b *builder) staysInPlace() bool {
	if b.format.HasSQL() || b.o.copies {
		return false
	}
	first := map[string]*input{}
	for _, i := range b.inputs {
		t := i.match.Table
		if t == nil || !canStay(t) {
			continue
		}
		if i.scan != nil || slices.Contains(i.parquet.asText, true) || slices.ContainsFunc(i.header(), placesRows) {
			return false
		}
		if of := first[t.Name]; of != nil && !slices.Equal(of.rawColumns(), i.rawColumns()) {
			return false
		}
		first[t.Name] = i
	}
	return first["interactions"] != nil && first["segments"] != nil && first["segments"].hasKeys()
}

// placesRows holds for a column's name that hides one of DuckDB's or of ours.
func placesRows(name string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, "segpath_") || slices.Contains([]string{"rowid", "file_row_number", "file_index", "filename"}, name)
}

// hasKeys tells whether a file of segments has an id of text, an event of text and an instant.
func (i *input) hasKeys() bool {
	kinds := map[string]string{}
	for _, col := range i.rawColumns() {
		kinds[col.as] = col.kind
	}
	return kinds["interaction_id"] == "VARCHAR" && kinds["event"] == "VARCHAR" &&
		(kinds["started_at"] == "TIMESTAMP" || kinds["started_at"] == "TIMESTAMP WITH TIME ZONE")
}

// viewRaw makes the raw tables of files that stay where they are.
func (b *builder) viewRaw(c *conn) error {
	for _, t := range b.raw {
		if !t.inPlace {
			continue
		}
		var paths, firsts, at []string
		for _, p := range t.parts {
			paths = append(paths, files.SQLString(files.EscapeGlob(p.input.Path)))
			firsts, at = append(firsts, fmt.Sprint(p.first)), append(at, fmt.Sprint(p.input.at))
		}
		const nth = "[file_index::BIGINT + 1]"
		rows := t.placed("["+strings.Join(paths, ", ")+"]", "["+strings.Join(firsts, ", ")+"]"+nth, "["+strings.Join(at, ", ")+"]"+nth)
		if err := c.Exec("CREATE VIEW " + t.sql() + " AS " + rows); err != nil {
			return unreadableFile(err, t.parts[0].input.Shown, damaged)
		}
	}
	return nil
}

// placed is the SELECT of the rows of Parquet files with their places, by the SQL of the files, of the number before
// a file's first row and of its position.
func (t *rawTable) placed(paths, first, at string) string {
	var list []string
	for _, col := range t.columns {
		list = append(list, quoteName(col.name))
	}
	return fmt.Sprintf("SELECT %s, (file_row_number + %s)::BIGINT AS rowid, (%s)::INTEGER AS %s, file_row_number + 1 AS %s FROM read_parquet(%s, hive_partitioning = false)",
		strings.Join(list, ", "), first, at, placeFile, placeRecord, paths)
}

// nearSegments is the macro of the canonical segments of some interactions in a run of rows of one file. A condition on the file's own
// row numbers lets DuckDB skip to the row group, one on an expression of them does not (12 ms against 90 among nine million,
// DuckDB 1.5.5); one on the id column as it is in the file limits the reading of the other columns to the rows that match.
const nearSegments = "near_segments"

// stageInPlace makes the typed segments a view of their files.
func (b *builder) stageInPlace(c *conn, s staging) error {
	if err := c.Exec("CREATE VIEW " + segmentRows + " AS " + s.sql(b.rows(s.raw), every)); err != nil {
		return err
	}
	b.viewed = &s
	return nil
}

// near makes nearSegments, where the segments are a view in the end.
func (b *builder) near(c *conn) error {
	if b.viewed == nil {
		return nil
	}
	id, _ := b.viewed.raw.column("interaction_id")
	rows := "(" + b.viewed.raw.placed("segpath_path", "segpath_before", "segpath_at") +
		" WHERE file_row_number BETWEEN segpath_first AND segpath_last AND list_contains(segpath_ids, " + quoteName(id.name) + "))"
	staged := b.viewed.sql(b.rowsFrom(b.viewed.raw, rows, "true"), every)
	return c.Exec("CREATE MACRO " + nearSegments + "(segpath_path, segpath_before, segpath_at, segpath_first, segpath_last, segpath_ids) AS TABLE FROM " + b.segmentsFrom("("+staged+")"))
}

// files are those of a raw table that stay where they are, by part; nil of another.
func (t *rawTable) files() []string {
	if !t.inPlace {
		return nil
	}
	var all []string
	for _, p := range t.parts {
		all = append(all, p.input.Path)
	}
	return all
}

// nearSegments are the sources of the segments of a run's interactions, whose quoted ids are given, one a file.
func (e *Engine) nearSegments(r run, ids []string) (sources []string) {
	for n := range e.raw {
		t := &e.raw[n]
		if t.Name != "segments" {
			continue
		}
		for n, p := range t.Parts {
			from, to := max(r.first, p.First)-p.First, min(r.last, p.First+p.Rows-1)-p.First
			if from <= to {
				sources = append(sources, fmt.Sprintf("%s(%s, %d, %d, %d, %d, [%s]) s", nearSegments,
					files.SQLString(files.EscapeGlob(t.Files[n])), p.First, slices.Index(e.sources, p.Source), from, to, strings.Join(ids, ", ")))
			}
		}
	}
	return sources
}
