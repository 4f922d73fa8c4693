package data

import "testing"

func TestOpen(t *testing.T) {
	for _, c := range []struct {
		name, page string
		open       bool
	}{
		{"nothing ends it", "10:00:00 create\n10:00:10 queue", true},
		{"no steps", "@ created=10:00:00", true},
		{"complete", "10:00:00 create\n10:00:10 complete", false},
		{"complete, though a step follows", "10:00:00 complete\n10:00:10 wrapup", false},
		{"abandon", "10:00:00 queue\n10:00:10 abandon", false},
		{"completed_at without a step", "@ completed=10:01:00\n10:00:00 queue", false},
		{"a transfer closes", "10:00:00 accept user=ana\n10:00:10 transfer", false},
		{"a transfer with wrap-up and status after it closes", "10:00:00 transfer\n10:00:10 wrapup user=ana\n10:00:11 status to=Gone", false},
		{"a transfer into a queue does not", "10:00:00 transfer\n10:00:10 queue", true},
		{"a transfer after which somebody is rung does not", "10:00:00 transfer\n10:00:10 ring user=ana\n10:00:11 wrapup", true},
		{"a failed transfer does not", "10:00:00 accept user=ana\n10:00:10 transfer_failed", true},
		{"a wrap-up alone does not", "10:00:00 accept user=ana\n10:00:10 wrapup user=ana", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := pathOf(t, c.page).Open(); got != c.open {
				t.Errorf("open is %t", got)
			}
		})
	}
}

// TestOpenWithoutItsRow: where only own rows tell of ends, an interaction without one is open only if something of it
// goes on; with one, and in other exports, as ever.
func TestOpenWithoutItsRow(t *testing.T) {
	for _, c := range []struct {
		name, page    string
		open, unknown bool
	}{
		{"all has ended", "@ derived\n10:00:00 10:00:05 ring user=ana\n10:00:05 10:01:00 accept user=ana", false, true},
		{"no instant at all", "@ derived\n- join user=ana", false, true},
		{"an accept goes on", "@ derived\n10:00:05 accept user=ana\n10:00:20 10:00:30 ring user=ben", true, false},
		{"a ring goes on", "@ derived\n10:00:05 ring user=ana", true, false},
		{"a ring without an end, and its answer has one", "@ derived\n10:00:05 ring user=ana\n10:00:10 10:00:30 accept user=ana", false, true},
		{"a stay goes on", "@ derived\n10:00:00 queue\n10:00:05 10:00:09 ring user=ana\n10:00:09 10:00:09 ignore user=ana", true, false},
		{"a stay without an end was left", "@ derived\n10:00:00 queue\n10:00:05 10:00:09 accept user=ana", false, true},
		{"a complete", "@ derived\n10:00:00 10:00:09 accept user=ana\n10:00:09 10:00:09 complete", false, false},
		{"with its row", "@ created=10:00:00\n10:00:00 10:00:09 accept user=ana", true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := readPage(t, c.page)
			if made := NewPath(p.in, p.segments, p.has, p.asOf); made.EndUnknown() || made.Open() == made.ended() {
				t.Errorf("in an export whose steps tell: open %t, unknown %t", made.Open(), made.EndUnknown())
			}
			p.has.OwnEnds = true
			made := NewPath(p.in, p.segments, p.has, p.asOf)
			if made.Open() != c.open || made.EndUnknown() != c.unknown || Summarise(made).Open != c.open {
				t.Errorf("open %t, unknown %t", made.Open(), made.EndUnknown())
			}
		})
	}
}

func TestLettersAndBounds(t *testing.T) {
	p := pathOf(t, `
		10:00:00 create
		10:00:01 status to=New
		10:00:02 10:00:30 queue
		10:00:05 ring user=ana
		10:00:10 ignore user=ana
		10:00:12 ring user=ben
		10:00:20 10:09:00 accept user=ben
		10:00:40 10:00:30 hold
		10:05:00 complete`)
	if got := p.Letters(); got != "cqrIrAhx" {
		t.Errorf("letters %q", got)
	}
	first, last := p.Bounds()
	if showClock(first) != "10:00:00" || showClock(last) != "10:09:00" {
		t.Errorf("from %s to %s", showClock(first), showClock(last))
	}
	if first, last = pathOf(t, "- other").Bounds(); !first.IsZero() || !last.IsZero() {
		t.Error("a path without an instant has bounds")
	}
}

