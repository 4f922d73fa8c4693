package query

import "segpath/data"

// filterSQL is the condition of a filter over the columns of interactions, with its arguments.
func (e *Engine) filterSQL(data.Filter) (where string, args []any, err error) {
	return "true", nil, nil
}

// filteredIDs is a condition on a table's interaction_id: that the filter selects the interaction.
func (e *Engine) filteredIDs(f data.Filter) (where string, args []any, err error) {
	if f.All() {
		return "true", nil, nil
	}
	where, args, err = e.filterSQL(f)
	return "interaction_id IN (SELECT interaction_id FROM interactions WHERE " + where + ")", args, err
}
