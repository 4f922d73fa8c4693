package query

// RunFolder is where the private folders of runs are made: databases, copies of unusual files, spill.
func RunFolder() string { return runBase() }

// RunFolderAside is where they were made when they could not be in RunFolder; empty where nothing is there.
func RunFolderAside() string {
	if aside := temporaryBase(); aside != runBase() && thereAside() {
		return aside
	}
	return ""
}
