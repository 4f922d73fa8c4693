package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/document"
	"segpath/data/format"
	"segpath/data/text/hostile"
	"segpath/query"
	"segpath/query/tablefile"
)

// printed runs the program and looks at everything it prints.
func printed(t testing.TB, code int, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(args, nil, strings.NewReader(""), &out, &errs); code >= 0 && got != code {
		t.Fatalf("segpath %q exits with %d, not %d: %s", args, got, code, errs.String())
	}
	if err := hostile.Harm(errs.String()); err != nil {
		t.Errorf("segpath %.200q: stderr: %v", args, err)
	}
	if err := hostile.Harm(out.String()); err != nil {
		t.Errorf("segpath %.200q: %v", args, err)
	}
}

// The exports of hostile cells that the commands are tried on.
func hostileExports(t *testing.T) map[string]hostileExport {
	all := map[string]hostileExport{}
	for _, f := range format.All() {
		all[f.Name] = hostileExport{format: f, cells: texts(hostile.Cells)}
	}
	if testing.Short() {
		return all
	}
	for kind, change := range map[string]func(x *hostileExport){
		"segpath, bytes that are no UTF-8": func(x *hostileExport) { x.cells = texts(hostile.All()) },
		"segpath, file names":              func(x *hostileExport) { x.cells, x.files = texts(hostile.All()), true },
		"segpath, Parquet":                 func(x *hostileExport) { x.write.As = tablefile.Parquet },
		"edify, statuses":                  func(x *hostileExport) { x.statuses = true },
	} {
		name, _, _ := strings.Cut(kind, ",")
		x := all[name]
		change(&x)
		all[kind] = x
	}
	return all
}

// Whatever stands in an export, nothing prints it so that it acts or hides; and JSON and CSV hold it as it is.
func TestHostileCellsInEveryColumn(t *testing.T) {
	for name, x := range hostileExports(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := x.make(t)
			for _, args := range [][]string{{"list", dir}, {"check", dir}, {dir}} {
				printed(t, 0, args...)
			}
			printed(t, 3, dir, "nothing\x1b]0;x\u202e\x9b")
			e := opened(t, dir)
			list := allRows(t, e)
			ids := map[string]bool{}
			for _, row := range list {
				ids[row.ID] = true
			}
			if !strings.Contains(name, "no UTF-8") && !strings.Contains(name, "names") {
				for _, cell := range x.cells {
					if !strings.Contains(cell, "\x00") && !ids[cell] { // a NUL rejects a row of CSV, and is told
						t.Errorf("no interaction has the id %.80q", cell)
					}
				}
			}
			for _, d := range everyDocument(t, e, list) {
				writtenHarmless(t, d)
			}
			for _, cell := range x.cells {
				lookedUp(t, e, cell)
			}
		})
	}
}

