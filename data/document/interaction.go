package document

import "segpath/data"

// RowOf is a path's interaction as a list shows it: its columns, its names and its summary.
func RowOf(p *data.Path, dir *data.Directory) data.Row {
	in := p.Interaction
	return data.Row{
		Interaction: in, Summary: data.Summarise(p),
		Queue: dir.QueueName(in.QueueID), User: dir.UserName(in.UserID), Account: dir.AccountName(in.AccountID),
	}
}

// interactionRecord is an interaction in JSON and CSV: the model's columns, the names, the summary.
func interactionRecord(r *data.Row) record {
	in := &r.Interaction
	return append(record{
		{"interaction_id", in.ID}, {"external_ids", in.ExternalIDs}, {"type", in.Type}, {"direction", in.Direction},
		{"created_at", in.CreatedAt}, {"completed_at", in.CompletedAt}, {"status", in.Status},
		{"outcome", in.Outcome}, {"ended_by", in.EndedBy}, {"customer", in.Customer},
		{"contact_point", in.ContactPoint}, {"queue_id", in.QueueID}, {"user_id", in.UserID},
		{"previous_id", in.PreviousID}, {"next_id", in.NextID}, {"chain_id", in.ChainID},
		{"account_id", in.AccountID}, {"facts", in.Facts},
		{"queue", r.Queue}, {"user", r.User}, {"account", r.Account},
	}, summaryRecord(&r.Summary)...)
}

func summaryRecord(s *data.Summary) record {
	return record{
		{"segment_count", s.SegmentCount}, {"ring_count", s.RingCount}, {"users_rung", s.UsersRung},
		{"accepts", s.Accepts}, {"rejects", s.Rejects}, {"ignores", s.Ignores}, {"clears", s.Clears},
		{"no_outcome", s.NoOutcome}, {"ambiguous", s.Ambiguous}, {"stay_count", s.StayCount},
		{"queue_hops", s.QueueHops}, {"ping_pong_count", s.PingPongCount},
		{"wait_s", s.Wait}, {"wait_to_answer_s", s.WaitToAnswer}, {"time_to_first_ring_s", s.TimeToFirstRing},
		{"time_to_abandon_s", s.TimeToAbandon}, {"dead_air_s", s.DeadAir}, {"talk_s", s.Talk}, {"hold_s", s.Hold},
		{"open", s.Open}, {"first_at", s.FirstAt}, {"last_at", s.LastAt}, {"path", words(s.Path)},
	}
}
