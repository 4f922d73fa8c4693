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

// capabilities are what a format declares, in the order they are told.
var capabilities = []string{"rings", "responses", "statuses", "queues", "talk", "hold"}

func (d Formats) object() object {
	all := []record{}
	for _, f := range d.List {
		all = append(all, formatRecord(f))
	}
	return object{{"formats", all}}
}

func formatRecord(f *format.Format) record {
	has := record{}
	for _, name := range capabilities {
		has = append(has, field{name, string(f.Can[name].State)})
	}
	return record{
		{"name", f.Name}, {"title", f.Title}, {"about", about(f)}, {"has", has},
		{"variants", eachRecord(f.Variants, variantRecord)},
		{"tables", eachRecord(f.Tables, tableRecord)},
		{"rules", eachRecord(f.Rules, func(r *format.Rule) record { return record{{"text", r.Text}, {"from", r.From}} })},
	}
}

// variantRecord tells when an export is of the variant, and which capabilities then differ.
func variantRecord(v *format.Variant) record {
	has := record{}
	for _, name := range capabilities {
		if can, ok := v.Can[name]; ok {
			has = append(has, field{name, string(can.State)})
		}
	}
	return record{{"name", v.Name}, {"about", v.About}, {"when", v.When}, {"has", has}}
}

func tableRecord(t *format.Table) record {
	return record{
		{"name", t.Name}, {"required", t.Required},
		{"columns", eachRecord(t.Columns, func(c *format.Column) record {
			return record{{"name", c.Name}, {"type", string(c.Type)}, {"required", c.Required}, {"headers", c.Synonyms}}
		})},
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

func (d Formats) blocks() []block {
	if !d.Full {
		return []block{{
			heads: []head{{"format", false}, {"what it is", false}, {"needs", false}},
			rows: fixedRows(d.List, func(f **format.Format) []string {
				return []string{(*f).Name, (*f).Title, needs(*f)}
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
	head1 := block{title: f.Name + ": " + f.Title, lines: []string{about(f), "Needs " + needs(f) + "."}}
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
	declared := slices.DeleteFunc(slices.Clone(capabilities), func(name string) bool { return says[name].State == "" })
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
	if c.UTC != "" {
		kind += ", not read beside " + c.UTC
	}
	return kind
}
