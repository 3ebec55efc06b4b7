/** Erasing what is held on somebody: asked for once, carried out by the daily round in bounded steps, each on record. */
import { addDays } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { carryOutLeaving, eraseWithNextRound, goOnOn, lookAgain } from '../store/agenda.ts';
import { mailHash as hashOfAddress } from '../store/entities/members.ts';
import type { Person, Store, WakeUp, WriteItem } from '../store/store.ts';
import { whereTheyStand } from './held-data.ts';
import { type Needed, neededBy } from './needed-by.ts';
import { organisationsIn, withoutPerson } from './person-in-row.ts';
import { recordOf } from './places.ts';
import { ERASED_NAME, type Whom } from './whom.ts';

export interface ErasingDeps {
  readonly store: Store;
  /** Passes on what still waits for somebody whose row is marked, and tells the central team of it. As often as this is called. */
  passOn(person: Person, at: string): Promise<void>;
}

/** Rows that one round changes or takes away for one person: a few seconds of its fifteen minutes. */
const ROWS_A_ROUND = 200;

/**
 * So long after somebody was marked nothing goes on that had read their row before: no function runs for longer than a quarter of an
 * hour. Only then their own row loses the name by which the others are looked through.
 */
const SETTLED_AFTER_MS = 3_600_000;

/**
 * What makes somebody one of whom nothing is held any more as soon as it is carried out: no mail, no pool, no question. With it goes that
 * the daily round does what follows when somebody leaves: they are out of plans and training sessions, and a place that they took in the
 * moment in which they were marked is filled again.
 */
export function markForErasure(person: Person, at: string, store: Pick<Store, 'rows'>): readonly WriteItem[] {
  const { erasureAskedAt = at } = person;
  return [
    store.rows.person
      .patch({ person: person.person })
      .set({ left: true, mail: 'erased', mailSince: at, erasureAskedAt })
      .remove(['pool', 'poolBefore', 'notMeAt'])
      .where((row, { eq, notExists }) => `${notExists(row.erasedAt)} AND ${eq(row.email, person.email)}`)
      .commit(),
    carryOutLeaving(store, person.person, 'at-once'),
  ];
}

/** The same while a review needs them: they are asked for no other, and the daily round looks each morning whether it has ended. */
export const waitWithErasure = (person: Person, at: string, { rows }: Pick<Store, 'rows'>): WriteItem =>
  rows.person
    .patch({ person: person.person })
    .set({ erasureAskedAt: at })
    .remove(['pool', 'poolBefore'])
    .where((row, { notExists }) => notExists(row.erasedAt))
    .commit();

/** Has an erasure that was asked for carried out from the next round on. */
export const beginErasure = (person: string, store: Pick<Store, 'rows'>): WriteItem =>
  eraseWithNextRound(store, recordOf(person));

export const isMarked = ({ mail, left }: Person): boolean => mail === 'erased' && left === true;

/** What became of one morning's step. */
export type Step =
  | { readonly kind: 'none' }
  | { readonly kind: 'needed'; readonly by: Needed }
  | { readonly kind: 'erasing' | 'erased'; readonly rows: number };

/**
 * One step of an erasure: marks somebody whom no review needs any more, then goes through every partition in which they may stand,
 * changes at most `ROWS_A_ROUND` rows, and keeps where to go on. Once a walk through all of them finds nothing to change, their own row
 * loses what it holds, with the last entry of the record. A step that broke off is made again: what is erased already is passed over.
 */
