package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"segpath/data"
	"segpath/data/document"
	"segpath/query"
)

// pathJSON is what `path --json` says of the four questions, as a script reads it.
type pathJSON struct {
	Steps []struct{ N int }
	Rings []struct {
		Order   int
		UserID  string `json:"user_id"`
		Queue   string
		At      time.Time `json:"rung_at"`
		Seconds *float64
		Outcome *string
		Group   *int
		Dead    *float64 `json:"dead_air_after_s"`
	}
	Statuses []struct {
		Status  string
		Seconds *float64
		Entered int
		Changes []struct {
			At   time.Time
			From *string
		}
	}
	Stays []struct {
		Order   int
		Queue   *string
		At      time.Time `json:"entered_at"`
		Seconds *float64
	}
	Story string
}

func clockText(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("15:04:05")
}

// lengthText is a number of seconds as people read it; absent is empty.
func lengthText(seconds *float64) string {
	if seconds == nil {
		return ""
	}
	return data.FormatSpan(data.Span(math.Round(*seconds * 1e6)))
}

// or is a text as a cell shows it: absent has a mark.
func or(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// words joins the words of a line with single spaces.
func words(parts ...any) string {
	return strings.Join(strings.Fields(fmt.Sprintln(parts...)), " ")
}

// linesOf are the lines of an output as words.
func linesOf(out string) []string {
	var all []string
	for line := range strings.Lines(out) {
		all = append(all, words(line))
	}
	return all
}

// panes are the lines of the panes beside the steps, as words and without the mark of the current one.
func panes(screen string) []string {
	var all []string
	for line := range strings.Lines(screen) {
		all = append(all, words(strings.TrimPrefix(besideSteps(strings.TrimSpace(line)), "▌")))
	}
	return all
}

// begins tells whether a line begins with some words, or with as much of them as a column had room for.
func begins(line, words string) bool {
	shown, _, cut := strings.Cut(line, "…")
	return strings.HasPrefix(line, words) || cut && len(shown) > 20 && strings.HasPrefix(words, shown)
}

// has checks that a line begins with some words, and holds others.
func has(t *testing.T, where string, lines []string, begin string, also ...string) {
	t.Helper()
	for _, line := range lines {
		found := begins(line, begin)
		for _, word := range also {
			found = found && strings.Contains(line, word)
		}
		if found {
			return
		}
	}
	t.Errorf("%s has no line %q with %q", where, begin, also)
}

// outcomeWords are the words of a response in the ladder on screen and in what is written.
var outcomeWords = map[string][2]string{
	"accept": {"accept", "accepted"}, "reject": {"reject", "rejected"}, "ignore": {"ignore", "ignored"},
	"clear": {"clear", "cleared"}, "": {"no outcome", "no outcome"},
}

// compareAnswers holds the screen and the text of a path against its JSON.
func compareAnswers(t *testing.T, want pathJSON, dir *data.Directory, screen, text, svg string) {
	t.Helper()
	shown, written := panes(screen), linesOf(text)
	for _, r := range want.Rings {
		outcome := ""
		if r.Outcome != nil {
			outcome = *r.Outcome
		}
		said := outcomeWords[outcome]
		if strings.Contains(lengthLine(shown, r.Order), "so far") {
			said[0] = "so far"
		}
		clock, user := "", dir.UserLabel(r.UserID) // with the id where two have the name
		if !r.At.IsZero() {
			clock = clockText(r.At)
		}
		begin := words(r.Order, or(user), or(r.Queue), or(clock), lengthText(r.Seconds))
		if clock == "" {
			begin = words(r.Order, or(user)) // a column that no ring fills is not there
		}
		has(t, "the ladder", shown, begin, said[0])
		has(t, "the text", written, words(r.Order, ""), user, clock, said[1], lengthText(r.Seconds))
		has(t, "the picture", []string{html.UnescapeString(svg)}, "", user, clock, said[1])
		if r.Group == nil && r.Dead != nil && *r.Dead > 0 {
			has(t, "the ladder", shown, words(lengthText(r.Dead), "nobody rung"))
			has(t, "the text", written, words(r.Order, ""), user, lengthText(r.Dead))
		}
	}
	for _, s := range want.Statuses {
		has(t, "the statuses", shown, words(s.Status, lengthText(s.Seconds)), fmt.Sprintf("%dx", s.Entered))
		has(t, "the text", written, words(s.Status, lengthText(s.Seconds)))
		for _, c := range s.Changes {
			from := "the first"
			if c.From != nil {
				from = "from " + *c.From
			}
			has(t, "the statuses", shown, clockText(c.At), from)
		}
	}
	for _, s := range want.Stays {
		queue := ""
		if s.Queue != nil {
			queue = *s.Queue
		}
		has(t, "the queues", shown, words(s.Order, or(queue), clockText(s.At), lengthText(s.Seconds)))
		has(t, "the text", written, words(s.Order, queue), clockText(s.At), lengthText(s.Seconds))
	}
	has(t, "the text", written, words(want.Story))
	if !strings.Contains(html.UnescapeString(svg), words(want.Story)) {
		t.Errorf("the picture does not tell the story %q", want.Story)
	}
	if told := words(screen); !strings.Contains(told, words(want.Story)) {
		t.Errorf("the screen does not tell the story %q", want.Story)
	}
}

// lengthLine is the ladder's line of a ring.
func lengthLine(lines []string, order int) string {
	for _, line := range lines {
		if strings.HasPrefix(line, words(order, "")+" ") {
			return line
		}
	}
	return ""
}

// Story, ladder, statuses and stays are the same on the screen, in JSON and in what is exported, for every
// interaction of the samples.
func TestOneAnswerEverywhere(t *testing.T) {
	exports, err := filepath.Glob(filepath.Join(moduleRoot, "sample", "exports", "*"))
	if err != nil || len(exports) < 2 {
		t.Fatalf("%v: %v", exports, err)
	}
	for _, dir := range exports {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			e := opened(t, dir)
			screen := openScreen(t, e, 300, 250)
			rows := allRows(t, e)
			for n, row := range rows {
				if n > 0 {
					screen.Press("j")
				}
				if testing.Short() && n%10 > 0 {
					continue
				}
				t.Run(row.ID, func(t *testing.T) { compareInteractionAnswers(t, e, row.ID, screen) })
			}
			if len(rows) < 20 {
				t.Errorf("only %d interactions were compared", len(rows))
			}
		})
	}
}

func compareInteractionAnswers(t *testing.T, e *query.Engine, id string, screen onScreen) {
	chain, err := e.Chain(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	written := map[document.Encoding]string{}
	for _, as := range []document.Encoding{document.JSON, document.Text, document.SVG} {
		var out bytes.Buffer
		if err := document.Write(&out, document.Path{Chain: chain}, as); err != nil {
			t.Fatal(err)
		}
		written[as] = out.String()
	}
	var want pathJSON
	if err := json.Unmarshal([]byte(written[document.JSON]), &want); err != nil {
		t.Fatal(err)
	}
	screen.Press("enter")
	shown := screen.Screen()
	screen.Press("esc")
	if !strings.Contains(shown, id) || len(want.Steps) == 0 {
		t.Fatalf("the screen is not that of %s:\n%.400s", id, shown)
	}
	compareAnswers(t, want, chain.Directory, shown, written[document.Text], written[document.SVG])
	if t.Failed() {
		t.Logf("%.9000s", strings.Join(panes(shown), "\n"))
	}
}
