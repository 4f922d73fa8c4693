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
	ShowNotices ID = "notices"
)

var interactions = join(
	[]Action{
		{ID: Open, Context: Interactions, Keys: []string{"enter"}, Help: "open path", Long: "Open the path of the selected interaction.", Footer: true},
		{ID: Search, Context: Interactions, Keys: []string{"/"}, Help: "search", Long: "Search in id, external ids, customer and contact point.", Footer: true},
		{ID: Sort, Context: Interactions, Keys: []string{"s"}, Help: "sort", Long: "Choose the column to sort the whole export by.", Footer: true},
		{ID: Reverse, Context: Interactions, Keys: []string{"r"}, Help: "reverse", Long: "Sort the other way round.", Footer: true},
		{ID: SortNext, Context: Interactions, Keys: []string{">"}, Help: "sort by next column", Long: "Sort by the column to the right of the one sorted by now."},
		{ID: SortBefore, Context: Interactions, Keys: []string{"<"}, Help: "sort by previous column", Long: "Sort by the column to the left of the one sorted by now."},
		{ID: Preview, Context: Interactions, Keys: []string{"p"}, Help: "preview", Long: "Hide the preview, or show it again; it needs 120 columns.", Footer: true},
		{ID: CopyID, Context: Interactions, Keys: []string{"y"}, Help: "copy id", Long: "Copy the id of the selected interaction.", Footer: true},
		{ID: Contacts, Context: Interactions, Keys: []string{"c"}, Help: "same customer", Long: "Show every contact of the selected interaction's customer."},
		{ID: ShowNotices, Context: Interactions, Keys: []string{"!"}, Help: "notices", Long: "Show what you should know about this export."},
		{ID: Retry, Context: Interactions, Keys: []string{"ctrl+r"}, Help: "try again", Long: "Read the interactions again after a failure."},
	},
	moves(Interactions, "interaction"),
	sideways(Interactions),
	[]Action{
		{ID: Accept, Context: SearchField, Keys: []string{"enter", "down"}, Help: "to the list", Long: "Keep this search and go to the list.", Footer: true},
		{ID: Back, Context: SearchField, Keys: []string{"esc"}, Help: "cancel", Long: "Leave the field; the search is as it was before.", Footer: true},
		{ID: ClearSearch, Context: SearchField, Keys: []string{"ctrl+u"}, Help: "clear", Long: "Empty the field.", Footer: true},

		{ID: Accept, Context: SortChooser, Keys: []string{"enter", "s", "space"}, Help: "sort by it", Long: "Sort the whole export by the marked column.", Footer: true},
		{ID: Reverse, Context: SortChooser, Keys: []string{"r"}, Help: "reverse", Long: "Turn the order of the marked column round.", Footer: true},
		{ID: Down, Context: SortChooser, Keys: []string{"down", "j"}, Help: "next", Long: "Mark the next column."},
		{ID: Up, Context: SortChooser, Keys: []string{"up", "k"}, Help: "previous", Long: "Mark the previous column."},
		{ID: Back, Context: SortChooser, Keys: []string{"esc", "q"}, Help: "cancel", Long: "Leave the order as it is.", Footer: true},
	},
)
