package action

// Actions of the interactions screen, its search field and its sort chooser.
const (
	Open        ID = "open"
	Search      ID = "search"
	Sort        ID = "sort"
	SortNext    ID = "sort by next column"
	SortBefore  ID = "sort by previous column"
	Reverse     ID = "reverse"
	Preview     ID = "preview"
	CopyID      ID = "copy id"
	Accept      ID = "accept"
	ClearSearch ID = "clear search"
	Contacts    ID = "contacts of this customer"
	Like        ID = "filter like this"
	Unlike      ID = "filter unlike this"
	NextTerm    ID = "next term"
	TermBefore  ID = "term before"
	Unfilter    ID = "remove a term"
	Undo        ID = "undo the filter"
	Complete    ID = "complete"
	Completed   ID = "complete otherwise"
)

var interactions = join(
	[]Action{
		{ID: Open, Context: Interactions, Binding: on("open path", "enter"), Long: "Open the path of the selected interaction.", Footer: true},
		{ID: Search, Context: Interactions, Binding: on("search", "/"), Long: "Search in id, external ids, customer and contact point; or filter: queue:billing rejects>=2.", Footer: true},
		{ID: Sort, Context: Interactions, Binding: on("sort", "s"), Long: "Choose the column to sort the whole export by.", Footer: true},
		{ID: ShowSources, Context: Interactions, Binding: on("sources", "!"), Long: "Show the files this was read from: what became of every row and column, and what you should know.", Footer: true},
		{ID: Reverse, Context: Interactions, Binding: on("reverse", "r"), Long: "Sort the other way round.", Footer: true},
		{ID: SortNext, Context: Interactions, Binding: on("sort by next column", ">"), Long: "Sort by the column to the right of the one sorted by now."},
		{ID: SortBefore, Context: Interactions, Binding: on("sort by previous column", "<"), Long: "Sort by the column to the left of the one sorted by now."},
		{ID: Preview, Context: Interactions, Binding: on("preview", "p"), Long: "Hide the preview, or show it again; it needs 120 columns.", Footer: true},
		{ID: CopyID, Context: Interactions, Binding: on("copy id", "y"), Long: "Copy the id of the selected interaction.", Footer: true},
		{ID: Contacts, Context: Interactions, Binding: on("same customer", "c"), Long: "Show every contact of the selected interaction's customer."},
		{ID: Like, Context: Interactions, Binding: on("filter like this", "f"), Long: "Choose a value of the selected interaction, and keep only those that have it too, or only the others."},
		{ID: NextTerm, Context: Interactions, Binding: on("choose term", "tab"), Long: "Mark the next term of the filter; after the last one, none. A click marks a term too."},
		{ID: TermBefore, Context: Interactions, Binding: on("term before", "shift+tab"), Long: "Mark the term of the filter before."},
		{ID: Unfilter, Context: Interactions, Binding: on("remove term", "x", "backspace"), Long: "Take the marked term out of the filter, or the last one where none is marked; a click on its cross does it too."},
		{ID: Undo, Context: Interactions, Binding: on("undo filter", "u"), Long: "Go back to the filter or search before this one."},
		{ID: Retry, Context: Interactions, Binding: on("try again", "ctrl+r"), Long: "Read the interactions again after a failure."},
	},
	moves(Interactions, "interaction"),
	sideways(Interactions),
	[]Action{
		{ID: Accept, Context: SearchField, Binding: on("to the list", "enter", "down"), Long: "Keep this search and go to the list.", Footer: true},
		{ID: Back, Context: SearchField, Binding: on("cancel", "esc"), Long: "Leave the field; the search or filter is as it was before.", Footer: true},
		{ID: Complete, Context: SearchField, Binding: on("complete", "tab"), Long: "Complete what is typed: a field, a name, a step of a path; again for the next completion.", Footer: true},
		{ID: Completed, Context: SearchField, Binding: on("complete otherwise", "shift+tab"), Long: "Go back to the completion before."},
		{ID: ClearSearch, Context: SearchField, Binding: on("clear", "ctrl+u"), Long: "Empty the field.", Footer: true},

		{ID: Accept, Context: SortChooser, Binding: on("sort by it", "enter", "s", "space"), Long: "Sort the whole export by the marked column.", Footer: true},
		{ID: Reverse, Context: SortChooser, Binding: on("reverse", "r"), Long: "Reverse the order of the marked column.", Footer: true},
		{ID: Down, Context: SortChooser, Binding: on("next", "down", "j"), Long: "Mark the next column."},
		{ID: Up, Context: SortChooser, Binding: on("previous", "up", "k"), Long: "Mark the previous column."},
		{ID: Back, Context: SortChooser, Binding: on("cancel", "esc", "q"), Long: "Leave the order as it is.", Footer: true},

		{ID: Accept, Context: LikeChooser, Binding: on("only these", "enter", "f", "space"), Long: "Keep only the interactions that have this value too.", Footer: true},
		{ID: Unlike, Context: LikeChooser, Binding: on("all but these", "x", "-"), Long: "Keep only the interactions that have another value, or none.", Footer: true},
		{ID: Down, Context: LikeChooser, Binding: on("next", "down", "j"), Long: "Mark the next value."},
		{ID: Up, Context: LikeChooser, Binding: on("previous", "up", "k"), Long: "Mark the previous value."},
		{ID: Back, Context: LikeChooser, Binding: on("cancel", "esc", "q"), Long: "Leave the filter as it is.", Footer: true},
	},
)
