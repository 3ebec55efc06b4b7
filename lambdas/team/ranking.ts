/** Whom to ask first: the soft rules of domain.md, 'Team rules', as points by the programme's settings. The fewer, the better. */

import { kilometresBetween, type Place } from '../members/distance.ts';
import { type HostFacts, isFirstTimer, whyNotThisHost } from '../members/hard-rules.ts';
import { stillOwed } from '../members/ledger.ts';
import { relatedPhases } from '../members/phase.ts';
import type { RankingSettings } from '../settings/ranking-settings.ts';
import type { Ledger, Person } from '../store/store.ts';

/** What of the settings of teams says how far people go and in which order they are asked. */
export interface TravelLimits {
  readonly defaultMaxDistanceKm: number;
  readonly defaultStaysOvernight: boolean;
  readonly ranking: RankingSettings;
}

/** What ranking needs to know of the host. */
export interface HostPlace extends Place {
  readonly phase?: Person['phase'];
}

/** Somebody who may be asked by every hard rule between person and host. */
export interface Ranked {
  readonly person: string;
  readonly member?: string | undefined;
  readonly points: number;
  readonly km?: number | undefined;
  readonly firstTimer: boolean;
  /** Farther than they would travel in a day, and they do not stay overnight. */
  readonly tooFar: boolean;
}

/** Points for the match of phases; none where either has no phase, such as a trust. */
export function phasePoints(person: Person['phase'], host: Person['phase'], weights: RankingSettings): number {
  if (person === undefined || host === undefined || person === host) return 0;
  return relatedPhases[host].includes(person) ? weights.relatedPhase : weights.otherPhase;
}

/** Points for the way, and whether it is farther than the person would go. */
export function travelPoints(
  person: Pick<Person, 'maxDistanceKm' | 'staysOvernight'>,
  km: number | undefined,
  limits: TravelLimits,
): { readonly points: number; readonly tooFar: boolean } {
  const weights = limits.ranking;
  if (km === undefined) return { points: weights.unknownDistance, tooFar: false };
  const points = km * weights.kilometre;
  if (km <= (person.maxDistanceKm ?? limits.defaultMaxDistanceKm)) return { points, tooFar: false };
  return { points: points + weights.night, tooFar: !(person.staysOvernight ?? limits.defaultStaysOvernight) };
}

/** Points for what a member owes the network, last year's balance included, and has given: reciprocity [S]. */
export function ledgerPoints(
  ledger: Pick<Ledger, 'owed' | 'carried' | 'accepted'> | undefined,
  defaultOwed: number,
  weights: RankingSettings,
): number {
  const balance = stillOwed(ledger, defaultOwed);
  return balance >= 0 ? 0 - Math.min(balance, 3) * weights.owed : -balance * weights.beyondOwed;
}

/** Points for the reviews that a person has this year already: a fair load. */
export const loadPoints = (reviewsThisYear: number, weights: RankingSettings): number =>
  reviewsThisYear * weights.review;

/**
 * Everybody of a pool who may be asked for this host, best first by phase and distance; equal points by id, so that the
 * order is always the same. 1,300 people take a few milliseconds.
 */
export function rank(pool: readonly Person[], host: HostFacts, place: HostPlace, limits: TravelLimits): Ranked[] {
  const ranked: Ranked[] = [];
  for (const person of pool) {
    if (whyNotThisHost(person, host) !== undefined) continue;
    const km = kilometresBetween(place, person);
    const travel = travelPoints(person, km, limits);
    ranked.push({
      person: person.person,
      member: person.member,
      points: travel.points + phasePoints(person.phase, place.phase, limits.ranking),
      km,
      firstTimer: isFirstTimer(person),
      tooFar: travel.tooFar,
    });
  }
  return ranked.sort(bestFirst);
}

/** The same people with points added for each, best first. */
export const addPoints = (ranked: readonly Ranked[], more: (one: Ranked) => number): Ranked[] =>
  ranked.map((one) => ({ ...one, points: one.points + more(one) })).sort(bestFirst);

/** Puts those first who were in the team before it had to be formed anew, in the order that they had. */
export const formerTeamFirst = (ranked: readonly Ranked[], former: ReadonlySet<string>): Ranked[] => [
  ...ranked.filter(({ person }) => former.has(person)),
  ...ranked.filter(({ person }) => !former.has(person)),
];

const bestFirst = (a: Ranked, b: Ranked): number =>
  a.points - b.points || (a.person < b.person ? -1 : a.person > b.person ? 1 : 0);
