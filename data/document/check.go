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

// Problems is how many problems a check tells of: rejected rows, then notices.
func (d Check) Problems() int { return len(d.problems()) }

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

// problem is one thing that is wrong, with its place.
type problem struct {
	file  string
	row   int64
	kind  data.NoticeKind
	count int64
	text  string
}

// problems are the rejected rows one by one, then the notices; a notice that only counts rejected rows
// that are all listed would say them twice.
func (d Check) problems() []problem {
	var all []problem
	for _, r := range d.Report.RejectedRows {
		text := r.Reason
		if r.Column != "" {
			text += ", column " + quoted(r.Column)
		}
		if r.Value != "" {
			text += ", value " + quoted(r.Value)
		}
		all = append(all, problem{r.File, r.Row, data.RejectedRows, 1, text})
	}
	for _, n := range d.Report.Notices {
		if n.Kind == data.RejectedRows && n.Count == int64(len(d.Report.RejectedRows)) {
			continue
		}
		all = append(all, problem{n.Source, n.SourceRow, n.Kind, n.Count, n.Text})
	}
	return all
}

// quoted sets a value of a file apart from our words.
func quoted(s string) string { return `"` + s + `"` }

func problemRecord(p *problem) record {
	return record{
		{"file", p.file}, {"row", positive(p.row)}, {"kind", string(p.kind)}, {"count", p.count}, {"text", words(p.text)},
	}
}

func (d Check) records() records {
	return records{problemRecord(new(problem)).names(), fixed(eachRecord(d.problems(), problemRecord))}
}

func (d Check) blocks() []block {
	return []block{d.overview(), d.filesBlock(), d.problemsBlock()}
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
		{"time zone", r.TimeZone},
		{"data until", d.or(d.zoned(r.AsOf))},
		{"events", countsText(r.Events)},
	}}
	for _, c := range []struct {
		name string
		data.Capability
	}{
		{"rings", r.Has.Rings}, {"responses", r.Has.Responses}, {"statuses", r.Has.Statuses},
		{"queues", r.Has.Queues}, {"talk", r.Has.Talk}, {"hold", r.Has.Hold},
	} {
		said := string(c.State)
		if c.Why != "" {
			said += ": " + c.Why
		}
		b.fields = append(b.fields, pair{c.name, said})
	}
	return b
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
		if c.As == "" {
			names = append(names, c.Name)
		}
	}
	return strings.Join(names, ", ")
}

// problemsBlock has a line a problem, the file and the row first, as editors and grep expect it.
func (d Check) problemsBlock() block {
	problems := d.problems()
	if len(problems) == 0 {
		return block{lines: []string{"Nothing is wrong with it."}}
	}
	b := block{title: count(int64(len(problems)), "problem")}
	for _, p := range problems {
		b.lines = append(b.lines, p.line())
	}
	return b
}

func (p *problem) line() string {
	place := "export"
	if p.file != "" {
		place = p.file
	}
	if p.row > 0 {
		place += ":" + strconv.FormatInt(p.row, 10)
	}
	times := ""
	if p.count > 1 {
		times = fmt.Sprintf(" (%d times)", p.count)
	}
	return fmt.Sprintf("%s: %s%s: %s", place, p.kind, times, p.text)
}
