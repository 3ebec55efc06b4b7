/** A relationship that comes out with an invitation: from then on it is declared, and of places that somebody has because nobody knew the central team is told. */
import { longDateRange } from '../calendar/dates.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import { memberToday, readLineage } from '../members/lineage.ts';
import type { Addressee, Notice } from '../questions/question.ts';
import type { ReviewContext } from '../questions/review-context.ts';
import type { Review, Store, WriteItem } from '../store/store.ts';
import type { Place } from './accept-place.ts';
import { attemptOf } from './joined-mail.ts';

/** Counts as declared from then on. */
export function declareRelationship(store: Store, { person, review }: Place): WriteItem {
  const relationships = [...new Set([...(person.relationships ?? []), review.host])];
  return store.rows.person.patch({ person: person.person }).set({ relationships }).commit();
}

/** A place that somebody has accepted, or is asked about. */
export interface PlaceInTrust {
  readonly school: string;
  /** London date of the first day of the visit. */
  readonly day1: string;
  readonly status: 'accepted' | 'invited';
}

/**
 * Places of somebody at schools of the trust that is reviewed: to none of them would they be sent who know the trust too well
 * (lambdas/members/hard-rules.ts; whoever knows one school may go to its trust). Those that they are asked about count, since nobody looks at
 * the rules again when they accept; whom a plan has for a place is looked at before they are asked. A school is in the trust that it, or
 * whoever followed it, is in today. None where the host is a school.
 *
 * @param from London date; the visits begin on it or after it
 */
export async function placesInTrust(
  store: Store,
  { hostKind, host }: Pick<Review, 'hostKind' | 'host'>,
  person: string,
  from: string,
): Promise<readonly PlaceInTrust[]> {
  if (hostKind !== 'trust') return [];
  const placements = await store.placementsOf(person, from, '9999');
  const held = placements.flatMap(({ host, day1, status }) =>
    status === 'accepted' || status === 'invited' ? [{ host, day1, status }] : [],
  );
  const lineage = await readLineage(
    store,
    held.map((place) => place.host),
  );
  return held.flatMap(({ host: school, day1, status }) => {
    const today = memberToday(lineage, school);
    return today?.trust === host ? [{ school: today.name, day1, status }] : [];
  });
}

/** What the central team is told where somebody has such places: whether they go is for people to decide, and near the visit a gap may be worse. */
export const inTeamsOfTrust = (
  context: ReviewContext,
  { review, person, seat }: Place,
  places: readonly PlaceInTrust[],
  to: Addressee,
): Notice => ({
  to,
  kind: `relationship-declared.${review.turn}.${attemptOf(context)}.${seat}`,
  subject: `${person.name} knows ${review.hostName} too well to review it`,
  firstLine: `${person.name} has declined a place in the review of ${review.hostName}, because of knowing it or its leaders too well.`,
  paragraphs: [
    `${person.name} has a place at a school of this trust all the same, or is asked to take one. Please talk with ${person.name}. If they should not go, the dashboard replaces them in the team, or takes the invitation back.`,
  ],
  facts: places.map(({ school, day1, status }) => ({
    label: school,
    value: `${longDateRange(day1, lastVisitDay(day1))}${status === 'invited' ? ', asked and not yet answered' : ''}`,
  })),
  whyYou: 'You get this mail because the central team looks after the teams.',
});
