import { hostOf, reviewsOf } from '../members/lineage.ts';
import type { Person, Review, Store } from '../store/store.ts';

/** A review that cannot do without somebody, and as what. */
export interface Needed {
  readonly about: string;
  readonly as: 'a place in its team' | 'the one who answers for its host';
}

/** Placements by which somebody is in a team, or may be before the day is over. */
const IN_A_TEAM: readonly string[] = ['accepted'];

const isUnderWay = ({ stage, status }: Review): boolean =>
  stage !== 'planned' && stage !== 'closed' && status !== 'cancelled';

/**
 * The first review under way that needs a person: one in whose team they have a place, or of a school or trust that they answer for.
 * Nothing when none does: then what is held on them can be erased.
 */
export async function neededBy(person: Person, store: Store): Promise<Needed | undefined> {
  const placements = await store.placementsOf(person.person, '0000', '9999');
  const inTeams = [...new Set(placements.filter(({ status }) => IN_A_TEAM.includes(status)).map(({ about }) => about))];
  for (const about of inTeams) {
    const atHand = await store.reviewAtHand(about);
    if (!atHand || !(isUnderWay(atHand.review) || atHand.review.stage === 'planned')) continue;
    if (atHand.review.status === 'cancelled') continue;
    if (atHand.seats.some((seat) => seat.person === person.person)) return { about, as: 'a place in its team' };
  }
  const { member, alsoOf = [] } = person;
  for (const id of new Set([...(member === undefined ? [] : [member]), ...alsoOf])) {
    if ((await store.member(id))?.head !== person.person) continue;
    // One that began at a school that has closed goes on at the one that followed, and needs its head.
    const review = (await reviewsOf(store, id)).find((one) => hostOf(one) === id && isUnderWay(one));
    if (review) return { about: review.about, as: 'the one who answers for its host' };
  }
  return undefined;
}
