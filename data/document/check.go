package document

import (
	"fmt"
	"strconv"
	"strings"

	"segpath/data"
)

// Check is what was read of an export and what is wrong with it. Its CSV is the problems.
type Check struct {
	Report data.Report
	Look
}

func (d Check) object() object {
	r := &d.Report
	return object{
		{"format", r.Format}, {"runner_up", r.RunnerUp}, {"reason", r.Reason}, {"has", hasRecord(r.Has)},
		{"time_zone", r.TimeZone}, {"data_as_of", r.AsOf}, {"interaction_count", r.InteractionCount},
		{"segment_count", r.SegmentCount}, {"events", r.Events}, {"files", eachRecord(r.Files, fileRecord)},
		{"rejected_rows", eachRecord(r.RejectedRows, rejectedRecord)}, {"notices", eachRecord(r.Notices, noticeRecord)},
	}
}

func fileRecord(f *data.FileReport) record {
	return record{
		{"file", f.File}, {"table", f.Table}, {"rows", f.Rows}, {"used", f.Used}, {"context", f.Context},
		{"rejected", f.Rejected}, {"duplicates", f.Duplicates}, {"encoding", f.Encoding},
		{"columns", eachRecord(f.Columns, func(c *data.ColumnReport) record {
			return record{{"name", words(c.Name)}, {"as", c.As}}
		})},
	}
}

func rejectedRecord(r *data.RejectedRow) record {
	return record{
		{"file", r.File}, {"row", positive(r.Row)}, {"column", r.Column}, {"value", r.Value}, {"reason", r.Reason},
	}
}

func (d Check) blocks() []block {
	blocks := []block{d.overview(), d.filesBlock(), d.problemsBlock()}
	if notes := d.findings(false); len(notes) > 0 {
		blocks = append(blocks, lined("Good to know", notes))
	}
	return blocks
}

func (d Check) overview() block {
	r := &d.Report
	format := r.Format
	if r.Reason != "" {
		format += " (" + r.Reason + ")"
	}
	if r.RunnerUp != "" {
		format += ", nearly " + r.RunnerUp
	}
	b := block{fields: []pair{
		{"format", format},
		{"interactions", strconv.FormatInt(r.InteractionCount, 10)},
		{"steps", strconv.FormatInt(r.SegmentCount, 10)},
		{"time zone", d.zone()},
		{"data until", d.or(d.zoned(r.AsOf))},
		{"events", countsText(r.Events)},
	}}
	for _, c := range r.Has.Named() {
		said := string(c.State)
		if c.Why != "" {
			said += ": " + c.Why
		}
		b.fields = append(b.fields, pair{c.Name, said})
	}
	if lacking := sortedKeys(lacks(r.Has)); len(lacking) > 0 {
		b.fields = append(b.fields, pair{"lacks", strings.Join(lacking, ", ")})
	}
	return b
}

// zone is the source zone and who said so.
func (d Check) zone() string {
	if d.Report.ZoneFrom == "" {
		return d.Report.TimeZone
	}
	return d.Report.TimeZone + " (" + d.Report.ZoneFrom + ")"
}

// countsText lists what was counted, by name.
func countsText(counts map[string]int64) string {
	var parts []string
	for _, name := range sortedKeys(counts) {
		parts = append(parts, fmt.Sprintf("%s %d", name, counts[name]))
	}
	return strings.Join(parts, ", ")
}

func (d Check) filesBlock() block {
	return block{
		title: "Files",
		heads: []head{
			{"file", false}, {"table", false}, {"rows", true}, {"used", true}, {"context", true}, {"rejected", true},
			{"duplicates", true}, {"encoding", false}, {"unused columns", false},
		},
		rows: fixedRows(d.Report.Files, func(f *data.FileReport) []string {
			var context int64
			for _, n := range f.Context {
				context += n
			}
			return []string{
				f.File, f.Table, strconv.FormatInt(f.Rows, 10), strconv.FormatInt(f.Used, 10), contextText(context, f.Context),
				strconv.FormatInt(f.Rejected, 10), strconv.FormatInt(f.Duplicates, 10), f.Encoding, unused(f.Columns),
			}
		}),
	}
}

func contextText(n int64, reasons map[string]int64) string {
	if n == 0 {
		return "0"
	}
	return fmt.Sprintf("%d (%s)", n, countsText(reasons))
}

func unused(columns []data.ColumnReport) string {
	var names []string
	for _, c := range columns {
		switch {
		case c.As == "" && strings.TrimSpace(c.Name) == "":
			names = append(names, "(no name)")
		case c.As == "":
			names = append(names, c.Name)
		}
	}
	return strings.Join(names, ", ")
}
