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
	{ID: Export, Context: Path, Keys: []string{"e"}, Help: "export", Long: "Write this path to a file: Markdown, text, CSV, JSON or a picture, redacted on request.", Footer: true},
	{ID: CopyLink, Context: Path, Keys: []string{"y l"}, Help: "link", Long: "Copy the command line that opens exactly here: this export, interaction, step and pane."},

	{ID: Accept, Context: ExportFile, Keys: []string{"enter"}, Help: "write", Long: "Write the file; one that is there is not replaced without asking.", Footer: true},
	{ID: NextFormat, Context: ExportFile, Keys: []string{"tab", "down"}, Help: "format", Long: "Choose the next format.", Footer: true},
	{ID: PreviousFormat, Context: ExportFile, Keys: []string{"shift+tab", "up"}, Help: "previous format", Long: "Choose the previous format."},
	{ID: Redact, Context: ExportFile, Keys: []string{"ctrl+r"}, Help: "redact", Long: "Write pseudonyms for ids, customers and users, and no free text; or everything again.", Footer: true},
	{ID: Back, Context: ExportFile, Keys: []string{"esc"}, Help: "close", Long: "Close without writing.", Footer: true},

	{ID: Replace, Context: ReplaceFile, Keys: []string{"y"}, Help: "replace", Long: "Replace the file that is there.", Footer: true},
	{ID: Back, Context: ReplaceFile, Keys: []string{"esc", "n", "q"}, Help: "keep it", Long: "Keep the file that is there and go back to the name.", Footer: true},
}
