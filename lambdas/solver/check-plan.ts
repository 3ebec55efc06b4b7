/**
 * Looks at a finished plan with other eyes: its own reading of the rules and the points, from the document alone. It shares
 * no code with what makes plans, so that one mistake does not hide in both.
 */
import type { SeasonInstance, SeasonPerson, SeasonPlan, SeasonReview } from './instance.ts';

export interface CheckedPlan {
  /** Every broken rule in words, with ids. A plan that may be used has none. */
  readonly broken: readonly string[];
  /** Points of everybody who goes, those who are fixed included. */
  readonly cost: number;
  readonly emptySeats: number;
}

interface Place {
  readonly review: SeasonReview;
  readonly person: SeasonPerson;
  readonly how: 'lead' | 'fixed' | 'planned';
}

const DAY = 86_400_000;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
const kilometres = (a: SeasonPerson, b: SeasonReview): number | undefined =>
  a.easting === undefined || a.northing === undefined || b.easting === undefined || b.northing === undefined
    ? undefined
    : Math.sqrt((a.easting - b.easting) ** 2 + (a.northing - b.northing) ** 2) / 1000;

export function checkPlan(season: SeasonInstance, plan: SeasonPlan): CheckedPlan {
  const broken: string[] = [];
  const reviews = new Map(season.reviews.map((review) => [review.review, review]));
  const people = new Map(season.people.map((person) => [person.person, person]));
  const places: Place[] = [];
  const put = (review: SeasonReview, id: string, how: Place['how']): void => {
    const person = people.get(id);
    if (person) places.push({ review, person, how });
    else if (how === 'planned') broken.push(`${id} on ${review.review} is not among the people`);
  };
  for (const review of season.reviews) {
    if (review.day1 === undefined) continue;
    if (review.lead !== undefined) put(review, review.lead, 'lead');
    for (const id of review.fixed) put(review, id, 'fixed');
  }
  for (const { review: name, person } of plan.placements) {
    const review = reviews.get(name);
    if (!review) broken.push(`${name} is not among the reviews`);
    else if (review.day1 === undefined) broken.push(`${name} has no dates, but ${person} is placed on it`);
    else put(review, person, 'planned');
  }
  for (const place of places)
    if (place.how === 'planned') broken.push(...brokenByPair(place.person, place.review, season));
  broken.push(...brokenInTeams(season, places), ...brokenInDiaries(season, places), ...swaps(season, places));
  const emptySeats = season.reviews
    .filter(({ day1 }) => day1 !== undefined)
    .reduce((sum, { review, seats }) => {
      const filled = plan.placements.filter((one) => one.review === review).length;
      return sum + Math.max(0, seats - filled);
    }, 0);
  return { broken, cost: costOf(season, places, emptySeats), emptySeats };
}

/** The rules between one person and one review. */
export function brokenByPair(person: SeasonPerson, review: SeasonReview, season: SeasonInstance): string[] {
  const first = dayOf(review.day1 ?? '');
  const days = [first, first + 1, first + 2];
  const covers = (range: { readonly from: string; readonly to: string }, day: number): boolean =>
    dayOf(range.from) <= day && day <= dayOf(range.to);
  const trainings = person.training.filter(({ programme }) => programme === review.programme);
  const hostTrust = review.hostKind === 'trust' ? review.host : review.trust;
  const km = kilometres(person, review);
  const related = new Set(person.relationships);
  const found: [boolean, string][] = [
    [!trainings.some(({ from, until }) => days.every((day) => covers({ from, to: until }, day))), 'is not trained'],
    [days.some((day) => person.cannot.some((range) => covers(range, day))), 'cannot come on these days'],
    [person.school === review.host, 'works at the host'],
    [hostTrust !== undefined && person.trust === hostTrust, 'is of the same trust'],
    [!season.settings.sameHubAllowed && review.hub !== undefined && review.hub === person.hub, 'is of the same hub'],
    [related.has(review.host) || (review.trust !== undefined && related.has(review.trust)), 'has a relationship'],
    [person.perhapsOfTheSame?.includes(review.host) === true, 'may be of the same trust or hub'],
    [person.hostsLastYear.includes(review.host), 'reviewed this host last year'],
    [review.forbidden.includes(person.person), 'is not wanted in this team'],
    [review.lead === person.person, 'leads it'],
    [km !== undefined && km > person.maxDistanceKm && !person.staysOvernight, 'lives too far away'],
  ];
  return found.flatMap(([is, what]) => (is ? `${person.person} on ${review.review} ${what}` : []));
}

