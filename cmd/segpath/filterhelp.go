package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"segpath/data"
	"segpath/data/filter"
)

// filterTopic is the help on the filter language: a topic, no command.
func (p *program) filterTopic() *cobra.Command {
	return &cobra.Command{Use: "filter", Short: "the filter language of --filter and the search field", Long: filterHelp()}
}

const filterRules = `A filter is terms with spaces between them, such as

  queue:billing rejects>=2 -status:completed since:7d

A text is part of a name, in any case, or a whole id; field:=x is the whole name, letter by letter. Text with
spaces or brackets stands in quotes: queue:"second level". The same field twice means either, different
fields mean both, and so do comparisons of one number, is: and searches. A - before a term selects exactly
what the term does not. What is absent is never equal, less or more. To ask for what no row of the
export can say, because its files have no such column, is an error with the reason, never an empty list.
A word alone, or a text in quotes, is searched for in id, external ids, customer and contact point.`

const filterTimes = `Counts are whole numbers: rings>=3, with > >= < <= and =. Lengths are 30s, 2m, 1h30m, "1m 30s", 1d, or a
number of seconds. Times are 2026-11-01, 2026-11-01T09:30, today and yesterday, in the time zone that is
shown; today is the day on which the data end. today and yesterday may stand alone.`

const filterRings = `ring(...) speaks of one ring: ring(user:ben outcome:reject queue:billing seconds>20).
rang:ben, accepted:ben, rejected:ben, ignored:ben and cleared:ben are short for it.
An outcome is accept, reject, ignore, clear, none, ambiguous, or unanswered, which is all but accept.`

const filterPaths = `path:"ring reject+ ring accept" is a pattern that occurs somewhere in the path: words or letters of events with
spaces between them. + is once or more, * any number of times; ! is any step but the one that follows;
( | ) are alternatives; . is any step; ^ and $ are the beginning and the end of the path. unanswered is a reject, an
ignore, a clear or a ring without outcome; hop is the step with which a stay in another queue begins.
Status changes are not steps of it.`

// filterHelp tells the whole language.
func filterHelp() string {
	var b strings.Builder
	b.WriteString(filterRules + "\n\n")
	listFields(&b, data.FilterFields)
	b.WriteString("\n" + filterTimes + "\n\n" + filterRings + "\n\n")
	listFields(&b, data.RingFields)
	b.WriteString("\n" + filterPaths)
	return b.String()
}

func listFields(b *strings.Builder, fields []data.FilterField) {
	for _, f := range fields {
		fmt.Fprintf(b, "  %-24s %s\n", filter.Example(f), f.About)
	}
}
