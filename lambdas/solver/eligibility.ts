/**
 * Who may be placed on which review: the hard rules of domain.md, 'Team rules', as data. Each has the words in which a
 * waterfall counts the people whom it keeps out. They are held to by check-plan.ts, which shares nothing with this file.
 */
import { mondayOf } from '../calendar/dates.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import { kilometresBetween } from '../members/distance.ts';
import type { SeasonInstance, SeasonPerson, SeasonReview, SeasonSchool } from './instance.ts';

/** A review whose dates are fixed. */
export type DatedReview = SeasonReview & {
  readonly day1: string;
  readonly day3: string;
  /** The Monday of its week. Two visits of a week always share a day: three of five. */
  readonly week: string;
};

/** What the rules look at beside person and review. */
export interface Facts {
  readonly settings: SeasonInstance['settings'];
  readonly schools: ReadonlyMap<string, SeasonSchool>;
  readonly people: ReadonlyMap<string, SeasonPerson>;
  /** Schools of a trust that are named by any person: whose people are the trust's own. */
  readonly schoolsOfTrust: ReadonlyMap<string, readonly string[]>;
}

export interface PairRule {
  readonly rule: string;
  /** After a number of people: '71 not trained'. */
  readonly words: string;
  readonly breaks: (person: SeasonPerson, review: DatedReview, facts: Facts) => boolean;
}

export function dated(review: SeasonReview): DatedReview | undefined {
  const { day1 } = review;
  return day1 === undefined ? undefined : { ...review, day1, day3: lastVisitDay(day1), week: mondayOf(day1) };
}

/** Whether the person works for an organisation: the school itself, or a school of the trust. */
export const worksFor = ({ school, trust }: SeasonPerson, organisation: string): boolean =>
  school === organisation || trust === organisation;

const trained: PairRule = {
  rule: 'trained',
  words: 'untrained, or with training out of date',
  breaks: ({ training }, { programme, day1, day3 }) =>
    !training.some((one) => one.programme === programme && one.from <= day1 && day3 <= one.until),
};

const available: PairRule = {
  rule: 'available',
  words: 'not available on these days',
  breaks: ({ cannot }, { day1, day3 }) => cannot.some(({ from, to }) => from <= day3 && day1 <= to),
};

const notOfTheHost: PairRule = {
  rule: 'not-of-the-host',
  words: 'at the host itself',
  breaks: ({ school }, { host }) => school === host,
};

const notOfTheTrust: PairRule = {
  rule: 'not-of-the-trust',
  words: 'in the same trust',
  breaks: (person, { host, hostKind, trust }) => {
    const hostTrust = hostKind === 'trust' ? host : trust;
    return hostTrust !== undefined && person.trust === hostTrust;
  },
};

const notOfTheHub: PairRule = {
  rule: 'not-of-the-hub',
  words: 'in the same hub',
  breaks: (person, { hub }, { settings }) => !settings.sameHubAllowed && hub !== undefined && person.hub === hub,
};

const noRelationship: PairRule = {
  rule: 'no-relationship',
  words: 'with a declared relationship to the host',
  breaks: ({ relationships }, { host, trust }) => relationships.some((one) => one === host || one === trust),
};

const knownApart: PairRule = {
  rule: 'known-apart',
  words: 'perhaps of the same trust or hub, which is not known',
  breaks: ({ perhapsOfTheSame = [] }, { host }) => perhapsOfTheSame.includes(host),
};

const notTwoYearsRunning: PairRule = {
  rule: 'not-two-years-running',
  words: 'reviewed this host last year',
  breaks: ({ hostsLastYear }, { host }) => hostsLastYear.includes(host),
};

const notForbidden: PairRule = {
  rule: 'not-forbidden',
  words: 'declined or objected to',
  breaks: ({ person }, { forbidden, lead }) => forbidden.includes(person) || lead === person,
};

/** The host's people go to the person's school or trust on a review that is not planned here. */
const noSwap: PairRule = {
  rule: 'no-swap',
  words: 'of a school that is reviewed by the host this year',
  breaks: (person, { host, hostKind }, { schools, schoolsOfTrust }) => {
    const own = hostKind === 'trust' ? [host, ...(schoolsOfTrust.get(host) ?? [])] : [host];
    return own.some((school) => schools.get(school)?.visits.some((visited) => worksFor(person, visited)));
  },
};

const nearEnough: PairRule = {
  rule: 'near-enough',
  words: 'too far',
  breaks: (person, review) => {
    const km = kilometresBetween(person, review);
    return km !== undefined && km > person.maxDistanceKm && !person.staysOvernight;
  },
};

/** Another review, not planned here, has the person on one of the days. */
const free: PairRule = {
  rule: 'free',
  words: 'busy that week',
  breaks: ({ placements }, { day1, day3 }) =>
    placements.some((placement) => placement.day1 <= day3 && day1 <= lastVisitDay(placement.day1)),
};

/** In the order in which a waterfall counts: who can never go before who cannot go there. */
export const pairRules: readonly PairRule[] = [
  trained,
  available,
  notOfTheHost,
  notOfTheTrust,
  notOfTheHub,
  noRelationship,
  knownApart,
  notTwoYearsRunning,
  notForbidden,
  noSwap,
  nearEnough,
  free,
];

/** The first rule that keeps the person from this review, whatever else is planned. */
export const whyNever = (person: SeasonPerson, review: DatedReview, facts: Facts): PairRule | undefined =>
  pairRules.find(({ breaks }) => breaks(person, review, facts));

export function factsOf({ settings, schools, people }: SeasonInstance): Facts {
  const schoolsOfTrust = new Map<string, string[]>();
  for (const { school, trust } of people) {
    if (school === undefined || trust === undefined) continue;
    const known = schoolsOfTrust.get(trust) ?? [];
    if (!known.includes(school)) schoolsOfTrust.set(trust, [...known, school]);
  }
  return {
    settings,
    schools: new Map(schools.map((school) => [school.school, school])),
    people: new Map(people.map((person) => [person.person, person])),
    schoolsOfTrust,
  };
}
