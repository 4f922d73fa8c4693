package document

import (
	"slices"
	"strings"

	"segpath/data/format"
)

// Formats is what segpath knows of export formats. Its CSV is their columns.
type Formats struct {
	List []*format.Format
	Full bool // for people: everything about each, not a line each
}

func (d Formats) object() object {
	all := []record{}
	for _, f := range d.List {
		all = append(all, formatRecord(f))
	}
	return object{{"formats", all}}
}

func formatRecord(f *format.Format) record {
	has := record{}
	for _, name := range format.Questions {
		has = append(has, field{name, string(f.Can[name].State)})
	}
	return record{
		{"name", f.Name}, {"title", f.Title}, {"about", about(f)}, {"folder", f.Folder}, {"has", has},
		{"variants", eachRecord(f.Variants, variantRecord)},
		{"tables", eachRecord(f.Tables, tableRecord)},
		{"rules", eachRecord(f.Rules, func(r *format.Rule) record { return record{{"text", r.Text}, {"from", r.From}} })},
	}
}

// variantRecord tells when an export is of the variant, and which format.Questions then differ.
func variantRecord(v *format.Variant) record {
	has := record{}
	for _, name := range format.Questions {
		if can, ok := v.Can[name]; ok {
			has = append(has, field{name, string(can.State)})
		}
	}
	return record{{"name", v.Name}, {"about", v.About}, {"when", v.When}, {"has", has}}
}

func tableRecord(t *format.Table) record {
	return record{
		{"name", t.Name}, {"required", t.Required}, {"row_id", t.RowID}, {"any_of", t.AnyOf},
		{"line_pattern", t.LinePattern}, {"header", t.Header}, {"delimiter", t.Delimiter}, {"quoted", quotedLines(t)}, {"ragged", t.Ragged},
		{"columns", eachRecord(t.Columns, columnRecord)},
	}
}

// quotedLines tells whether fields of a table without a header may stand in quotes; null of one with a header.
func quotedLines(t *format.Table) any {
	if t.LinePattern == "" {
		return nil
	}
	return t.Quoted()
}

func columnRecord(c *format.Column) record {
	return record{
		{"name", c.Name}, {"type", string(c.Type)}, {"required", c.Required}, {"headers", c.Synonyms},
		{"unit", string(c.Unit)}, {"utc", c.UTC}, {"zone", c.Zone}, {"with", c.With}, {"else", c.Else},
	}
}

func (d Formats) records() records {
	var all []record
	names := []string{"format", "table", "column", "type", "required", "headers"}
	for _, f := range d.List {
		for _, t := range f.Tables {
			for _, c := range t.Columns {
				all = append(all, record{
					{names[0], f.Name}, {names[1], t.Name}, {names[2], c.Name}, {names[3], string(c.Type)},
					{names[4], c.Required}, {names[5], c.Synonyms},
				})
			}
		}
	}
	return records{names, fixed(all)}
}

// about is a format's description as one paragraph.
func about(f *format.Format) string { return strings.Join(strings.Fields(f.About), " ") }

// title is a format's title; of a user's own also where it is.
func title(f *format.Format) string {
	whose := ""
	if f.Folder != "" {
		whose = "your own, in " + f.Folder
		if _, err := format.Get(f.Name); err == nil {
			whose += ", instead of the built-in one"
		}
	}
	if f.Title == "" || whose == "" {
		return f.Title + whose
	}
	return f.Title + " (" + whose + ")"
}

func (d Formats) blocks() []block {
	if !d.Full {
		return []block{{
			heads: []head{{"format", false}, {"what it is", false}, {"needs", false}},
			rows: fixedRows(d.List, func(f **format.Format) []string {
				return []string{(*f).Name, title(*f), needs(*f)}
			}),
		}}
	}
	var blocks []block
	for _, f := range d.List {
		blocks = append(blocks, formatBlocks(f)...)
	}
	return blocks
}

