package data

import (
	"encoding/json"
	"errors"
	"io/fs"
	"testing"
)

func TestWordsOfEvents(t *testing.T) {
	for _, e := range Events {
		back, ok := EventOf(e.String())
		if !ok || back != e || e.String() == "" {
			t.Errorf("%c is %q, which is %c", e, e.String(), back)
		}
		outcome := e == 'A' || e == 'J' || e == 'I' || e == 'L'
		if e.IsOutcome() != outcome {
			t.Errorf("%s is an outcome: %t", e, e.IsOutcome())
		}
	}
	if _, ok := EventOf("ringing"); ok {
		t.Error("a word of a source is not a canonical one")
	}
	if got, err := json.Marshal([]Event{Accept, 0}); err != nil || string(got) != `["accept",""]` {
		t.Errorf("%s, %v", got, err)
	}
}

func TestWordsOfCauses(t *testing.T) {
	for _, c := range Causes {
		if got, ok := CauseOf(string(c)); !ok || got != c {
			t.Errorf("%s is %s, %t", c, got, ok)
		}
	}
	if got, ok := CauseOf(" Queue Timeout"); !ok || got != "queue_timeout" {
		t.Errorf("%s, %t", got, ok)
	}
	if _, ok := CauseOf("bored"); ok {
		t.Error("an unknown cause is known")
	}
}

// TestNamesOfIds: an id without its row, or whose row has no name, is shown as the id.
func TestNamesOfIds(t *testing.T) {
	d := &Directory{
		Queues:   map[string]Queue{"q1": {ID: "q1", Name: "Billing"}, "q2": {ID: "q2"}},
		Users:    map[string]User{"u1": {ID: "u1", Name: "Ana"}, "u2": {ID: "u2"}},
		Accounts: map[string]Account{"a1": {ID: "a1", Name: "North"}, "a2": {ID: "a2"}},
	}
	var none *Directory
	for _, c := range []struct{ got, want string }{
		{d.UserName("u1"), "Ana"}, {d.UserName("u2"), "u2"}, {d.UserName("u3"), "u3"}, {none.UserName("u1"), "u1"},
		{d.QueueName("q1"), "Billing"}, {d.QueueName("q2"), "q2"}, {d.QueueName("q3"), "q3"}, {none.QueueName("q1"), "q1"},
		{d.AccountName("a1"), "North"}, {d.AccountName("a2"), "a2"}, {d.AccountName("a3"), "a3"}, {none.AccountName("a1"), "a1"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestHasSaysTheState(t *testing.T) {
	h := allStated()
	h.Queues = Capability{State: Derived, Why: "from the rows' queue"}
	h.Hold = Capability{State: Absent, Why: "no column hold"}
	got, err := json.Marshal(h)
	const want = `{"rings":"stated","responses":"stated","statuses":"stated","queues":"derived","talk":"stated","hold":"absent"}`
	if err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
	if !h.Rings.Can() || !h.Queues.Can() || h.Hold.Can() || (Capability{}).Can() {
		t.Error("stated and derived can, absent cannot")
	}
}

func TestRowDuration(t *testing.T) {
	asOf := clock(t, "10:10:00")
	for _, c := range []struct{ page, want string }{
		{"@ created=10:00:00 completed=10:05:00\n10:00:00 create", "300s"},
		{"@ created=10:00:00\n10:00:00 create", "600s"},
		{"@ completed=10:05:00\n10:00:00 create", "-"},
		{"@ created=10:00:00\n10:00:00 create\n10:05:00 complete", "-"},
	} {
		p := pathOf(t, c.page)
		r := Row{Interaction: p.Interaction, Summary: Summarise(p)}
		if got := showSpan(r.Duration(asOf)); got != c.want {
			t.Errorf("%s\n%s, want %s", c.page, got, c.want)
		}
	}
}

// TestProblemIsASentence: the hint stands apart, and the cause can be asked for.
func TestProblemIsASentence(t *testing.T) {
	var err error = Problemf(0, "check the name", "no file %q: %w", "calls.csv", fs.ErrNotExist)
	var p *Problem
	if !errors.As(err, &p) || p.Hint != "check the name" {
		t.Fatalf("%#v", err)
	}
	if got := err.Error(); got != `no file "calls.csv": file does not exist` {
		t.Error(got)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
}
