package query

import (
	"context"
	"strings"
	"testing"

	"segpath/data"
)

func TestVocabularyAndIDs(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", "interaction_id,started_at,event,user,queue,to_status\n"+
		"a,2026-01-01T10:00:00Z,ring,U1,Q1,Open\nb,2026-01-01T11:00:00Z,ring,U2,Q1,Closed\nc,2026-01-01T12:00:00Z,ring,U1,,\n")
	write(t, dir, "interactions.csv", "interaction_id,external_ids,type,outcome,created_at\n"+
		"a,\"[\"\"X\"\",\"\"Y\"\"]\",voice,done,2026-01-01T10:00:00Z\nb,\"[\"\"X\"\",\"\"c\"\"]\",chat,,2026-01-01T11:00:00Z\nc,,voice,,2026-01-01T12:00:00Z\n")
	e := open(t, write(t, dir, "users.csv", "user_id,name\nU1,Zoë\nU9,Nobody\n"))
	v, err := e.Vocabulary(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []struct {
		got  []string
		want string
	}{{v.Users, "U2 Zoë"}, {v.Queues, "Q1"}, {v.Statuses, "Closed Open"}, {v.Types, "chat voice"}, {v.Outcomes, "done"}, {v.EndedBy, ""}} {
		if strings.Join(list.got, " ") != list.want {
			t.Errorf("%v, want %s", list.got, list.want)
		}
	}
	for asked, want := range map[string]string{
		"a": "a |", "X": "a b |", "Y c": "a c |", "z a z q": "a | z q", "": " |", "\xff a": "a | \xff", "A": " | A", "a X": "a b |",
	} {
		found, missing, err := e.IDs(context.Background(), strings.Fields(asked))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimRight(strings.Join(found, " ")+" | "+strings.Join(missing, " "), " "); got != want {
			t.Errorf("%q finds %q, want %q", asked, got, want)
		}
		page, err := e.Interactions(context.Background(), data.PageRequest{Filter: data.Filter{IDs: found}})
		if err != nil || int(page.Total) != len(found) {
			t.Errorf("%q selects %d, %v", found, page.Total, err)
		}
	}
}
