package fake

import (
	"errors"
	"testing"

	"segpath/data"
)

// The pages of every order meet each interaction once, forwards and backwards.
func TestPagesMeetEveryInteractionOnce(t *testing.T) {
	src := New(137)
	for _, field := range data.SortFields {
		for _, desc := range []bool{false, true} {
			q := data.PageRequest{Sort: data.Sort{Field: field, Desc: desc}, Limit: 20}
			forward := walk(t, src, q, func(p data.Page, q *data.PageRequest) bool { q.After = p.Next; return p.Next != "" })
			q.Last = true
			backward := walk(t, src, q, func(p data.Page, q *data.PageRequest) bool {
				q.Last, q.Before = false, p.Previous
				return p.Previous != ""
			})
			if len(forward) != 137 || len(backward) != 137 {
				t.Errorf("%s: %d forwards, %d backwards", field, len(forward), len(backward))
			}
		}
	}
}

func walk(t *testing.T, src *Source, q data.PageRequest, next func(data.Page, *data.PageRequest) bool) map[string]bool {
	t.Helper()
	seen := map[string]bool{}
	for {
		page, err := src.Interactions(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for i := range page.Rows {
			if seen[page.Rows[i].ID] {
				t.Fatalf("%s comes twice", page.Rows[i].ID)
			}
			seen[page.Rows[i].ID] = true
		}
		if !next(page, &q) {
			return seen
		}
	}
}

func TestAroundHoldsTheInteraction(t *testing.T) {
	src := New(500)
	for _, id := range []string{"1543000000.100", "1543000250.105", "1543000499.102"} {
		page, err := src.Interactions(t.Context(), data.PageRequest{Sort: data.NewestFirst, Around: id, Limit: 50})
		if err != nil {
			t.Fatal(err)
		}
		held := false
		for i := range page.Rows {
			held = held || page.Rows[i].ID == id
		}
		if !held || len(page.Rows) != 50 {
			t.Errorf("the page around %s has %d rows and holds it: %v", id, len(page.Rows), held)
		}
	}
}

func TestTheRawRowIsThatOfItsStep(t *testing.T) {
	for _, src := range []*Source{New(20), NewHostile(20)} {
		chain, err := src.Chain(t.Context(), "1543000007.100")
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range chain.Steps() {
			raw, err := src.Raw(t.Context(), step.Source, step.SourceRow)
			if err != nil || raw.Fields[0].Value != step.InteractionID || raw.Fields[4].Value != step.EventRaw {
				t.Errorf("step %d has the raw row %v, %v", step.N, raw, err)
			}
		}
	}
}

func TestWhatIsNotThereIsAProblem(t *testing.T) {
	src := New(3)
	_, chain := src.Chain(t.Context(), "nobody")
	_, raw := src.Raw(t.Context(), "other.csv", 1)
	for _, err := range []error{chain, raw} {
		var p *data.Problem
		if !errors.As(err, &p) || p.Code != data.NotFound {
			t.Errorf("the answer is %v", err)
		}
	}
}
