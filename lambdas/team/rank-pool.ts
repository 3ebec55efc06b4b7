import { type HostFacts, whyNotAble } from '../members/hard-rules.ts';
import { loadSettings, loadYear } from '../settings/load-settings.ts';
import type { Term } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { termOf } from '../settings/terms.ts';
import type { Availability, Ledger, Member, Person, Store, WholeReview } from '../store/store.ts';
import { NOW } from '../store/table.ts';
import { availabilityOfTerm } from '../store/term-plan-reads.ts';
import { asSaid } from './availability/term-offer.ts';
import { readHostFacts } from './host-facts.ts';
import { addPoints, formerTeamFirst, ledgerPoints, loadPoints, type Ranked, rank } from './ranking.ts';
import { type DiaryFor, reviewsInYear } from './read-diary.ts';
import { askedNow, formerTeam } from './team-now.ts';

/** Ledgers come by the hundred in one request; schools farther down the list are not reached anyway. */
const LEDGERS_READ = 100;

/** What choosing people for a review is worked out from. */
export interface Search {
  readonly whole: WholeReview;
  readonly settings: ProgrammeSettings;
  readonly host: Member;
  readonly facts: HostFacts;
  /** The term of the visit. */
  readonly term: Term | undefined;
}

/**
 * Reads what there is to know of a review and its host. A store that reads each row once takes three requests: for last year's
 * team, for where the host's people go, and one for all the rest; and one more for the hosts that they visit.
 *
 * @throws NotInTable for a review or host that is not there, DatesNotFixed before the dates are fixed.
 */
export async function openSearch(store: Store, whole: WholeReview): Promise<Search> {
  const { review } = whole;
  const [settings, { host, facts: read }, year] = await Promise.all([
    loadSettings(store, review.year, review.programme, review.settingsVersion),
    readHostFacts(store, whole),
    loadYear(store, review.year),
  ]);
  const facts = { ...read, sameHubAllowed: settings.team.sameHubAllowed };
  return { whole, settings, host, facts, term: termOf(year, facts.days[0] ?? '') };
}

/** What `readDiary` has to know of a search. */
export const diaryFor = ({ whole, term, settings }: Search): DiaryFor => ({ review: whole.review, term, settings });

/** What everybody has said of the term of the visit, by person: one query. */
export async function saidOfTerm(
  store: Store,
  { whole, term }: Pick<Search, 'whole' | 'term'>,
): Promise<ReadonlyMap<string, Availability>> {
  if (term === undefined) return new Map();
  const rows = await availabilityOfTerm(store, whole.review.year, term.term);
  return new Map(rows.map((row) => [row.person, row]));
}

/** The place and phase by which people are ranked. */
export const placeOf = ({ whole, host }: Pick<Search, 'whole' | 'host'>) => ({
  easting: host.easting,
  northing: host.northing,
  phase: host.phase ?? whole.review.phase,
});

/**
 * Everybody who may still be asked for a reviewer's seat and lives within reach, best first: phase and distance, then what
 * their schools owe the network. People of a team that had to be formed anew come first.
 */
export async function rankReviewers(
  store: Store,
  search: Search,
  pool: readonly Person[],
  said: ReadonlyMap<string, Availability>,
): Promise<Ranked[]> {
  const ranked = withinReach(search, pool, said);
  const members = [...new Set(ranked.flatMap(({ member }) => member ?? []))].slice(0, LEDGERS_READ);
  const ledgers = await readLedgers(store, members, search.whole.review.year);
  const { reciprocity, team } = search.settings;
  const points = (one: Ranked) =>
    one.member === undefined ? 0 : ledgerPoints(ledgers.get(one.member), reciprocity.defaultOwed, team.ranking);
  return formerTeamFirst(addPoints(ranked, points), formerTeam(search.whole));
}

/**
 * The same for the lead's seat. Lead reviewers belong to no school that owes something; the nearest are asked first, fewer
 * times the more reviews they lead this year.
 */
export async function rankLeads(
  store: Store,
  search: Search,
  pool: readonly Person[],
  said: ReadonlyMap<string, Availability>,
): Promise<Ranked[]> {
  const nearest = withinReach(search, pool, said).slice(0, 2 * search.settings.team.shortlistLength);
  const { review } = search.whole;
  const led = new Map(
    await Promise.all(nearest.map(async ({ person }) => [person, await reviewsInYear(store, person, review)] as const)),
  );
  const points = ({ person }: Ranked) => loadPoints(led.get(person) ?? 0, search.settings.team.ranking);
  return formerTeamFirst(addPoints(nearest, points), formerTeam(search.whole));
}

/** Left out is also whoever cannot in that week, or goes on no review this term. */
function withinReach(search: Search, pool: readonly Person[], said: ReadonlyMap<string, Availability>): Ranked[] {
  const asked = askedNow(search.whole);
  const able = pool
    .filter(({ person }) => whyNotAble(said.get(person), search.facts.days) === undefined)
    .map((row) => asSaid(row, said.get(row.person)));
  return rank(able, search.facts, placeOf(search), search.settings.team).filter(
    ({ person, tooFar }) => !tooFar && !asked.has(person),
  );
}

async function readLedgers(store: Store, members: readonly string[], year: string): Promise<Map<string, Ledger>> {
  if (members.length === 0) return new Map();
  const { data } = await store.entities.ledger.get(members.map((member) => ({ member, year }))).go(NOW);
  return new Map(data.map((ledger) => [ledger.member, ledger]));
}
