package query

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"segpath/data"
)

// nasty writes segments that no simulator would: equal instants, missing users, ends and starts, ends
// before starts, repeated numbers, statuses that decide the order. Few kinds of values, so that they clash.
type nasty struct {
	*rand.Rand
	seq, from, users, starts bool     // what this export always states
	lacks                    []string // events it has not
}

func (n nasty) pick(words ...string) string { return words[n.IntN(len(words))] }

func (n nasty) export(interactions int) (segments, rows string) {
	var s, in strings.Builder
	s.WriteString("interaction_id,started_at,ended_at,event,user,by_user,queue,seq,from_status,to_status,ambiguous,duration,type,facts\n")
	in.WriteString("interaction_id,direction,created_at,completed_at,facts\n")
	base := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	for i := range interactions {
		id := fmt.Sprintf("i%03d", i)
		t := base.Add(time.Duration(n.IntN(1000)) * time.Second)
		if n.IntN(2) == 0 {
			completed, facts := "", ""
			if n.IntN(2) == 0 {
				completed = stamp(t.Add(time.Duration(n.IntN(60)) * time.Second))
			}
			if n.IntN(4) == 0 {
				facts = `"{""talk_total_s"":""12.5"",""hold_total_s"":3}"`
			}
			fmt.Fprintf(&in, "%s,%s,%s,%s,%s\n", id, n.pick("inbound", "outbound", ""), stamp(t), completed, facts)
		}
		for range n.IntN(14) {
			s.WriteString(n.segment(id, t))
			t = t.Add(time.Duration(n.IntN(3)*n.IntN(3)) * time.Second)
		}
	}
	return s.String(), in.String()
}

func stamp(t time.Time) string { return t.Format(time.RFC3339Nano) }

func (n nasty) segment(id string, t time.Time) string {
	start, end, seq, duration, facts := stamp(t), "", "", "", ""
	if !n.starts && n.IntN(30) == 0 {
		start = ""
	}
	switch n.IntN(4) {
	case 0, 1:
		end = stamp(t.Add(time.Duration(n.IntN(12)-1) * time.Second))
		if n.IntN(6) == 0 {
			duration = fmt.Sprint(n.IntN(9))
		}
	case 2:
		duration = fmt.Sprint(n.IntN(9))
	}
	if n.seq || n.IntN(2) == 0 {
		seq = fmt.Sprint(n.IntN(20))
	}
	user := n.pick("Ana", "Ben", "Cy")
	event := n.pick("create", "queue", "queue", "ring", "ring", "ring", "accept", "reject", "ignore", "clear", "hold", "transfer",
		"wrapup", "status", "complete", "abandon", "bot", "voicemail", "callback", "consult", "ring", "what")
	if slices.Contains(n.lacks, event) {
		event = "status"
	}
	if !n.users && n.IntN(8) == 0 {
		user = ""
	}
	from := ""
	if n.from || n.IntN(3) == 0 {
		from = n.pick("Open", "Pending", "Connected")
	}
	if n.IntN(12) == 0 || event == "accept" && len(n.lacks) > 0 && n.IntN(2) == 0 {
		facts = `"{""talk_total_s"":""7"",""hold_total_s"":""1.25""}"`
	}
	return fmt.Sprintf("%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", id, start, end, event, user, n.pick("", "", "Ana"),
		n.pick("", "A", "B", "A", "C"), seq, from, n.pick("", "Open", "Pending", "Connected"), n.pick("", "", "", "true"),
		duration, n.pick("voice", "chat", ""), facts)
}

// The SQL that sums up a whole export says what data.Summarise says of each path, field by field,
// whichever of the two ordered it.
func TestSummaryEqualsSummarise(t *testing.T) {
	easy := 0
	for seed := range uint64(24) {
		n := nasty{Rand: rand.New(rand.NewPCG(seed, 1)), seq: seed%4 == 1, from: seed%6 == 2, users: seed%3 > 0, starts: seed%3 > 0}
		n.lacks = [][]string{nil, nil, nil, {"hold"}, {"hold", "accept"}}[seed%5]
		segments, rows := n.export(120)
		dir := write(t, t.TempDir(), "segments.csv", segments)
		e := open(t, write(t, dir, "interactions.csv", rows))
		if has := e.Export().Has; has.Hold.Totals != (len(n.lacks) > 0) || has.Talk.Totals != (len(n.lacks) > 1) {
			t.Fatalf("seed %d lacks %v: %+v", seed, n.lacks, has)
		}
		page, err := e.Interactions(context.Background(), data.PageRequest{Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range page.Rows {
			c, err := e.Chain(context.Background(), row.ID)
			if err != nil {
				t.Fatal(err)
			}
			p := c.Legs[0].Path
			if diff := cmp.Diff(data.Summarise(p), row.Summary, cmp.AllowUnexported(data.Opt[int64]{}, data.Opt[data.Span]{})); diff != "" {
				t.Errorf("seed %d, %s: Summarise - SQL +\n%s\n%s", seed, row.ID, diff, steps(p))
			}
			if diff := cmp.Diff(derived(p), derived(&data.Path{Interaction: row.Interaction})); row.Derived && diff != "" {
				t.Errorf("seed %d, %s made from its path: Go - SQL +\n%s\n%s", seed, row.ID, diff, steps(p))
			}
			if t.Failed() {
				return
			}
		}
		if n.users && n.starts {
			easy += len(page.Rows)
		}
	}
	if easy == 0 {
		t.Error("no export was left to SQL")
	}
}

// derived are the columns that an interaction without a row has from its path.
func derived(p *data.Path) data.Interaction {
	fresh := data.Interaction{ID: p.Interaction.ID, Derived: true}
	if len(p.Steps) > 0 {
		segments := make([]data.Segment, len(p.Steps))
		for n := range p.Steps {
			segments[n] = p.Steps[n].Segment
		}
		fresh = data.NewPath(fresh, segments, p.Has, p.AsOf).Interaction
		return fresh
	}
	in := p.Interaction
	return data.Interaction{
		ID: in.ID, Derived: true, CreatedAt: in.CreatedAt, CompletedAt: in.CompletedAt, Status: in.Status,
		QueueID: in.QueueID, UserID: in.UserID, Type: in.Type,
	}
}

// steps writes a path for a person to check.
func steps(p *data.Path) string {
	var b strings.Builder
	for _, s := range p.Steps {
		seq := "-"
		if v, ok := s.Seq.Get(); ok {
			seq = fmt.Sprint(v)
		}
		fmt.Fprintf(&b, "%2d row %d %s–%s %s user=%s by=%s queue=%s seq=%s %s→%s\n", s.N, s.SourceRow, stamp(s.StartedAt),
			stamp(s.EndedAt), s.Event, s.UserID, s.ByUserID, s.QueueID, seq, s.StatusFrom, s.StatusTo)
	}
	fmt.Fprintf(&b, "as of %s, completed %s", stamp(p.AsOf), stamp(p.Interaction.CompletedAt))
	return b.String()
}
