/** In which partitions of the table somebody may stand. */
import { inParallel } from '../platform/in-parallel.ts';
import type { Partition, Person, Placement, Store } from '../store/store.ts';

/** The partitions to look through, and what was read to find them. */
export interface Places {
  readonly partitions: readonly Partition[];
  readonly placements: readonly Placement[];
}

/** The first and the last day that a visit may have, for all of somebody's placements. */
const EVER = ['0000', '9999'] as const;

/** Of a term, more rounds of planning than anybody starts. */
const ROUNDS_OF_A_TERM = 5;

/** How the name of what is on record of a person begins, in the audit and in mails that ask nothing of a review. */
export const recordOf = (person: string): string => `person-${person}`;

/**
 * Every partition in which a person may stand, in a steady order: their own, those of the reviews for which they were wanted, of the
 * schools and trusts that they work or worked for or led, of hubs and their members where they look or looked after one, of their
 * training and of what was asked of them about terms. There is no scan: what leads there are the access patterns of docs/data-model.md.
 *
 * @param registration by what a form at /join with their address is found.
 */
export async function placesOf(person: Person, registration: string, store: Store): Promise<Places> {
  const { person: id } = person;
  const [placements, open, bookings, availability, former] = await Promise.all([
    store.placementsOf(id, ...EVER),
    store.openDecisionsOf(id),
    store.entities.trainingBooking.query.byPerson({ person: id }).go({ pages: 'all' }),
    store.entities.availability.query.primary({ person: id }).go({ pages: 'all' }),
    formerPlaces(person, store),
  ]);
  const members = await membersOf(person, placements, former, store);
  const abouts = new Set<string>([recordOf(id), registration]);
  for (const { about } of [...placements, ...open, ...bookings.data]) abouts.add(about);
  for (const { session } of bookings.data) abouts.add(session);
  for (const { year, term } of availability.data) abouts.add(`availability-${year}-${term}-${id}`);
  const years = new Set([...placements, ...availability.data].map(({ year }) => year));
  await inParallel([...members], async (member) => {
    const [reviews, memberships] = await Promise.all([
      store.reviewsOfHost(member),
      store.entities.membership.query.primary({ member }).go({ pages: 'all' }),
    ]);
    for (const { about, year } of reviews) {
      abouts.add(about);
      years.add(year);
    }
    for (const { year } of memberships.data) abouts.add(`membership-${year}-${member}`);
  });
  for (const round of await roundsOf([...years], store)) abouts.add(round);
  const partitions: Partition[] = [
    { kind: 'person', id },
    { kind: 'registration', id: registration },
    ...[...new Set([person.hub ?? [], former].flat())].sort().map((hub): Partition => ({ kind: 'hub', id: hub })),
    ...[...members].sort().map((member): Partition => ({ kind: 'member', id: member })),
    ...[...new Set(bookings.data.map(({ session }) => session))]
      .sort()
      .map((session): Partition => ({ kind: 'session', id: session })),
    ...[...abouts].sort().map((about): Partition => ({ kind: 'about', id: about })),
  ];
  return { partitions, placements };
}

/**
 * Where somebody worked or held an office before: members and hubs, whichever each is. Of offices that passed on before their rows kept
 * it, the mails tell by which they heard of it.
 */
async function formerPlaces({ person, formerly = [] }: Person, store: Store): Promise<readonly string[]> {
  const told = await store.messagesBeginning(recordOf(person), OFFICE_PASSED);
  const offices = told.flatMap(({ message }) => message.slice(OFFICE_PASSED.length).split('.', 1));
  return [...new Set([...formerly, ...offices])];
}

/** How the mails begin that say that an office has passed from somebody; what it was of comes next. */
const OFFICE_PASSED = 'office-passed.';

/**
 * The schools and trusts that they work for, or did before or when they were asked for a review, and those that are or were in a hub
 * that they look or looked after.
 */
async function membersOf(
  person: Person,
  placements: readonly Placement[],
  former: readonly string[],
  store: Store,
): Promise<ReadonlySet<string>> {
  const { member, alsoOf = [], hub } = person;
  const hubRow = hub === undefined ? undefined : await store.hub(hub);
  const looksAfter = [hubRow?.manager, hubRow?.seniorPartner].includes(person.person);
  const hubs = looksAfter && hub !== undefined ? [...former, hub] : former;
  const [ofHub, hubRows] = await Promise.all([
    Promise.all(hubs.map((one) => store.membersOfHub(one))),
    Promise.all(hubs.map((one) => store.hub(one))),
  ]);
  return new Set([
    ...(member === undefined ? [] : [member]),
    ...alsoOf,
    ...former,
    ...placements.flatMap(({ organisation }) => organisation ?? []),
    ...ofHub.flat().map((one) => one.member),
    ...hubRows.flatMap((one) => one?.formerMembers ?? []),
  ]);
}

/** The rounds in which the terms of these years were planned: the central team may have wished somebody in or out, with a reason. */
async function roundsOf(years: readonly string[], store: Store): Promise<readonly string[]> {
  const rows = await Promise.all(years.map((year) => store.partnershipYear(year)));
  const terms = rows.flatMap((row) =>
    ((row?.terms ?? []) as readonly { readonly term: string }[]).map(({ term }) => `teams-${row?.year}-${term}`),
  );
  return terms.flatMap((name) =>
    Array.from({ length: ROUNDS_OF_A_TERM }, (_, index) => (index === 0 ? name : `${name}-${index + 1}`)),
  );
}
