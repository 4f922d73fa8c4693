package data

import (
	"fmt"
	"time"
)

// ZoneNamed is the time zone of a name in the IANA database, such as Europe/Berlin. The error says that there is
// none: neither the empty name, nor "Local", which is Go's own word for whatever the machine is set to.
func ZoneNamed(name string) (*time.Location, error) {
	if name != "" && name != "Local" {
		if at, err := time.LoadLocation(name); err == nil {
			return at, nil
		}
	}
	return nil, fmt.Errorf("there is no time zone %q", name)
}
