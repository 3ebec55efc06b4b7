import { inParallel } from '../platform/in-parallel.ts';
import type { Member as MemberRow, Person as PersonRow, Store } from '../store/store.ts';
import { getAll } from './batches.ts';
import type { ClosedSchool, School } from './gias.ts';
import type { SchoolLink } from './links-file.ts';
import type { Hub, PersonRecord, Trust } from './people-records.ts';

/** What is to be imported: what `readGias`, `readPeople` and `readLinks` gave, or some of them. */
export interface MembersToImport {
  readonly schools?: readonly School[];
  readonly closed?: readonly ClosedSchool[];
  readonly links?: readonly SchoolLink[];
  readonly trusts?: readonly Trust[];
  readonly hubs?: readonly Hub[];
  readonly people?: readonly PersonRecord[];
  /** URNs of lines that were refused: these schools exist, but cannot be brought in yet. */
  readonly refusedSchools?: readonly string[];
}

/** The rows that the table has of everything the files name. */
export interface Known {
  readonly members: ReadonlyMap<string, MemberRow>;
  readonly hubs: Awaited<ReturnType<typeof getAll<'hub'>>>;
  readonly people: ReadonlyMap<string, PersonRow>;
  /** By address, for people who are new or have a new one: who is written to there, or was until they were erased. */
  readonly owners: ReadonlyMap<string, readonly PersonRow[]>;
  /** By trust: its schools, as far as the table knows them. */
  readonly schoolsOf: ReadonlyMap<string, readonly MemberRow[]>;
}

const nothingKnown: Known = {
  members: new Map(),
  hubs: new Map(),
  people: new Map(),
  owners: new Map(),
  schoolsOf: new Map(),
};

/** Reads what the table has of all that the files name; without a table that is nothing. */
export async function readKnown(store: Store | undefined, files: Required<MembersToImport>): Promise<Known> {
  if (store === undefined) return nothingKnown;
  const { schools, closed, links, trusts, hubs, people } = files;
  const { entities } = store;
  const [hubRows, personRows] = await Promise.all([
    getAll(entities, 'hub', [...hubs.map(({ id }) => id), ...trusts.flatMap(({ hub }) => hub ?? [])]),
    getAll(entities, 'person', [
      ...people.map(({ id }) => id),
      ...hubs.flatMap(({ manager, seniorPartner }) => [manager ?? [], seniorPartner ?? []].flat()),
    ]),
  ]);
  const members = await getAll(entities, 'member', [
    ...[...schools, ...closed].map(({ urn }) => urn),
    ...schools.flatMap(({ trust }) => trust?.id ?? []),
    ...links.flatMap(({ predecessor, successor }) => [predecessor, successor]),
    ...trusts.flatMap((trust) => [trust.id, ...trust.schools]),
    ...hubs.flatMap((hub) => hub.schools),
    ...people.flatMap(({ member, others = [] }) => [member ?? [], others.map((one) => one.member)].flat()),
    // Where people of the files were before: they may still lead it.
    ...[...personRows.values()].flatMap(({ member, alsoOf = [] }) => [member ?? [], alsoOf].flat()),
  ]);
  const owners = new Map<string, readonly PersonRow[]>();
  const moved = people.filter(({ id, email }) => personRows.get(id)?.email.toLowerCase() !== email.toLowerCase());
  await inParallel(moved, async ({ email }) => {
    owners.set(email, await store.everybodyAt(email));
  });
  const schoolsOf = new Map<string, readonly MemberRow[]>();
  const ours = [...members.values()].flatMap(({ kind, member }) => (kind === 'trust' ? member : []));
  // A trust that the register alone has named until now has schools, and no row of its own.
  await inParallel([...new Set([...ours, ...trusts.map(({ id }) => id)])], async (trust) => {
    schoolsOf.set(trust, await store.membersOfTrust(trust));
  });
  return { members, hubs: hubRows, people: personRows, owners, schoolsOf };
}
