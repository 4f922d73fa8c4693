package redact_test

import (
	"reflect"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"segpath/data"
	"segpath/data/redact"
)

var (
	key   = []byte("0123456789abcdef0123456789abcdef")
	other = []byte("0123456789abcdef0123456789abcdeg")
)

func TestAPseudonymIsTheSameForTheSameKeyAlone(t *testing.T) {
	row := data.UserRow{UserID: "u1", User: "Ana"}
	one, again := redact.New(key, false).User(&row), redact.New(key, true).User(&row)
	if one.UserID != again.UserID || !regexp.MustCompile(`^user-[0-9a-f]{12}$`).MatchString(one.UserID) {
		t.Errorf("got %q and %q", one.UserID, again.UserID)
	}
	if one.User != one.UserID {
		t.Errorf("the name is %q, the id %q", one.User, one.UserID)
	}
	if with := redact.New(other, false).User(&row); with.UserID == one.UserID {
		t.Error("another key gives the same pseudonym")
	}
	if row.User != "Ana" {
		t.Error("what was given was changed")
	}
}

// The key may be shared, and what it made compared with another's: the answer is fixed for good.
func TestThePseudonymIsAnHMACOfKindAndText(t *testing.T) {
	// printf 'interaction\000007' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
	if got := redact.New(key, false).ID("007"); got != "interaction-d6ed07627dfb" {
		t.Errorf("got %q", got)
	}
}

func TestEqualTextsOfTwoKindsDiffer(t *testing.T) {
	row := redact.New(key, true).Row(&data.Row{Interaction: data.Interaction{
		ID: "7", Customer: "7", ContactPoint: "7", UserID: "7", QueueID: "7", AccountID: "7", ExternalIDs: []string{"7"},
	}})
	seen := map[string]bool{}
	for _, p := range []string{row.ID, row.Customer, row.ContactPoint, row.UserID, row.QueueID, row.AccountID, row.ExternalIDs[0]} {
		hash := p[len(p)-12:]
		if seen[hash] {
			t.Errorf("%q stands twice", hash)
		}
		seen[hash] = true
	}
}

func TestQueuesStayUnlessAsked(t *testing.T) {
	row := data.Row{Interaction: data.Interaction{QueueID: "q1"}, Queue: "Billing"}
	if got := redact.New(key, false).Row(&row); got.QueueID != "q1" || got.Queue != "Billing" {
		t.Errorf("got %q, %q", got.QueueID, got.Queue)
	}
	if got := redact.New(key, true).Row(&row); got.Queue == "Billing" || got.Queue != got.QueueID {
		t.Errorf("asked to go: got %q, %q", got.QueueID, got.Queue)
	}
}

func TestFreeTextIsRemovedAndPlainWordsAreOurs(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Abandoned": "abandoned", "NO-ANSWER": "no answer", "customer_left": "customer left", "Customer": "customer",
		"Ana was ill": "", "abandoned by Ana": "", "Ana": "", "+1 555 0100": "", "---": "",
	} {
		row := redact.New(key, false).Row(&data.Row{Interaction: data.Interaction{Outcome: text, EndedBy: text}})
		if row.Outcome != want || row.EndedBy != want {
			t.Errorf("%q became %q and %q, not %q", text, row.Outcome, row.EndedBy, want)
		}
	}
}

func TestOfTheFactsOnlyTotalsStay(t *testing.T) {
	row := redact.New(key, false).Row(&data.Row{Interaction: data.Interaction{Facts: map[string]string{
		data.TalkTotal: "12.50", data.HoldTotal: "ask Ana", "note": "7",
	}}})
	if d := cmp.Diff(map[string]string{data.TalkTotal: "12.5"}, row.Facts); d != "" {
		t.Error(d)
	}
}

func TestAbsentStaysAbsent(t *testing.T) {
	r := redact.New(key, true)
	if d := cmp.Diff(data.Row{}, r.Row(&data.Row{}), cmp.Comparer(func(a, b data.Summary) bool { return a == b })); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(data.UserRow{}, r.User(&data.UserRow{}), cmp.Comparer(func(a, b data.UserRow) bool { return a == b })); d != "" {
		t.Error(d)
	}
	if got := r.Chain(data.NewChain("", []data.Leg{{Missing: true}}, nil, data.Has{}, data.Export{}.AsOf)); got.Asked != "" || got.Legs[0].Path != nil {
		t.Errorf("got %+v", got)
	}
}

// A text that is no word of ours is never in the answer, whatever it is and wherever it stood.
func TestNoTextOfARowSurvives(t *testing.T) {
	r := redact.New(key, true)
	rapid.Check(t, func(rt *rapid.T) {
		secret := rapid.StringMatching(`[A-Z][a-z]{3,9} [A-Z][a-z]{3,9}-[0-9]{4}`).Draw(rt, "secret")
		var row data.Row
		fill(reflect.ValueOf(&row).Elem(), secret)
		row.Status, row.Type, row.Direction, row.Path = "", "", "", "" // the configuration's words stay
		if found := find(reflect.ValueOf(r.Row(&row)), secret); found != "" {
			rt.Fatalf("it is in %s", found)
		}
	})
}

func fill(v reflect.Value, secret string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(secret)
	case reflect.Struct:
		for n := range v.NumField() {
			if v.Field(n).CanSet() && v.Field(n).Type().PkgPath() != "time" {
				fill(v.Field(n), secret)
			}
		}
	case reflect.Slice:
		v.Set(reflect.ValueOf([]string{secret}))
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{secret: secret, data.TalkTotal: secret}))
	}
}

func find(v reflect.Value, secret string) string {
	switch v.Kind() {
	case reflect.String:
		if v.String() == secret {
			return "a text"
		}
	case reflect.Struct:
		for n := range v.NumField() {
			if in := find(v.Field(n), secret); in != "" {
				return v.Type().Field(n).Name + ": " + in
			}
		}
	case reflect.Slice:
		for n := range v.Len() {
			if in := find(v.Index(n), secret); in != "" {
				return in
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			if find(k, secret) != "" || find(v.MapIndex(k), secret) != "" {
				return "a map"
			}
		}
	}
	return ""
}
