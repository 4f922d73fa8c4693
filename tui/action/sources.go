package action

// Actions of the sources screen.
const (
	ShowSources  ID = "sources"
	FilesPane    ID = "files pane"
	ColumnsPane  ID = "columns pane"
	RejectedPane ID = "rejected rows pane"
	NoticesPane  ID = "notices pane"
	LacksPane    ID = "lacks pane"
	OpenPath     ID = "open path"
	CopyPlace    ID = "copy place"
)

var sources = join(
	[]Action{
		{ID: Open, Context: Sources, Binding: on("its rows", "enter"), Long: "Show the row itself: for a notice about several, list them first. On a file, go to its columns.", Footer: true},
		{ID: OpenPath, Context: Sources, Binding: on("open path", "o"), Long: "Open the path of the interaction that the row belongs to.", Footer: true},
		{ID: NextPane, Context: Sources, Binding: on("next pane", "tab"), Long: "Go on to the next pane.", Footer: true},
		{ID: PreviousPane, Context: Sources, Binding: on("previous pane", "shift+tab"), Long: "Go back to the previous pane."},
		{ID: FilesPane, Context: Sources, Binding: on("files", "1"), Long: "Go to the files: what became of every row."},
		{ID: ColumnsPane, Context: Sources, Binding: on("columns", "2"), Long: "Go to the columns of the marked file: what each became."},
		{ID: RejectedPane, Context: Sources, Binding: on("rejected rows", "3"), Long: "Go to the rows that could not be used."},
		{ID: NoticesPane, Context: Sources, Binding: on("notices", "4", "!"), Long: "Go to the notices: what you should know about this export."},
		{ID: LacksPane, Context: Sources, Binding: on("lacks", "5"), Long: "Go to what the export does not say, and why."},
		{ID: CopyPlace, Context: Sources, Binding: on("copy place", "y"), Long: "Copy file and row, as file:row.", Footer: true},
		{ID: Retry, Context: Sources, Binding: on("try again", "ctrl+r"), Long: "Read it again after a failure."},
	},
	moves(Sources, "line"),
)
