// Package sample makes exports of invented contact centres. A Simulation gives the true path of every
// interaction, seeded and index by index, so that a hundred million segments need no more memory than
// one. A writer for each format yields them as the rows that such an export would hold, and its Losses
// say what an export written so cannot tell. The small export that the program opens when it is given
// none is embedded here. It knows no database: its tables are rows on their way out.
package sample
