package query

import (
	"fmt"
	"strings"

	"segpath/data"
	"segpath/query/files"
)

// dateOrder is the order of a date's parts where the year stands last.
type dateOrder string

// The orders that Options.DateFormat takes.
const (
	monthFirst dateOrder = "mdy"
	dayFirst   dateOrder = "dmy"
)

// dateNames are the date formats of Options.DateFormat that are no patterns.
var dateNames = map[string]dateOrder{"": "", "mdy": monthFirst, "us": monthFirst, "dmy": dayFirst, "eu": dayFirst}

// dateFormat is what Options.DateFormat asks for: the order of day and month, or a pattern of strftime,
// which says it too.
type dateFormat struct {
	order   dateOrder
	pattern string
	used    *int // how many columns the pattern reads
}

// readDateFormat reads Options.DateFormat.
func readDateFormat(c *conn, asked string) (dateFormat, error) {
	f := dateFormat{used: new(int)}
	if order, ok := dateNames[strings.ToLower(asked)]; ok {
		f.order = order
		return f, nil
	}
	var sample string
	err := fmt.Errorf("it is no pattern")
	if strings.Contains(asked, "%") {
		err = c.Row("SELECT coalesce(CAST(try_strptime('', "+files.SQLString(asked)+") AS VARCHAR), '')", nil, &sample)
	}
	if err != nil {
		return f, data.Problemf(data.Usage, "It is mdy (12/31/2026), dmy (31/12/2026), or a pattern such as %d.%m.%y %H:%M.",
			"there is no date format %q", asked)
	}
	f.pattern = asked
	switch day, month := strings.Index(asked, "%d"), strings.Index(asked, "%m"); {
	case day >= 0 && month > day:
		f.order = dayFirst
	case month >= 0 && day > month:
		f.order = monthFirst
	}
	return f, nil
}

// tryPattern takes the pattern for a column of which it reads at least one cell: then it reads them all.
func (r *reading) tryPattern(c *conn, t *rawTable, asked dateFormat) (bool, error) {
	if asked.pattern == "" {
		return false, nil
	}
	var read int64
	q := fmt.Sprintf("SELECT count(*) FILTER (%[1]s <> ''), count(try_strptime(trim(%[1]s), %[2]s)) FROM %[3]s r", r.text, files.SQLString(asked.pattern), t.sql())
	if err := c.Row(q, nil, &r.filled, &read); err != nil || read == 0 {
		return false, err
	}
	r.pattern = asked.pattern
	*asked.used++
	return true, nil
}

// byPattern is the SQL that reads what the pattern says: as UTC with an offset or a zone, else as it stands.
func (r *reading) byPattern() string {
	at := "CAST(try_strptime(trim(" + r.text + "), " + files.SQLString(r.pattern) + ") AS TIMESTAMP)"
	if strings.HasSuffix(strings.ReplaceAll(r.pattern, "%%", ""), "%z") {
		return "CASE WHEN NOT regexp_matches(" + r.text + ", " + impossibleOffset + ") THEN " + at + " END"
	}
	return at
}

// impossibleOffset matches what ends with an offset as noOffset has it, its colon or its minutes left out or not.
const impossibleOffset = `'[+\-](1[5-9]|[2-9]\d|14:?(0[1-9]|[1-9]\d)|\d\d:?[6-9]\d)(:?\d\d)?\s*$'`

// isZoned tells whether the pattern takes an offset or a zone.
func (r *reading) isZoned() bool {
	pattern := strings.ReplaceAll(r.pattern, "%%", "")
	return strings.Contains(pattern, "%z") || strings.Contains(pattern, "%Z")
}

// clocks are the times of day, after the date, of a column that is written in one way.
var clocks = []string{" %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", ", %H:%M:%S", ", %I:%M:%S %p", ""}

// findPattern looks for the one pattern that reads every cell of a written column: it is many times faster
// than taking each cell by itself. The first cells choose the pattern, all must have it.
func (r *reading) findPattern(c *conn, t *rawTable) error {
	dates := []string{"%d-%b-%Y", "%d %b %Y", "%b %d, %Y"}
	if r.yearLast > 0 && r.example != "" {
		sep := string(r.example[strings.IndexAny(r.example, "/.-")])
		parts := []string{"%m", "%d"}
		if r.order == dayFirst {
			parts = []string{"%d", "%m"}
		}
		dates = []string{parts[0] + sep + parts[1] + sep + "%Y", parts[0] + sep + parts[1] + sep + "%y"}
	} else if !r.named {
		return nil
	}
	for _, date := range dates {
		for _, clock := range clocks {
			r.pattern = date + clock
			all, err := r.allRead(c, t.sql()+" r WHERE "+r.text+" <> '' LIMIT 20")
			if err == nil && all {
				all, err = r.allRead(c, t.sql()+" r WHERE "+r.text+" <> ''")
			}
			if err != nil {
				return err
			}
			if all {
				r.written = false
				return nil
			}
		}
	}
	r.pattern = ""
	return nil
}

// allRead tells whether the pattern reads every cell of rows; a year of less than four digits is none.
func (r *reading) allRead(c *conn, rows string) (bool, error) {
	var all bool
	err := c.Row("SELECT coalesce(bool_and(coalesce(year("+r.byPattern()+") > 999, false)), false) FROM (SELECT * FROM "+rows+") r", nil, &all)
	return all, err
}

// unusedPattern notes a pattern that reads nothing: the columns were then read as they are written.
func (b *builder) unusedPattern(asked dateFormat) {
	if asked.pattern == "" || *asked.used > 0 {
		return
	}
	b.notice(data.Notice{
		Kind: data.UndecidedDate, Count: 1,
		Text: fmt.Sprintf("No instant of this export is written as --date-format says, %q: all are read as they are written.", asked.pattern),
	})
}
