package files

import (
	"fmt"
	"os"
)

// Stamp is what a file is known by as long as nobody changes it: its size and the time of its last change. An
// error is a data.Problem.
func Stamp(f File) (string, error) {
	info, err := os.Stat(f.Path)
	if err != nil {
		return "", cannotOpen(f.Shown, err)
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano()), nil
}
