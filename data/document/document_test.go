package document_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"segpath/data"
	"segpath/data/document"
)

var update = flag.Bool("update", false, "write the golden files")

var nine = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func at(seconds float64) time.Time { return nine.Add(time.Duration(seconds * float64(time.Second))) }

var all = data.Has{
	Rings: data.Capability{State: data.Stated}, Responses: data.Capability{State: data.Stated},
	Statuses: data.Capability{State: data.Stated}, Queues: data.Capability{State: data.Stated},
	Talk: data.Capability{State: data.Stated}, Hold: data.Capability{State: data.Derived, Why: "made from statuses"},
	Lacks: map[data.ExportColumn]string{data.CustomerColumn: "no column customer in interactions"},
}

// anaAndBen is two legs: Ana's ring is cleared, Ben accepts and transfers on to an id that the export lacks.
func anaAndBen() *data.Chain {
	segment := func(seq int64, from, to float64, e data.Event) data.Segment {
		s := data.Segment{
			InteractionID: "007", SegmentID: "s" + string(rune('0'+seq)), Seq: data.Some(seq), StartedAt: at(from),
			Event: e, EventRaw: strings.ToUpper(e.String()), Source: "segments.csv", SourceRow: seq + 1, Part: 1, Type: "voice",
		}
		if to > 0 {
			s.EndedAt = at(to)
		}
		return s
	}
	segments := []data.Segment{
		segment(1, 0, 0, data.Create), segment(2, 1, 32, data.QueueEntry), segment(3, 2, 17, data.RingOffer),
		segment(4, 17, 0, data.Clear), segment(5, 22, 32.25, data.RingOffer), segment(6, 32.25, 90, data.Accept),
		segment(7, 90, 0, data.Transfer),
	}
	for n, user := range []string{"", "", "u1", "u1", "u2", "u2", "u2"} {
		segments[n].UserID = user
	}
	for n, status := range []string{"Creating", "Open", "Pending", "Open", "Pending", "Connected", ""} {
		segments[n].StatusTo = status
	}
	segments[1].QueueID, segments[3].Cause = "q1", "no_action"
	segments[2].Facts = map[string]string{"skills": "French"}
	first := data.NewPath(data.Interaction{
		ID: "007", ExternalIDs: []string{"T-1", "T-2"}, Type: "voice", Direction: "in", CreatedAt: nine, CompletedAt: at(90),
		Status: "Connected", Customer: "+1 555 0100", QueueID: "q1", UserID: "u2", NextID: "008", ChainID: "007",
		Facts: map[string]string{"ivr": "1 > 2"}, Source: "interactions.csv", SourceRow: 2,
	}, segments, all, at(100))
	dir := &data.Directory{
		Users:  map[string]data.User{"u1": {ID: "u1", Name: "Ana"}, "u2": {ID: "u2", Name: "Ben"}},
		Queues: map[string]data.Queue{"q1": {ID: "q1", Name: "Billing"}},
	}
	c := data.NewChain("007", []data.Leg{{ID: "007", Path: first}, {ID: "008", Missing: true}}, dir, all, at(100))
	c.Notices = []data.Notice{{Kind: data.MissingLeg, Count: 1, Text: "The interaction goes on as 008, which is not in the export.", InteractionID: "007"}}
	return c
}

func rows(list ...data.Row) iter.Seq2[*data.Row, error] {
	return func(yield func(*data.Row, error) bool) {
		for n := range list {
			if !yield(&list[n], nil) {
				return
			}
		}
	}
}

func list() document.List {
	c := anaAndBen()
	row := document.RowOf(c.Legs[0].Path, c.Directory)
	return document.List{
		Has: all, AsOf: at(100), Total: 7, Next: func() string { return "after-this" },
		Rows: rows(row, data.Row{Interaction: data.Interaction{ID: "1e5"}, Summary: data.Summary{Open: true}}),
	}
}

