package interactions

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
	"segpath/tui/table"
)

// sortBy orders the whole export anew and shows its first rows: whoever sorts looks for the extremes.
func (s *Screen) sortBy(by data.Sort) tea.Cmd {
	if by == s.sort {
		return nil
	}
	s.sort = by
	return s.askAnew(table.Ask{})
}

func (s *Screen) reverse() tea.Cmd {
	return s.sortBy(data.Sort{Field: s.sort.Field, Desc: !s.sort.Desc})
}

// sortBeside sorts by the field n places further among those the export can be sorted by.
func (s *Screen) sortBeside(n int) tea.Cmd {
	fields := slices.DeleteFunc(slices.Clone(data.SortFields), func(f data.SortField) bool {
		return !data.CanSort(f, s.export.Has).Can()
	})
	at := slices.Index(fields, s.sort.Field)
	at = min(max(at+n, 0), len(fields)-1)
	return s.sortBy(natural(fields[at]))
}

// sortByClick sorts by the column whose title was clicked; a second click turns the order round.
func (s *Screen) sortByClick(x int) tea.Cmd {
	field := data.SortField(table.At(s.columns(), s.layout(), x))
	if !slices.Contains(data.SortFields, field) || !data.CanSort(field, s.export.Has).Can() {
		return nil
	}
	if field == s.sort.Field {
		return s.reverse()
	}
	return s.sortBy(natural(field))
}

// natural is the order a field is first looked at in: the newest, the longest and the most first,
// words from A.
func natural(f data.SortField) data.Sort {
	return data.Sort{Field: f, Desc: kindOf(f) != words}
}

type kind int

const (
	words kind = iota
	instants
	spans
	counts
)

func kindOf(f data.SortField) kind {
	switch f {
	case data.SortCreated:
		return instants
	case data.SortWait, data.SortDuration:
		return spans
	case data.SortSteps, data.SortRings, data.SortHops:
		return counts
	}
	return words
}

// orderWords says an order as people do: "longest first".
func orderWords(by data.Sort) string {
	up := map[kind]string{words: "A to Z", instants: "oldest first", spans: "shortest first", counts: "fewest first"}
	down := map[kind]string{words: "Z to A", instants: "newest first", spans: "longest first", counts: "most first"}
	if by.Desc {
		return down[kindOf(by.Field)]
	}
	return up[kindOf(by.Field)]
}

var fieldNames = map[data.SortField]string{
	data.SortCreated: "created", data.SortID: "id", data.SortType: "type", data.SortCustomer: "customer",
	data.SortQueue: "queue", data.SortHandler: "handler", data.SortStatus: "status", data.SortPath: "path",
	data.SortSteps: "steps", data.SortRings: "rings", data.SortHops: "hops", data.SortWait: "wait",
	data.SortDuration: "duration",
}
