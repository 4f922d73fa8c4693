package sample

// The names of the people of the built-in centres: scripts and accents as they come, none of a real person.
var userNames = []string{
	"Ana Silva", "Ben Carter", "Cy Okafor", "Zoë Müller", "Łukasz Wójcik", "王伟", "Siân O'Brien", "José García",
	"佐藤 美咲", "Priya Nair", "Nguyễn Thị Hoa", "Fatima Zahra El Amrani", "김민준", "Élodie Lefèvre", "Tom Hughes",
	"Ingrid Sørensen", "Marek Novák", "Chiara Rossi", "Dmytro Shevchenko", "Aisha Bello", "Jürgen Groß",
	"Μαρία Παπαδοπούλου", "Rafael Costa", "Hannah Lindqvist", "İbrahim Yıldız", "Grace Mbeki", "陳怡君", "Owen Pryce",
	"Katarzyna Żak", "Noah van der Berg", "Leïla Haddad", "Sam Whitlock",
}

// Where more users are needed than the list has, first and last names are paired anew.
var firstNames = []string{
	"Alice", "Bruno", "Carla", "Daniel", "Esra", "Felix", "Gita", "Hugo", "Ines", "Jonas", "Kira", "Liam", "Mei",
	"Nadia", "Oscar", "Petra", "Quentin", "Rosa", "Stefan", "Tara", "Uma", "Viktor", "Wanda", "Xenia", "Yusuf", "Zara",
}

var lastNames = []string{
	"Abbott", "Berger", "Chen", "Dubois", "Eriksen", "Fischer", "Gallo", "Hansen", "Ito", "Jansen", "Kaya", "Lopez",
	"Marsh", "Nowak", "Oliveira", "Patel", "Quinn", "Reyes", "Schäfer", "Tanaka", "Urban", "Vega", "Walsh", "Young",
}

// pairedName is the name of the n-th user past the list.
func pairedName(n int) string {
	first, last := n%len(firstNames), (n/len(firstNames)+n*7)%len(lastNames)
	return firstNames[first] + " " + lastNames[last]
}

var outcomeWords = []string{"Resolved", "Resolved", "Resolved", "Follow-up", "Payment taken", "Order changed", "Information given", "Complaint logged"}

var emailSubjects = []string{"Invoice question", "Change of address", "Delivery late", "Password reset", "Cancel my contract", "Re: my claim", "Damaged item", "Quote please"}

var botIntents = []string{"balance", "opening hours", "order status", "speak to someone", "cancel", "report a fault"}