func users() document.Users {
	return document.Users{Has: all, Rows: []data.UserRow{
		{
			UserID: "u1", User: "Ana", Team: "North", Rung: data.Some[int64](3), Accepted: data.Some[int64](2),
			Rejected: data.Some[int64](1), Ignored: data.Some[int64](0), AcceptRate: data.Some(2.0 / 3),
			AnswerMedian: data.Some(5 * data.Second / 2), LastRungAt: at(2),
		},
		{UserID: "u9", User: "u9"},
		{UserID: "u10", User: "Ana"},
	}}
}

func check() document.Check {
	return document.Check{Report: data.Report{
		Format: "segpath", Reason: "all required columns", Has: all, TimeZone: "Europe/Berlin", AsOf: at(100),
		InteractionCount: 1, SegmentCount: 7, Events: map[string]int64{"ring": 2, "accept": 1},
		Files: []data.FileReport{{
			File: "segments.csv", Table: "segments", Rows: 10, Used: 7, Context: map[string]int64{"totals": 1}, Rejected: 1,
			Duplicates: 1, Encoding: "UTF-8", Columns: []data.ColumnReport{{Name: "event", As: "event"}, {Name: "x", As: ""}},
		}},
		RejectedRows: []data.RejectedRow{{File: "segments.csv", Row: 5, Column: "event", Value: "a\x1b[31m", Reason: "too many fields"}},
		Notices: []data.Notice{
			{Kind: data.RejectedRows, Count: 1, Text: "1 row was rejected.", Source: "segments.csv", SourceRow: 5},
			{Kind: data.UnknownEvent, Count: 2, Text: "The event \"zap\" is not known.", InteractionID: "007", Source: "segments.csv", SourceRow: 9},
			{Kind: data.NoRingData, Count: 1, Text: "No ring."},
		},
	}}
}

var documents = map[string]func() document.Document{
	"path":  func() document.Document { return document.Path{Chain: anaAndBen()} },
	"list":  func() document.Document { return list() },
	"users": func() document.Document { return users() },
	"check": func() document.Document { return check() },
	"rings": func() document.Document {
		return rings(data.RingRow{InteractionID: "007", Ring: anaAndBen().Rings()[0], At: at(1), User: "Ana", Label: "Ana"})
	},
	"queues": queues, "statuses": statuses, "changes": changes, "days": days, "variants": variants,
}

var endings = map[document.Encoding]string{document.Text: "txt", document.JSON: "json", document.CSV: "csv", document.Markdown: "md"}