// TestEveryLetter: each event has its letter, which people read and scripts compare.
func TestEveryLetter(t *testing.T) {
	letters := map[string]string{
		"create": "c", "bot": "b", "queue": "q", "enqueue_rejected": "E", "ring": "r", "accept": "A", "reject": "J",
		"ignore": "I", "clear": "L", "hold": "h", "consult": "k", "join": "j", "transfer": "t", "transfer_failed": "T",
		"voicemail": "v", "callback": "B", "wrapup": "w", "status": "", "complete": "x", "abandon": "X", "other": "?",
	}
	if len(letters) != len(Events) {
		t.Errorf("%d events, want %d", len(Events), len(letters))
	}
	for word, letter := range letters {
		if got := pathOf(t, "10:00:00 "+word).Letters(); got != letter {
			t.Errorf("%s is %q, want %q", word, got, letter)
		}
	}
}

// TestMadeInteraction: without its row an interaction is made of its steps.
func TestMadeInteraction(t *testing.T) {
	in := pathOf(t, `
		@ derived
		09:59:00 status to=Early type=voice
		10:00:00 create to=New type=chat
		10:00:05 10:00:20 queue queue=billing to=Queued
		10:00:20 10:00:40 queue queue=sales
		10:00:40 10:01:00 accept user=ana
		10:01:00 10:05:00 accept user=ben to=Active
		10:05:00 10:06:00 complete to=Closed
		10:07:00 complete
		10:08:00 wrapup user=zed queue=vip`).Interaction
	if showClock(in.CreatedAt) != "10:00:00" || showClock(in.CompletedAt) != "10:07:00" {
		t.Errorf("created %s, completed %s", showClock(in.CreatedAt), showClock(in.CompletedAt))
	}
	if in.Status != "Closed" || in.QueueID != "sales" || in.UserID != "ben" || in.Type != "voice" || !in.Derived {
		t.Errorf("status %q, queue %q, user %q, type %q, derived %t", in.Status, in.QueueID, in.UserID, in.Type, in.Derived)
	}
}

func TestMadeInteractionEnds(t *testing.T) {
	for _, c := range []struct{ name, page, created, completed string }{
		{"no create step: the first instant", "10:00:05 queue\n10:00:09 complete", "10:00:05", "10:00:09"},
		{"abandon", "10:00:05 queue\n10:00:09 10:00:20 abandon", "10:00:05", "10:00:09"},
		{"a closing transfer", "10:00:05 accept user=ana\n10:00:09 transfer\n10:00:12 wrapup", "10:00:05", "10:00:09"},
		{"a transfer that goes on", "10:00:05 transfer\n10:00:09 queue", "10:00:05", "-"},
		{"open", "10:00:05 queue", "10:00:05", "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := pathOf(t, "@ derived\n"+c.page).Interaction
			if showClock(in.CreatedAt) != c.created || showClock(in.CompletedAt) != c.completed {
				t.Errorf("created %s, completed %s", showClock(in.CreatedAt), showClock(in.CompletedAt))
			}
		})
	}
}

// TestStatedInteractionStays: a row of the export is never overwritten from the steps.
func TestStatedInteractionStays(t *testing.T) {
	in := pathOf(t, `
		@ created=09:00:00
		10:00:00 create to=New type=chat
		10:00:05 accept user=ana
		10:01:00 complete`).Interaction
	if showClock(in.CreatedAt) != "09:00:00" || !in.CompletedAt.IsZero() || in.Status != "" || in.UserID != "" || in.Type != "" {
		t.Errorf("%+v", in)
	}
}
