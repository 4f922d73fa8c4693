package query

import "io/fs"

// ownedAlone tells whether a folder is this user's: the folder for what is temporary is each user's own there.
func ownedAlone(fs.FileInfo) bool { return true }