function brokenInTeams(season: SeasonInstance, places: readonly Place[]): string[] {
  const broken: string[] = [];
  for (const review of season.reviews) {
    const team = places.filter((place) => place.review === review);
    const planned = team.filter(({ how }) => how === 'planned');
    if (planned.length > review.seats) broken.push(`${review.review} has ${planned.length} for ${review.seats} seats`);
    const firstTimers = team.filter(({ how, person }) => how !== 'lead' && person.firstTimer);
    if (firstTimers.length > season.settings.maxFirstTimers && firstTimers.some(({ how }) => how === 'planned')) {
      broken.push(`${review.review} has ${firstTimers.length} first-timers`);
    }
    for (const [index, one] of team.entries()) {
      for (const other of team.slice(index + 1)) {
        if (one.how !== 'planned' && other.how !== 'planned') continue;
        if (one.person === other.person) broken.push(`${one.person.person} is twice on ${review.review}`);
        else if (one.person.school !== undefined && one.person.school === other.person.school) {
          broken.push(`${review.review} has two of ${one.person.school}`);
        }
      }
    }
  }
  return broken;
}

function brokenInDiaries(season: SeasonInstance, places: readonly Place[]): string[] {
  const broken: string[] = [];
  const byPerson = Map.groupBy(places, ({ person }) => person);
  for (const [person, own] of byPerson) {
    if (!own.some(({ how }) => how === 'planned')) continue;
    const days = new Map<number, string>();
    const starts = [
      ...person.placements.map(({ day1 }) => ({ day1, name: 'another review', planned: false })),
      ...own.map(({ review, how }) => ({
        day1: review.day1 ?? '',
        name: review.review,
        planned: how === 'planned',
      })),
    ].sort((a, b) => Number(a.planned) - Number(b.planned));
    for (const { day1, name, planned } of starts) {
      const clash = [0, 1, 2].map((offset) => days.get(dayOf(day1) + offset)).find((other) => other !== undefined);
      if (clash !== undefined && planned) broken.push(`${person.person} is on ${clash} and ${name} on one day`);
      for (const offset of [0, 1, 2]) days.set(dayOf(day1) + offset, name);
    }
    const terms = [
      ...person.placements.map(({ term }) => ({ term, planned: false })),
      ...own
        .filter(({ how }) => how !== 'lead')
        .map(({ review, how }) => ({ term: review.term, planned: how === 'planned' })),
    ];
    if (terms.length > person.maxReviewsAYear) broken.push(`${person.person} has ${terms.length} reviews this year`);
    const most = person.maxReviewsATerm ?? season.settings.points.defaultMaxReviewsATerm;
    for (const [term, inTerm] of Map.groupBy(terms, (one) => one.term)) {
      if (inTerm.length > most && inTerm.some(({ planned }) => planned)) {
        broken.push(`${person.person} has ${inTerm.length} reviews in ${term}`);
      }
    }
  }
  return broken;
}

