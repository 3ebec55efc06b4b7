import * as z from 'zod';
import { asOfToday } from '../members/as-of-today.ts';
import { kilometresBetween } from '../members/distance.ts';
import {
  notOfTheSameHub,
  type TeamMember,
  whyNoTime,
  whyNotAble,
  whyNotInThisTeam,
  whyNotThisHost,
} from '../members/hard-rules.ts';
import type { Person, Seat, Store } from '../store/store.ts';
import { asSaid } from './availability/term-offer.ts';
import { Chain } from './chains.ts';
import { diaryFor, placeOf, type Search, saidOfTerm } from './rank-pool.ts';
import { type Ranked, rank } from './ranking.ts';
import { readDiary } from './read-diary.ts';
import { byId, placementsAsked, placesTaken, teamOf } from './team-now.ts';

/** Somebody the central team may name for a seat. */
const Option = z.object({
  person: z.string(),
  km: z.number().optional(),
  /** Of the host's own hub, or nobody can tell: to be named only with a reason. */
  sameHub: z.boolean(),
  /** The hub of the host or of their school is not known. */
  hubNotKnown: z.literal(true).optional(),
  /** Farther than they said they would travel. */
  tooFar: z.boolean(),
  /** Was asked for this review and did not answer. */
  askedBefore: z.boolean(),
});
export type Option = z.infer<typeof Option>;

/** What the central team is shown when a seat finds nobody: worked out once, when it is asked. */
export const WhoElse = z.object({
  options: z.array(Option),
  /** How many of the pool cannot go, by the first reason, the most frequent first. */
  reasons: z.array(z.object({ reason: z.string(), count: z.number() })),
  pool: z.number(),
  /** Changes of two teams that would bring somebody; looked for when no option is without an exception. */
  chains: z.array(Chain).default([]),
});
export type WhoElse = z.infer<typeof WhoElse>;

/** Beyond this many the list is no help; for each of them two queries look at their diary. */
const MOST = 20;

/**
 * Who else could take a seat: everybody who keeps the hard rules, nearest first, however far they live; people of the
 * host's own hub after all others. And why all others cannot.
 */
export async function whoElse(store: Store, search: Search, seat: Pick<Seat, 'seat' | 'kind'>): Promise<WhoElse> {
  const { whole, settings, facts } = search;
  const once = store.readingOnce();
  const places = placesTaken(whole, seat.seat);
  const [rows, said, inTeam] = await Promise.all([
    store.pool(seat.kind === 'lead' ? 'lead-reviewers' : 'reviewers'),
    saidOfTerm(store, search),
    store.people(places.map(({ person }) => person)),
  ]);
  const [poolNow, teamNow] = await Promise.all([asOfToday(once, rows), asOfToday(once, inTeam)]);
  const pool = poolNow.map((row) => asSaid(row, said.get(row.person)));
  const team = teamOf(places, byId(teamNow));
  const taken = new Set(places.map(({ person }) => person));
  const saidNo = answeredNo(search);
  const { fit, reasons } = sift(pool, (person) => {
    if (taken.has(person.person)) return 'is in the team, planned for it or being asked';
    if (saidNo.has(person.person)) return 'was asked and cannot come';
    return (
      whyNotThisHost(person, { ...facts, sameHubAllowed: true }) ??
      whyNotInTeam(person, seat.kind, team, search) ??
      whyNotAble(said.get(person.person), facts.days)
    );
  });
  const ranked = nearestFirst(fit, search).slice(0, MOST);
  const asked = new Set(placementsAsked(whole).map(({ person }) => person));
  const people = byId(fit);
  const free = await Promise.all(
    ranked.map(async (one) => {
      const person = people.get(one.person);
      if (!person) return { one, busy: undefined };
      const diary = await readDiary(store, person, diaryFor(search), said.get(one.person) ?? null);
      return { one, busy: whyNoTime(person, diary, facts.days, settings.team) };
    }),
  );
  for (const { busy } of free) if (busy !== undefined) reasons.set(busy, (reasons.get(busy) ?? 0) + 1);
  return {
    options: free
      .filter(({ busy }) => busy === undefined)
      .map(({ one }) => ({
        person: one.person,
        ...(one.km !== undefined && { km: Math.round(one.km) }),
        sameHub: isSameHub(people.get(one.person), search),
        ...(isSameHub(people.get(one.person), search) && people.get(one.person)?.hub !== facts.hub
          ? { hubNotKnown: true as const }
          : {}),
        tooFar: one.tooFar,
        askedBefore: asked.has(one.person),
      })),
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
    pool: pool.length,
    chains: [],
  };
}

const whyNotInTeam = (person: Person, kind: Seat['kind'], team: readonly TeamMember[], search: Search) =>
  whyNotInThisTeam(person, kind, team, search.settings.team);

/** Those who were asked in this turn and answered, or had to be taken out again. */
const answeredNo = ({ whole }: Search): ReadonlySet<string> =>
  new Set(
    placementsAsked(whole)
      .filter(({ status }) => status !== 'expired')
      .map(({ person }) => person),
  );

/** Needs a reason: of the same hub, or nobody can tell. */
const isSameHub = (person: Person | undefined, { facts }: Search): boolean =>
  person !== undefined && notOfTheSameHub(person, facts) !== undefined;

function nearestFirst(fit: readonly Person[], search: Search): Ranked[] {
  const place = placeOf(search);
  const distance = (person: Person) => kilometresBetween(place, person) ?? Number.POSITIVE_INFINITY;
  const ranked = rank(fit, { ...search.facts, sameHubAllowed: true }, place, search.settings.team);
  const people = byId(fit);
  const far = ({ person }: Ranked) => {
    const row = people.get(person);
    return row ? distance(row) : Number.POSITIVE_INFINITY;
  };
  const last = ({ person }: Ranked) => (isSameHub(people.get(person), search) ? 1 : 0);
  return ranked.sort((a, b) => last(a) - last(b) || far(a) - far(b) || a.points - b.points);
}

/** Those of a pool without a reason against them, and how many there are with each reason. */
export function sift(
  pool: readonly Person[],
  whyNot: (person: Person) => string | undefined,
): { readonly fit: Person[]; readonly reasons: Map<string, number> } {
  const reasons = new Map<string, number>();
  const fit: Person[] = [];
  for (const person of pool) {
    const reason = whyNot(person);
    if (reason === undefined) fit.push(person);
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return { fit, reasons };
}