export async function eraseStep(wakeUp: WakeUp, at: string, deps: ErasingDeps): Promise<Step> {
  const { store } = deps;
  const id = wakeUp.about.slice(recordOf('').length);
  const person = await store.person(id);
  if (person?.erasureAskedAt === undefined || person.erasedAt !== undefined) {
    await store.write([lookAgain(store, wakeUp, undefined)]);
    return { kind: 'none' };
  }
  const tomorrow = addDays(londonDate(at), 1);
  const marked = isMarked(person) ? person : await markUnlessNeeded(person, at, deps);
  if ('as' in marked) {
    await store.write([lookAgain(store, wakeUp, tomorrow)]);
    return { kind: 'needed', by: marked };
  }
  await deps.passOn(marked, at);
  const walked = await walk(marked, progressOf(wakeUp), store);
  const isSettled = Date.parse(at) - Date.parse(marked.mailSince ?? at) > SETTLED_AFTER_MS;
  if (walked.isClean && isSettled) {
    await store.write([
      withoutDetails(marked, at, store),
      lookAgain(store, wakeUp, undefined),
      onRecord(id, at, `erased the person, in ${inRows(walked.total)}`, store),
    ]);
    return { kind: 'erased', rows: walked.rows };
  }
  await store.write([
    goOnOn(store, wakeUp, tomorrow, { next: walked.next, total: walked.total }),
    ...(walked.rows === 0 ? [] : [onRecord(id, at, `erased ${inRows(walked.rows)}, and goes on`, store)]),
  ]);
  return { kind: 'erasing', rows: walked.rows };
}

async function markUnlessNeeded(person: Person, at: string, { store }: ErasingDeps): Promise<Person | Needed> {
  const needed = await neededBy(person, store);
  if (needed) return needed;
  await store.write([...markForErasure(person, at, store)]);
  return store.needPerson(person.person);
}

interface Progress {
  /** The partition to go on with, by its place in the order. */
  readonly next: number;
  /** Rows that were changed so far. */
  readonly total: number;
}

const progressOf = ({ progress }: WakeUp): Progress => ({ next: 0, total: 0, ...(progress as Partial<Progress>) });

interface Walked extends Progress {
  readonly rows: number;
  /** Nothing was to be changed from the first partition to the last. */
  readonly isClean: boolean;
}

/** Walks on from where the last step stopped; once it comes to the end, all over again until a whole walk finds nothing. */
async function walk(person: Person, before: Progress, store: Store): Promise<Walked> {
  const { whom, partitions } = await whereTheyStand(person, store);
  let rows = 0;
  let { next } = before;
  for (;;) {
    const isWhole = next === 0;
    const changedBefore = rows;
    for (; next < partitions.length; next += 1) {
      const partition = partitions[next];
      if (partition) rows += await eraseIn(partition, whom, ROWS_A_ROUND - rows, store);
      if (rows >= ROWS_A_ROUND) return { rows, next, total: before.total + rows, isClean: false };
    }
    next = 0;
    if (isWhole && rows === changedBefore) return { rows, next, total: before.total + rows, isClean: true };
  }
}

/** @returns how many rows were changed, at most `most`. */
async function eraseIn(
  partition: Parameters<Store['storedIn']>[0],
  whom: Whom,
  most: number,
  store: Store,
): Promise<number> {
  let rows = 0;
  const all = await store.storedIn(partition);
  const spared = organisationsIn(all);
  for (const stored of all) {
    if (rows >= most) break;
    const change = withoutPerson(stored, whom, spared);
    if (!change) continue;
    await store.changeStored(stored, change);
    rows += 1;
  }
  return rows;
}

/** Of their own row the id stays, with what counts, and the fingerprint of the address by which an import knows them again. */
function withoutDetails(
  { person, email, mailHash = hashOfAddress(email) }: Person,
  at: string,
  { rows }: Pick<Store, 'rows'>,
): WriteItem {
  return rows.person
    .patch({ person })
    .set({ name: ERASED_NAME, email: '', mailHash, erasedAt: at })
    .remove([
      ...([
        'jobTitle',
        'telephone',
        'relationships',
        'alsoOf',
        'formerly',
        'easting',
        'northing',
        'maxDistanceKm',
        'staysOvernight',
      ] as const),
      ...(['maxReviewsAYear', 'notMeAt'] as const),
    ])
    .where((row, { eq, notExists }) => `${eq(row.mail, 'erased')} AND ${notExists(row.erasedAt)}`)
    .commit();
}

const inRows = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`);

const onRecord = (person: string, at: string, what: string, { rows }: Pick<Store, 'rows'>): WriteItem =>
  rows.auditEntry
    .create({ about: recordOf(person), at, entry: `erasure.${person}`, who: 'workflow', role: 'workflow', what })
    .commit();