/** A reviews B and B reviews A: over all that is planned, fixed, or known of other reviews of the year. */
function swaps(season: SeasonInstance, places: readonly Place[]): string[] {
  const broken = new Set<string>();
  const goers = places.filter(({ how }) => how !== 'lead');
  const of = (person: SeasonPerson): string[] => [person.school, person.trust].flatMap((one) => one ?? []);
  /** Who goes to a host, by host and by organisation. */
  const visits = new Map<string, Set<'planned' | 'fixed'>>();
  const note = (from: string, to: string, how: 'planned' | 'fixed'): void => {
    const key = `${from}>${to}`;
    visits.set(key, (visits.get(key) ?? new Set()).add(how));
  };
  for (const { review, person, how } of goers) {
    for (const organisation of of(person)) note(organisation, review.host, how === 'planned' ? 'planned' : 'fixed');
  }
  const trustOf = new Map(season.people.map(({ school, trust }) => [school, trust]));
  for (const { school, visits: elsewhere } of season.schools) {
    for (const host of elsewhere) {
      note(school, host, 'fixed');
      const trust = trustOf.get(school);
      if (trust !== undefined) note(trust, host, 'fixed');
    }
  }
  for (const { review, person, how } of goers) {
    if (how !== 'planned') continue;
    for (const organisation of of(person)) {
      if (visits.has(`${review.host}>${organisation}`)) {
        broken.add(`${[review.host, organisation].sort().join(' and ')} review each other`);
      }
    }
  }
  return [...broken];
}

function costOf(season: SeasonInstance, places: readonly Place[], emptySeats: number): number {
  const weights = season.settings.points;
  const goers = places.filter(({ how }) => how !== 'lead');
  let cost = emptySeats * weights.emptySeat;
  for (const { review, person } of goers) {
    cost += chargeOfPair(person, review, weights);
  }
  for (const person of season.people) {
    const reviews = person.placements.length + goers.filter((place) => place.person === person).length;
    cost += loadCharge(reviews, weights);
  }
  const ledgers = new Map(season.schools.map(({ school, owed, given }) => [school, { owed, given }]));
  for (const { school } of season.people) {
    if (school !== undefined && !ledgers.has(school)) ledgers.set(school, { owed: 0, given: 0 });
  }
  for (const [school, { owed, given }] of ledgers) {
    const total = given + goers.filter(({ person }) => person.school === school).length;
    cost += ledgerCharge(owed, total, weights);
  }
  for (const review of season.reviews) {
    const team = goers.filter((place) => place.review === review).map(({ person }) => person);
    const sought = review.day1 !== undefined && review.seats > 0;
    if (sought && !team.some(kindOfHead)) cost += weights.noHead;
  }
  return cost;
}

type Weights = SeasonInstance['settings']['points'];

const sumTo = (count: number): number => (count <= 0 ? 0 : count + sumTo(count - 1));

export const loadCharge = (reviews: number, weights: Weights): number => weights.load * sumTo(reviews - 1);

export const ledgerCharge = (owed: number, given: number, weights: Weights): number =>
  weights.stillOwed * sumTo(owed - given) + weights.beyondOwed * sumTo(given - owed);

/** Whether they are the serving head that a team should have. */
export const kindOfHead = ({ head, firstTimer }: SeasonPerson): boolean => head && !firstTimer;

export function chargeOfPair(person: SeasonPerson, review: SeasonReview, weights: Weights): number {
  const km = kilometres(person, review);
  const way =
    km === undefined
      ? weights.unknownDistance
      : (weights.distance.find(({ upToKm }) => km <= upToKm)?.points ?? weights.farther) +
        (km > person.maxDistanceKm ? weights.night : 0);
  const changed = review.before && !review.before.includes(person.person) ? weights.changed : 0;
  return way + phaseCost(person, review, weights) + changed;
}

/** By a review's phase the phases that are near to it. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  primary: ['middle', 'all-through'],
  middle: ['primary', 'secondary', 'all-through'],
  secondary: ['middle', 'all-through', '16-plus'],
  'all-through': ['primary', 'middle', 'secondary', '16-plus'],
  '16-plus': ['secondary', 'all-through'],
  special: ['alternative'],
  alternative: ['special'],
};

function phaseCost(person: SeasonPerson, { phase }: SeasonReview, weights: Weights): number {
  const known: readonly string[] = person.phases;
  if (phase === undefined || known.length === 0 || known.includes(phase)) return 0;
  return neighbours[phase]?.some((one) => known.includes(one)) ? weights.relatedPhase : weights.otherPhase;
}
