package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// closing closes an engine at the end of a command; its error joins the command's.
func closing(engine io.Closer, err *error) {
	if closed := engine.Close(); closed != nil {
		*err = errors.Join(*err, closed)
	}
}

// bare is an error without its path, which the sentence around it names already.
func bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("%w", path.Err)
	}
	return err
}