// needs tells the required columns of the required tables, and those of which one is required.
func needs(f *format.Format) string {
	var tables []string
	for _, t := range f.Tables {
		var columns []string
		for _, c := range t.Columns {
			if c.Required {
				columns = append(columns, c.Name)
			}
		}
		if t.Required {
			with := t.Name + " with " + strings.Join(columns, ", ")
			if len(t.AnyOf) > 0 {
				with += " and one of " + strings.Join(t.AnyOf, ", ")
			}
			tables = append(tables, with)
		}
	}
	return strings.Join(tables, "; ")
}

func formatBlocks(f *format.Format) []block {
	head1 := block{title: f.Name + ": " + title(f), lines: []string{"Needs " + needs(f) + "."}}
	if about(f) != "" {
		head1.lines = slices.Insert(head1.lines, 0, about(f))
	}
	blocks := []block{head1, sayBlock("What it can say", f.Can)}
	for _, v := range f.Variants {
		say := sayBlock("Where "+v.About+" ("+strings.Join(v.When, "; ")+")", v.Can)
		blocks = append(blocks, say)
	}
	for _, t := range f.Tables {
		blocks = append(blocks, columnsBlock(&t))
	}
	return append(blocks, block{
		title: "Rules, and where each comes from",
		heads: []head{{"rule", false}, {"from", false}},
		rows:  fixedRows(f.Rules, func(r *format.Rule) []string { return []string{r.Text, r.From} }),
	})
}

// sayBlock tells what an export of the format, or of a variant of it, can say when all its columns are there.
func sayBlock(title string, says map[string]format.Can) block {
	declared := slices.DeleteFunc(slices.Clone(format.Questions), func(name string) bool { return says[name].State == "" })
	return block{
		title: title,
		heads: []head{{"about", false}, {"says", false}, {"needs", false}, {"without", false}, {"remark", false}},
		rows: fixedRows(declared, func(name *string) []string {
			can := says[*name]
			without := string(can.Otherwise)
			if without == "" && len(can.Needs) > 0 {
				without = "absent"
			}
			return []string{
				*name, string(can.State), strings.ReplaceAll(strings.Join(can.Needs, ", "), "|", " or "), without, can.Why,
			}
		}),
	}
}

func columnsBlock(t *format.Table) block {
	title := "Table " + t.Name
	if t.Required {
		title += " (needed)"
	}
	return block{
		title: title,
		lines: linesTold(t),
		heads: []head{{"column", false}, {"type", false}, {"needed", false}, {"other headers", false}},
		rows: fixedRows(t.Columns, func(c *format.Column) []string {
			needed := ""
			if c.Required {
				needed = "yes"
			}
			return []string{c.Name, columnType(c), needed, strings.Join(c.Synonyms, ", ")}
		}),
	}
}

// linesTold tells how a table without a header is written; nothing of one with a header.
func linesTold(t *format.Table) []string {
	if t.LinePattern == "" {
		return nil
	}
	parted := map[string]string{",": "a comma", ";": "a semicolon", "\t": "a tab"}[t.Delimiter]
	if parted == "" {
		parted = t.Delimiter
	}
	quote := "A double quote is plain text."
	if t.Quoted() {
		quote = "Fields may stand in double quotes."
	}
	if t.Ragged {
		quote += " Columns may be missing at a line's end, and the last one takes what is more."
	}
	return []string{
		"Without a header its lines match " + t.LinePattern,
		"and hold, parted by " + parted + ": " + strings.Join(t.Header, ", ") + ". " + quote,
	}
}

// columnType is a column's type, with what its manifest says about its time.
func columnType(c *format.Column) string {
	kind := string(c.Type)
	if c.Unit != "" && c.Unit != format.InSeconds {
		kind = "length in " + string(c.Unit)
	}
	if c.IsUTC() {
		kind += " in UTC"
	}
	if c.With != "" {
		kind += ", time of day in " + c.With
	}
	if c.Else != "" {
		kind += ", else that of " + c.Else
	}
	if c.UTC != "" {
		kind += ", not read beside " + c.UTC
	}
	return kind
}
