/** Everything that is held on somebody: what the page, the file and the erasure go by. */
import { registrationAt } from '../questions/links.ts';
import type { Partition, Person, Store, StoredRow } from '../store/store.ts';
import { isTheirs, mentionsIn } from './person-in-row.ts';
import { placesOf } from './places.ts';
import { type Whom, whomOf } from './whom.ts';

/** A row in which somebody stands. */
export interface Held {
  /** What it is, as the table names it: 'placement', 'decision', 'message'. */
  readonly what: string;
  /** What it is part of: a review, a membership, a person. */
  readonly about: string;
  /** All of it, where it is their own; else the words in which they are named. */
  readonly row?: Readonly<Record<string, unknown>>;
  readonly named?: readonly { readonly where: string; readonly text: string }[];
}

/** Everything about a person that is found, and what is not looked through. */
export interface HeldData {
  readonly person: Readonly<Record<string, unknown>>;
  readonly held: readonly Held[];
  readonly notSearched: readonly string[];
}

/** Partitions that are read at the same time: the largest, of a review, is some hundred kilobytes. */
const AT_A_TIME = 10;

/** What is not found by what leads from a person to their rows, and why. */
export const NOT_SEARCHED = [
  'Mails in mailboxes, yours and ours: a copy of what we sent you is with you. We keep only that a mail went, when, and whether it arrived.',
  'Links in our mails: the table has a fingerprint of each, by which nobody can be found. They go two years after they were made.',
  'Schools where you worked before we kept where people had worked, unless you led them or went on reviews for them, and schools that left a hub after you looked after it, before we kept which had: nothing leads from you to them.',
  'Your surname alone, a nickname or a misspelling in what others wrote.',
  'Backups of the table, which are overwritten within 35 days, and logs, which hold ids and no names.',
];

/** The partitions that may hold something of a person, and by what they are found in them. */
export async function whereTheyStand(
  person: Person,
  store: Store,
): Promise<{ readonly whom: Whom; readonly partitions: readonly Partition[] }> {
  const { partitions, placements } = await placesOf(person, registrationAt(person.email), store);
  return {
    whom: whomOf(
      person,
      placements.map(({ personName }) => personName),
    ),
    partitions,
  };
}

/**
 * Everything that is held on a person. It reads each partition in which they may stand once, and writes nothing.
 *
 * @returns nothing of somebody who is not in the table, or of whom nothing is left.
 */
export async function everythingOn(person: string, store: Store): Promise<HeldData | undefined> {
  const row = await store.person(person);
  if (!row || row.erasedAt !== undefined) return undefined;
  const { whom, partitions } = await whereTheyStand(row, store);
  const held: Held[] = [];
  for (let first = 0; first < partitions.length; first += AT_A_TIME) {
    const some = await Promise.all(partitions.slice(first, first + AT_A_TIME).map((one) => store.storedIn(one)));
    held.push(...some.flat().flatMap((stored) => heldIn(stored, whom) ?? []));
  }
  return { person: row, held, notSearched: NOT_SEARCHED };
}

/** What is for the workings alone: where a row stands in queues, and what a workflow waits by. */
const WORKINGS: ReadonlySet<string> = new Set([
  ...[
    'token',
    'steering',
    'schedule',
    'queue',
    'openFor',
    'nextActionAt',
    'unsent',
    'waits',
    'failed',
    'request',
    'asksAgain',
  ],
  ...['principal', 'shortlist', 'sesMessageId', 'version', 'hash', 'expiresAtSeconds'],
]);

/** Stages whose answers make up the report: it is the school's, whoever wrote it. */
const OF_THE_REPORT: ReadonlySet<unknown> = new Set(['visit', 'report', 'publication']);

function heldIn(stored: StoredRow, whom: Whom): Held | undefined {
  const { entity, row } = stored;
  if (entity === 'person') return undefined;
  const about = String(row['about'] ?? row['member'] ?? row['session'] ?? row['person'] ?? row['hub'] ?? '');
  if (isTheirs(stored, whom)) return { what: entity, about, row: shown(entity, row) };
  const named = mentionsIn(stored, whom).filter(({ where }) => !WORKINGS.has(where.split('.')[0] ?? ''));
  return named.length === 0 ? undefined : { what: entity, about, named };
}

/** A row of theirs without the workings, and without what belongs to the school. */
function shown(entity: string, row: StoredRow['row']): Readonly<Record<string, unknown>> {
  const hidden = (name: string): boolean =>
    WORKINGS.has(name) ||
    (entity === 'reportversion' && (name === 'content' || name === 'comments')) ||
    (entity === 'decision' && name === 'answer' && OF_THE_REPORT.has(row['stage']));
  return Object.fromEntries(Object.entries(row).filter(([name]) => !hidden(name)));
}
