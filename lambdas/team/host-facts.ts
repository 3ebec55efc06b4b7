import { visitDays } from '../calendar/working-days.ts';
import { DatesNotFixed } from '../questions/review-context.ts';
import { lastYearsReview } from '../store/last-years-review.ts';
import type { Decision, Placement, Review, Store, WholeReview } from '../store/store.ts';
import type { HostFacts } from './hard-rules.ts';
import { TeamAnswer } from './objections.ts';

/** Statuses of a placement whose person goes, went, may yet accept, or is to be asked by a plan in force. */
const GOES: ReadonlySet<Placement['status']> = new Set(['planned', 'invited', 'accepted', 'done']);
const WENT: ReadonlySet<Placement['status']> = new Set(['accepted', 'done']);

export const goes = (placement: Pick<Placement, 'status'>): boolean => GOES.has(placement.status);

/** @throws DatesNotFixed before the dates are fixed. */
export function daysOf(review: Pick<Review, 'about' | 'day1'>): [string, string, string] {
  if (review.day1 === undefined) throw new DatesNotFixed(`The dates of ${review.about} are not fixed yet.`);
  return visitDays(review.day1);
}

/**
 * Reads what the hard rules have to know of a host: one query for last year's team, one for the placements of the host's
 * own people this year (of a trust: one more for its schools and one for each of them).
 */
export async function readHostFacts(store: Store, whole: WholeReview): Promise<Omit<HostFacts, 'sameHubAllowed'>> {
  const { review } = whole;
  const [lastYear, visits] = await Promise.all([
    store.reviewAtHand(lastYearsReview(review)),
    placementsOfHost(store, review),
  ]);
  return {
    programme: review.programme,
    hostKind: review.hostKind,
    host: review.host,
    trust: review.trust,
    hub: review.hub,
    days: daysOf(review),
    reviewedLastYear: new Set(
      (lastYear?.placements ?? []).filter(({ status }) => WENT.has(status)).map(({ person }) => person),
    ),
    visitedByHost: new Set(visits.filter(goes).map(({ host }) => host)),
    objectedTo: new Set(whole.decisions.flatMap(objections)),
  };
}

async function placementsOfHost(store: Store, review: Review): Promise<Placement[]> {
  const schools = review.hostKind === 'trust' ? await store.membersOfTrust(review.host) : [];
  const organisations = [review.host, ...schools.map(({ member }) => member)];
  const found = await Promise.all(organisations.map((one) => store.placementsOfOrganisation(one, review.year)));
  return found.flat();
}

/** The people to whom the host objected in an answer. */
function objections(decision: Decision): string[] {
  if (decision.question !== 'confirm-team' || decision.status !== 'answered') return [];
  const answer = TeamAnswer.safeParse(decision.answer).data;
  return answer?.confirms === false ? answer.objections.map(({ person }) => person) : [];
}
