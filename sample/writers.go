package sample

import (
	"slices"

	"segpath/data"
)

// Writer writes a simulation as the exports of one format.
type Writer struct {
	Format string // its name, as `segpath formats` lists it
	Kind   string // of the kinds of export that a format has; empty = the usual one
	Tables func(*Simulation) []data.Table
}

// writers are one for each format and kind, the usual kind of a format first.
var writers = []Writer{
	{Format: "segpath", Tables: func(s *Simulation) []data.Table { return Segpath(s, WriterOptions{}) }},
	{Format: "edify", Tables: func(s *Simulation) []data.Table { return Edify(s, EdifyOptions{}) }},
	{Format: "edify", Kind: "statuses-only", Tables: func(s *Simulation) []data.Table { return Edify(s, EdifyOptions{Statuses: true}) }},
	{Format: "kore", Tables: func(s *Simulation) []data.Table { return Kore(s, KoreOptions{}) }},
	{Format: "flex", Tables: func(s *Simulation) []data.Table { return Flex(s, FlexOptions{}) }},
	{Format: "queue_log", Tables: func(s *Simulation) []data.Table { return QueueLog(s, QueueLogOptions{}) }},
	{Format: "buzzeasy", Tables: func(s *Simulation) []data.Table { return Buzzeasy(s, BuzzeasyOptions{}) }},
}

// Writers are all the writers: one for each format and kind, the usual kind of a format first.
func Writers() []Writer { return slices.Clone(writers) }

// WriterOf is the writer of a format and kind; an empty kind is the usual one. False where there is none.
func WriterOf(format, kind string) (Writer, bool) {
	for _, w := range writers {
		if w.Format == format && w.Kind == kind {
			return w, true
		}
	}
	return Writer{}, false
}
