package filter

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/data/filter/filtertest"
)

var berlin, _ = time.LoadLocation("Europe/Berlin")

// context is that of an export which can say everything and ends in the evening of a Saturday in November.
func context() Context {
	c := Unopened()
	c.AsOf, c.Zone = time.Date(2026, 11, 7, 23, 30, 0, 0, time.UTC), berlin
	return c
}

// What is written is read as meant: the canonical text says how.
func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "",
		"   ":                                  "",
		"queue:billing":                        "queue:billing",
		"  Queue:Billing   -user:=Ben ":        "queue:Billing -user:=Ben",
		`queue:"second level"`:                 `queue:"second level"`,
		`customer:"a \"b\" \\ c"`:              `customer:"a \"b\" \\ c"`,
		`customer:"="`:                         `customer:"="`,
		"status=Open":                          "status:=Open",
		"rings:3 wait:=2m wait_s>90":           "rings=3 wait=2m wait>90",
		`duration<="1m 30s"`:                   `duration<="1m 30s"`,
		"today":                                "on:today",
		"YESTERDAY -today":                     "on:yesterday -on:today",
		"+44 20 7946-0958":                     `"+44 20 7946-0958"`,
		"(20) 7946":                            `"(20) 7946"`,
		"ana rings>2 ben":                      "ana rings>2 ben",
		`"ana" "ben"`:                          `ana "ben"`,
		"ana -ben":                             `ana -"ben"`,
		"12:30":                                `"12:30"`,
		"ring(user:ben -outcome:rejected)":     "ring(user:ben -outcome:rejected)",
		"RING( user:ben )":                     "ring(user:ben)",
		`ring(queue:"a b" seconds>20) -id:007`: `ring(queue:"a b" seconds>20) -id:007`,
		`path:"ring  reject+"`:                 `path:"ring  reject+"`,
		"path:ring":                            "path:ring",
		"event:J":                              "event:J",
		"queue:Sales(EU)":                      `queue:"Sales(EU)"`,
		"interaction_id:7 ring_count>=1":       "id:7 rings>=1",
	} {
		f, err := Parse(text, context())
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := f.String(); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
		for n, term := range f.Terms {
			if term.Start < 0 || term.End <= term.Start || term.End > len(text) || n > 0 && term.Start < f.Terms[n-1].End {
				t.Errorf("%q: term %d stands at %d to %d", text, n, term.Start, term.End)
			}
		}
	}
}

// A wrong filter is told with its place and what was expected there.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{ // « » stand around the place
		"id:a «quee»:billing":                "did you mean queue",
		"«http»://example.org":               "quotes",
		"queue:«»":                           "a value right behind it",
		"queue«>=»x":                         "a colon",
		"rings>=«many»":                      "a whole number",
		"rings>=«-1»":                        "a whole number",
		"rings «>=3»":                        "a field right before it",
		"rings«=>»3":                         "written >=",
		"«rings!=»3":                         "-rings=",
		"wait>«soon»":                        "a number of seconds",
		"after:«tomorrow»":                   "a day or a time",
		"on:«2026-11-01T10:00»":              "a day",
		"after:«2026-02-30»":                 "a day or a time",
		"since:«soon»":                       "a length such as 7d",
		"is:«lost»":                          "open, closed",
		"event:«bell»":                       "create, bot",
		"ring(user:ben«»":                    "a bracket that closes ring(",
		"«ring()»":                           "what is said of one ring",
		"ring(«ben»)":                        "user, queue, outcome",
		"ring(«ring(»user:a))":               "",
		"ring(«hops»>1)":                     "user, queue",
		"ring(outcome:«lost»)":               "accept, reject",
		`queue:«"a»`:                         "a second quote",
		`«""»`:                               "",
		`queue:"a"«»b`:                       "a space",
		`path:"ring «rejekt»"`:               "did you mean reject",
		`path:"ring «status»"`:               "had:",
		`path:"ring «rJ»"`:                   "words or letters",
		`path:"«+» ring"`:                    "a step before it",
		`path:"ring+«+»"`:                    "enough",
		`path:"ring ^«+»"`:                   "a step before it",
		`path:"«(»ring"`:                     "a ) behind it",
		`path:"ring«)»"`:                     "closes nothing",
		`path:"ring |«»"`:                    "words or letters",
		`path:"«!»"`:                         "a step behind it",
		`path:"«!(ring accept)»"`:            "one step behind it",
		"customer:\"\x00\" «a\xff»":          "",
		strings.Repeat("x", maxText) + "«x»": "",
	} {
		checkFault(t, text, want)
	}
}

