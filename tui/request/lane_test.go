package request

import (
	"context"
	"errors"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"segpath/data"
)

// clock keeps what would be sent later.
type clock struct{ kept []tea.Msg }

func (c *clock) runner(t *testing.T) Runner {
	return Runner{Context: t.Context(), After: func(_ time.Duration, msg tea.Msg) tea.Cmd {
		c.kept = append(c.kept, msg)
		return nil
	}}
}

// run runs a command and what it holds, and returns the messages.
func run(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return []tea.Msg{msg}
	}
	var out []tea.Msg
	for _, c := range batch {
		out = append(out, run(c)...)
	}
	return out
}

func say(word string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) { return word, ctx.Err() }
}

func TestTheAnswerArrivesOnce(t *testing.T) {
	var lane Lane[string]
	r := (&clock{}).runner(t)
	msgs := run(lane.Ask(r, say("yes")))
	if !lane.Busy() || len(msgs) != 1 {
		t.Fatalf("busy %v with %d messages", lane.Busy(), len(msgs))
	}
	got, _ := lane.Update(r, msgs[0])
	if got == nil || got.Value != "yes" || got.Err != nil || lane.Busy() {
		t.Fatalf("the answer is %v", got)
	}
	if again, _ := lane.Update(r, msgs[0]); again != nil {
		t.Error("the same answer was taken twice")
	}
}

func TestANewerQuestionCancelsTheOlder(t *testing.T) {
	var lane Lane[string]
	r := (&clock{}).runner(t)
	old := lane.Ask(r, say("old"))
	newer := lane.Ask(r, say("new"))
	for _, msg := range run(old) {
		if got, _ := lane.Update(r, msg); got != nil {
			t.Errorf("the older answer %v was taken", got)
		}
	}
	got, _ := lane.Update(r, run(newer)[0])
	if got == nil || got.Value != "new" {
		t.Errorf("the newer answer is %v", got)
	}
}

func TestACancelledQuestionSeesItsContextEnd(t *testing.T) {
	var lane Lane[string]
	r := (&clock{}).runner(t)
	var seen error
	cmd := lane.Ask(r, func(ctx context.Context) (string, error) {
		seen = ctx.Err()
		return "", seen
	})
	lane.Cancel()
	for _, msg := range run(cmd) {
		if got, _ := lane.Update(r, msg); got != nil {
			t.Error("the answer of a cancelled question was taken")
		}
	}
	if !errors.Is(seen, context.Canceled) || lane.Busy() {
		t.Errorf("the question saw %v, busy %v", seen, lane.Busy())
	}
}

func TestAnswersOfAnotherLaneAreLeftAlone(t *testing.T) {
	var one, two Lane[string]
	r := (&clock{}).runner(t)
	first := run(one.Ask(r, say("one")))
	two.Ask(r, say("two"))
	if got, _ := two.Update(r, first[0]); got != nil {
		t.Errorf("a lane took the answer of another: %v", got)
	}
}

func TestAPanicBecomesAnErrorThatSaysSo(t *testing.T) {
	var lane Lane[string]
	r := (&clock{}).runner(t)
	msgs := run(lane.Ask(r, func(context.Context) (string, error) { panic("out of cheese") }))
	got, _ := lane.Update(r, msgs[0])
	var p *data.Problem
	if got == nil || !errors.As(got.Err, &p) || p.Hint == "" {
		t.Fatalf("the answer to a panic is %v", got)
	}
}

func TestTheSpinnerTurnsOnlyWhileTheQuestionRuns(t *testing.T) {
	var lane Lane[string]
	c := &clock{}
	r := c.runner(t)
	cmd := lane.Ask(r, say("slow"))
	if lane.Frame() != 0 {
		t.Error("the spinner shows before the question has taken long")
	}
	for want := 1; want <= 3; want++ {
		lane.Update(r, c.kept[len(c.kept)-1])
		if lane.Frame() != want {
			t.Errorf("frame %d, want %d", lane.Frame(), want)
		}
	}
	late := c.kept[len(c.kept)-1]
	lane.Update(r, run(cmd)[0])
	kept := len(c.kept)
	lane.Update(r, late)
	if lane.Frame() != 0 || len(c.kept) != kept {
		t.Error("the spinner turns on after the answer")
	}
}
