package duck

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"segpath/data"
)

// Interrupted is the problem of a question whose ctx ended, with its cause.
func Interrupted(ctx context.Context) error {
	return &data.Problem{Code: data.Interrupted, Text: "interrupted", Cause: context.Cause(ctx)}
}

// Failed tells a statement's failure: what the machine lacks as a sentence with what to do, else where it was.
func Failed(err error, q string) error {
	full, quota := NoRoom(err)
	switch text := err.Error(); {
	case strings.Contains(text, "max_temp_directory_size"):
		return &data.Problem{Code: data.Failed, Text: "the disk has no room for what does not fit into memory", Hint: "Make room where the cache is (XDG_CACHE_HOME says where), or give more memory, such as --memory 4GB.", Cause: err}
	case quota:
		return &data.Problem{Code: data.Failed, Text: "your disk quota is used up: there is no room for the loaded copy of this export", Hint: "Make room where the cache is (XDG_CACHE_HOME says where), or open less.", Cause: err}
	case full:
		return &data.Problem{Code: data.Failed, Text: "the disk is full: there is no room for the loaded copy of this export", Hint: "Make room where the cache is (XDG_CACHE_HOME says where), or open less.", Cause: err}
	case strings.Contains(text, "Out of Memory Error"):
		return &data.Problem{Code: data.Failed, Text: "the limit of memory is too low for this export", Hint: "Give more with --memory, such as --memory 4GB.", Cause: err}
	}
	return &statementError{err, q}
}

// NoRoom tells whether an error is that a disk is full, or what this user may have of it, in the system's own words
// where the database hands these on.
func NoRoom(err error) (full, quota bool) {
	text := strings.ToLower(err.Error())
	quota = errors.Is(err, syscall.EDQUOT) || strings.Contains(text, "disk quota exceeded")
	return errors.Is(err, syscall.ENOSPC) || strings.Contains(text, "no space left on device"), quota
}

func firstLine(q string) string {
	line, _, more := strings.Cut(strings.TrimSpace(q), "\n")
	if more {
		line += " …"
	}
	return line
}
