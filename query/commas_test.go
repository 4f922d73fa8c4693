package query

import (
	"fmt"
	"strings"
	"testing"
)

// A decimal comma is read where the numbers of a column leave no doubt of it; what may be thousands is told.
func TestLengthsWithADecimalComma(t *testing.T) {
	for _, c := range []struct{ cells, want string }{
		{"12,5|5,5|42", "12.5 5.5 42"},
		{"5,5|5,5", "5.5 5.5"},
		{"0,125|1,234", "0.125 1.234"},
		{"1234,567|00:00:42,25|PT1,5S| 7,25 ", "1234.567 42.25 1.5 7.25"},
		{"1,234|42", "- 42"},
		{"1,234|1,234,567", "- -"},
		{"12,5|12.5", "- 12.5"},
		{"12,5|1.234,5", "- -"},
		{"12,5|1,234,567", "- -"},
		{"12,5|12,|,5|long", "12.5 12 .5 -"},
	} {
		cells := strings.Split(c.cells, "|")
		rows := "interaction_id;event;started_at;duration\n"
		for n, cell := range cells {
			rows += fmt.Sprintf("i%d;status;2026-03-02T09:00:00Z;%s\n", n, cell)
		}
		e := openFiles(t, Options{}, map[string]string{"segments.csv": rows})
		for n, want := range strings.Fields(c.want) {
			seconds := -1.0
			if want != "-" {
				if _, err := fmt.Sscan(want, &seconds); err != nil {
					t.Fatal(err)
				}
			}
			if got := pathOf(t, e, fmt.Sprintf("i%d", n)).Steps[0].DurationStated.Or(-1_000_000); float64(got)/1e6 != seconds {
				t.Errorf("%s: %q is %d µs, want %s s", c.cells, cells[n], got, want)
			}
		}
		if want := int64(strings.Count(c.want, "-")); unreadOf(e) != want {
			t.Errorf("%s: told of %d unreadable, want %d", c.cells, unreadOf(e), want)
		}
	}
}

// So is it of other numbers.
func TestNumbersWithADecimalComma(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{
		"segments.csv": "interaction_id,event,started_at,queue_id\ni1,queue,2026-03-02T09:00:00Z,q1\n", "queues.csv": "queue_id;name;weight\nq1;Billing;2,5\nq2;Sales;1,234\n",
	})
	for id, want := range map[string]float64{"q1": 2.5, "q2": 1.234} {
		if got := e.dir.Queues[id].Weight.Or(-1); got != want {
			t.Errorf("the weight of %s is %v, want %v", id, got, want)
		}
	}
}
