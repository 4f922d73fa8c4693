package query

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"segpath/data"
)

const oneSegment = "interaction_id,started_at,event\na,2026-01-01T10:00:00Z,create\n"

// accounts are a report's files as "rows used duplicates superseded", by base name.
func accounts(r data.Report) map[string]string {
	all := map[string]string{}
	for _, f := range r.Files {
		all[filepath.Base(f.File)] = fmt.Sprintf("%d %d %d %d", f.Rows, f.Used, f.Duplicates, f.Context["superseded"])
	}
	return all
}

func wantAccounts(t *testing.T, r data.Report, want map[string]string) {
	t.Helper()
	got := accounts(r)
	for file, account := range want {
		if got[file] != account {
			t.Errorf("%s: rows, used, duplicates, superseded are %s, want %s", file, got[file], account)
		}
	}
}

// A row that only fills another's columns is used, and nothing of it is lost.
func TestRowsOfOneIDFillEachOther(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", oneSegment)
	write(t, dir, "interactions_1.csv", "interaction_id,customer,external_ids\na,Bob,T-1\n")
	write(t, dir, "interactions_2.csv", "interaction_id,status,created_at\na,Done,2026-01-01T10:00:00Z\n")
	write(t, dir, "users_1.csv", "user_id,name,team\nu1,Ana,\n")
	write(t, dir, "users_2.csv", "user_id,name,team\nu1,,Sales\n")
	r, notices := report(t, dir)
	wantAccounts(t, r, map[string]string{
		"interactions_1.csv": "1 1 0 0", "interactions_2.csv": "1 1 0 0", "users_1.csv": "1 1 0 0", "users_2.csv": "1 1 0 0",
	})
	if n, there := notices[data.SameIDOther]; there {
		t.Errorf("nothing is replaced, but: %+v", n)
	}
	e := open(t, dir)
	c, err := e.Chain(context.Background(), "a")
	if err != nil {
		t.Fatal(err)
	}
	in := c.Interaction()
	if in.Customer != "Bob" || in.Status != "Done" || len(in.ExternalIDs) != 1 || filepath.Base(in.Source) != "interactions_2.csv" {
		t.Errorf("merged to %+v", in)
	}
	if u := c.Directory.Users["u1"]; u.Name != "Ana" || u.Team != "Sales" {
		t.Errorf("merged to %+v", u)
	}
}

// The latest value of each column wins; a row is superseded where one of its own is replaced.
func TestReplacedValuesAreSuperseded(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", oneSegment)
	write(t, dir, "interactions.csv", "interaction_id,customer,status,outcome,note\n"+
		"a,Bob,Open,,\n"+ // its status is replaced
		"a,,,Won,\n"+ // fills only
		"a,,Done,,x\n"+
		"a,,Done,,x\n"+ // a duplicate
		"b,Cy,,,x\n"+ // a column of no use is replaced
		"b,Cy,,,y\n")
	r, notices := report(t, dir)
	wantAccounts(t, r, map[string]string{"interactions.csv": "6 3 1 2"})
	n := notices[data.SameIDOther]
	if n.Count != 2 || n.SourceRow != 2 || !strings.Contains(n.Text, "interactions.csv:4") {
		t.Errorf("%+v, want 2 rows, the first 2, and the row 4 that replaces it", n)
	}
	c, err := open(t, dir).Chain(context.Background(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if in := c.Interaction(); in.Customer != "Bob" || in.Status != "Done" || in.Outcome != "Won" || in.SourceRow != 4 {
		t.Errorf("merged to %+v", in)
	}
}

// Rows are equal by what their columns say: in another order of the columns, in Parquet beside CSV, and
// with the instant written in another way.
func TestDuplicatesInAnotherShape(t *testing.T) {
	dir := write(t, t.TempDir(), "segments_1.csv", "interaction_id,segment_id,started_at,event,user,Note\na,1,2026-01-01T10:00:00Z,ring,ana,n\n")
	write(t, dir, "segments_2.csv", "note,segment_id,interaction_id,started_at,event,user\nn,1,a,2026-01-01T11:00:00.000+01:00,ring,ana\n")
	write(t, dir, "segments_3.csv", "note,segment_id,interaction_id,started_at,event,user\nother,1,a,2026-01-01T10:00:00Z,ring,ana\n")
	parquet(t, dir, "segments_4.parquet", "SELECT 'a' AS interaction_id, 1 AS segment_id, TIMESTAMPTZ '2026-01-01 10:00:00Z' AS started_at, "+
		"'ring' AS event, 'ana' AS user, 'n' AS note, '' AS reason, NULL::INTEGER AS more")
	write(t, dir, "users.csv", "user_id,name\nana,Ana\n")
	parquet(t, dir, "users.parquet", "SELECT 'Ana' AS name, 'ana' AS user_id")
	r, notices := report(t, dir)
	wantAccounts(t, r, map[string]string{
		"segments_1.csv": "1 1 0 0", "segments_2.csv": "1 0 1 0", "segments_3.csv": "1 1 0 0", "segments_4.parquet": "1 0 1 0",
		"users.csv": "1 1 0 0", "users.parquet": "1 0 1 0",
	})
	if n := notices[data.SameIDOther]; n.Count == 0 {
		t.Errorf("no notice of the row with another note: %+v", r.Notices)
	}
}

// Cells that could not be read are null, and still not equal.
func TestUnreadableCellsAreNotEqual(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", "interaction_id,segment_id,started_at,event\n"+
		"a,1,yesterday,ring\na,1,tomorrow,ring\na,1,tomorrow,ring\n")
	r, _ := report(t, dir)
	wantAccounts(t, r, map[string]string{"segments.csv": "3 2 1 0"})
}

// Rows without an id share none.
func TestRowsWithoutAnIDDoNotShareOne(t *testing.T) {
	_, notices := report(t, write(t, t.TempDir(), "segments.csv", "interaction_id,segment_id,started_at,event,user\n"+
		"a,,2026-01-01T10:00:00Z,ring,Ana\na,,2026-01-01T10:00:00Z,ring,Ben\na,9,2026-01-01T10:00:00Z,create,\n"))
	if n, there := notices[data.SameIDOther]; there {
		t.Errorf("%+v", n)
	}
}
