/**
 * Who may go on a review: the hard rules of domain.md, 'Team rules', each a function that gives the reason why somebody
 * may not, in plain words, or nothing. A reason never names anybody, so that it can be counted over all people.
 */
import type { DateRange } from '../calendar/dates.ts';
import type { Person, Review } from '../store/store.ts';
import type { Belonging } from './belonging.ts';
import { whyOutOfPools } from './leaving.ts';

export type Candidate = Pick<
  Person,
  | 'person'
  | 'member'
  | 'alsoOf'
  | 'trust'
  | 'hub'
  | 'relationships'
  | 'training'
  | 'reviewsDone'
  | 'maxReviewsAYear'
  | 'left'
  | 'stoppedOn'
> & {
  /** What is not known of the member they work for. */
  readonly notKnown?: readonly Belonging[];
};

/** What is known of the host and its review. */
export interface HostFacts {
  readonly programme: Review['programme'];
  readonly hostKind: Review['hostKind'];
  /** The member that hosts it today. */
  readonly host: string;
  /** The host with what it followed, and what followed it: all of that is one school here. */
  readonly family: ReadonlySet<string>;
  /** As they are today. */
  readonly trust?: string | undefined;
  readonly hub?: string | undefined;
  /** What of these nobody has told us; then nobody is taken to be of another. */
  readonly notKnown?: readonly Belonging[];
  /** The days of the visit as London dates, in order. */
  readonly days: readonly string[];
  /** A setting; the central team may override it with a reason. */
  readonly sameHubAllowed: boolean;
  /** People who were on last year's review of this host. */
  readonly reviewedLastYear: ReadonlySet<string>;
  /** Members (schools and trusts) to whose reviews the host's own people go this year, with what these followed and what followed them. */
  readonly visitedByHost: ReadonlySet<string>;
  /** People to whom the host objected. */
  readonly objectedTo: ReadonlySet<string>;
  /** People whom the central team took out of the host's team since its head objected to that. */
  readonly takenOut?: ReadonlySet<string>;
}

/** Somebody who is in the team, or was asked and may still accept. */
export interface TeamMember {
  readonly seat: string;
  readonly kind: 'lead' | 'reviewer';
  readonly member?: string | undefined;
  readonly firstTimer: boolean;
}

/** What a person has on already. */
export interface Diary {
  /** Days taken by other reviews, and days for which another review has asked and awaits an answer. */
  readonly takenDays: ReadonlySet<string>;
  /** Reviews of this partnership year that they go on or are asked for, this one not counted. */
  readonly reviewsThisYear: number;
  /** Days on which they said that they cannot, both ends included. */
  readonly cannot: readonly DateRange[];
  /** The same for the term of the visit, and how many they would do in it; nothing for a visit in no term. */
  readonly term: { readonly reviews: number; readonly most: number } | undefined;
}

type HostRule = (person: Candidate, host: HostFacts) => string | undefined;

export const stillInPost: HostRule = (person) => whyOutOfPools(person);

/** Training counts when it holds on every day of the visit. */
export const trained: HostRule = (person, { programme, days }) => {
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  const inDate = person.training?.some(
    (training) => training.programme === programme && training.from <= first && last <= training.until,
  );
  return inDate ? undefined : `has no ${programme} training that is in date on the days of the visit`;
};

/** Whoever leads two organisations works for both, and for their trusts. */
const answersFor = ({ alsoOf = [] }: Candidate, organisation: string): boolean => alsoOf.includes(organisation);

export const notOfTheHost: HostRule = (person, { family, hostKind }) =>
  [person.member, ...(person.alsoOf ?? [])].some((member) => member !== undefined && family.has(member))
    ? `works at the ${hostKind} itself`
    : undefined;

export const notOfTheSameTrust: HostRule = (person, host) => {
  const trust = host.hostKind === 'trust' ? host.host : host.trust;
  if (trust !== undefined && (person.trust === trust || answersFor(person, trust))) return 'works in the same trust';
  return nobodyCanTell('trust', [person.trust, person.notKnown], [trust, host.notKnown])
    ? 'may work in the same trust: that of their school or of the host is not known'
    : undefined;
};

export const notOfTheSameHub: HostRule = (person, { hub, notKnown, sameHubAllowed }) => {
  if (sameHubAllowed) return undefined;
  if (hub !== undefined && person.hub === hub) return 'works in the same hub';
  return nobodyCanTell('hub', [person.hub, person.notKnown], [hub, notKnown])
    ? 'may work in the same hub: that of their school or of the host is not known'
    : undefined;
};

export type Known = readonly [value: string | undefined, notKnown: readonly Belonging[] | undefined];

/** Whether two may belong to the same although nobody said so. Who is known to belong to none shares it with nobody. */
export function nobodyCanTell(what: Belonging, ...[one, other]: readonly [Known, Known]): boolean {
  const isUnknown = ([value, notKnown = []]: Known): boolean => value === undefined && notKnown.includes(what);
  const mayBelong = (side: Known): boolean => side[0] !== undefined || isUnknown(side);
  return (isUnknown(one) && mayBelong(other)) || (isUnknown(other) && mayBelong(one));
}

