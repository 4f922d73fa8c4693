package data

// Nearest is the name that differs from a word by the fewest letters, if not by too many to be meant.
func Nearest(word string, names []string) (string, bool) {
	best, least := "", max(len(word)/2, 1)+1
	for _, name := range names {
		if d := editsBetween(word, name); d < least {
			best, least = name, d
		}
	}
	return best, best != ""
}

// editsBetween counts the letters to add, leave out or change to make b of a.
func editsBetween(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, before+1, row[j]+1)
		}
	}
	return row[len(b)]
}
