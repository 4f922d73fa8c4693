package query

import (
	"context"
	"errors"
	"strings"
	"testing"

	"segpath/data"
)

func TestChains(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", "interaction_id,started_at,event,user\n"+
		"a,2026-01-01T10:00:00Z,create,\nb,2026-01-01T11:00:00Z,create,\nc,2026-01-01T12:00:00Z,create,\n"+
		"x,2026-01-01T10:00:00Z,create,\ny,2026-01-01T09:00:00Z,create,\n"+
		"lone,2026-01-01T10:00:00Z,create,\nself,2026-01-01T10:00:00Z,create,\n"+
		"p,2026-01-01T10:00:00Z,create,\nq1,2026-01-01T12:00:00Z,create,\nq2,2026-01-01T11:00:00Z,create,\n")
	write(t, dir, "interactions.csv", "interaction_id,created_at,previous_id,next_id\n"+
		"a,2026-01-01T10:00:00Z,gone-before,b\nb,2026-01-01T11:00:00Z,,c\nc,2026-01-01T12:00:00Z,b,gone-after\n"+
		"x,2026-01-01T10:00:00Z,y,y\ny,2026-01-01T09:00:00Z,x,x\n"+ // a cycle: the earliest is the root
		"self,2026-01-01T10:00:00Z,self,self\n"+
		"p,2026-01-01T10:00:00Z,,\nq1,2026-01-01T12:00:00Z,p,\nq2,2026-01-01T11:00:00Z,p,\n") // branches
	e := open(t, dir)
	for id, want := range map[string]string{
		"a": "gone-before? a b c gone-after?", "b": "gone-before? a b c gone-after?", "c": "gone-before? a b c gone-after?",
		"x": "y x", "y": "y x", "lone": "lone", "self": "self", "q1": "p q2 q1", "p": "p q2 q1",
	} {
		c, err := e.Chain(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		var legs []string
		for _, l := range c.Legs {
			name := l.ID
			if l.Missing {
				name += "?"
			}
			legs = append(legs, name)
		}
		if got := strings.Join(legs, " "); got != want {
			t.Errorf("%s: legs %q, want %q", id, got, want)
		}
		if c.Interaction() == nil || c.Interaction().ID != id || c.Interaction().ChainID == "" {
			t.Errorf("%s: asked for %+v", id, c.Interaction())
		}
	}
}

func TestFoundByAnExternalID(t *testing.T) {
	dir := write(t, t.TempDir(), "segments.csv", "interaction_id,started_at,event\na,2026-01-01T10:00:00Z,create\nb,2026-01-01T10:00:00Z,create\n")
	write(t, dir, "interactions.csv", "interaction_id,external_id\na,T-1\nb,shared\nc,shared\n")
	e := open(t, dir)
	if c, err := e.Chain(context.Background(), "T-1"); err != nil || c.Asked != "a" {
		t.Errorf("T-1: %v", err)
	}
	if _, err := e.Chain(context.Background(), "shared"); err == nil || !strings.Contains(err.Error(), "2 interactions") {
		t.Errorf("an external id of two: %v", err)
	}
	if c, err := e.Chain(context.Background(), "c"); err != nil || len(c.Steps()) != 0 || c.Story() == "" {
		t.Errorf("an interaction without segments: %v", err)
	}
}

// A text that is no UTF-8 is in no export: it is not found, and the database is not asked, which would fail.
func TestAnIDThatIsNoUTF8IsNotFound(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{"segments.csv": "interaction_id,started_at,event\n1,2026-03-02T09:00:00Z,ring\n"})
	var p *data.Problem
	if _, err := e.Chain(t.Context(), "1\x9b"); !errors.As(err, &p) || p.Code != data.NotFound {
		t.Errorf("the path of such an id: %v", err)
	}
	if page, err := e.Find(t.Context(), "1\x9b", 10); err != nil || page.Total != 0 || len(page.Rows) != 0 {
		t.Errorf("found %+v, %v", page, err)
	}
}
