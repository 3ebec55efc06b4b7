/** A relationship that comes out with an invitation: from then on it is declared, and whoever is in a team already because nobody knew is told of. */
import { longDateRange } from '../calendar/dates.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import type { Addressee, Notice } from '../questions/question.ts';
import type { ReviewContext } from '../questions/review-context.ts';
import type { Review, Store, WriteItem } from '../store/store.ts';
import type { Place } from './accept-place.ts';

/** Counts as declared from then on. */
export function declareRelationship(store: Store, { person, review }: Place): WriteItem {
  const relationships = [...new Set([...(person.relationships ?? []), review.host])];
  return store.rows.person.patch({ person: person.person }).set({ relationships }).commit();
}

/** A place that somebody has accepted. */
export interface PlaceInTrust {
  readonly school: string;
  /** London date of the first day of the visit. */
  readonly day1: string;
}

/**
 * Places that somebody has accepted at schools of the trust that is reviewed: to none of them would they be sent who know the trust too
 * well (lambdas/team/hard-rules.ts; whoever knows one school may go to its trust). None where the host is a school.
 *
 * @param today London date; the visits are on it or after it
 */
export async function placesInTrust(
  store: Store,
  { hostKind, host }: Pick<Review, 'hostKind' | 'host'>,
  person: string,
  today: string,
): Promise<readonly PlaceInTrust[]> {
  if (hostKind !== 'trust') return [];
  const held = (await store.placementsOf(person, today, '9999')).filter(({ status }) => status === 'accepted');
  const schools = await Promise.all(held.map((place) => store.member(place.host)));
  return held.flatMap(({ day1 }, index) => {
    const school = schools[index];
    return school?.trust === host ? [{ school: school.name, day1 }] : [];
  });
}

/** What the central team is told where somebody is in such a team: whether they go is for people to decide, and near the visit a gap may be worse. */
export const inTeamsOfTrust = (
  { review }: ReviewContext,
  { person, seat }: Place,
  places: readonly PlaceInTrust[],
  to: Addressee,
): Notice => ({
  to,
  kind: `relationship-declared.${review.turn}.${seat}.${person.person}`,
  subject: `${person.name} knows ${review.hostName} too well to review it`,
  firstLine: `${person.name} has declined a place in the review of ${review.hostName}, because of knowing it or its leaders too well.`,
  paragraphs: [
    `${person.name} is in the team of a school of this trust all the same, having accepted before. Please talk with ${person.name}, and replace them on the dashboard if they should not go.`,
  ],
  facts: places.map(({ school, day1 }) => ({ label: school, value: longDateRange(day1, lastVisitDay(day1)) })),
  whyYou: 'You get this mail because the central team looks after the teams.',
});
