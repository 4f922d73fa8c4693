package data

// ExportColumn is a column of a canonical table: "interactions.customer".
type ExportColumn string

// The columns that filters, sorts and groups ask for and that an export may lack.
const (
	ExternalIDsColumn  ExportColumn = "interactions.external_ids"
	TypeColumn         ExportColumn = "interactions.type"
	DirectionColumn    ExportColumn = "interactions.direction"
	CreatedAtColumn    ExportColumn = "interactions.created_at"
	CompletedAtColumn  ExportColumn = "interactions.completed_at"
	StatusColumn       ExportColumn = "interactions.status"
	OutcomeColumn      ExportColumn = "interactions.outcome"
	EndedByColumn      ExportColumn = "interactions.ended_by"
	CustomerColumn     ExportColumn = "interactions.customer"
	ContactPointColumn ExportColumn = "interactions.contact_point"
	QueueColumn        ExportColumn = "interactions.queue_id"
	UserColumn         ExportColumn = "interactions.user_id"
	AccountColumn      ExportColumn = "interactions.account_id"
	StepUserColumn     ExportColumn = "segments.user_id"
	StepTypeColumn     ExportColumn = "segments.type"
	TeamColumn         ExportColumn = "users.team"
)

// ExportColumns lists every ExportColumn.
var ExportColumns = []ExportColumn{
	ExternalIDsColumn, TypeColumn, DirectionColumn, CreatedAtColumn, CompletedAtColumn, StatusColumn, OutcomeColumn, EndedByColumn,
	CustomerColumn, ContactPointColumn, QueueColumn, UserColumn, AccountColumn, StepUserColumn, StepTypeColumn, TeamColumn,
}

// Column is whether the export has a column: one that it lacks is empty in every row.
func (h Has) Column(c ExportColumn) Capability {
	if why, lacks := h.Lacks[c]; lacks {
		return Capability{State: Absent, Why: why}
	}
	return Capability{State: Stated}
}

// either is the first of some columns that the export has; where it has none, why it lacks the first.
func (h Has) either(columns ...ExportColumn) Capability {
	for _, c := range columns {
		if can := h.Column(c); can.Can() {
			return can
		}
	}
	return h.Column(columns[0])
}

// every is whether the export has all of some columns; else why it lacks the first that is not there.
func (h Has) every(columns ...ExportColumn) Capability {
	for _, c := range columns {
		if can := h.Column(c); !can.Can() {
			return can
		}
	}
	return Capability{State: Stated}
}

// CanSort is what the export must say for an order. Every export has the order by creation, in which a list
// opens: where no instant is known, it is that of the ids.
func CanSort(f SortField, h Has) Capability {
	switch f {
	case SortType:
		return h.Column(TypeColumn)
	case SortCustomer:
		return h.Column(CustomerColumn)
	case SortQueue:
		return h.Column(QueueColumn)
	case SortHandler:
		return h.Column(UserColumn)
	case SortStatus:
		return h.Column(StatusColumn)
	case SortRings:
		return h.Rings
	case SortHops:
		return h.Queues
	case SortDuration:
		return h.every(CreatedAtColumn, CompletedAtColumn)
	}
	return Capability{State: Stated}
}
