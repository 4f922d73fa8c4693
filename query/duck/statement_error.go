package duck

import (
	"errors"
	"strings"

	"segpath/data"
)

// statementError is a failure with the statement that failed: for the log, not for the user.
type statementError struct {
	err       error
	statement string
}

func (e *statementError) Error() string {
	return e.err.Error() + " (in: " + firstLine(e.statement) + ")"
}

func (e *statementError) Unwrap() error { return e.err }

// Plain is an error as it is told to the user: one that has no sentence yet without the statement that failed.
func Plain(err error) error {
	var told *data.Problem
	var in *statementError
	if errors.As(err, &told) || !errors.As(err, &in) {
		return err
	}
	why, _, _ := strings.Cut(in.err.Error(), "\n")
	return &data.Problem{
		Code: data.Failed, Text: "the database could not answer: " + why, Cause: err,
		Hint: "This is a fault in segpath: please report it with the file that --log writes. The export is as it was.",
	}
}
