package main

import (
	"errors"
	"io"
)

// closing closes an engine at the end of a command; its error joins the command's.
func closing(engine io.Closer, err *error) {
	if closed := engine.Close(); closed != nil {
		*err = errors.Join(*err, closed)
	}
}
