package document_test

import (
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"segpath/data"
	"segpath/data/document"
	"segpath/data/redact"
)

var pseudonyms = redact.New([]byte("a key of the tests, no secret at all"), true)

// pseudonym is one of any kind.
var pseudonym = regexp.MustCompile(`\b(user|team|queue|interaction)-[0-9a-f]{12}\b`)

// secret is a text that must not survive; its number tells where it stood.
type secrets []string

// hide puts a secret in every text that v holds, in its lists and maps too.
func (s *secrets) hide(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		*s = append(*s, "zecret"+string(rune('a'+len(*s)/26))+string(rune('a'+len(*s)%26))+"q")
		v.SetString((*s)[len(*s)-1])
	case reflect.Struct:
		for n := range v.NumField() {
			if v.Type().Field(n).IsExported() && v.Field(n).Type().PkgPath() != "time" {
				s.hide(v.Field(n))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for n := range 2 {
			s.hide(v.Index(n))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 2 {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			s.hide(key)
			s.hide(value)
			v.SetMapIndex(key, value)
		}
	}
}

// hiding is every document that speaks of people or ids; every text in them is a secret but for the words of
// the configuration, which are meant to stay.
func hiding(s *secrets) map[string]document.Redactable {
	var in data.Interaction
	s.hide(reflect.ValueOf(&in).Elem())
	in.Status, in.Type, in.Direction = "Closed", "voice", "in"
	in.CreatedAt = at(0)
	var segments []data.Segment
	for n, e := range []data.Event{data.Create, data.QueueEntry, data.RingOffer, data.Ignore, data.RingOffer, data.Accept, data.Other, data.Abandon} {
		var g data.Segment
		s.hide(reflect.ValueOf(&g).Elem())
		g.Event, g.StartedAt, g.EndedAt = e, at(float64(n)), at(float64(n)+0.5)
		g.StatusFrom, g.StatusTo, g.Type = "Open", "Closed", "voice"
		segments = append(segments, g)
	}
	dir := &data.Directory{}
	s.hide(reflect.ValueOf(dir).Elem())
	for _, g := range segments { // names for the ids in use
		var u data.User
		var q data.Queue
		s.hide(reflect.ValueOf(&u).Elem())
		s.hide(reflect.ValueOf(&q).Elem())
		dir.Users[g.UserID], dir.Queues[g.QueueID] = u, q
	}
	var account data.Account
	s.hide(reflect.ValueOf(&account).Elem())
	dir.Accounts[in.AccountID] = account
	c := data.NewChain(in.ID, []data.Leg{
		{ID: in.ID, Path: data.NewPath(in, segments, all, at(100))}, {ID: in.NextID, Missing: true},
	}, dir, all, at(100))
	var note data.Notice
	s.hide(reflect.ValueOf(&note).Elem())
	note.Kind = data.MissingLeg
	c.Notices = []data.Notice{note}
	row := document.RowOf(c.Legs[0].Path, dir)
	var user data.UserRow
	s.hide(reflect.ValueOf(&user).Elem())
	var ring data.RingRow
	s.hide(reflect.ValueOf(&ring).Elem())
	ring.Queue, ring.QueueID, ring.Outcome, ring.At = "Billing", "Billing", 0, at(1)
	var q data.QueueRow
	s.hide(reflect.ValueOf(&q).Elem())
	var group data.GroupRow
	s.hide(reflect.ValueOf(&group).Elem())
	variant := data.VariantRow{Path: "cqrA"}
	s.hide(reflect.ValueOf(&variant.Example).Elem())
	cursor := base64.RawURLEncoding.EncodeToString([]byte(`{"i":"` + in.ID + `"}`))
	*s = append(*s, cursor)
	return map[string]document.Redactable{
		"path":  document.Path{Chain: c},
		"list":  document.List{Has: all, Rows: rows(row), Total: 1, Next: func() string { return cursor }},
		"users": document.Users{Has: all, Rows: []data.UserRow{user}},
		"rings": rings(ring), "queues": document.Queues{Has: all, Rows: []data.QueueRow{q}},
		"teams":    document.UserGroups{Has: all, By: "team", Rows: []data.GroupRow{group}},
		"variants": document.Variants{Has: all, Table: data.VariantTable{Rows: []data.VariantRow{variant}}},
	}
}

func TestNoOriginalTextSurvivesInAnyEncoding(t *testing.T) {
	var hidden secrets
	for name, d := range hiding(&hidden) {
		encodings := map[document.Encoding]string{document.SVG: "svg"}
		for as, ending := range endings {
			encodings[as] = ending
		}
		for as, ending := range encodings {
			if name != "path" && as == document.SVG {
				continue
			}
			if !strings.Contains(written(t, d, as), "zecret") {
				t.Errorf("%s.%s holds no secret before it is redacted: the test proves nothing", name, ending)
			}
			out := written(t, d.Redacted(pseudonyms), as)
			for _, secret := range hidden {
				if strings.Contains(out, secret) {
					t.Errorf("%s.%s still holds %q:\n%s", name, ending, secret, out)
				}
			}
			if !pseudonym.MatchString(out) {
				t.Errorf("%s.%s has no pseudonym:\n%s", name, ending, out)
			}
		}
	}
}

func TestOneUserHasOnePseudonymInEveryDocument(t *testing.T) {
	var in []string
	for _, d := range []document.Redactable{document.Path{Chain: anaAndBen()}, users()} {
		out := written(t, d.Redacted(pseudonyms), document.JSON)
		_, after, found := strings.Cut(out, `"user_id": "user-`)
		if !found {
			t.Fatalf("no user in\n%s", out)
		}
		in = append(in, after[:12])
	}
	ana := strings.TrimPrefix(pseudonyms.User(&data.UserRow{UserID: "u1"}).UserID, "user-")
	if in[1] != ana || !strings.Contains(written(t, document.Path{Chain: anaAndBen()}.Redacted(pseudonyms), document.SVG), ana) {
		t.Errorf("Ana is %q, and %q in the users", ana, in[1])
	}
}

func TestARedactedListSaysThatItFailed(t *testing.T) {
	lost := errors.New("lost")
	d := document.List{Next: func() string { return "" }, Rows: func(yield func(*data.Row, error) bool) { yield(nil, lost) }}
	if err := document.Write(io.Discard, d.Redacted(pseudonyms), document.CSV); !errors.Is(err, lost) {
		t.Errorf("got %v", err)
	}
}

// wellFormed reads a picture to its end.
func wellFormed(t testing.TB, out string) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(out)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, out)
		}
	}
}
