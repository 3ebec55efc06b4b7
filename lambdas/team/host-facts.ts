import { visitDays } from '../calendar/working-days.ts';
import { notKnownOf } from '../members/belonging.ts';
import type { HostFacts } from '../members/hard-rules.ts';
import { familyOf, hostOf, type Lineage, memberToday, readLineage } from '../members/lineage.ts';
import { DatesNotFixed } from '../questions/review-context.ts';
import { lastYearsReview } from '../store/last-years-review.ts';
import type { Decision, Member, Placement, Review, Store, WholeReview } from '../store/store.ts';
import { SettledAnswer, TeamAnswer } from './objections.ts';

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
 * Reads what the hard rules have to know of a host, as it is today: one query for the team of last year, one for the placements of the
 * host's own people this year (of a trust: one more for its schools and one for each of them). A school that followed others has had
 * their reviews and teams, so for each of those there are two queries more; the members themselves come in batches.
 */
export async function readHostFacts(
  store: Store,
  whole: WholeReview,
): Promise<{ readonly host: Member; readonly facts: Omit<HostFacts, 'sameHubAllowed'> }> {
  const { review } = whole;
  const id = hostOf(review);
  const lineage = await readLineage(store, [id]);
  const host = memberToday(lineage, id) ?? (await store.needMember(id));
  const hosts = new Set([review.host, ...familyOf(lineage, id)]);
  const [lastYear, visits] = await Promise.all([
    Promise.all([...hosts].map((host) => store.reviewAtHand(lastYearsReview({ ...review, host })))),
    placementsOfHost(store, review, hosts),
  ]);
  const visited = new Set(visits.filter(goes).map((visit) => visit.host));
  const around: Lineage = await readLineage(store, visited);
  const facts = {
    programme: review.programme,
    hostKind: review.hostKind,
    host: host.member,
    family: hosts,
    trust: host.trust,
    hub: host.hub,
    notKnown: notKnownOf(host),
    days: daysOf(review),
    reviewedLastYear: new Set(
      lastYear
        .flatMap((row) => row?.placements ?? [])
        .filter(({ status }) => WENT.has(status))
        .map(({ person }) => person),
    ),
    visitedByHost: new Set([...visited].flatMap((one) => [...familyOf(around, one)])),
    objectedTo: new Set(whole.decisions.flatMap(objections)),
    takenOut: new Set(whole.decisions.flatMap(takenOut)),
  };
  return { host, facts };
}

async function placementsOfHost(store: Store, review: Review, hosts: ReadonlySet<string>): Promise<Placement[]> {
  const schools =
    review.hostKind === 'trust'
      ? (await Promise.all([...hosts].map((trust) => store.membersOfTrust(trust)))).flat()
      : [];
  const organisations = new Set([...hosts, ...schools.map(({ member }) => member)]);
  const found = await Promise.all([...organisations].map((one) => store.placementsOfOrganisation(one, review.year)));
  return found.flat();
}

/** The people to whom the host objected in an answer. */
function objections(decision: Decision): string[] {
  if (decision.question !== 'confirm-team' || decision.status !== 'answered') return [];
  const answer = TeamAnswer.safeParse(decision.answer).data;
  return answer?.confirms === false ? answer.objections.map(({ person }) => person) : [];
}

/** The people whom the central team took out of the host's team, be they those to whom it had objected or others. */
function takenOut(decision: Decision): string[] {
  if (decision.question !== 'settle-team' || decision.status !== 'answered') return [];
  const answer = SettledAnswer.safeParse(decision.answer).data;
  return answer?.decision === 'change' ? answer.go : [];
}