export const noDeclaredRelationship: HostRule = (person, { family, trust }) =>
  person.relationships?.some((member) => family.has(member) || member === trust)
    ? 'has declared a relationship with the host'
    : undefined;

export const notTwoYearsRunning: HostRule = (person, { reviewedLastYear }) =>
  reviewedLastYear.has(person.person) ? 'reviewed this host last year' : undefined;

/** A reviews B and B reviews A in one year. */
export const noSwap: HostRule = (person, { visitedByHost }) =>
  [person.member, person.trust, ...(person.alsoOf ?? [])].some(
    (member) => member !== undefined && visitedByHost.has(member),
  )
    ? 'would make a swap: the host reviews their organisation this year'
    : undefined;

export const notObjectedTo: HostRule = ({ person }, { objectedTo, takenOut }) => {
  if (objectedTo.has(person)) return 'was objected to by the host';
  return takenOut?.has(person) ? 'was taken out of a team of the host after an objection' : undefined;
};

/** The rules between a person and a host, in the order in which a refusal is explained. */
export const hostRules: readonly HostRule[] = [
  stillInPost,
  trained,
  notOfTheHost,
  notOfTheSameTrust,
  notOfTheSameHub,
  noDeclaredRelationship,
  notTwoYearsRunning,
  noSwap,
  notObjectedTo,
];

/** The first hard rule between person and host that does not hold, in words. */
export function whyNotThisHost(person: Candidate, host: HostFacts): string | undefined {
  for (const rule of hostRules) {
    const reason = rule(person, host);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

export const isFirstTimer = (person: Pick<Candidate, 'reviewsDone'>): boolean => (person.reviewsDone ?? 0) === 0;

export function noColleagueInTheTeam(person: Candidate, team: readonly TeamMember[]): string | undefined {
  const works = [person.member, ...(person.alsoOf ?? [])];
  return team.some(({ member }) => member !== undefined && works.includes(member))
    ? 'works at the same school as somebody in the team'
    : undefined;
}

/** Counts reviewers alone: a lead reviewer is experienced by their office. */
export function fewFirstTimers(person: Candidate, team: readonly TeamMember[], most: number): string | undefined {
  if (!isFirstTimer(person)) return undefined;
  const already = team.filter(({ kind, firstTimer }) => kind === 'reviewer' && firstTimer).length;
  return already >= most ? `would be one more than ${most} first-timers in the team` : undefined;
}

/** The first rule between a person who would take a reviewer's or the lead's seat and the rest of the team. */
export function whyNotInThisTeam(
  person: Candidate,
  kind: TeamMember['kind'],
  team: readonly TeamMember[],
  limits: { readonly maxFirstTimers: number },
): string | undefined {
  return (
    noColleagueInTheTeam(person, team) ??
    (kind === 'reviewer' ? fewFirstTimers(person, team, limits.maxFirstTimers) : undefined)
  );
}

export function ableInThatWeek({ cannot }: Pick<Diary, 'cannot'>, days: readonly string[]): string | undefined {
  return days.some((day) => cannot.some(({ from, to }) => from <= day && day <= to))
    ? 'cannot in that week, as they told us'
    : undefined;
}

export function freeOnTheDays(diary: Pick<Diary, 'takenDays'>, days: readonly string[]): string | undefined {
  return days.some((day) => diary.takenDays.has(day))
    ? 'is on another review, or asked for one, on these days'
    : undefined;
}

export function withinYearlyLimit(
  person: Candidate,
  diary: Pick<Diary, 'reviewsThisYear'>,
  limits: { readonly defaultMaxReviewsAYear: number },
): string | undefined {
  const most = person.maxReviewsAYear ?? limits.defaultMaxReviewsAYear;
  return diary.reviewsThisYear >= most ? 'has as many reviews this year as they offered' : undefined;
}

/** Whether what somebody said of the term keeps them from a visit, whatever they have on. */
export const whyNotAble = (
  said: { readonly cannot: readonly DateRange[]; readonly maxReviews?: number | undefined } | undefined,
  days: readonly string[],
): string | undefined => said && (ableInThatWeek(said, days) ?? (said.maxReviews === 0 ? NONE_THIS_TERM : undefined));

const NONE_THIS_TERM = 'goes on no review this term, as they told us';

/** Whoever has said nothing is taken to offer what the settings say: see `mostReviews`. */
export function withinTermLimit({ term }: Pick<Diary, 'term'>): string | undefined {
  if (term?.most === 0) return NONE_THIS_TERM;
  return term !== undefined && term.reviews >= term.most ? 'has as many reviews this term as they offered' : undefined;
}

/** The first rule about a person's time that does not hold. */
export const whyNoTime = (
  person: Candidate,
  diary: Diary,
  days: readonly string[],
  limits: { readonly defaultMaxReviewsAYear: number },
): string | undefined =>
  ableInThatWeek(diary, days) ??
  freeOnTheDays(diary, days) ??
  withinTermLimit(diary) ??
  withinYearlyLimit(person, diary, limits);
