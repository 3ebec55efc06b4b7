/** A spring term whose reviews have their dates, and everybody who may go on them: what a term plan begins with. */
import { addDays, addWeeks, mondayOf } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import { importMembers } from '../../lambdas/members/import-members.ts';
import type { PartnershipYear, Term } from '../../lambdas/settings/partnership-year.ts';
import type { ProgrammeSettings } from '../../lambdas/settings/programme-settings.ts';
import { reviewClock } from '../../lambdas/settings/review-clock.ts';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { visitWeeks } from '../../lambdas/settings/target-week.ts';
import { termPlanName } from '../../lambdas/settings/terms.ts';
import type { Person, Store } from '../../lambdas/store/store.ts';
import type { Network } from './seed-network.ts';

const YEAR = '2026';
const TERM = 'spring';

/** The round that plans the term. */
export const ROUND = termPlanName(YEAR, TERM, 1);

/** A review of the term: its name, its host and the first day of its visit. */
export interface TermReview {
  readonly about: string;
  readonly host: string;
  readonly day1: string;
}

interface TermSettings {
  readonly year: PartnershipYear;
  readonly term: Term;
  readonly settings: ProgrammeSettings;
}

function termSettings(): TermSettings {
  const { years, programmes } = readSettingsFiles();
  const year = years.find((each) => each.year === YEAR);
  const term = year?.terms.find((each) => each.term === TERM);
  const settings = programmes.find((each) => each.year === YEAR && each.programme === 'QAR');
  if (!year || !term || !settings) throw new Error(`There are no settings of the ${TERM} term of ${YEAR}.`);
  return { year, term, settings };
}

/** The morning on which people are asked when they cannot, before the daily round. */
export const termStart = (): Date => new Date(londonInstant(termSettings().term.asksOn, '07:05'));

/** The weeks before the February half-term, and two after it, hold the most reviews [S]. */
const WEEKS = 6;
/** A small term takes fewer weeks. */
const A_WEEK = 5;

/** The first schools of the network host a review each, spread evenly over at most six weeks from the second of the term on. */
export function termReviews(network: Network, count: number): readonly TermReview[] {
  const { year, term } = termSettings();
  const weeks = visitWeeks(addWeeks(term.from, 1), term.to, year.termBreaks).slice(0, WEEKS);
  const aWeek = Math.max(A_WEEK, Math.ceil(count / WEEKS));
  return network.toImport.schools.slice(0, count).map(({ urn }, index) => {
    const week = weeks[Math.floor(index / aWeek)] ?? mondayOf(term.from);
    return { about: `qar-${YEAR}-${urn}`, host: urn, day1: addDays(week, 1 + (index % 2)) };
  });
}

/** Writes settings, members and reviews. Each review sleeps until the day its team is due, as after its dates were fixed. */
export async function seedTerm(store: Store, network: Network, reviews: readonly TermReview[]): Promise<void> {
  const { year, settings } = termSettings();
  const at = termStart().toISOString();
  await seedSettings(store, readSettingsFiles());
  await importMembers(store, network.toImport, { memberOf: { year: YEAR, at } });
  const pool = await store.pool('reviewers');
  for (const { about, host, day1 } of reviews) {
    const member = await store.needMember(host);
    const clock = reviewClock(day1, settings, year.termBreaks);
    await store.entities.review
      .put({
        ...{ about, programme: 'QAR', year: YEAR, settingsVersion: '001', host, hostKind: 'school' },
        hostName: member.name,
        ...(member.hub !== undefined && { hub: member.hub }),
        ...(member.trust !== undefined && { trust: member.trust }),
        ...(member.phase !== undefined && { phase: member.phase }),
        ...{ stage: 'planned', status: 'under-way', turn: 1, executions: 0, clock, termBreaks: [...year.termBreaks] },
        ...{ week: mondayOf(day1), day1, datesFixedAt: at },
        startsOn: londonDate(clock.teamComplete.opens),
      })
      .go();
    // One person, another for each host, was there last year, and so may not go again.
    const person = pool[(Number(host) * 7) % pool.length];
    if (person) await reviewedLastYear(store, { host, hostName: member.name, day1 }, person);
  }
}

async function reviewedLastYear(
  store: Store,
  { host, hostName, day1 }: { readonly host: string; readonly hostName: string; readonly day1: string },
  person: Person,
): Promise<void> {
  const year = String(Number(YEAR) - 1);
  const about = `qar-${year}-${host}`;
  const before = addWeeks(day1, -52);
  await store.entities.review
    .put({
      ...{ about, programme: 'QAR', year, settingsVersion: '001', host, hostKind: 'school', hostName },
      ...{ stage: 'closed', status: 'published', week: before, startsOn: before, day1: before, turn: 1, executions: 1 },
    })
    .go();
  await store.entities.placement
    .put({
      ...{ about, turn: 1, seat: 'seat-1', person: person.person, personName: person.name, kind: 'reviewer' },
      ...{ status: 'done', organisation: person.member ?? '', host, year, day1: before, invitedAt: before },
    })
    .go();
}
