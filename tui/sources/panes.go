package sources

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"segpath/data"
	"segpath/tui/cell"
)

func number(n int64) value {
	if n == 0 {
		return value{"0", dim}
	}
	return value{cell.Count(n), plain}
}

// alarming is a number that is better 0.
func alarming(n int64) value {
	if n == 0 {
		return number(n)
	}
	return value{cell.Count(n), warning}
}

// folderOf is the folder that all files of an export stand in, as a prefix of their names; none where there is no such.
func folderOf(files []data.FileReport) string {
	folder := ""
	for n := range files {
		of := files[n].File[:strings.LastIndexAny(files[n].File, "/"+string(filepath.Separator))+1]
		if n == 0 {
			folder = of
		}
		for !strings.HasPrefix(of, folder) {
			folder = folder[:strings.LastIndexAny(folder[:len(folder)-1], "/"+string(filepath.Separator))+1]
		}
	}
	return folder
}

func filesPane(r *data.Report, folder string) pane {
	p := pane{
		name: "Files", count: int64(len(r.Files)),
		headings: []heading{
			{title: "file", most: 70, path: true}, {title: "table", rank: 5, most: 24}, {title: "rows", right: true, rank: 1, most: 13},
			{title: "used", right: true, rank: 2, most: 13}, {title: "context", right: true, rank: 4, most: 13}, {title: "rejected", right: true, rank: 3, most: 13},
			{title: "duplicates", right: true, rank: 4, most: 13}, {title: "encoding", rank: 6, most: 16},
		},
		empty: cell.Message{Title: "No file was read"},
	}
	for i := range r.Files {
		f := &r.Files[i]
		var context int64
		for _, n := range f.Context {
			context += n
		}
		table := value{f.Table, plain}
		if f.Table == "" {
			table = value{"none", dim}
		}
		p.entries = append(p.entries, entry{
			values: []value{{strings.TrimPrefix(f.File, folder), strong}, table, number(f.Rows), number(f.Used), number(context), alarming(f.Rejected),
				number(f.Duplicates), {f.Encoding, dim}},
			whole: []string{f.File, accountOf(f)}, places: []data.Place{{Source: f.File}},
		})
	}
	return p
}

// accountOf says what became of a file's rows: they add up.
func accountOf(f *data.FileReport) string {
	parts := []string{cell.Count(f.Used) + " used"}
	for _, reason := range slices.Sorted(maps.Keys(f.Context)) {
		parts = append(parts, cell.Count(f.Context[reason])+" context ("+reason+")")
	}
	parts = append(parts, cell.Count(f.Rejected)+" rejected", cell.Plural(f.Duplicates, "duplicate"))
	return cell.Plural(f.Rows, "row") + " = " + strings.Join(parts, " + ") + "."
}

// follow makes the pane list the columns of a file.
func (p *pane) follow(r *data.Report, file int) {
	if file < len(r.Files) && p.subject == r.Files[file].File && p.subject != "" {
		return
	}
	*p = pane{
		name: "Columns", headings: []heading{{title: "column", most: 48}, {title: "became", rank: 1, most: 30}},
		empty: cell.Message{Title: "No column was read", Body: "The file is left out, or has no header."},
	}
	if file >= len(r.Files) {
		return
	}
	f := &r.Files[file]
	p.subject, p.count = f.File, int64(len(f.Columns))
	for _, c := range f.Columns {
		e := entry{values: []value{{c.Name, strong}, {c.As, plain}}, whole: []string{c.Name + " became " + c.As + "."}, places: []data.Place{{Source: f.File}}}
		if c.As == "" {
			e.values[1] = value{"unused", dim}
			e.whole = []string{c.Name + " is used for nothing; it stays in the raw fields of each row."}
		}
		p.entries = append(p.entries, e)
	}
}

func rejectedPane(r *data.Report, folder string) pane {
	p := pane{
		name: "Rejected rows",
		headings: []heading{
			{title: "row", right: true, rank: 0, most: 13}, {title: "file", rank: 2, most: 40, path: true}, {title: "reason", rank: 1, most: 60},
			{title: "column", rank: 3, most: 30}, {title: "value", rank: 4, most: 60},
		},
		empty: cell.Message{Title: "No row was rejected", Body: "Every record of the files could be read."},
	}
	for i := range r.Files {
		p.count += r.Files[i].Rejected
	}
	for _, row := range r.RejectedRows {
		whole := row.Reason
		if row.Column != "" {
			whole += ", column " + row.Column
		}
		if row.Value != "" {
			whole += ", value " + row.Value
		}
		p.entries = append(p.entries, entry{
			values: []value{{strconv.FormatInt(row.Row, 10), plain}, {strings.TrimPrefix(row.File, folder), strong}, {row.Reason, warning}, {row.Column, plain}, {row.Value, plain}},
			whole:  []string{whole, fmt.Sprintf("%s:%d", row.File, row.Row)}, places: []data.Place{{Source: row.File, SourceRow: row.Row}},
		})
	}
	return p
}

func noticesPane(r *data.Report) pane {
	p := pane{
		name: "Notices", count: int64(len(r.Notices)),
		headings: []heading{{title: "count", right: true, most: 13}, {title: "kind", most: 34}, {title: "what it means", rank: 1, most: 400}},
		empty:    cell.Message{Title: "No notices", Body: "Nothing about this export is lost, in doubt or contradicts itself."},
	}
	for _, n := range r.Notices {
		kind := value{string(n.Kind), dim}
		if n.Kind.Problem() {
			kind.tone = warning
		}
		p.entries = append(p.entries, entry{
			values: []value{{cell.Count(n.Count), strong}, kind, {n.Text, plain}}, whole: []string{n.Text}, places: n.Known(),
		})
	}
	return p
}

// placesPane lists the rows that a notice is about.
func placesPane(notice *entry, folder string) pane {
	p := pane{
		name: "Rows: " + notice.values[1].text, count: int64(len(notice.places)),
		headings: []heading{{title: "row", right: true, most: 13}, {title: "file", most: 60, path: true}, {title: "interaction", rank: 1, most: 60}},
	}
	whole := notice.whole
	if len(notice.places) == data.MaxPlaces {
		whole = append(slices.Clone(whole), "The first "+cell.Count(data.MaxPlaces)+" rows are listed.")
	}
	for _, at := range notice.places {
		row := value{}
		if at.SourceRow > 0 {
			row.text = strconv.FormatInt(at.SourceRow, 10)
		}
		p.entries = append(p.entries, entry{
			values: []value{row, {strings.TrimPrefix(at.Source, folder), strong}, {at.InteractionID, plain}}, whole: whole, places: []data.Place{at},
		})
	}
	return p
}
