package query

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"segpath/data"
	"segpath/data/format"
	"segpath/query/csvfile"
	"segpath/query/files"
)

// chooseFormats settles which formats are tried, and what reading has to know of them: the names by which
// a header is found, and how tables without one are written.
func (b *builder) chooseFormats() (err error) {
	tried := b.o.Formats
	if tried == nil {
		tried = format.All()
	}
	if b.o.Format != "" {
		if b.only, err = format.Named(tried, b.o.Format); err != nil {
			return err
		}
	}
	if b.only != nil {
		tried = []*format.Format{b.only}
	}
	b.tried, b.known = tried, format.KnownColumns(tried)
	for _, f := range tried {
		for n := range f.Tables {
			if t := &f.Tables[n]; t.Line() != nil {
				b.layouts = append(b.layouts, csvfile.Layout{
					Line: t.Line(), Header: t.Header, Delimiter: t.Delimiter[0], Quoted: t.Quoted(), Ragged: t.Ragged, Least: t.LeastFields(),
				})
			}
		}
	}
	return nil
}

// detect finds the format, and which table each file is.
func (b *builder) detect() error {
	candidates := make([]format.Candidate, len(b.inputs))
	for n, i := range b.inputs {
		candidates[n] = format.Candidate{Name: filepath.Base(i.Shown), Header: i.header()}
		if i.scan != nil {
			candidates[n].Lines = i.scan.Line
			if odd := i.scan.Odd; odd != nil {
				candidates[n].Odd = &format.OddLine{Lines: odd.Pattern, Number: odd.Number, Text: odd.Text}
			}
		}
	}
	found, err := format.Detect(candidates, b.tried)
	if err != nil {
		return err
	}
	b.format, b.detection = found.Format, found
	for n, i := range b.inputs {
		i.match = found.Matches[n]
		b.reports[i.at] = i.report()
	}
	b.assumedEncodings()
	return b.refuseStrangers()
}

// assumedEncodings notes the files that say nothing of their encoding and are not UTF-8.
func (b *builder) assumedEncodings() {
	for _, i := range b.inputs {
		if i.scan == nil || i.match.Table == nil || i.scan.BOM || i.scan.Encoding == csvfile.UTF8 {
			continue
		}
		b.notice(data.Notice{
			Kind: data.AssumedEncoding, Count: 1, Source: i.Shown,
			Text: fmt.Sprintf("%s does not say its encoding and is not UTF-8: read as %s.", i.Shown, i.scan.Encoding),
		})
	}
}

// refuseStrangers refuses a file that the user named outright and that is no part of the format; one
// that merely lies in a folder is left out and counted.
func (b *builder) refuseStrangers() error {
	for _, i := range b.inputs {
		if i.match.Table != nil {
			continue
		}
		if b.isNamed(i.Shown) {
			return data.Problemf(data.Failed, b.format.Command()+" lists the tables and their columns.",
				"%s is no table of the format %s: its columns are %s", i.Shown, b.format.Name, strings.Join(i.header(), ", "))
		}
		b.leaveOut(i)
	}
	return nil
}

// noRows is the report of a file of which there is nothing to read.
func noRows(f files.File) *data.FileReport {
	return &data.FileReport{File: f.Shown, Context: map[string]int64{}, Columns: []data.ColumnReport{}}
}

// leaveOutUnread tells of a file in a folder that is no table at all.
func (b *builder) leaveOutUnread(at int, f files.File) {
	b.reports[at] = noRows(f)
	b.notice(data.Notice{
		Kind: data.LeftOut, Count: 1, Source: f.Shown, Text: fmt.Sprintf("A file in the folder is left out: %s.", f.Refusal),
	})
}

// unopened tells of the files in a folder that are passed over by their names, in one notice: there may be many.
func (b *builder) unopened(all []files.File) {
	var told []string
	var places []data.Place
	for _, f := range all {
		if len(told) < maxTold {
			told = append(told, f.Refusal.Error())
		}
		if len(places) < data.MaxPlaces {
			places = append(places, data.Place{Source: f.Shown})
		}
	}
	if more := len(all) - len(told); more > 0 {
		told = append(told, fmt.Sprintf("and %d more", more))
	}
	b.notice(placed(data.Notice{
		Kind: data.NotOpened, Count: int64(len(all)),
		Text: fmt.Sprintf("%s in the folder not opened: %s. CSV and Parquet are read.", plural(int64(len(all)), "file"), strings.Join(told, "; ")),
	}, places))
}

// maxTold is how many files a notice tells one by one.
const maxTold = 5

// isNamed tells whether the user named a file outright.
func (b *builder) isNamed(shown string) bool {
	return slices.ContainsFunc(b.o.Exports, func(arg string) bool {
		return filepath.Clean(arg) == filepath.Clean(shown) || arg == files.Stdin && shown == files.StdinShown
	})
}

// leaveOut accounts for a file of which nothing is read: whatever its records are, each counts once.
func (b *builder) leaveOut(i *input) {
	r := b.reports[i.at]
	r.Rejected, r.Context = 0, map[string]int64{"not part of the format": r.Rows}
	b.notice(data.Notice{
		Kind: data.LeftOut, Count: 1, Source: i.Shown,
		Text: fmt.Sprintf("%s is left out, with %s: it is no table of the format %s.", i.Shown, plural(r.Rows, "row"), b.format.Name),
	})
}
