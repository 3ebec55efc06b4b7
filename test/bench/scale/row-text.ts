/** A row of the table with its keys, as the SDK's document client gives it. */
export type Row = Readonly<Record<string, unknown>>;

interface WrittenSet {
  readonly setOf: readonly unknown[];
}

/** Rows as JSON, in which a set is an object that says so. */
export const asText = (value: Row | readonly Row[]): string =>
  JSON.stringify(value, (_name, one: unknown) => (one instanceof Set ? { setOf: [...one] } : one));

/** What `asText` made a text of. */
export const fromText = (text: string): unknown =>
  JSON.parse(text, (_name, one: unknown) => (isWrittenSet(one) ? new Set(one.setOf) : one));

const isWrittenSet = (value: unknown): value is WrittenSet =>
  typeof value === 'object' && value !== null && Array.isArray((value as Partial<WrittenSet>).setOf);
