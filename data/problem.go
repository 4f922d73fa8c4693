package data

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Code is what kind of failure a Problem is; cmd turns it into the exit code.
type Code int

// The codes of a Problem.
const (
	Failed      Code = iota + 1 // something about the export or the machine
	Usage                       // the command was wrong
	NotFound                    // no such interaction
	Unmet                       // --strict did not hold
	Unexpected                  // --expect did not hold
	CannotSay                   // the export has no such data
	Interrupted                 // the user cancelled
)

// Problem is an error made for people: a sentence that says what and where, and a hint that says what to do.
type Problem struct {
	Code  Code
	Text  string // what failed, and where: file, row, column
	Hint  string // what to do; may be empty
	Cause error
}

// Error is the sentence, without the hint.
func (p *Problem) Error() string { return p.Text }

// Advice is the hint as a sentence of its own, with a capital and a full stop; empty without a hint.
func (p *Problem) Advice() string {
	hint := strings.TrimSpace(p.Hint)
	if hint == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(hint)
	hint = string(unicode.ToUpper(first)) + hint[size:]
	if !strings.ContainsAny(hint[len(hint)-1:], ".!?:") {
		hint += "."
	}
	return hint
}

// Unwrap is the cause.
func (p *Problem) Unwrap() error { return p.Cause }

// Problemf makes a Problem of code; %w keeps the cause.
func Problemf(code Code, hint, format string, args ...any) *Problem {
	err := fmt.Errorf(format, args...)
	return &Problem{Code: code, Text: err.Error(), Hint: hint, Cause: errors.Unwrap(err)}
}
