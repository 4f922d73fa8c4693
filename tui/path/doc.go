// Package path is the screen of one interaction: its steps, who was rung, the time in each status
// and queue, and the story, all moving together with the current step. What it shows are the answers
// of data.Chain; it finds places for them and computes none of its own.
package path
