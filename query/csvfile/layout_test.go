package csvfile

import (
	"regexp"
	"strings"
	"testing"
)

func queueLog() Options {
	return Options{Known: columnsKnown, Layouts: []Layout{
		{Line: regexp.MustCompile(`^nothing`), Header: []string{"x"}, Delimiter: ','},
		{Line: regexp.MustCompile(`^[0-9]+\|[^|]*\|`), Header: []string{"id", "call", "event", "data1", "data2"}, Delimiter: '|', Ragged: true, Least: 3},
	}}
}

func TestATableWithoutAHeader(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"short, long and broken lines": {"1|a|ENTER\n2|a|\"CONNECT|7\r\n\n3|a\n4|a|EXIT|1|2|3|4\n" + strings.Repeat("5|a|RING|9\n", 30),
			"header 0, 0 before, 1 blank, 0 totals, 1 rejected; id|call|event|data1|data2; " +
				"1:1|a|ENTER|| 2:2|a|\"CONNECT|7| 5:4|a|EXIT|1|2|3|4 " + rowsOf("5|a|RING|9|", 6, 35)},
		"one line":                {"1|a|ENTER|", "header 0, 0 before, 0 blank, 0 totals, 0 rejected; id|call|event|data1|data2; 1:1|a|ENTER||"},
		"a header that is known":  {"id|at|event\n1|2|3\n", "header 1, 0 before, 0 blank, 0 totals, 0 rejected; id|at|event; 2:1|2|3"},
		"lines of something else": {"1|a|b|c\nx|y|z|q\n", "header 1, 0 before, 0 blank, 0 totals, 0 rejected; 1|a|b|c; 2:x|y|z|q"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := inspectWith(t, c.content, queueLog())
			if err != nil {
				t.Fatal(err)
			}
			if got := told(t, s); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
			if (s.Line != "") != (s.HeaderRecord == 0) {
				t.Errorf("line %q with the header %d", s.Line, s.HeaderRecord)
			}
		})
	}
	s, err := inspectWith(t, strings.Repeat("5|a|RING|9\n", 40)+"3|a\n", queueLog())
	if err != nil || len(s.Rejected) != 1 || s.Rejected[0].Reason != "2 fields where at least 3 are needed" || s.Rejected[0].Record != 41 {
		t.Errorf("%v %v", s, err)
	}
}

// One line may always be wrong if most are right, and a last one without its end; of too many the first is told.
func TestABrokenLineOfAShortTable(t *testing.T) {
	const right = "1|a|ENTER|x\n"
	for name, c := range map[string]struct {
		content        string
		good, rejected int64
		odd            string
	}{
		"a half line behind three":   {strings.Repeat(right, 3) + "1", 3, 1, ""},
		"a half line behind one":     {right + "1", 1, 1, ""},
		"a line behind two":          {right + right + "1\n", 2, 1, ""},
		"the first line of three":    {"1\n" + right + right, 2, 1, ""},
		"one and a half line":        {"x\n" + strings.Repeat(right, 3) + "1", 3, 2, ""},
		"two lines of five":          {"\n" + right + "x\r\n" + right + "y\n" + right, 0, 0, "x"},
		"a line of its own, half":    {"1", 0, 0, ""},
		"a line of two, with an end": {right + "y\n", 0, 0, "y"},
	} {
		s, err := inspectWith(t, c.content, queueLog())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		switch {
		case c.good == 0:
			if s.Line != "" || (s.Odd == nil) != (c.odd == "") || s.Odd != nil && s.Odd.Text != c.odd {
				t.Errorf("%s: read by %q, odd %+v", name, s.Line, s.Odd)
			}
		case s.Line == "" || s.Accepted != c.good || s.RejectedCount != c.rejected || s.Odd != nil:
			t.Errorf("%s: %d good and %d rejected, by %q", name, s.Accepted, s.RejectedCount, s.Line)
		}
	}
}
