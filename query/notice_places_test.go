package query

import (
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

// A notice lists the rows it counts, in the order of the files, and names the first.
func TestNoticesListTheirRows(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", "interaction_id,segment_id,started_at,event,user,queue\n"+
		"a,1,2026-01-01T10:00:00Z,zap,u1,q\n"+ // 2
		"b,2,later,ring,u9,q\n"+
		"a,3,2026-01-01T10:00:02Z,zap,u1,q\n"+
		"a,4,never,ring,u1,q\n"+
		"b,5,2026-01-01T10:00:00Z,zip,u8,q\n"+ // 6
		"b,5,2026-01-01T10:00:00Z,zip,u8,q\n"+
		"b,6,2026-01-01T10:00:01Z,ring,u9,q\n"+
		"b,6,2026-01-01T10:00:01Z,reject,u9,q\n")
	write(t, dir, "users.csv", "user_id,name\nu1,Ana\n")
	write(t, dir, "interactions.csv", "interaction_id,created_at,next_id\na,2026-01-01T10:00:00Z,gone\nb,2026-01-01T10:00:00Z,also gone\n")
	e := open(t, dir)
	got := map[string]string{}
	for _, n := range e.report.Notices {
		var places []string
		for _, at := range n.Places {
			places = append(places, fmt.Sprintf("%s%d", at.InteractionID, at.SourceRow))
			if n.Kind != data.MissingLeg && !strings.HasSuffix(at.Source, "segments.csv") {
				t.Errorf("%s is placed in %q", n.Kind, at.Source)
			}
		}
		if len(n.Places) > 0 && (n.Source != n.Places[0].Source || n.SourceRow != n.Places[0].SourceRow) {
			t.Errorf("%s: the example %s:%d is not the first place, %+v", n.Kind, n.Source, n.SourceRow, n.Places[0])
		}
		got[string(n.Kind)] += strings.Join(places, " ") + ";"
	}
	for kind, want := range map[data.NoticeKind]string{
		data.UnknownEvent: "a2 a4;b6;", data.UnreadableValue: "3 5;", data.DuplicateRow: "7;", data.SameIDOther: "8 9;",
		data.MissingLeg: "b0 a0;", data.MissingLookup: "b3 b6;",
	} {
		if got[string(kind)] != want {
			t.Errorf("%s: %q, want %q", kind, got[string(kind)], want)
		}
	}
}

// Of very many rows the first thousand are kept, and all are counted.
func TestANoticeKeepsItsFirstPlaces(t *testing.T) {
	var s strings.Builder
	s.WriteString("interaction_id,started_at,ended_at,event\n")
	for i := range 2500 {
		fmt.Fprintf(&s, "i%d,2026-01-01T10:00:01Z,2026-01-01T10:00:00Z,zap\n", i%50)
	}
	e := open(t, write(t, t.TempDir(), "segments.csv", s.String()))
	for _, kind := range []data.NoticeKind{data.EndBeforeStart, data.UnknownEvent, data.EqualInstants} {
		told := noticesOf(e, kind)
		if len(told) != 1 || told[0].Count != 2500 || len(told[0].Places) != data.MaxPlaces {
			t.Fatalf("%s: %d notices", kind, len(told))
		}
		for n, at := range told[0].Places {
			if at.SourceRow != int64(n)+2 || at.InteractionID != fmt.Sprintf("i%d", n%50) {
				t.Fatalf("%s: place %d is %+v", kind, n, at)
			}
		}
	}
}
