package data

import (
	"strings"
	"testing"
)

// TestStoryOfTheReadme is the sentence the screens promise.
func TestStoryOfTheReadme(t *testing.T) {
	c := chainOf(t, "7", `
		@ created=10:00:00
		10:00:00 10:00:30 queue queue=billing
		10:00:00 10:00:25 ring user=ana
		10:00:25 ignore user=ana
		10:00:30 10:01:12 queue queue=sales
		10:00:40 10:00:44 ring user=ben
		10:00:44 reject user=ben
		10:01:06 10:01:12 ring user=cy
		10:01:12 10:05:00 accept user=cy
		10:05:00 complete`)
	const want = "Rung 3 users in 1m 12s: Ana ignored (25s), Ben rejected (4s), Cy accepted (6s). 2 queues. Nobody was being rung for 37s."
	if got := c.Story(); !strings.HasPrefix(got, want) {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// storyCase is a page, what its story must say and what it must not.
type storyCase struct {
	name, page string
	says       []string
	not        []string
}

func TestStoryTellsEachResponseApart(t *testing.T) {
	for _, c := range []storyCase{
		{"one user twice is one user", `
			10:00:00 10:00:10 ring user=ana
			10:00:10 ignore user=ana
			10:00:20 10:00:25 ring user=ana
			10:00:25 10:01:00 accept user=ana
			10:01:00 complete`,
			[]string{"Rung 1 user ", "ignored (10s)", "accepted (5s)"}, []string{"users"}},
		{"a ring without outcome is not ignored", `
			10:00:00 10:00:10 ring user=ana
			10:01:00 abandon`,
			[]string{"Rung 1 user", "Ana", "no outcome"}, []string{"ignored", "rejected"}},
		{"a clear is a clear", `
			10:00:00 10:00:10 ring user=ana
			10:00:10 clear user=ana
			10:01:00 abandon`,
			[]string{"Ana cleared (10s)"}, []string{"ignored", "rejected"}},
		{"an id without its name is told as the id", `
			10:00:00 10:00:10 ring user=u-99
			10:00:10 reject user=u-99
			10:01:00 abandon`,
			[]string{"u-99 rejected (10s)"}, nil},
		{"no dead air is not spoken of", `
			10:00:00 queue queue=billing
			10:00:00 10:00:10 ring user=ana
			10:00:10 10:01:00 accept user=ana
			10:01:00 complete`,
			[]string{"1 queue"}, []string{"Nobody was being rung", "queues"}},
		{"nor is dead air that is not known", `
			10:00:00 queue queue=billing
			10:00:00 ring user=ana
			10:00:20 10:00:30 ring user=ben
			10:00:30 10:01:00 accept user=ben
			10:01:00 complete`,
			[]string{"Rung 2 users"}, []string{"Nobody was being rung for"}},
		{"an export without rings says so", `
			@ no=rings,responses
			10:00:00 queue queue=billing
			10:01:00 complete`,
			[]string{"ring data"}, []string{"Rung"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := chainOf(t, "7", c.page).Story()
			for _, part := range c.says {
				if !strings.Contains(got, part) {
					t.Errorf("%q does not say %q", got, part)
				}
			}
			for _, part := range c.not {
				if strings.Contains(got, part) {
					t.Errorf("%q says %q", got, part)
				}
			}
		})
	}
}

// TestStoryOfTheIssue: the example of two rings in a CSV without ids of segments.
func TestStoryOfTwoRings(t *testing.T) {
	p := `
		@ id=1543618399.120 derived
		10:00:00 create
		10:00:01 10:00:30 queue queue=billing
		10:00:02 10:00:17 ring user=ana
		10:00:17 clear user=ana
		10:00:20 10:00:30 ring user=ben
		10:00:30 10:02:00 accept user=ben`
	c := chainOf(t, "1543618399.120", p)
	if got := c.Story(); !strings.HasPrefix(got, "Rung 2 users in 28s: Ana cleared (15s), Ben accepted (10s). 1 queue. Nobody was being rung for 3s.") {
		t.Error(got)
	}
	same(t, "rings", showEach(c.Rings(), showRing), `
		ana 10:00:02 15s clear
		ben 10:00:20 10s accept`)
}

func TestRingHint(t *testing.T) {
	c := chainOf(t, "7", `
		10:00:00 ring user=ana
		10:00:04 ring user=cy
		10:00:06 10:01:00 accept user=cy
		10:00:30 reject user=dee
		10:01:00 complete`)
	rings := c.Rings()
	if got := c.RingHint(rings[0]); !strings.Contains(got, "answered by Cy") {
		t.Errorf("the ring that Cy answered: %q", got)
	}
	if got := c.RingHint(rings[1]); got != "" {
		t.Errorf("a plain ring has the hint %q", got)
	}
	if got := c.RingHint(rings[2]); !strings.Contains(got, "no ring in export") {
		t.Errorf("an outcome without ring: %q", got)
	}
	c = chainOf(t, "7", "10:00:00 10:00:05 ring user=ana\n10:01:00 complete")
	if got := c.RingHint(c.Rings()[0]); !strings.Contains(got, "no outcome in export") {
		t.Errorf("a ring without outcome: %q", got)
	}
}
