/** An invented spring term 2027: hosts with a review each, and people who may go. */
import { addDays, addWeeks } from '../../../lambdas/calendar/dates.ts';
import type { Member, Person, Placement, Review, Store, TermPlan, WriteItem } from '../../../lambdas/store/store.ts';
import { putSettings } from '../../support/settings.ts';
import { lead, reviewer, reviewRow, schoolOf } from '../network.ts';

export const ROUND = 'teams-2026-spring';
/** The day on which the plan of the term is made. */
export const PLANS_AT = '2026-10-09T07:00:00.000Z';

export const hostOf = (number: number): string => String(900_000 + number);
export const reviewOf = (number: number): string => `qar-2026-${hostOf(number)}`;

/** Before its team is sought: 27 a week from Tuesday 12 January on. */
export const termReview = (number: number, changes: Partial<Review> = {}): Review => {
  const day1 = changes.day1 ?? addDays(addWeeks('2027-01-11', Math.floor(number / 27)), 1);
  const row = reviewRow({
    ...{ about: reviewOf(number), host: hostOf(number), hostName: `Host ${number} Primary School`, hub: 'hub-near' },
    ...{ stage: 'scheduling', day1, week: addDays(day1, -1), ...changes },
  });
  return row;
};

export const hostRow = (number: number, changes: Partial<Member> = {}): Member => ({
  ...{ member: hostOf(number), kind: 'school', name: `Host ${number} Primary School`, phase: 'primary' },
  ...{ pupils: 300, easting: 500_000, northing: 200_000, hub: 'hub-near', standing: 'member' },
  ...changes,
});

export const placementRow = (changes: Partial<Placement> = {}): Placement => ({
  ...{ about: reviewOf(1), turn: 1, seat: 'seat-1', person: 'person-1', personName: 'Reviewer 1', kind: 'reviewer' },
  ...{ status: 'accepted', organisation: '910001', host: hostOf(1), year: '2026', day1: '2027-01-12' },
  invitedAt: PLANS_AT,
  ...changes,
});

export interface InventedTerm {
  readonly reviews: readonly Review[];
  readonly hosts?: readonly Member[];
  readonly people: readonly Person[];
  readonly placements?: readonly Placement[];
}

/** So many reviews, leads and reviewers, each reviewer of a school of their own. */
export const inventedTerm = (size: { reviews: number; leads: number; reviewers: number }): InventedTerm => ({
  reviews: numbers(size.reviews).map((number) => termReview(number)),
  people: [
    ...numbers(size.leads).map((number) => lead(number)),
    ...numbers(size.reviewers).map((number) => reviewer(number)),
  ],
});

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Writes settings and the term. Hosts that are not given are those of the reviews, numbered alike. */
export async function writeTerm(store: Store, term: InventedTerm): Promise<void> {
  await putSettings(store);
  const hosts = term.hosts ?? term.reviews.map(({ host }) => hostRow(Number(host) - 900_000));
  const schools = new Map(term.people.flatMap((one) => (one.member ? [[one.member, schoolOf(one)] as const] : [])));
  for (const { member } of hosts) schools.delete(member);
  const { rows } = store;
  await writeAll(store, [
    ...term.reviews.map((row) => rows.review.put(row).commit()),
    ...hosts.map((row) => rows.member.put(row).commit()),
    ...[...schools.values()].map((row) => rows.member.put(row).commit()),
    ...term.people.map((row) => rows.person.put(row).commit()),
    ...(term.placements ?? []).map((row) => rows.placement.put(row).commit()),
  ]);
}

export async function writeAll(store: Store, items: readonly WriteItem[]): Promise<void> {
  for (let from = 0; from < items.length; from += 90) await store.write(items.slice(from, from + 90));
}

export const openRound = (store: Store, changes: Partial<TermPlan> = {}) =>
  store.write([
    store.rows.matchingRound
      .put({
        ...{ about: ROUND, year: '2026', term: 'spring', number: 1, status: 'asking', plans: 0, openedAt: PLANS_AT },
        ...changes,
      })
      .commit(),
  ]);
