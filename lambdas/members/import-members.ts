import { isDeepStrictEqual } from 'node:util';
import { programmeOfHost, slugOf } from '../programmes/programmes.ts';
import type { Hub as HubRow, Member as MemberRow, Person as PersonRow, Store } from '../store/store.ts';
import { putAll } from './batches.ts';
import type { School } from './gias.ts';
import { type MembersToImport, readKnown } from './known-members.ts';
import { linkRecords } from './link-records.ts';
import type { Trust } from './people-records.ts';
import { hubRow, personRow, schoolRow, trustRow } from './rows.ts';

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
  /** Rows of the people file that name something nobody knows, and why they were left out. */
  readonly refused: readonly { readonly line?: number; readonly reason: string }[];
}

/**
 * Creates or updates schools by their URN, trusts, hubs and people by their id. Doing it again changes nothing, and what a file does
 * not say stays as it is: a school's own term breaks, its standing, a head who is not in the file.
 *
 * With `memberOf` the schools and trusts of this import are written down as members of that partnership year since
 * `at` (an instant), where the table has no membership of theirs yet. The next renewal asks those.
 */
export async function importMembers(
  store: Store,
  toImport: MembersToImport,
  options: { readonly memberOf?: { readonly year: string; readonly at: string } } = {},
): Promise<ImportReport> {
  const { schools = [], hubs = [], people = [] } = toImport;
  const trusts = withTrustsOf(schools, toImport.trusts ?? []);
  const known = await readKnown(store, { schools, trusts, hubs, people });
  const links = linkRecords({ schools, trusts, hubs, people }, known);

  const schoolByUrn = new Map(schools.map((school) => [school.urn, school]));
  const trustById = new Map(trusts.map((trust) => [trust.id, trust]));
  const members = new Map<string, MemberRow>();
  for (const urn of links.schools) {
    members.set(urn, schoolRow(urn, schoolByUrn.get(urn), known.members.get(urn), links));
  }
  for (const id of links.trusts) {
    const own = links.schools.flatMap((urn) => (links.trustOf.get(urn) === id ? (members.get(urn) ?? []) : []));
    members.set(id, trustRow(id, trustById.get(id), known.members.get(id), own, links));
  }
  const memberRow = (id: string) => members.get(id) ?? known.members.get(id);
  const hubRows = links.hubs.map((hub) => hubRow(hub, known.hubs.get(hub.id)));
  const personRows = links.people.map((person) =>
    personRow(person, known.people.get(person.id), person.member ? memberRow(person.member) : undefined, links),
  );

  const changed = {
    schools: sortOut(
      links.schools.flatMap((id) => members.get(id) ?? []),
      known.members,
      ({ member }) => member,
    ),
    trusts: sortOut(
      links.trusts.flatMap((id) => members.get(id) ?? []),
      known.members,
      ({ member }) => member,
    ),
    hubs: sortOut(hubRows, known.hubs, ({ hub }) => hub),
    people: sortOut(personRows, known.people, ({ person }) => person),
  };
  await Promise.all([
    putAll(store.entities, 'member', [...changed.schools.rows, ...changed.trusts.rows]),
    putAll(store.entities, 'hub', changed.hubs.rows),
    putAll(store.entities, 'person', changed.people.rows),
  ]);
  return {
    schools: changed.schools.counts,
    trusts: changed.trusts.counts,
    hubs: changed.hubs.counts,
    people: changed.people.counts,
    memberships: options.memberOf ? await writeMemberships(store, [...members.values()], options.memberOf) : 0,
    refused: links.refused,
  };
}

/** The trusts of the file and, by their code, those that only the register names. */
function withTrustsOf(schools: readonly School[], trusts: readonly Trust[]): Trust[] {
  const all = new Map(trusts.map((trust) => [trust.id, trust]));
  for (const { trust } of schools) {
    if (trust && !all.has(trust.id)) all.set(trust.id, { ...trust, schools: [] });
  }
  return [...all.values()];
}

function sortOut<Row extends MemberRow | HubRow | PersonRow>(
  rows: readonly Row[],
  known: ReadonlyMap<string, Row>,
  idOf: (row: Row) => string,
): { rows: Row[]; counts: Counts } {
  const created = rows.filter((row) => !known.has(idOf(row)));
  const updated = rows.filter((row) => known.has(idOf(row)) && !isDeepStrictEqual(known.get(idOf(row)), row));
  return {
    rows: [...created, ...updated],
    counts: {
      created: created.length,
      updated: updated.length,
      unchanged: rows.length - created.length - updated.length,
    },
  };
}

async function writeMemberships(
  store: Store,
  members: readonly MemberRow[],
  { year, at }: { readonly year: string; readonly at: string },
): Promise<number> {
  const { membership } = store.entities;
  const keys = members.map(({ member }) => ({ member, year }));
  if (keys.length === 0) return 0;
  const there = await membership.get(keys).go({ concurrency: 8 });
  const signed = new Set(there.data.map(({ member }) => member));
  const missing = members.filter(({ member, standing }) => !signed.has(member) && standing === 'member');
  if (missing.length === 0) return 0;
  const rows = missing.map(({ member, kind }) => ({
    member,
    year,
    kind: 'renewal' as const,
    status: 'signed' as const,
    uses: [slugOf(programmeOfHost(kind))],
    openedAt: at,
    decidedAt: at,
  }));
  await membership.put(rows).go({ concurrency: 8 });
  return rows.length;
}
