package main

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/spf13/cobra"

	"segpath/data"
)

// expectation is what a number is held against: --expect '>=1'.
type expectation struct {
	asked string // empty: nothing
	sign  string
	n     int64
}

func (e *expectation) flag(c *cobra.Command) {
	c.Flags().StringVar(&e.asked, "expect", "", "exit with 5 unless the number of interactions is as given, such as `'>=1'` or '=0'")
}

var expectationForm = regexp.MustCompile(`^\s*(>=|<=|!=|==?|>|<)?\s*(\d+)\s*$`)

func (e *expectation) check(c *cobra.Command) error {
	if !c.Flags().Changed("expect") {
		return nil
	}
	parts := expectationForm.FindStringSubmatch(e.asked)
	if parts == nil {
		return usage(c, "--expect: %q is no comparison with a number, such as '>=1', '=0' or '!=3'", e.asked)
	}
	var err error
	if e.n, err = strconv.ParseInt(parts[2], 10, 64); err != nil {
		return usage(c, "--expect: %s is too large a number", parts[2])
	}
	if e.sign = parts[1]; e.sign == "" || e.sign == "==" {
		e.sign = "="
	}
	return nil
}

// met is the problem of a total that is not as expected; nil where it is, or nothing was asked.
func (e *expectation) met(total int64) error {
	holds := true
	switch e.sign {
	case ">=":
		holds = total >= e.n
	case "<=":
		holds = total <= e.n
	case ">":
		holds = total > e.n
	case "<":
		holds = total < e.n
	case "=":
		holds = total == e.n
	case "!=":
		holds = total != e.n
	}
	if holds {
		return nil
	}
	return data.Problemf(data.Unexpected, "", "%s, but %s was expected", interactionsAre(total), e.sign+strconv.FormatInt(e.n, 10))
}

func interactionsAre(n int64) string {
	if n == 1 {
		return "there is 1 interaction"
	}
	return fmt.Sprintf("there are %d interactions", n)
}
