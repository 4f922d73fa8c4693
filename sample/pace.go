package sample

// pace is how fast things go in one communication type, in milliseconds from–to.
type pace struct {
	idle      [2]int64 // until the next user is rung
	answer    [2]int64 // until a user takes or declines
	talk      [2]int64
	hold      [2]int64
	holds     int // permille for each of up to three holds
	holdWhy   string
	patience  [2]int64 // until the customer gives up; 0 = never
	wrap      [2]int64
	wraps     int   // permille
	ringTimes int64 // factor on the queue's ring time
	auto      int   // permille of rings that the client answers by itself
}

const (
	second = int64(1000)
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour
)

var paces = map[string]pace{
	voice: {
		idle: [2]int64{200, 75 * second}, answer: [2]int64{1200, 14 * second}, talk: [2]int64{20 * second, 22 * minute},
		hold: [2]int64{8 * second, 4 * minute}, holds: 420, patience: [2]int64{15 * second, 14 * minute},
		wrap: [2]int64{3 * second, 3 * minute}, wraps: 860, ringTimes: 1,
	},
	chat: {
		idle: [2]int64{100, 40 * second}, answer: [2]int64{900, 12 * second}, talk: [2]int64{minute, 35 * minute},
		hold: [2]int64{20 * second, 5 * minute}, holds: 180, patience: [2]int64{30 * second, 20 * minute},
		wrap: [2]int64{2 * second, 90 * second}, wraps: 600, ringTimes: 1, auto: 450,
	},
	email: {
		idle: [2]int64{5 * second, 5 * hour}, answer: [2]int64{4 * second, 4 * minute}, talk: [2]int64{2 * minute, 40 * minute},
		hold: [2]int64{2 * hour, 3 * day}, holds: 420, holdWhy: "awaiting customer",
		wrap: [2]int64{2 * second, minute}, wraps: 250, ringTimes: 20,
	},
	task: {
		idle: [2]int64{second, 2 * hour}, answer: [2]int64{3 * second, 5 * minute}, talk: [2]int64{minute, 50 * minute},
		hold: [2]int64{10 * minute, 20 * hour}, holds: 120, holdWhy: "parked",
		wrap: [2]int64{second, minute}, wraps: 150, ringTimes: 20,
	},
}

// typeLoads are the shares of the types where queues take them all.
var typeLoads = map[string]int{voice: 62, chat: 22, email: 11, task: 5}
