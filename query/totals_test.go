package query

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"segpath/data"
)

// spansTold is what the list says of an interaction, after a check that its path says the same.
func spansTold(t *testing.T, e *Engine, id string) string {
	t.Helper()
	page, err := e.Interactions(context.Background(), data.PageRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range page.Rows {
		if row.ID != id {
			continue
		}
		if path := data.Summarise(pathOf(t, e, id)); row.Summary != path {
			t.Errorf("the list says %+v, the path %+v", row.Summary, path)
		}
		list := []string{}
		for _, v := range []data.Opt[data.Span]{row.Wait, row.DeadAir, row.Talk, row.Hold} {
			if s, ok := v.Get(); ok {
				list = append(list, fmt.Sprint(s.Seconds()))
			} else {
				list = append(list, "-")
			}
		}
		return strings.Join(list, " ")
	}
	t.Fatalf("%s is not on the list", id)
	return ""
}

// Where a hold is told in totals alone, an answer without one has an unknown hold, and none of 0 s.
func TestKoreHoldOfAnAnswerWithoutTotal(t *testing.T) {
	for _, c := range []struct{ first, second, want string }{
		{"Hold/Mute Time=00:00:05", "Hold/Mute Time=00:00:10", "10 - 60 15"},
		{"Hold/Mute Time=00:00:05", "", "10 - 60 -"},
		{"", "", "10 - 60 -"},
		{"Hold/Mute Time=00:00:00", "Hold/Mute Time=00:00:00", "10 - 60 0"},
	} {
		e := openFiles(t, Options{TimeZone: "UTC"}, map[string]string{"report.csv": koreFile(false, []string{
			koreLine("s", "Q", "0-10", "Ana", "10-40", c.first),
			koreLine("s", "P", "40-50", "Ben", "50-80", c.second+";Status=Closed;Disconnecting Event=User Hangup"),
			koreLine("lost", "Q", "0-9", "-", "", "Status=Closed;Disconnecting Event=User Hangup"),
		}...)})
		if got := spansTold(t, e, "s"); got != c.want {
			t.Errorf("%q and %q: %s, want %s", c.first, c.second, got, c.want)
		}
		if got := spansTold(t, e, "lost"); got != "9 - 0 0" {
			t.Errorf("nobody took it, so nobody held it: %s", got)
		}
	}
}

// An accepted offer has no ring in Flex: since when it rang is unknown, so the story claims no dead air.
func TestFlexDeadAirBeforeAnUnseenRing(t *testing.T) {
	e := openFlex(t, flexRows("a", `
0 Queue; Queue=Billing; Queue Time=30
2 Rejected Conversation; Queue=Billing; Agent=Ana; Activity Time=4
30 Conversation; Queue=Billing; Agent=Ben; Talk Time=10; Hold Time=0`)+flexRows("b", `
0 Queue; Queue=Billing; Queue Time=30; Abandoned=Yes
2 Rejected Conversation; Queue=Billing; Agent=Ana; Activity Time=4; Abandoned=Yes`))
	if got := spansTold(t, e, "a"); got != "30 - 10 0" {
		t.Errorf("wait, dead air, talk and hold are %s", got)
	}
	if got := spansTold(t, e, "b"); got != "30 24 0 0" {
		t.Errorf("of the abandoned one they are %s", got)
	}
	for id, want := range map[string]bool{"a": false, "b": true} {
		chain, err := e.Chain(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		story := chain.Story()
		if strings.Contains(story, "Nobody was being rung") != want || len(chain.Silences()) > 0 != want {
			t.Errorf("%s: %s %v", id, story, chain.Silences())
		}
	}
}

// With answers alone the creation is made of the answer: nobody knows how long the customer waited.
func TestFlexWaitOfAnswersOnly(t *testing.T) {
	e := openFlex(t, flexRows("a", `0 Conversation; Agent=Ana; Talk Time=100; Wrap Up Time=30`))
	if got := spansTold(t, e, "a"); got != "- - 100 -" {
		t.Errorf("wait, dead air, talk and hold are %s", got)
	}
}
