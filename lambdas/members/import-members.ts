import { inParallel } from '../platform/in-parallel.ts';
import { programmeOfHost, slugOf } from '../programmes/programmes.ts';
import { conditionFailed } from '../store/condition-failed.ts';
import type { Member as MemberRow, Store } from '../store/store.ts';
import { type Brought, bringRow, changesOf, createTogether, type Kind, type Wanted } from './bring-row.ts';
import { type Change, changesOfPlan } from './changes.ts';
import { type MembersToImport, readKnown } from './known-members.ts';
import type { Refused } from './link-records.ts';
import { REPEATED_BY_REVIEWS, reviewsFollow } from './mend-reviews.ts';
import { type Plan, planImport } from './plan-import.ts';

export interface Counts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface ImportReport {
  readonly schools: Counts;
  readonly trusts: Counts;
  readonly hubs: Counts;
  readonly people: Counts;
  /** Memberships that were written, see `memberOf`. */
  readonly memberships: number;
  /** What changed, and what the files tell of schools that closed or followed others. */
  readonly changes: readonly Change[];
  /** Rows of the people file that name something nobody knows, and why they were left out. */
  readonly refused: readonly Refused[];
}

/**
 * Creates or updates schools by their URN, trusts, hubs and people by their id. Doing it again changes nothing, and what a file does
 * not say stays as it is: a school's own term breaks, its standing, a head who is not in the file. What somebody else changes
 * meanwhile stays too: rows are patched, not written over (see `bringRow`). An import that broke off is done again from the start.
 *
 * A trust that the register's column alone names is no member: it becomes one by a record of its own.
 *
 * With `memberOf` the schools and trusts of this import are written down as members of that partnership year since
 * `at` (an instant), where the table has no membership of theirs yet. The next renewal asks those.
 *
 * @throws RowKeepsChanging, BatchNotFinished when the table does not let a row be read or written, time and again.
 */
export async function importMembers(
  store: Store,
  toImport: MembersToImport,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return carryOut(store, await prepareImport(store, toImport), options);
}

export interface ImportOptions {
  readonly memberOf?: { readonly year: string; readonly at: string };
}

/** Does what was prepared, over whatever the table has become since. */
export async function carryOut(store: Store, prepared: PreparedImport, options: ImportOptions): Promise<ImportReport> {
  const { plan, changes } = prepared;
  // People come before the members that name them as head, so that a head is always there to be asked.
  const people = await bringAll(store, plan.people);
  await bringAll(store, plan.colleagues);
  const hubs = await bringAll(store, plan.hubs);
  // So do reviews, which then follow it again when an import broke off between.
  await bringReviews(store, [...plan.schools, ...plan.trusts]);
  const schools = await bringAll(store, plan.schools);
  const trusts = await bringAll(store, plan.trusts);
  const members = [...plan.schools, ...plan.trusts].map(({ before, over }) => over(before));
  const memberships = options.memberOf ? await writeMemberships(store, members, options.memberOf) : 0;
  return { schools, trusts, hubs, people, memberships, changes, refused: plan.links.refused };
}

/**
 * What an import of these files would do, and nothing is written.
 *
 * @param store nothing to compare with an empty table.
 */
export async function previewImport(store: Store | undefined, toImport: MembersToImport): Promise<ImportReport> {
  const { plan, changes } = await prepareImport(store, toImport);
  return {
    schools: counts(plan.schools.map(expected)),
    trusts: counts(plan.trusts.map(expected)),
    hubs: counts(plan.hubs.map(expected)),
    people: counts(plan.people.map(expected)),
    memberships: 0,
    changes,
    refused: plan.links.refused,
  };
}

/** What an import will do by what the table has now, and what people should know of it. */
export interface PreparedImport {
  readonly plan: Plan;
  readonly changes: readonly Change[];
}

/** Reads all that an import has to know, and writes nothing. */
export async function prepareImport(store: Store | undefined, toImport: MembersToImport): Promise<PreparedImport> {
  const nothing = { schools: [], closed: [], links: [], trusts: [], hubs: [], people: [], refusedSchools: [] };
  const files = { ...nothing, ...toImport };
  const known = await readKnown(store, files);
  const plan = await planImport(store, files, known);
  return { plan, changes: changesOfPlan(plan, files, known) };
}

async function bringAll<K extends Kind>(store: Store, all: readonly Wanted<K>[]): Promise<Counts> {
  // With what has to be written along, each is brought by itself.
  const { there = [], missing = [] } = Object.groupBy(all, ({ before, over, along }) =>
    before === undefined && (along?.(changesOf(undefined, over(undefined)), store) ?? []).length === 0
      ? 'missing'
      : 'there',
  );
  const brought: Brought[] = [];
  const bringEach = (some: readonly Wanted<K>[]): Promise<void> =>
    inParallel(some, async (wanted) => {
      brought.push(await bringRow(store, wanted));
    });
  await createTogether(store, missing, {
    created: (some) => brought.push(...some.map(() => 'created' as const)),
    notCreated: bringEach,
  });
  await bringEach(there);
  return counts(brought);
}

/** Reviews that are not over repeat their host's name, hub, trust and phase, and follow them. */
async function bringReviews(store: Store, members: readonly Wanted<'member'>[]): Promise<void> {
  await inParallel(members, async ({ before, over }) => {
    if (before === undefined) return;
    const after = over(before);
    if (!REPEATED_BY_REVIEWS.some((name) => before[name] !== after[name])) return;
    const items = await reviewsFollow(store, after);
    if (items.length > 0) await store.write(items);
  });
}

function expected<K extends Kind>({ before, over }: Wanted<K>): Brought {
  if (before === undefined) return 'created';
  return Object.keys(changesOf(before, over(before))).length === 0 ? 'unchanged' : 'updated';
}

function counts(all: readonly Brought[]): Counts {
  const of = (what: Brought): number => all.filter((one) => one === what).length;
  return { created: of('created'), updated: of('updated'), unchanged: of('unchanged') };
}

/** A membership that somebody opens at the same moment stays theirs. */
async function writeMemberships(
  store: Store,
  members: readonly MemberRow[],
  { year, at }: { readonly year: string; readonly at: string },
): Promise<number> {
  const { membership } = store.entities;
  const signing = members.filter(({ standing }) => standing === 'member');
  let written = 0;
  await inParallel(signing, async ({ member, kind }) => {
    const uses = [slugOf(programmeOfHost(kind))];
    const row = {
      member,
      year,
      kind: 'renewal' as const,
      status: 'signed' as const,
      uses,
      openedAt: at,
      decidedAt: at,
    };
    try {
      await membership.create(row).go();
      written += 1;
    } catch (error) {
      if (!conditionFailed(error)) throw error;
    }
  });
  return written;
}
