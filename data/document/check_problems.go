package document

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"segpath/data"
)

// finding is one thing that a check tells, with its place: a rejected row, or a notice.
type finding struct {
	file        string
	row         int64
	interaction string // where no row is known
	kind        data.NoticeKind
	count       int64
	text        string
}

// Problems is how many problems a check tells of: what a strict check fails for.
func (d Check) Problems() int { return len(d.findings(true)) }

// Told is that number with its word.
func (d Check) Told() string { return count(int64(d.Problems()), "problem") }

// findings are the problems, or what is merely good to know, by file and row; those without a file come last.
func (d Check) findings(problems bool) []finding {
	var all []finding
	for _, f := range d.everyFinding() {
		if f.kind.Problem() == problems {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b finding) int {
		if (a.file == "") != (b.file == "") {
			return cmp.Compare(b.file, a.file)
		}
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.row, b.row), cmp.Compare(a.interaction, b.interaction))
	})
	return all
}

// everyFinding is the rejected rows one by one, then the notices; a notice that only counts rejected rows
// that are all listed would say them twice.
func (d Check) everyFinding() []finding {
	var all []finding
	listed := map[[2]string]bool{} // a row may be listed for several of its cells
	for _, r := range d.Report.RejectedRows {
		text := r.Reason
		if r.Column != "" {
			text += ", column " + quoted(r.Column)
		}
		if r.Value != "" {
			text += ", value " + quoted(r.Value)
		}
		listed[[2]string{r.File, strconv.FormatInt(r.Row, 10)}] = true
		all = append(all, finding{file: r.File, row: r.Row, kind: data.RejectedRows, count: 1, text: text})
	}
	for _, n := range d.Report.Notices {
		if n.Kind == data.RejectedRows && n.Count <= int64(len(listed)) {
			continue
		}
		all = append(all, finding{n.Source, n.SourceRow, n.InteractionID, n.Kind, n.Count, n.Text})
	}
	return all
}

// quoted sets a value of a file apart from our words.
func quoted(s string) string { return `"` + s + `"` }

func findingRecord(f *finding) record {
	return record{
		{"file", f.file}, {"row", positive(f.row)}, {"kind", string(f.kind)}, {"count", f.count}, {"text", words(f.text)},
		{"problem", f.kind.Problem()},
	}
}

func (d Check) records() records {
	all := append(d.findings(true), d.findings(false)...)
	return records{findingRecord(new(finding)).names(), fixed(eachRecord(all, findingRecord))}
}

// problemsBlock has one line per problem, the file and the row first, as editors and grep expect it.
func (d Check) problemsBlock() block {
	problems := d.findings(true)
	if len(problems) == 0 {
		return block{lines: []string{"Nothing is wrong with it."}}
	}
	return lined(count(int64(len(problems)), "problem"), problems)
}

func lined(title string, findings []finding) block {
	b := block{title: title}
	for _, f := range findings {
		b.lines = append(b.lines, f.line())
	}
	return b
}

// line begins with the place; what has none says whether it is about one interaction or the whole export.
func (f *finding) line() string {
	place := "export"
	switch {
	case f.file != "":
		place = f.file
	case f.interaction != "":
		place = "interaction " + quoted(f.interaction)
	}
	if f.row > 0 {
		place += ":" + strconv.FormatInt(f.row, 10)
	}
	times := ""
	if f.count > 1 {
		times = fmt.Sprintf(" (%d times)", f.count)
	}
	return fmt.Sprintf("%s: %s%s: %s", place, f.kind, times, f.text)
}
