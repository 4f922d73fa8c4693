package action

// Actions that take a path along.
const (
	Export         ID = "export"
	CopyLink       ID = "copy link"
	NextFormat     ID = "next format"
	PreviousFormat ID = "previous format"
	Redact         ID = "redact"
	Replace        ID = "replace"
)

// The contexts of the export: its file's name is being typed, and a file of that name is there.
const (
	ExportFile  Context = "Export"
	ReplaceFile Context = "Replace a file"
)

var exporting = []Action{
	{ID: Export, Context: Path, Binding: on("export", "e"), Long: "Write this path to a file: Markdown, text, CSV, JSON or a picture, redacted on request.", Footer: true},
	{ID: CopyLink, Context: Path, Binding: on("link", "y l"), Long: "Copy the command line that opens exactly here: this export, interaction, step and pane."},

	{ID: Accept, Context: ExportFile, Binding: on("write", "enter"), Long: "Write the file; one that is there is not replaced without asking.", Footer: true},
	{ID: NextFormat, Context: ExportFile, Binding: on("format", "tab", "down"), Long: "Choose the next format.", Footer: true},
	{ID: PreviousFormat, Context: ExportFile, Binding: on("previous format", "shift+tab", "up"), Long: "Choose the previous format."},
	{ID: Redact, Context: ExportFile, Binding: on("redact", "ctrl+r"), Long: "Write pseudonyms for ids, customers and users, and no free text; or everything again.", Footer: true},
	{ID: Back, Context: ExportFile, Binding: on("close", "esc"), Long: "Close without writing.", Footer: true},

	{ID: Replace, Context: ReplaceFile, Binding: on("replace", "y"), Long: "Replace the file that is there.", Footer: true},
	{ID: Back, Context: ReplaceFile, Binding: on("keep it", "esc", "n", "q"), Long: "Keep the file that is there and go back to the name.", Footer: true},
}
