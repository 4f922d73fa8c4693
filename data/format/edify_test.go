package format

import (
	"slices"
	"strings"
	"testing"
)

// edifyHeaders are the headers under which each column of the Edify reports may stand: the vendor's, where
// its pages name them, and those that are accepted beside them.
var edifyHeaders = map[string]map[string]string{
	"segments": {
		"segment_id": "Id|Segment Id|Interaction Segment Id", "interaction_id": "Interaction Id",
		"event": "Event|Segment Event|Status Event", "reason": "Reason|Segment Reason",
		"status":          "Status|To Status|Current Status|New Status",
		"previous_status": "Previous Status|From Status|Prior Status|Last Status",
		"created_at":      "Created At|Created|Start|Started At|Segment Start|Date",
		"ended_at":        "Ended At|End|Segment End|Completed At",
		"duration":        "Duration|Segment Duration|Duration Seconds|Length",
		"user_id":         "User Id|User|Assignee|Owner", "first_name": "First Name", "last_name": "Last Name",
		"queue_id":           "Queue Id|Queue|Queue Name",
		"communication_type": "Communication Type", "completion_display": "Completion Display",
	},
	"interactions": {
		"interaction_id": "Id|Interaction Id", "account_id": "Account Id", "assignee_at_completion": "Assignee At Completion",
		"call_id": "Call Id", "communication_type": "Communication Type", "completed_user_id": "Completed User Id",
		"completion_display": "Completion Display",
	},
}

// Every header is taken for its column, as it is written, in capitals and as an identifier, beside columns
// that are always there.
func TestEdifyHeaders(t *testing.T) {
	f, err := Get("edify")
	if err != nil {
		t.Fatal(err)
	}
	beside := map[string][]string{"segments": {"Interaction Id", "Created At", "Status", "Event"}, "interactions": {"Id", "Call Id", "Customer"}}
	column := map[string]string{"Event": "event", "Interaction Id": "interaction_id", "Created At": "created_at", "Status": "status", "Id": "interaction_id", "Call Id": "call_id"}
	for table, columns := range edifyHeaders {
		for want, headers := range columns {
			for header := range strings.SplitSeq(headers, "|") {
				for _, spelt := range []string{header, strings.ToUpper(header), strings.ToLower(strings.ReplaceAll(header, " ", "_"))} {
					all := slices.DeleteFunc(slices.Clone(beside[table]), func(h string) bool { return column[h] == want })
					in := []Candidate{{Name: table + ".csv", Header: append(all, spelt)}}
					if table != "segments" {
						in = append(in, Candidate{Name: "segments.csv", Header: []string{"Interaction Id", "Created At", "Event"}})
					}
					d, err := Detect(in, []*Format{f})
					if err != nil {
						t.Fatalf("%s: %v", spelt, err)
					}
					m := d.Matches[0]
					if m.Table == nil || m.Table.Name != table || m.Columns[len(m.Columns)-1] != want {
						t.Errorf("%q of %s is taken for %v", spelt, table, m.Columns)
					}
				}
			}
		}
	}
}