func checkFault(t *testing.T, marked, want string) {
	const open, shut = "«", "»"
	t.Helper()
	start := strings.Index(marked, open)
	text := strings.Replace(marked, open, "", 1)
	end := strings.Index(text[start:], shut)
	if end < 0 {
		t.Fatalf("%q marks no place", marked)
	}
	text = text[:start+end] + text[start+end+len(shut):]
	_, err := Parse(text, context())
	var p *data.Problem
	var f *Fault
	if !errors.As(err, &p) || p.Code != data.Usage || !errors.As(err, &f) {
		t.Errorf("%q: %v, want a usage problem with its place", text, err)
		return
	}
	if f.Start != start && utf8Valid(text) || f.Size != end && utf8Valid(text) {
		t.Errorf("%q: the place is %d and %d long, want %d and %d (%v)", text, f.Start, f.Size, start, end, err)
	}
	if !strings.Contains(strings.ToLower(p.Hint), want) {
		t.Errorf("%q: %q and %q, want %q", text, p.Text, p.Hint, want)
	}
	f.Marks(80)
}

func utf8Valid(s string) bool { return strings.ToValidUTF8(s, "") == s }

// Days and clock times are those of the zone that is shown; lengths count back from the end of the data.
func TestTimes(t *testing.T) {
	for text, want := range map[string][2]string{
		"after:2026-11-01":                {"2026-10-31T23:00:00Z", ""},
		"before:2026-11-01T09:30":         {"", "2026-11-01T08:30:00Z"},
		`after:"2026-07-01 09:30:01.25"`:  {"2026-07-01T07:30:01.25Z", ""},
		"after:2026-07-01T09:30:00Z":      {"2026-07-01T09:30:00Z", ""},
		"after:2026-07-01T09:30:00+05:30": {"2026-07-01T04:00:00Z", ""},
		"on:2026-10-25":                   {"2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"}, // 25 hours
		"today":                           {"2026-11-07T23:00:00Z", "2026-11-08T23:00:00Z"},
		"yesterday":                       {"2026-11-06T23:00:00Z", "2026-11-07T23:00:00Z"},
		"after:yesterday":                 {"2026-11-06T23:00:00Z", ""},
		"since:7d":                        {"2026-10-31T23:30:00Z", ""},
		"since:1h30m":                     {"2026-11-07T22:00:00Z", ""},
		"since:today":                     {"2026-11-07T23:00:00Z", ""},
		"since:2026-11-01":                {"2026-10-31T23:00:00Z", ""},
	} {
		f, err := Parse(text, context())
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		term := f.Terms[0]
		if got := [2]string{data.FormatInstant(term.From), data.FormatInstant(term.To)}; got != want {
			t.Errorf("%q: from %s to %s, want %v", text, got[0], got[1], want)
		}
	}
}

