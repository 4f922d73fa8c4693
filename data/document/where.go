package document

import "strconv"

// Where is what segpath keeps on this machine: its settings, what it remembers, its temporary folders.
type Where struct{ Kept []Kept }

// Kept is one file or folder that segpath uses, there or not.
type Kept struct {
	Name   string // what it is, as one word: "config"
	About  string // what it is for
	Path   string
	Folder bool
	There  bool
	Bytes  int64 // of the file, or of all files in the folder
}

// kept is a file or folder under the names of its fields.
func kept(k *Kept) record {
	kind := "file"
	if k.Folder {
		kind = "folder"
	}
	return record{
		{"name", k.Name}, {"about", k.About}, {"kind", kind}, {"path", k.Path}, {"exists", k.There}, {"bytes", k.Bytes},
	}
}

func (d Where) object() object { return object{{"where", eachRecord(d.Kept, kept)}} }

func (d Where) records() records {
	return records{kept(&Kept{}).names(), fixed(eachRecord(d.Kept, kept))}
}

func (d Where) blocks() []block {
	return []block{{
		heads: []head{{"name", false}, {"bytes", true}, {"path", false}, {"what it is for", false}},
		rows: fixedRows(d.Kept, func(k *Kept) []string {
			size := "not there"
			if k.There {
				size = strconv.FormatInt(k.Bytes, 10)
			}
			return []string{k.Name, size, k.Path, k.About}
		}),
	}}
}
