// Command segpath explores the paths of contact-centre interactions: which queues an interaction went
// through, who was rung, how each responded, and what it waited for. Without a sub-command it is a
// terminal interface; every answer of it is also a sub-command that prints.
package main

import (
	"os"
	_ "time/tzdata" // zones of an export are known on machines without a zone database, too
)

func main() { os.Exit(run(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)) }
