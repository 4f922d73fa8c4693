package query

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"segpath/data"
)

// pages walks a list from one end to the other and returns its ids.
func pages(t *testing.T, e *Engine, q data.PageRequest, backwards bool) []string {
	t.Helper()
	var ids []string
	q.Last = backwards
	for {
		page, err := e.Interactions(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		var these []string
		for _, r := range page.Rows {
			these = append(these, r.ID)
		}
		q.Last = false
		if backwards {
			ids = append(these, ids...)
			if int(page.First) != int(page.Total)-len(ids) {
				t.Fatalf("the page says it begins at %d of %d, after %d from the end", page.First, page.Total, len(ids))
			}
			if q.Before = page.Previous; q.Before == "" {
				return ids
			}
			continue
		}
		if int(page.First) != len(ids) {
			t.Fatalf("the page says it begins at %d, after %d", page.First, len(ids))
		}
		ids = append(ids, these...)
		if q.After = page.Next; q.After == "" {
			return ids
		}
	}
}

// Whatever the field and direction, pages from the front, from the back and around any row are one and
// the same total order, nulls last, and every row stands in it once.
func TestPagesAreOneOrder(t *testing.T) {
	n := nasty{Rand: rand.New(rand.NewPCG(7, 7)), starts: true}
	segments, rows := n.export(61)
	dir := write(t, t.TempDir(), "segments.csv", segments)
	lines := strings.Split(strings.TrimSpace(rows), "\n")
	for at := range lines {
		lines[at] += "," + []string{"customer", "Zed", "", "Abe", "Abe"}[min(at, 1+at%4)]
	}
	e := open(t, write(t, dir, "interactions.csv", strings.Join(lines, "\n")+"\n"))
	for _, field := range data.SortFields {
		if can := data.CanSort(field, e.Export().Has); !can.Can() {
			t.Fatalf("%s: %s", field, can.Why)
		}
		for _, desc := range []bool{false, true} {
			q := data.PageRequest{Sort: data.Sort{Field: field, Desc: desc}, Limit: 7}
			ids := pages(t, e, q, false)
			if int64(len(ids)) != e.Export().InteractionCount {
				t.Fatalf("%s: %d rows of %d", field, len(ids), e.Export().InteractionCount)
			}
			if again := slices.Compact(slices.Sorted(slices.Values(ids))); len(again) != len(ids) {
				t.Fatalf("%s: a row stands twice", field)
			}
			if back := pages(t, e, q, true); !slices.Equal(ids, back) {
				t.Errorf("%s desc=%v: from the back\n%v\nfrom the front\n%v", field, desc, back, ids)
			}
			for at, id := range ids {
				if at%5 > 0 {
					continue
				}
				q := q
				q.Around = id
				page, err := e.Interactions(context.Background(), q)
				if err != nil {
					t.Fatal(err)
				}
				i := slices.IndexFunc(page.Rows, func(r data.Row) bool { return r.ID == id })
				if i < 0 || int(page.First)+i != at {
					t.Errorf("%s desc=%v: around %s it stands at %d+%d, want %d", field, desc, id, page.First, i, at)
				}
			}
		}
	}
}

func TestNullsComeLastEitherWay(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", header+"a,1,2026-01-01T10:00:00Z,ring,Ana\nb,1,2026-01-01T11:00:00Z,ring,Ana\nc,1,2026-01-01T12:00:00Z,ring,Ana\n")
	write(t, dir, "interactions.csv", "interaction_id,customer,created_at\na,Zed,2026-01-01T10:00:00Z\nb,,2026-01-01T10:00:00Z\nc,Abe,2026-01-01T10:00:00Z\n")
	e := open(t, dir)
	for desc, want := range map[bool]string{false: "c a b", true: "a c b"} {
		got := pages(t, e, data.PageRequest{Sort: data.Sort{Field: data.SortCustomer, Desc: desc}, Limit: 1}, false)
		if strings.Join(got, " ") != want {
			t.Errorf("desc=%v: %v, want %s", desc, got, want)
		}
	}
}

func TestSearch(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", header+"a,1,2026-01-01T10:00:00Z,ring,Ana\nb,1,2026-01-01T11:00:00Z,ring,Ana\n007,1,2026-01-01T11:00:00Z,ring,Ana\n")
	write(t, dir, "interactions.csv", "interaction_id,customer,contact_point,external_ids\n"+
		"a,+44 20 7946-0958,support@example.org,\"[\"\"TICKET-1\"\",\"\"call 9\"\"]\"\nb,Özlem,,only-one\n007,100%_x,,\n")
	e := open(t, dir)
	for search, want := range map[string]string{
		"": "007 a b", "ticket-1": "a", "CALL 9": "a", "özlem": "b", "ÖZL": "b", "only-one": "b", "SUPPORT@": "a",
		"442079460958": "a", "(20) 7946 0958": "a", "  07 ": "007", "%": "007", "_": "007", "nobody": "", "7946-09": "a", "'": "",
	} {
		page, err := e.Interactions(context.Background(), data.PageRequest{Search: search, Sort: data.Sort{Field: data.SortID}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range page.Rows {
			got = append(got, r.ID)
		}
		if strings.Join(got, " ") != want || page.Total != int64(len(got)) {
			t.Errorf("search %q finds %v of %d, want %q", search, got, page.Total, want)
		}
	}
}

func TestSortingByWhatTheExportCannotSay(t *testing.T) {
	e := open(t, write(t, t.TempDir(), "segments.csv", "interaction_id,started_at,event\na,2026-01-01T10:00:00Z,ring\n"))
	_, err := e.Interactions(context.Background(), data.PageRequest{Sort: data.Sort{Field: data.SortHops}})
	var p *data.Problem
	if !errors.As(err, &p) || p.Code != data.CannotSay || !strings.Contains(p.Text, "queue_id") {
		t.Errorf("%v, want a problem that names the missing column", err)
	}
	page, err := e.Interactions(context.Background(), data.PageRequest{})
	if err != nil || page.Rows[0].QueueHops.Ok() || page.Rows[0].StayCount.Ok() || !page.Rows[0].RingCount.Ok() {
		t.Errorf("%+v, %v: absent is never zero", page.Rows, err)
	}
	if _, err := e.Interactions(context.Background(), data.PageRequest{After: "nonsense"}); !errors.As(err, &p) || p.Code != data.Usage {
		t.Errorf("%v, want a wrong cursor told", err)
	}
}

func TestIDsAreText(t *testing.T) {
	var csv strings.Builder
	csv.WriteString(header)
	ids := []string{"1543618399.120", "007", "9007199254740993", "1e5", "NULL", "a b", "it's", "ünï", "-1", "0x1F", "2026-01-01"}
	for n, id := range ids {
		fmt.Fprintf(&csv, "%s,%d,2026-01-01T10:00:00Z,ring,Ana\n", id, n)
	}
	e := open(t, write(t, t.TempDir(), "segments.csv", csv.String()))
	for _, id := range ids {
		if c, err := e.Chain(context.Background(), id); err != nil || c.Asked != id || c.Steps()[0].InteractionID != id {
			t.Errorf("%q: %v", id, err)
		}
	}
	var p *data.Problem
	if _, err := e.Chain(context.Background(), "7"); !errors.As(err, &p) || p.Code != data.NotFound {
		t.Errorf("7 is found where only 007 is: %v", err)
	}
}

func TestFind(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", header+"1,1,2026-01-01T10:00:00Z,ring,Ana\n12,1,2026-01-01T11:00:00Z,ring,Ana\n123,1,2026-01-01T12:00:00Z,ring,Ana\n")
	write(t, dir, "interactions.csv", "interaction_id,created_at,external_id,customer\n1,2026-01-01T10:00:00Z,T1,555\n12,2026-01-01T11:00:00Z,T12,555\n123,2026-01-01T12:00:00Z,,5556\n")
	e := open(t, dir)
	for text, want := range map[string]string{"1": "1", "12": "12", "T1": "1", "t1": "12 1", "23": "123", "555": "123 12 1", "none": ""} {
		page, err := e.Find(context.Background(), text, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range page.Rows {
			got = append(got, r.ID)
		}
		if strings.Join(got, " ") != want || page.Total != int64(len(got)) {
			t.Errorf("%q finds %v of %d, want %q", text, got, page.Total, want)
		}
	}
}
