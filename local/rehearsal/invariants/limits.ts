/** Limits of AWS, of which nothing of ours may come near. */
import type { Invariant } from './invariant.ts';

/** What is more than this part of a limit is too near to it. */
const NEAR = 0.75;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html: an item, its sort key, and its partition key. */
const ITEM_BYTES = 400 * 1024;
const SORT_KEY_BYTES = 1024;
const PARTITION_KEY_BYTES = 2048;
/** Keys are ids in ASCII, so characters are bytes. */
const KEYS = ['', 'gsi1', 'gsi2', 'gsi3'].flatMap(
  (index) =>
    [
      [`${index}pk`, PARTITION_KEY_BYTES],
      [`${index}sk`, SORT_KEY_BYTES],
    ] as const,
);
/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: a state's input or output, and the events of an execution. */
const STATE_BYTES = 256 * 1024;
const EVENTS = 25_000;

export const rowsFit: Invariant = {
  name: 'rows-fit',
  promise: 'No row comes near the 400 KB that an item may have, nor a key near its limit.',
  find: ({ ending }) =>
    ending.rows.flatMap((row) => {
      // Most rows are small, which is found out fastest so: JSON takes no less room than DynamoDB counts, but for letters beyond ASCII.
      const isSmall = JSON.stringify(row).length < (ITEM_BYTES * NEAR) / 4;
      const bytes = isSmall ? 0 : bytesOf(row);
      const wrong = [
        ...(bytes > ITEM_BYTES * NEAR ? [`${bytes} bytes`] : []),
        ...KEYS.filter(([name, limit]) => String(row[name] ?? '').length > limit * NEAR).map(([name]) => `its ${name}`),
      ];
      return wrong.map((what) => `${String(row.__edb_e__)} ${String(row.sk).slice(0, 80)}: ${what}`);
    }),
};

/** As DynamoDB counts: names and values in UTF-8; numbers, lists and maps take some bytes more, for which three each are counted. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Set || Array.isArray(value)) {
    let bytes = 3;
    for (const one of value) bytes += bytesOf(one) + 1;
    return bytes;
  }
  if (typeof value !== 'object' || value === null) return 21; // the most that a number takes
  let bytes = 3;
  for (const [name, one] of Object.entries(value)) bytes += name.length + bytesOf(one) + 1;
  return bytes;
}

export const statesFit: Invariant = {
  name: 'states-fit',
  promise: 'No state of a workflow comes near the 256 KB that it may carry, nor an execution near its 25,000 events.',
  find: ({ ending, more }) => [
    ...ending.executions
      .filter(({ input }) => JSON.stringify(input ?? null).length > STATE_BYTES * NEAR)
      .map(({ machine, name }) => `${machine} ${name}: its input`),
    ...(more.histories ?? []).flatMap(({ name, events, largestBytes }) => [
      ...(events > EVENTS * NEAR ? [`${name}: ${events} events`] : []),
      ...(largestBytes > STATE_BYTES * NEAR ? [`${name}: an event of ${largestBytes} bytes`] : []),
    ]),
  ],
};

export const limitInvariants: readonly Invariant[] = [rowsFit, statesFit];
