package fake

import "segpath/data"

// report is what was read: two files, and a third where the export is hostile.
func (s *Source) report() data.Report {
	steps := int64(s.count) * 9
	r := data.Report{
		Format: "segpath", Reason: "the columns are those of segpath", Has: s.Has, TimeZone: "Europe/Berlin", ZoneFrom: "the account's zone",
		AsOf: s.asOf(), InteractionCount: int64(s.count), SegmentCount: steps,
		Files: []data.FileReport{
			{File: "interactions.csv", Table: "interactions", Rows: int64(s.count), Used: int64(s.count), Encoding: "UTF-8", Columns: columns(
				"id", "interaction_id", "created_at", "created_at", "customer", "customer")},
			{File: segmentsFile, Table: "segments", Rows: steps, Used: steps, Encoding: "UTF-8", Columns: columns(
				"interaction_id", "interaction_id", "seq", "seq", "started_at", "started_at", "ended_at", "ended_at",
				"event", "event", "user", "user_id", "queue", "queue_id", "note", "", "agent_desk", "")},
		},
	}
	if s.hostile {
		s.spoil(&r)
	}
	for n := range r.Files {
		r.Files[n].File = s.Folder + r.Files[n].File
	}
	return r
}

// columns are named in pairs: what the file calls it, and what it became.
func columns(names ...string) []data.ColumnReport {
	var list []data.ColumnReport
	for i := 0; i+1 < len(names); i += 2 {
		list = append(list, data.ColumnReport{Name: names[i], As: names[i+1]})
	}
	return list
}

const hostileFile = "o'brien [1]\x1b]0;owned\a \u202egnp.csv"

// spoil adds a file that nobody would want, the rows of it that were rejected, and notices.
func (s *Source) spoil(r *data.Report) {
	first, _ := s.make(3)
	r.RunnerUp = "edify"
	r.Files = append(r.Files, data.FileReport{
		File: hostileFile, Table: "segments", Rows: 1204, Used: 1100, Context: map[string]int64{"agent status": 60, "to\ntals": 1}, Rejected: 3,
		Duplicates: 40, Encoding: "Windows-1252", Columns: columns("Kategorie\x1b[2J", "", "事件", "event", "", ""),
	})
	r.RejectedRows = []data.RejectedRow{
		{File: hostileFile, Row: 17, Reason: "12 fields, the header has 9"},
		{File: hostileFile, Row: 230, Column: "事件", Value: "a\x1b[31mred\u202e", Reason: "no UTF-8"},
		{File: hostileFile, Row: 1001, Column: "interaction_id", Reason: "no interaction_id: the row belongs to nothing"},
	}
	r.Notices = []data.Notice{
		{Kind: data.RejectedRows, Count: 3, Source: hostileFile, SourceRow: 17, Text: "3 rows could not be used; `segpath check` lists them.",
			Places: []data.Place{{Source: hostileFile, SourceRow: 17}, {Source: hostileFile, SourceRow: 230}, {Source: hostileFile, SourceRow: 1001}}},
		{Kind: data.UnknownEvent, Count: 3, Text: "3 rows have an event that is not known.", InteractionID: first.ID},
		{Kind: data.EqualInstants, Count: 2, Source: segmentsFile, SourceRow: 302, InteractionID: first.ID,
			Text:   "2 steps that share an instant with another of the same interaction, and whose order the export does not settle (marked =).",
			Places: []data.Place{{InteractionID: first.ID, Source: segmentsFile, SourceRow: 302}, {InteractionID: first.ID, Source: segmentsFile, SourceRow: 303}}},
		{Kind: data.LeftOut, Count: 1, Source: "read\x1bme.txt", Text: "A file in the folder is left out: it is no table."},
		{Kind: data.AssumedZone, Count: 24, Text: "24 instants without an offset: read in this machine's zone, UTC. --tz sets another."},
	}
}