func written(t *testing.T, d document.Document, as document.Encoding) string {
	t.Helper()
	var b bytes.Buffer
	if err := document.Write(&b, d, as); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The golden files were read by eye once; a change of a shape that scripts rely on shows here.
func TestDocumentsAsWritten(t *testing.T) {
	for name, make := range documents {
		for as, ending := range endings {
			t.Run(name+"."+ending, func(t *testing.T) {
				got := written(t, make(), as)
				file := filepath.Join("testdata", name+"."+ending)
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(string(want), got); d != "" {
					t.Error(d)
				}
			})
		}
	}
}

// The names and their order are promised to scripts.
func TestJSONFieldsInOrder(t *testing.T) {
	const step = "n leg interaction_id segment_id seq started_at ended_at duration_s duration_stated_s since_start_s " +
		"since_previous_s event event_raw status_from status_to queue_id queue user_id user by_user_id by_user reason cause " +
		"ambiguous type facts derived order_uncertain source source_row part"
	const interaction = "interaction_id external_ids type direction created_at completed_at status outcome ended_by customer " +
		"contact_point queue_id user_id previous_id next_id chain_id account_id facts queue user account segment_count ring_count " +
		"users_rung accepts rejects ignores clears no_outcome ambiguous stay_count queue_hops ping_pong_count wait_s " +
		"wait_to_answer_s time_to_first_ring_s time_to_abandon_s dead_air_s talk_s hold_s open first_at last_at path"
	for _, c := range []struct{ name, at, want string }{
		{"path", "", "has interaction legs steps rings statuses stays story notices"},
		{"path", "has", "rings responses statuses queues talk hold lacks"},
		{"path", "interaction", interaction},
		{"path", "legs", "leg interaction_id created_at missing"},
		{"path", "steps", step},
		{"path", "rings", "order user_id user queue_id queue rung_at ended_at seconds outcome ambiguous cause hint leg again group dead_air_after_s step outcome_step"},
		{"path", "statuses", "status seconds share entered changes"},
		{"path", "stays", "order leg queue_id queue entered_at left_at seconds reason cause ping_pong"},
		{"path", "notices", "kind count text interaction_id source source_row"},
		{"list", "", "has total interactions next"},
		{"list", "interactions", interaction},
		{"users", "", "has users"},
		{"users", "users", "user_id user team rung accepted rejected ignored cleared no_outcome ambiguous accept_rate answer_median_s answer_p90_s last_rung_at"},
		{"rings", "", "has total rings next"},
		{"rings", "rings", "interaction_id order user_id user queue_id queue rung_at ended_at seconds outcome ambiguous cause hint leg again group dead_air_after_s step outcome_step"},
		{"queues", "", "has asked queues"},
		{"queues", "asked", "answered_within_s short_abandon_s abandons_left_out"},
		{"days", "", "has by groups"},
		{"queues", "queues", "queue_id queue stays interactions answered abandoned short_abandoned otherwise waiting wait_median_s wait_p90_s hops_in hops_out ping_pong service_level"},
		{"statuses", "", "has statuses transitions"},
		{"statuses", "statuses", "status entered interactions seconds median_s share"},
		{"statuses", "transitions", "from to count median_s"},
		{"variants", "", "has interactions total variants"},
		{"variants", "variants", "path count share cumulative_share example"},
		{"check", "", "format runner_up reason has time_zone data_as_of interaction_count segment_count events files rejected_rows notices"},
		{"check", "files", "file table rows used context rejected duplicates encoding columns"},
		{"check", "rejected_rows", "file row column value reason"},
	} {
		t.Run(c.name+" "+c.at, func(t *testing.T) {
			raw := json.RawMessage(written(t, documents[c.name](), document.JSON))
			if c.at != "" {
				raw = member(t, raw, c.at)
			}
			if got := strings.Join(keys(t, raw), " "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// member is a field of an object; of an array it is the first element.
func member(t *testing.T, raw json.RawMessage, name string) json.RawMessage {
	t.Helper()
	var o map[string]json.RawMessage
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	var list []json.RawMessage
	if json.Unmarshal(o[name], &list) == nil {
		return list[0]
	}
	return o[name]
}

// keys are the names of an object's fields in the order they stand.
func keys(t *testing.T, raw json.RawMessage) []string {
	t.Helper()
	var names []string
	dec := json.NewDecoder(bytes.NewReader(raw))
	if _, err := dec.Token(); err != nil {
		t.Fatal(err)
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name.(string))
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

const hostile = "a\x1b]0;x\x07\u202e\u009b\x7f\"\n\\|`<b>,é"

func hostileList() document.List {
	return document.List{Next: func() string { return "" }, Rows: rows(data.Row{Interaction: data.Interaction{
		ID: hostile, Customer: hostile, Facts: map[string]string{hostile: hostile},
	}})}
}

func TestJSONAndCSVKeepTheTrueValue(t *testing.T) {
	out := written(t, hostileList(), document.JSON)
	var doc struct {
		Interactions []struct {
			ID    string            `json:"interaction_id"`
			Facts map[string]string `json:"facts"`
		} `json:"interactions"`
		Next *string `json:"next"`
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if in := doc.Interactions[0]; in.ID != hostile || in.Facts[hostile] != hostile || doc.Next != nil {
		t.Errorf("got %q", out)
	}
	if bad := strings.IndexAny(out, "\x1b\x07\u202e\u009b\x7f"); bad >= 0 {
		t.Errorf("JSON holds a character that acts on a terminal: %q", out[bad:])
	}
	records, err := csv.NewReader(strings.NewReader(written(t, hostileList(), document.CSV))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != 2 || records[1][0] != hostile {
		t.Errorf("got %q", records)
	}
}

func TestWhatPeopleSeeIsSafe(t *testing.T) {
	var shown bytes.Buffer
	if err := document.WriteCSVShown(&shown, hostileList()); err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string]string{
		"text":     written(t, hostileList(), document.Text),
		"markdown": written(t, hostileList(), document.Markdown),
		"CSV":      shown.String(),
	} {
		if bad := strings.IndexAny(out, "\x1b\x07\u202e\u009b\x7f"); bad >= 0 {
			t.Errorf("%s holds a character that acts on a terminal: %q", name, out[bad:])
		}
		if !strings.Contains(out, "x1b") {
			t.Errorf("%s hides the escape character: %q", name, out)
		}
	}
	if md := written(t, hostileList(), document.Markdown); strings.Contains(md, "<b>") {
		t.Errorf("Markdown holds HTML: %q", md)
	}
}

// The name of a fact is a file's, too: it once reached the terminal as it was.
func TestNamesOfFactsAreSafe(t *testing.T) {
	c := anaAndBen()
	c.Legs[0].Path.Interaction.Facts = map[string]string{hostile: "1", "plain": "2"}
	for _, as := range []document.Encoding{document.Text, document.Markdown} {
		out := written(t, document.Path{Chain: c}, as)
		if bad := strings.IndexAny(out, "\x1b\x07\u202e\u009b\x7f"); bad >= 0 {
			t.Errorf("it holds a character that acts on a terminal: %q", out[bad:])
		}
	}
}

// What shows nothing, and marks that pile up or stand on nothing, are escapes in JSON: the value is the same.
func TestJSONHidesNothing(t *testing.T) {
	const value = "1\u3164\u2800\ufe0f \u0301e\u0301\u0301\u0301\u0301\u0301"
	c := check()
	c.Report.RejectedRows[0].Value = value
	out := written(t, c, document.JSON)
	if want := `"1\u3164\u2800\ufe0f \u0301e` + "\u0301\u0301\u0301\u0301" + `\u0301"`; !strings.Contains(out, want) {
		t.Errorf("no %q in %s", want, out)
	}
	var doc struct {
		Rows []struct{ Value string } `json:"rejected_rows"`
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil || doc.Rows[0].Value != value {
		t.Errorf("read back %q, %v", doc.Rows[0].Value, err)
	}
}

func TestJSONOfBytesThatAreNoUTF8(t *testing.T) {
	c := check()
	c.Report.RejectedRows[0].Value = "caf\xe9"
	if out := written(t, c, document.JSON); !strings.Contains(out, `"value": "caf\\xe9"`) {
		t.Errorf("got %s", out)
	}
}

func TestEmptyListsAreNeverNull(t *testing.T) {
	for name, d := range map[string]document.Document{
		"path":  document.Path{Chain: data.NewChain("7", nil, nil, data.Has{}, time.Time{})},
		"list":  document.List{Rows: rows(), Next: func() string { return "" }},
		"users": document.Users{},
		"check": document.Check{},
	} {
		var doc map[string]json.RawMessage
		if err := json.Unmarshal([]byte(written(t, d, document.JSON)), &doc); err != nil {
			t.Fatal(err)
		}
		for _, field := range []string{"legs", "steps", "rings", "statuses", "stays", "notices", "interactions", "users", "files", "rejected_rows"} {
			if raw, there := doc[field]; there && string(raw) != "[]" {
				t.Errorf("%s: %s is %s", name, field, raw)
			}
		}
		if header := written(t, d, document.CSV); strings.Count(header, "\n") != 1 || !strings.Contains(header, ",") {
			t.Errorf("%s: the CSV of nothing is %q", name, header)
		}
	}
}

func TestListReportsWhatFailsWhileItIsRead(t *testing.T) {
	lost := errors.New("lost")
	d := document.List{Next: func() string { return "" }, Rows: func(yield func(*data.Row, error) bool) {
		if yield(&data.Row{Interaction: data.Interaction{ID: "1"}}, nil) {
			yield(nil, lost)
		}
	}}
	for as := range endings {
		var b bytes.Buffer
		if err := document.Write(&b, d, as); !errors.Is(err, lost) {
			t.Errorf("%s: got %v", endings[as], err)
		}
	}
}

func TestTextInAnotherZoneAndInASCII(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	out := written(t, document.Path{Chain: anaAndBen(), Look: document.Look{Zone: berlin, ASCII: true}}, document.Text)
	for _, want := range []string{"2026-03-02 10:00:00 +01:00", "10:00:32.25", "Rung 2 users"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	for n, r := range out {
		if r > '~' {
			t.Fatalf("%q is no ASCII", out[n:n+8])
		}
	}
}

func TestTwoUsersOfOneNameStayTwo(t *testing.T) {
	c := anaAndBen()
	c.Directory.Users["u2"] = data.User{ID: "u2", Name: "Ana"}
	out := written(t, document.Path{Chain: c}, document.Text)
	for _, want := range []string{"  Ana (u1)  ", "  Ana (u2)  "} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestTextSaysWhatTheExportCannotSay(t *testing.T) {
	c := anaAndBen()
	has := data.Has{Rings: data.Capability{State: data.Absent, Why: "no event is a ring"}}
	p := data.NewPath(c.Legs[0].Path.Interaction, nil, has, at(100))
	out := written(t, document.Path{Chain: data.NewChain("007", []data.Leg{{ID: "007", Path: p}}, nil, has, at(100))}, document.Text)
	for _, want := range []string{"This export has no ring data: no event is a ring.", "This export has no status data.", "This export has no queue data."} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// Where an export has answers and no rings, the table of them says once why.
func TestAnswersWithoutRingsSayWhy(t *testing.T) {
	has := data.Has{Rings: data.Capability{State: data.Absent, Why: "no event is a ring"}}
	accept := data.Segment{InteractionID: "7", StartedAt: at(1), Event: data.Accept, UserID: "ana", SourceRow: 2, Part: 1}
	p := data.NewPath(data.Interaction{ID: "7"}, []data.Segment{accept}, has, at(100))
	doc := document.Path{Chain: data.NewChain("7", []data.Leg{{ID: "7", Path: p}}, nil, has, at(100))}
	for encoding, table := range map[document.Encoding]string{document.Text: "\nring  ", document.Markdown: "\n\n| ring |"} {
		out := written(t, doc, encoding)
		_, after, _ := strings.Cut(out, "This export has no ring data: no event is a ring.")
		if !strings.HasPrefix(after, table) || strings.Contains(after, "no event is a ring") || !strings.Contains(after, "no ring in export") {
			t.Errorf("%v:\n%s", encoding, out)
		}
	}
}

func TestColumnsStayAlignedPastWideCells(t *testing.T) {
	d := document.List{Next: func() string { return "" }, Rows: rows(
		data.Row{Interaction: data.Interaction{ID: "1", Customer: "山田太郎", Status: "Open"}},
		data.Row{Interaction: data.Interaction{ID: "2", Customer: "Ana", Status: "Open"}},
	)}
	lines := strings.Split(written(t, d, document.Text), "\n")
	if a, b := strings.Index(lines[1], "Open"), strings.Index(lines[2], "Open"); a != b+len("山田太郎")-8 {
		t.Errorf("status stands at byte %d and %d:\n%s", a, b, strings.Join(lines, "\n"))
	}
}
