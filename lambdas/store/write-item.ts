/** What `.commit()` gives: one item of a transaction. */
export type WriteItem = object;