// opened opens an export until the test ends.
func opened(t testing.TB, dir string) *query.Engine {
	t.Helper()
	e, err := query.Open(t.Context(), query.Options{Exports: []string{dir}, TimeZone: "UTC", Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func allRows(t testing.TB, e *query.Engine) []data.Row {
	t.Helper()
	page, err := e.Interactions(t.Context(), data.PageRequest{Sort: data.NewestFirst, Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	return page.Rows
}

// maxPaths is about how many paths of an export are written out.
const maxPaths = 15

// everyDocument is all that the commands print of an export: the lists, and a path of each kind of row.
func everyDocument(t testing.TB, e *query.Engine, list []data.Row) map[string]document.Document {
	t.Helper()
	open := e.Export()
	report, err := e.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]document.Document{
		"check": document.Check{Report: report},
		"list": document.List{Has: open.Has, AsOf: open.AsOf, Total: int64(len(list)), Next: func() string { return "" }, Rows: func(yield func(*data.Row, error) bool) {
			for n := range list {
				if !yield(&list[n], nil) {
					return
				}
			}
		}},
	}
	if open.Has.Rings.Can() {
		users, err := e.Users(t.Context(), data.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		all["users"] = document.Users{Has: open.Has, Rows: users}
		for by, group := range map[string]data.UserGroup{"team": {Team: true}, "1d": {Day: true}} {
			if group.Team && !open.Has.Column(data.TeamColumn).Can() {
				continue
			}
			groups, err := e.UserGroups(t.Context(), data.Filter{}, group)
			if err != nil {
				t.Fatal(err)
			}
			all["users by "+by] = document.UserGroups{Has: open.Has, By: by, Rows: groups}
		}
		rings, err := e.Rings(t.Context(), data.Filter{}, "", 1000)
		if err != nil {
			t.Fatal(err)
		}
		all["rings"] = document.Rings{Has: open.Has, Total: rings.Total, Next: func() string { return rings.Next }, Rows: func(yield func(*data.RingRow, error) bool) {
			for n := range rings.Rows {
				if !yield(&rings.Rows[n], nil) {
					return
				}
			}
		}}
	}
	if open.Has.Queues.Can() {
		level := data.ServiceLevel{Within: data.Second, Short: data.ShortAbandon}
		queues, err := e.Queues(t.Context(), data.Filter{}, level)
		if err != nil {
			t.Fatal(err)
		}
		all["queues"] = document.Queues{Has: open.Has, Level: level, Rows: queues}
	}
	if open.Has.Statuses.Can() {
		statuses, err := e.Statuses(t.Context(), data.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		all["statuses"] = document.Statuses{Has: open.Has, Table: statuses}
		all["changes"] = document.Statuses{Has: open.Has, Table: statuses, Changes: true}
	}
	variants, err := e.Variants(t.Context(), data.Filter{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	all["variants"] = document.Variants{Has: open.Has, Table: variants}
	for n, row := range list {
		if every := 1 + len(list)/maxPaths; n%every > 0 {
			continue
		}
		chain, err := e.Chain(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		all["path "+row.ID] = document.Path{Chain: chain}
	}
	return all
}

// writtenHarmless writes a document in every encoding.
func writtenHarmless(t testing.TB, d document.Document) {
	t.Helper()
	encodings := []document.Encoding{document.Text, document.Markdown, document.JSON, document.CSV}
	if _, picture := d.(document.Path); picture {
		encodings = append(encodings, document.SVG)
	}
	for _, as := range encodings {
		var out bytes.Buffer
		if err := document.Write(&out, d, as); err != nil {
			t.Fatal(err)
		}
		if err := wellFormed(as, out.String()); err != nil {
			t.Errorf("%T in encoding %d: %v", d, as, err)
		}
		if as == document.CSV { // true values; on a terminal they are shown
			out.Reset()
			if err := document.WriteCSVShown(&out, d); err != nil {
				t.Fatal(err)
			}
		}
		if err := hostile.Harm(out.String()); err != nil {
			t.Errorf("%T in encoding %d: %v", d, as, err)
		}
	}
}

// lookedUp asks for a cell where a person types or pastes: it is found, or not, and that is a sentence.
func lookedUp(t testing.TB, e *query.Engine, cell string) {
	t.Helper()
	_, byID := e.Chain(t.Context(), cell)
	_, found := e.Find(t.Context(), cell, 10)
	_, searched := e.Interactions(t.Context(), data.PageRequest{Search: cell, Limit: 1})
	_, cursor := e.Interactions(t.Context(), data.PageRequest{After: cell + "!", Limit: 1})
	_, raw := e.Raw(t.Context(), cell, 2)
	for _, err := range []error{byID, found, searched, cursor, raw} {
		var p *data.Problem
		if err != nil && (!errors.As(err, &p) || p.Code != data.NotFound && p.Code != data.Usage) {
			t.Errorf("%.80q: %v", cell, err)
		}
	}
}

// Every text on the command line that is wrong is named in the error, and harmless there.
func TestHostileWordsOnTheCommandLine(t *testing.T) {
	for _, c := range hostile.All() {
		for _, args := range [][]string{
			{"list", c.Text + ".csv"}, {"list", "nowhere/" + c.Text}, {"path", "1", "nowhere/" + c.Text}, {"list", "x", "--sort", c.Text},
			{"list", "x", "--sort", "wait_s:" + c.Text}, {"list", "x", "--limit", c.Text}, {"list", "x", "--tz", c.Text},
			{"list", "x", "--display-tz", c.Text}, {"list", "x", "--date-format", c.Text}, {"list", "x", "--memory", c.Text},
			{"list", "x", "--threads", c.Text}, {"list", "x", "--" + c.Text}, {"list", "x", "-" + c.Text}, {"formats", "f" + c.Text},
			{"sample", "/dev/null/" + c.Text, "--quiet"}, {"sample", "x", "--format", "f" + c.Text}, {"--view", c.Text, "--id", "1"},
			{"--step", c.Text}, {"--theme", c.Text}, {"check"}, {"path", "1", "--redact-key", "nowhere/" + c.Text}, {"--id", c.Text, "--step", "0"},
			{"list", "x", "--csv", "--json", c.Text}, {"help", c.Text},
		} {
			printed(t, -1, args...)
		}
	}
}

// wellFormed tells whether an output is what its encoding says.
func wellFormed(as document.Encoding, out string) error {
	switch as {
	case document.JSON:
		if !json.Valid([]byte(out)) {
			return errors.New("it is no JSON")
		}
	case document.CSV:
		_, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		return err
	case document.SVG:
		for d := xml.NewDecoder(strings.NewReader(out)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	case document.Markdown:
		return wellFormedTables(out)
	}
	return nil
}

// wellFormedTables tells whether every row of a Markdown table has as many cells as its head.
func wellFormedTables(out string) error {
	columns := 0
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "|") {
			columns = 0
			continue
		}
		plain := strings.NewReplacer(`\\`, "", `\|`, "").Replace(line)
		n := strings.Count(plain, "|")
		if columns == 0 {
			columns = n
		}
		if n != columns || strings.ContainsAny(plain, "<>") {
			return fmt.Errorf("a row of %d cells in a table of %d: %q", n-1, columns-1, line)
		}
	}
	return nil
}
