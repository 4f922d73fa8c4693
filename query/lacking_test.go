package query

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/filter"
	"segpath/data/format"
)

// bare copies a sample export with the columns alone that its format needs, and some that one of must be there.
func bare(t *testing.T, name string, keep ...string) string {
	t.Helper()
	f, err := format.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	needed := func(file, header string) bool {
		file = format.Fold(strings.TrimSuffix(file, filepath.Ext(file)))
		for _, table := range f.Tables {
			if !slices.Contains(table.Files, file) {
				continue
			}
			for _, c := range table.Columns {
				known := append([]string{c.Name}, c.Synonyms...)
				if (c.Required || slices.Contains(keep, c.Name)) && slices.ContainsFunc(known, func(s string) bool { return format.Fold(s) == format.Fold(header) }) {
					return true
				}
			}
		}
		return false
	}
	from, to := filepath.Join("..", "sample", "exports", name), t.TempDir()
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(from, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		for _, row := range rows {
			var cells []string
			for n, cell := range row {
				if needed(entry.Name(), rows[0][n]) {
					cells = append(cells, cell)
				}
			}
			if err := w.Write(cells); err != nil {
				t.Fatal(err)
			}
		}
		w.Flush()
		write(t, to, entry.Name(), out.String())
	}
	return to
}

// empty are the columns without a value in any row.
func empty(t *testing.T, e *Engine) []data.ExportColumn {
	t.Helper()
	var columns []data.ExportColumn
	err := e.serving.in.with(t.Context(), func(c *conn) error {
		for _, column := range data.ExportColumns {
			table, name, _ := strings.Cut(string(column), ".")
			var count int64
			if err := c.Row("SELECT count("+quoteName(name)+") FROM "+table, nil, &count); err != nil {
				return err
			}
			if count == 0 {
				columns = append(columns, column)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return columns
}

// An export of nothing but what its format needs lacks every column that is empty in it, each with a reason; and a
// whole one lacks none that has a value.
func TestWhatAnExportLacks(t *testing.T) {
	follows := []data.ExportColumn{data.CompletedAtColumn, data.UserColumn} // from steps, of which the bare ones have none
	for name, keep := range map[string][]string{"segpath": nil, "edify": {"event"}, "buzzeasy": {"channel_type"}, "kore": nil, "flex": nil} {
		for kind, dir := range map[string]string{"bare": bare(t, name, keep...), "whole": filepath.Join("..", "sample", "exports", name)} {
			e := open(t, dir)
			lacks := e.Export().Has.Lacks
			without := empty(t, e)
			for _, column := range data.ExportColumns {
				why, lacking := lacks[column]
				if lacking && why == "" {
					t.Errorf("%s %s lacks %s without a reason", kind, name, column)
				}
				if lacking && !slices.Contains(without, column) ||
					!lacking && kind == "bare" && slices.Contains(without, column) && !slices.Contains(follows, column) {
					t.Errorf("%s %s: that %s is lacking is told as %t", kind, name, column, lacking)
				}
			}
			if kind == "bare" && len(lacks) < 8 {
				t.Errorf("bare %s lacks only %v", name, lacks)
			}
		}
	}
}

// No filter and no order is about a column that the export lacks: it is an error with the reason, not an empty list.
func TestFiltersAndOrdersOfWhatIsLacking(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "segments.csv", "interaction_id,started_at,event,user_id\n1,2026-03-02T10:00:00Z,ring,ben\n1,2026-03-02T10:00:05Z,reject,ben\n")
	write(t, dir, "interactions.csv", "interaction_id,customer,outcome\n1,Ana,\n")
	e := open(t, dir)
	for text, why := range map[string]string{
		"type:call":           "no column type in interactions",
		"direction:in":        "no column direction in interactions",
		"is:inbound":          "no column direction in interactions",
		"-is:outbound":        "no column direction in interactions",
		"status:open":         "no column status in interactions",
		"ended_by:customer":   "no column ended_by in interactions",
		"contact_point:x":     "no column contact_point in interactions",
		"account:x":           "no column account_id in interactions",
		"last_queue:x":        "no column queue_id in interactions",
		"handler:ben":         "no column user_id in interactions",
		"today":               "no column created_at in interactions",
		"duration>1m":         "no column created_at in interactions",
		"ring(type:call)":     "no column type in interactions",
		"ring(queue:billing)": "no column queue_id in segments",
	} {
		_, err := filter.Parse(text, filter.In(e.Export()))
		var problem *data.Problem
		if !errors.As(err, &problem) || problem.Code != data.CannotSay || !strings.HasSuffix(err.Error(), ": "+why) {
			t.Errorf("%s: %v", text, err)
		}
	}
	before, err := filter.Parse("rejected:ben status:open", filter.Unopened()) // read before it was known what is lacking
	if err != nil {
		t.Fatal(err)
	}
	_, err = e.Interactions(t.Context(), data.PageRequest{Filter: before})
	if err == nil || err.Error() != "this export cannot be filtered by status: no column status in interactions" {
		t.Errorf("a filter that was read before: %v", err)
	}
	for text, want := range map[string]int64{"customer:ana": 1, "outcome:sold": 0, "user:ben": 1, "rejected:ben": 1} {
		f, err := filter.Parse(text, filter.In(e.Export()))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if page, err := e.Interactions(t.Context(), data.PageRequest{Filter: f}); err != nil || page.Total != want {
			t.Errorf("%s finds %d, %v", text, page.Total, err)
		}
	}
	for _, field := range data.SortFields {
		_, err := e.Interactions(t.Context(), data.PageRequest{Sort: data.Sort{Field: field}})
		lacking := slices.Contains([]data.SortField{data.SortType, data.SortQueue, data.SortHandler, data.SortStatus, data.SortHops, data.SortDuration}, field)
		var problem *data.Problem
		if lacking != (errors.As(err, &problem) && problem.Code == data.CannotSay) || !lacking && err != nil {
			t.Errorf("sorted by %s: %v", field, err)
		}
	}
	if _, err := e.UserGroups(t.Context(), data.Filter{}, data.UserGroup{Team: true}); err == nil || !strings.Contains(err.Error(), "no table users") {
		t.Errorf("by team: %v", err)
	}
}
