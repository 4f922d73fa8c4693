// Package sample makes exports of invented contact centres. A Simulation gives the true path of
// every interaction, seeded and index by index, so that a hundred million segments need no more memory
// than one; a writer for each format yields them as the rows that such an export would hold. The small export that
// the program opens when it is given none is embedded here. It knows no database: its tables are rows
// on their way out.
//
// Its tests are the round trips: an export is written, opened by query, and compared with the truth
// less what the format cannot say, which the losses of each format take away.
package sample
