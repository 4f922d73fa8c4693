package format

import (
	"errors"
	"strings"
	"testing"

	"segpath/data"
)

// candidate is a file with the columns of a line.
func candidate(name, header string) Candidate {
	return Candidate{Name: name, Header: strings.Split(header, ",")}
}

const (
	canonicalHeader = "interaction_id,segment_id,seq,started_at,ended_at,event,status_from,status_to,queue_id,user_id,by_user_id,reason,cause,type,facts"
	edifyHeader     = "Id,Interaction Id,Communication Type,Event,Reason,Status,Previous Status,Created At,Ended At,User Id,Queue Id,Completion Display"
)

// Files of two formats are named with the format that each would be by itself.
func TestTwoFormatsTogetherAreNamed(t *testing.T) {
	log := Candidate{Name: "queue_log.log"}
	for _, f := range All() {
		for n := range f.Tables {
			if table := &f.Tables[n]; f.Name == "queue_log" && table.LinePattern != "" {
				log.Header, log.Lines = table.Header, table.LinePattern
			}
		}
	}
	for name, c := range map[string]struct {
		files []Candidate
		want  []string
	}{
		"a file that the winner has no table for": {[]Candidate{log, candidate("seg.csv", "interaction_id,started_at,ended_at,event,user,queue")},
			[]string{"queue_log.log is of the format queue_log", "seg.csv of segpath"}},
		"a file that the winner could take": {[]Candidate{candidate("march.csv", canonicalHeader), candidate("april.csv", edifyHeader)},
			[]string{"april.csv is of the format edify", "march.csv of segpath"}},
	} {
		_, err := Detect(c.files, All())
		var p *data.Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(p.Text, want) || !strings.Contains(p.Hint, "one at a time") {
				t.Errorf("%s: %q, %q, want %q", name, p.Text, p.Hint, want)
			}
		}
	}
}

// Parts of one format may have more or fewer of its columns, and others beside them.
func TestPartsWithOtherColumnsAreOneFormat(t *testing.T) {
	for name, files := range map[string][]Candidate{
		"segpath": {candidate("a.csv", canonicalHeader), candidate("b.csv", "interaction_id,started_at,event,user_id,queue_id")},
		"edify": {candidate("Interaction Segments.csv", edifyHeader), candidate("Interaction Segments 2.csv", "Interaction Id,Created At,Ended At,Event,User Id,Queue Id,A,B,C,D"),
			candidate("Users.csv", "Id,Name,Title,Email,Team")},
	} {
		d, err := Detect(files, All())
		if err != nil || d.Format.Name != name {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
}

// A format that is known by its folder alone is named by it, as one word of a shell.
func TestCommandsNameAFormatAsTheyKnowIt(t *testing.T) {
	for want, f := range map[string]Format{
		"`segpath formats mine`":          {Name: "mine", Folder: "/home/u/.config/segpath/formats/mine"},
		"`segpath formats ./v2`":          {Name: "mine", Folder: "v2", Apart: true},
		"`segpath formats 'my files/v2'`": {Name: "mine", Folder: "my files/v2", Apart: true},
	} {
		if got := f.Command(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
