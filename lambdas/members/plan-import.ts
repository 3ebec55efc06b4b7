import { inParallel } from '../platform/in-parallel.ts';
import { carryOutLeaving } from '../store/agenda.ts';
import type { Member as MemberRow, Person as PersonRow, Store } from '../store/store.ts';
import { changesOf, type Wanted } from './bring-row.ts';
import type { RegisteredTrust, School } from './gias.ts';
import { ledBy } from './heads.ts';
import type { Known, MembersToImport } from './known-members.ts';
import { type Links, linkRecords } from './link-records.ts';
import type { PersonRecord } from './people-records.ts';
import { closedRow, colleagueRow, hubRow, personRow, REPEATED, schoolRow, standingOfNew, trustRow } from './rows.ts';

/** What an import will do, before any of it is done. */
export interface Plan {
  readonly schools: readonly Wanted<'member'>[];
  readonly trusts: readonly Wanted<'member'>[];
  readonly hubs: readonly Wanted<'hub'>[];
  readonly people: readonly Wanted<'person'>[];
  /** People whom the files do not name, whose member has moved to another trust or hub. */
  readonly colleagues: readonly Wanted<'person'>[];
  readonly links: Links;
}

/** Works out what the files make of what the table has. */
export async function planImport(
  store: Store | undefined,
  files: Required<MembersToImport>,
  known: Known,
): Promise<Plan> {
  const links = linkRecords(files, known);
  const { schools, trusts } = planMembers(files, known, links);
  const after = new Map([...schools, ...trusts].map((wanted) => [wanted.id, wanted.over(wanted.before)]));
  const memberAfter = (id: string | undefined) =>
    id === undefined ? undefined : (after.get(id) ?? known.members.get(id));
  const hubs = links.hubs.map(
    (hub): Wanted<'hub'> => ({
      kind: 'hub',
      id: hub.id,
      before: known.hubs.get(hub.id),
      over: (now) => hubRow(hub, now),
    }),
  );
  const people = links.people.map((person): Wanted<'person'> => {
    const before = known.people.get(person.id);
    const place = {
      member: memberAfter(person.member),
      alsoOf: alsoOf(person, before, memberAfter),
      managedHub: links.managedHubOf.get(person.id),
    };
    return {
      ...{ kind: 'person', id: person.id, before },
      // Whoever is to be erased since the files were compared with the table stays as they are.
      over: (now) => (now?.erasureAskedAt === undefined ? personRow(person, now, place, before) : now),
      asRead: ['erasureAskedAt'],
      along: (changes, to) => leavesWith(to, person.id, changes),
    };
  });
  const named = new Set(people.map(({ id }) => id));
  const colleagues = store === undefined ? [] : await planColleagues(store, [...schools, ...trusts], named);
  return { schools, trusts, hubs, people, colleagues, links };
}

/** What follows when somebody has left is for the daily round: an import sends no mail. */
function leavesWith(store: Store, id: string, { left, leftOn }: Readonly<Record<string, unknown>>) {
  if (left === true) return [carryOutLeaving(store, id, 'at-once')];
  return typeof leftOn === 'string' ? [carryOutLeaving(store, id, { day: leftOn })] : [];
}

function planMembers(files: Required<MembersToImport>, known: Known, links: Links) {
  const schoolByUrn = new Map(files.schools.map((school) => [school.urn, school]));
  const closedByUrn = new Map(files.closed.map((school) => [school.urn, school]));
  const schools = links.schools.map((urn): Wanted<'member'> => {
    const before = known.members.get(urn);
    const closed = closedByUrn.get(urn);
    const followed = links.successions.predecessorsOf.get(urn) ?? [];
    const standing = standingOfNew(followed.flatMap((one) => known.members.get(one) ?? []));
    const over = (now: MemberRow | undefined): MemberRow =>
      closed !== undefined && now !== undefined
        ? closedRow(closed, now, links)
        : schoolRow(urn, schoolByUrn.get(urn), now, links, standing);
    return { kind: 'member', id: urn, before, over };
  });
  const after = new Map(schools.map((wanted) => [wanted.id, wanted.over(wanted.before)]));
  const names = namesOfTrusts(files.schools);
  const telephones = new Map<string, string | undefined>();
  for (const { id, name, telephone } of files.trusts) {
    names.set(id, name);
    telephones.set(id, telephone);
  }
  const trusts = links.trusts.map((id): Wanted<'member'> => {
    const theirs = new Map((known.schoolsOf.get(id) ?? []).map((row) => [row.member, row]));
    for (const [urn, row] of after) {
      if (row.trust === id) theirs.set(urn, row);
      else theirs.delete(urn);
    }
    const over = (now: MemberRow | undefined) =>
      trustRow({ id, name: names.get(id), telephone: telephones.get(id) }, now, [...theirs.values()], links);
    return { kind: 'member', id, before: known.members.get(id), over };
  });
  return { schools, trusts };
}

const namesOfTrusts = (schools: readonly School[]): Map<string, string> =>
  new Map(schools.flatMap(({ trust }: { trust?: RegisteredTrust }) => (trust ? [[trust.id, trust.name]] : [])));

/**
 * What somebody answers for beside the member they work for: what their lines say, and whatever they still lead when nobody else
 * is named for it. Of a school its trust counts too.
 */
function alsoOf(
  person: PersonRecord,
  before: PersonRow | undefined,
  memberAfter: (id: string | undefined) => MemberRow | undefined,
): string[] {
  const stillLed = [before?.member ?? [], before?.alsoOf ?? []]
    .flat()
    .filter((member) => memberAfter(member)?.head === person.id);
  const others = [...(person.others ?? []).map(({ member }) => member), ...ledBy(person), ...stillLed];
  const all = new Set(others.flatMap((member) => [member, memberAfter(member)?.trust ?? []].flat()));
  const main = memberAfter(person.member);
  return [...all].filter((id) => id !== person.member && id !== main?.trust).sort();
}

/** The people of members whose hub, trust, phase or place changes, as far as the files do not name them. */
async function planColleagues(
  store: Store,
  members: readonly Wanted<'member'>[],
  named: ReadonlySet<string>,
): Promise<Wanted<'person'>[]> {
  const colleagues: Wanted<'person'>[] = [];
  await inParallel(members, async ({ id, before, over }) => {
    if (before === undefined) return;
    const after = over(before);
    if (!Object.keys(changesOf(before, after)).some((name) => REPEATED.some((one) => one === name))) return;
    for (const row of await store.peopleOfMember(id)) {
      if (named.has(row.person)) continue;
      const follow = (now: PersonRow | undefined): PersonRow => {
        const current = now ?? row;
        return current.member === id ? colleagueRow(current, before, after) : current;
      };
      if (Object.keys(changesOf(row, follow(row))).length === 0) continue;
      colleagues.push({ kind: 'person', id: row.person, before: row, over: follow });
    }
  });
  return colleagues.sort((a, b) => a.id.localeCompare(b.id, 'en'));
}
