/** A file that cannot be read at all. The message says what to do about it. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}

/** A row that was not taken, and why, in words for whoever keeps the file. */
export interface Rejected {
  /** The line of the file on which the row begins; the header is on line 1. */
  readonly line: number;
  readonly urn?: string;
  readonly reason: string;
}

/** Thrown while a row is read: why it is refused. */
export class Refusal extends Error {
  override name = 'Refusal';
}
