import { loadSettings } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { Ledger, Member, Person, Store, WholeReview } from '../store/store.ts';
import type { HostFacts } from './hard-rules.ts';
import { readHostFacts } from './host-facts.ts';
import { addPoints, formerTeamFirst, ledgerPoints, loadPoints, type Ranked, rank } from './ranking.ts';
import { readDiary } from './read-diary.ts';
import { askedNow, formerTeam } from './team-now.ts';

/** Ledgers come by the hundred in one request; schools farther down the list are not reached anyway. */
const LEDGERS_READ = 100;

/** What choosing people for a review is worked out from. */
export interface Search {
  readonly whole: WholeReview;
  readonly settings: ProgrammeSettings;
  readonly host: Member;
  readonly facts: HostFacts;
}

/** @throws NotInTable for a review or host that is not there, DatesNotFixed before the dates are fixed. */
export async function openSearch(store: Store, whole: WholeReview): Promise<Search> {
  const { review } = whole;
  const settings = await loadSettings(store, review.year, review.programme, review.settingsVersion);
  const [host, facts] = await Promise.all([store.needMember(review.host), readHostFacts(store, whole, settings)]);
  return { whole, settings, host, facts };
}

/** The place and phase by which people are ranked. */
export const placeOf = ({ whole, host }: Pick<Search, 'whole' | 'host'>) => ({
  easting: host.easting,
  northing: host.northing,
  phase: whole.review.phase ?? host.phase,
});

/**
 * Everybody who may still be asked for a reviewer's seat and lives within reach, best first: phase and distance, then what
 * their schools owe the network. People of a team that had to be formed anew come first.
 */
export async function rankReviewers(store: Store, search: Search, pool: readonly Person[]): Promise<Ranked[]> {
  const ranked = withinReach(search, pool);
  const members = [...new Set(ranked.flatMap(({ member }) => member ?? []))].slice(0, LEDGERS_READ);
  const ledgers = await readLedgers(store, members, search.whole.review.year);
  const owed = search.settings.reciprocity.defaultOwed;
  const points = (one: Ranked) => (one.member === undefined ? 0 : ledgerPoints(ledgers.get(one.member), owed));
  return formerTeamFirst(addPoints(ranked, points), formerTeam(search.whole));
}

/**
 * The same for the lead's seat. Lead reviewers belong to no school that owes something; the nearest are asked first, fewer
 * times the more reviews they lead this year.
 */
export async function rankLeads(store: Store, search: Search, pool: readonly Person[]): Promise<Ranked[]> {
  const nearest = withinReach(search, pool).slice(0, 2 * search.settings.team.shortlistLength);
  const diaries = new Map(
    await Promise.all(
      nearest.map(async ({ person }) => [person, await readDiary(store, person, search.whole.review)] as const),
    ),
  );
  const points = ({ person }: Ranked) => loadPoints(diaries.get(person)?.reviewsThisYear ?? 0);
  return formerTeamFirst(addPoints(nearest, points), formerTeam(search.whole));
}

function withinReach(search: Search, pool: readonly Person[]): Ranked[] {
  const asked = askedNow(search.whole);
  return rank(pool, search.facts, placeOf(search), search.settings.team).filter(
    ({ person, tooFar }) => !tooFar && !asked.has(person),
  );
}

async function readLedgers(store: Store, members: readonly string[], year: string): Promise<Map<string, Ledger>> {
  if (members.length === 0) return new Map();
  const { data } = await store.entities.ledger.get(members.map((member) => ({ member, year }))).go();
  return new Map(data.map((ledger) => [ledger.member, ledger]));
}
