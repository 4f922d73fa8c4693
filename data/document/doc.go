// Package document makes what segpath hands out: an interaction's path, a list of interactions, what
// users did with their rings, and the check of an export, each as JSON, CSV, Markdown or plain text, and
// a path as a picture too.
// The commands print these and the screens export them, so a script and a person get the same answer.
//
// JSON and CSV hold the true values; Markdown and text go through data/text, because a person's
// terminal or ticket shows them. A JSON or CSV record is made in one place, from one list of names
// and values, so that the two cannot drift apart.
package document

import (
	"fmt"
	"io"
	"time"
)

// Encoding is how a document is written.
type Encoding int

// The encodings.
const (
	Text     Encoding = iota // aligned columns for a person
	JSON                     // the stable form for programs, UTF-8, instants in UTC
	CSV                      // RFC 4180 with a header row and line feeds, true values
	Markdown                 // headings and tables for a ticket
	SVG                      // a standalone picture on a true time scale; of a Path alone
)

// Look is how times and marks are shown in text and Markdown. The zero Look is UTC and Unicode marks.
type Look struct {
	Zone  *time.Location // clock times; nil is UTC
	ASCII bool           // only ASCII in what is ours
}

// Document is one answer that can be written in every encoding. Path, List, Users and Check are the
// documents.
type Document interface {
	object() object
	records() records
	blocks() []block
}

// Write writes d to w. It returns the first error of w, or of the rows a List reads while it is written.
func Write(w io.Writer, d Document, as Encoding) error {
	switch as {
	case Text:
		return writeText(w, d.blocks())
	case JSON:
		return writeJSON(w, d.object())
	case CSV:
		return writeCSV(w, d.records(), nil)
	case Markdown:
		return writeMarkdown(w, d.blocks())
	case SVG:
		if p, ok := d.(Path); ok {
			return writeSVG(w, p)
		}
		return fmt.Errorf("document: there is no picture of a %T", d)
	}
	return fmt.Errorf("document: no encoding %d", as)
}