func TestLengths(t *testing.T) {
	for text, want := range map[string]data.Span{
		"90": 90 * data.Second, "30s": 30 * data.Second, "2m": 120 * data.Second, "1h30m": 5400 * data.Second, "1m 30s": 90 * data.Second,
		"1d": 86400 * data.Second, "0": 0, "0.5": data.Second / 2, "500ms": data.Second / 2, "1.5h": 5400 * data.Second, "2M": 120 * data.Second,
	} {
		if got, ok := parseLength(text); !ok || got != want {
			t.Errorf("%q is %d, %v; want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "s", "m2", "30s 1m", "-1", "1e3", "NaN", "Inf", "99999999999999999999", "9999999d", "1h 2h", "2 m"} {
		if got, ok := parseLength(text); ok {
			t.Errorf("%q is read as %d", text, got)
		}
	}
}

// What an export cannot say is an error with the reason, wherever it is asked for.
func TestCannotSay(t *testing.T) {
	c := context()
	c.Has = data.Has{}
	c.Has.Rings.Why, c.Has.Queues.Why = "no rings", "no queues"
	for text, why := range map[string]string{
		"hops>1": "no queues", "queue:a": "no queues", "rings>1": "no rings", "rang:ben": "no rings", "ring(user:ben)": "no rings",
		"path:ring": "no rings", `path:"create hop"`: "no queues", "event:ring": "no rings", "-dead_air>1": "no rings",
		"accepts>1": "", "had:x": "", "talk>1": "", "is:answered": "", "path:unanswered": "",
	} {
		_, err := Parse(text, c)
		var p *data.Problem
		var f *Fault
		if !errors.As(err, &p) || p.Code != data.CannotSay || !errors.As(err, &f) || !strings.Contains(p.Text, why) || f.Size == 0 {
			t.Errorf("%q: %v, want that it cannot be said", text, err)
		}
	}
	for _, text := range []string{"wait>1", "last_queue:a", "status:x", "path:create", "segments>1", "user:ben", "is:open"} {
		if _, err := Parse(text, c); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	c.AsOf = time.Time{}
	for _, text := range []string{"today", "since:7d", "after:yesterday"} {
		_, err := Parse(text, c)
		var p *data.Problem
		if !errors.As(err, &p) || p.Code != data.CannotSay {
			t.Errorf("%q: %v, want that there are no instants", text, err)
		}
	}
}

// What is pasted is searched as it stands, unless it is a filter, or nearly.
func TestIsPlain(t *testing.T) {
	for _, text := range []string{"", "1543618399.120", "+44 20 7946-0958", "(20) 7946", "sip:ana@example.org", "urn:uuid:6e8b", "12:30", "-1", "a=b", "Ring me", "http://x.org/?a=b", "TASK-9"} {
		if !IsPlain(text) {
			t.Errorf("%q is taken for a filter", text)
		}
	}
	for _, text := range []string{"queue:a", "x rings>2", "-user:b", "ring(user:a)", "quee:billing", "today", `"a b"`, "Queue:=x"} {
		if IsPlain(text) {
			t.Errorf("%q is taken for a plain text", text)
		}
	}
}

// A filter without one of its terms has the others, at their places in its text.
func TestWithout(t *testing.T) {
	f, err := Parse(`a  "b c" queue:x   -ring(user:y)`, context())
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []string{`"b c" queue:x -ring(user:y)`, "a queue:x -ring(user:y)", `a "b c" -ring(user:y)`, `a "b c" queue:x`} {
		less := f.Without(n)
		if less.Text != want || less.String() != want || len(less.Terms) != 3 {
			t.Errorf("without %d: %q, want %q", n, less.Text, want)
		}
		for _, term := range less.Terms {
			if got := less.Text[term.Start:term.End]; got != term.String() {
				t.Errorf("%q stands where %q is said to", got, term)
			}
		}
	}
	if len(f.Terms) != 4 {
		t.Error("the filter itself has changed")
	}
}

// placeless are terms without what says where they stand.
func placeless(terms []data.Term) []data.Term {
	list := slices.Clone(terms)
	for n := range list {
		list[n].Start, list[n].End, list[n].Ring = 0, 0, placeless(list[n].Ring)
	}
	return list
}

// checkString holds a filter against what its own text is read as.
func checkString(t *testing.T, text string) {
	t.Helper()
	f, err := Parse(text, context())
	if err != nil {
		return
	}
	again, err := Parse(f.String(), context())
	if err != nil {
		t.Fatalf("%q is written as %q: %v", text, f.String(), err)
	}
	if !reflect.DeepEqual(placeless(f.Terms), placeless(again.Terms)) || f.String() != again.String() {
		t.Fatalf("%q is written as %q, and that as %q:\n%+v\n%+v", text, f.String(), again.String(), f.Terms, again.Terms)
	}
}

func TestStringIsReadAgain(t *testing.T) {
	m := filtertest.Maker{Rand: rand.New(rand.NewPCG(1, 2)), Has: context().Has, Words: filtertest.Words{
		"queue": {"Billing", "second level", "Ö(x)", `a"b`}, "user": {"Ben", "王伟"}, "search": {"ana", "-1", "a:b", "today", "x>y", "ring("},
		"time": {"2026-11-01", "2026-11-01T10:00:00Z"},
	}}
	for range 3000 {
		text := m.Filter()
		if _, err := Parse(text, context()); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		checkString(t, text)
		checkString(t, damaged(m.Rand, text))
	}
}

// damaged is a text with a letter lost, doubled or changed.
func damaged(r *rand.Rand, text string) string {
	letters := []rune(text)
	at := r.IntN(len(letters))
	switch r.IntN(3) {
	case 0:
		return string(letters[:at]) + string(letters[at+1:])
	case 1:
		return string(letters[:at+1]) + string(letters[at:])
	}
	letters[at] = []rune("\"():=<>-+*| \\\x00öring")[r.IntN(19)]
	return string(letters)
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"queue:a -rings>=2", `path:"^ ( ring | !hop )+ $"`, "ring(user:ben outcome:reject)", "a \"b\" today since:7d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkString(t, text)
		IsPlain(text)
		var fault *Fault
		if _, err := Parse(text, context()); errors.As(err, &fault) {
			if shown, _ := fault.Marks(80); width(shown) > 100 {
				t.Fatalf("%q is shown as %q", text, shown)
			}
		}
	})
}
