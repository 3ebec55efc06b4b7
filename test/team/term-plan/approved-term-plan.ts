/** A round whose plan for two reviews of one week was approved, and what becomes of it. */
import type { Placement, Review, Store } from '../../../lambdas/store/store.ts';
import { chooseCandidate } from '../../../lambdas/team/choose-candidate.ts';
import { Shortlist } from '../../../lambdas/team/shortlists.ts';
import { AT, lead, reviewer } from '../network.ts';
import { PLANS_AT, ROUND, reviewOf, termReview, writeAll, writeTerm } from './term.ts';

export const seats = (...people: readonly (string | undefined)[]) =>
  ['lead', 'seat-1', 'seat-2', 'seat-3'].map((seat, index) => {
    const person = people[index];
    return { seat, ...(person !== undefined && { person }) };
  });
export const next = (...numbers: readonly number[]) =>
  numbers.map((number) => ({ person: `person-${number}`, points: number }));

/** Two reviews in one week with a plan for each, and reviewers enough for both. */
export async function writeRound(store: Store, changes: Partial<Review> = {}): Promise<void> {
  await writeTerm(store, {
    reviews: [termReview(1, changes), termReview(2)],
    people: [lead(1), lead(2), lead(3), ...Array.from({ length: 12 }, (_, index) => reviewer(index + 1))],
  });
  const { rows } = store;
  const planned = { about: ROUND, plan: '001', turn: 1, day1: '2027-01-12' };
  await writeAll(store, [
    rows.matchingRound
      .put({
        ...{ about: ROUND, year: '2026', term: 'spring', number: 1, status: 'approved', openedAt: PLANS_AT, plans: 1 },
      })
      .commit(),
    rows.plannedTeam
      .put({
        ...planned,
        review: reviewOf(1),
        team: {
          seats: seats('lead-1', 'person-1', 'person-2', 'person-3'),
          alternates: next(7, 8, 9, 10),
          leads: [{ person: 'lead-3', points: 4 }],
        },
      })
      .commit(),
    rows.plannedTeam
      .put({
        ...planned,
        review: reviewOf(2),
        team: { seats: seats('lead-2', 'person-4', 'person-5', undefined), alternates: next(7, 11), leads: [] },
      })
      .commit(),
  ]);
}

export const planOf = async (store: Store, number: number) => {
  const whole = await store.needWholeReview(reviewOf(number));
  return {
    planned: whole.placements
      .filter(({ status }) => status === 'planned')
      .map(({ seat, person }) => `${seat} ${person}`),
    lists: Object.fromEntries(
      whole.seats.map(({ seat, shortlist }) => [
        seat,
        Shortlist.parse(shortlist).candidates.map(({ person }) => person),
      ]),
    ),
  };
};

export const choose = (store: Store, number: number, seat: string) =>
  chooseCandidate({ about: reviewOf(number), turn: 1, seat, at: AT }, { store });

const say = (store: Store, { about, turn, seat, person }: Placement, status: 'declined' | 'expired') =>
  store.write([store.rows.placement.patch({ about, turn, seat, person }).set({ status, answeredAt: AT }).commit()]);

export async function decline(store: Store, number: number, seat: string): Promise<void> {
  const { placements } = await store.needWholeReview(reviewOf(number));
  const asked = placements.find((row) => row.seat === seat && row.status === 'invited');
  if (!asked) throw new Error(`Nobody is asked for ${seat}.`);
  await say(store, asked, 'declined');
}
