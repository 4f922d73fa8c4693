package query

// RunFolder is where the private folders of runs are made: databases, copies of unusual files, spill.
func RunFolder() string { return runBase() }
