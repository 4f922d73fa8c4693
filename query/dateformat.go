package query

import (
	"fmt"
	"strings"

	"segpath/data"
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
		err = c.row("SELECT coalesce(CAST(try_strptime('', "+quoteText(asked)+") AS VARCHAR), '')", nil, &sample)
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
	q := fmt.Sprintf("SELECT count(*) FILTER (%[1]s <> ''), count(try_strptime(trim(%[1]s), %[2]s)) FROM %[3]s r", r.text, quoteText(asked.pattern), t.sql())
	if err := c.row(q, nil, &r.filled, &read); err != nil || read == 0 {
		return false, err
	}
	r.pattern, r.written = asked.pattern, true
	*asked.used++
	return true, nil
}

// byPattern is the SQL that brings what the pattern reads to ISO 8601. An offset or a zone makes it UTC.
func (r *reading) byPattern() string {
	y := "strftime(try_strptime(trim(" + r.text + "), " + quoteText(r.pattern) + "), '%Y-%m-%d %H:%M:%S.%f')"
	if strings.Contains(strings.ReplaceAll(r.pattern, "%%", ""), "%z") || strings.Contains(r.pattern, "%Z") {
		return y + " || 'Z'"
	}
	return y
}

// unusedPattern notes a pattern that reads nothing: the columns were then read as they are written.
func (b *builder) unusedPattern(asked dateFormat) {
	if asked.pattern == "" || *asked.used > 0 {
		return
	}
	b.notice(data.Notice{
		Kind: data.UndecidedDate, Count: 1,
		Text: fmt.Sprintf("No instant of this export is written as --date-format says, %q: they are read as they stand.", asked.pattern),
	})
}
