/**
 * Reads a term's season from the table: who goes where now, and who could.
 *
 * Requests, whatever the term: one get of the year, a query of the shared settings and one get for each version that reviews
 * are bound to; a query each of reviews, of both pools, of the placements of two years and of availability, in pages of 1 MB;
 * members, ledgers and people outside of the pools in batches of 100. Measured with 157 reviews, 60 schools of reviewers and
 * one page of everything: 13. By arithmetic with 541 schools and 1,300 reviewers in them: 4 for year and settings, 2 pages of
 * reviews (5 for 450, at 10 KB a row), 3 of pools, 1 for each year's placements and for availability, 12 batches of members
 * and ledgers, 1 of people: 25 for 157 reviews, 29 for 450. Never one for each review or person.
 */

import { mondayOf } from '../../calendar/dates.ts';
import { ofToday } from '../../members/as-of-today.ts';
import { hostOf, readLineage } from '../../members/lineage.ts';
import { SHARED_BY } from '../../programmes/programmes.ts';
import { loadSettings, loadYear, SettingsMissing } from '../../settings/load-settings.ts';
import { type ReviewToPlan, reviewsToPlan } from '../../store/season-reads.ts';
import type { Ledger, Store } from '../../store/store.ts';
import { availabilityOfTerm, placementsOfYear } from '../../store/term-plan-reads.ts';
import { seasonOfRows, type TermSeason } from './season-of-rows.ts';
import { holds, noContext, type PlanContext, type SeasonRows, settingsName } from './season-rows.ts';

/** @throws SettingsMissing when the year has no such term. */
export async function readSeason(
  store: Store,
  year: string,
  term: string,
  context: PlanContext = noContext,
): Promise<TermSeason> {
  return seasonOfRows(await readSeasonRows(store, year, term), context);
}

/** @throws SettingsMissing when the year has no such term. */
export async function readSeasonRows(store: Store, yearName: string, termName: string): Promise<SeasonRows> {
  const year = await loadYear(store, yearName);
  const term = year.terms.find((one) => one.term === termName);
  if (!term) throw new SettingsMissing(`The partnership year ${yearName} has no term '${termName}'.`);
  const once = store.readingOnce();
  const [settings, reviews, reviewers, leads, placements, placementsOfLastYear, availability] = await Promise.all([
    loadSettings(store, yearName, SHARED_BY),
    reviewsToPlan(store, yearName, mondayOf(term.from), mondayOf(term.to)),
    store.pool('reviewers'),
    store.pool('lead-reviewers'),
    placementsOfYear(store, yearName, '0', '9'),
    placementsOfYear(store, String(Number(yearName) - 1), '0', '9'),
    availabilityOfTerm(store, yearName, termName),
  ]);
  const pools = [...reviewers, ...leads];
  const inPools = new Set(pools.map(({ person }) => person));
  const abouts = new Set(reviews.map(({ about }) => about));
  const others = placements.filter((row) => holds(row) && abouts.has(row.about) && !inPools.has(row.person));
  const rows = [...pools, ...(await once.people([...new Set(others.map(({ person }) => person))]))];
  const ids = new Set([
    ...reviews.flatMap((review) => [review.host, hostOf(review)]),
    ...rows.flatMap(({ member, alsoOf = [] }) => [member ?? [], alsoOf].flat()),
  ]);
  const members = await readLineage(once, ids);
  const people = rows.map((row) => ofToday(row, members));
  const owing = new Set([...reviews.map(({ host }) => host), ...people.flatMap(({ member }) => member ?? [])]);
  const [ledgerRows, settingsOfReviews] = await Promise.all([
    Promise.all([...owing].map((member) => once.ledger(member, yearName))),
    versionsOf(store, reviews),
  ]);
  return {
    ...{ year, term, settings, settingsOfReviews, reviews, people, placements, placementsOfLastYear, availability },
    members,
    ledgers: byMember<Ledger>(ledgerRows),
  };
}

async function versionsOf(store: Store, reviews: readonly ReviewToPlan[]) {
  const versions = new Map(reviews.map((review) => [settingsName(review), review]));
  return new Map(
    await Promise.all(
      [...versions].map(
        async ([name, { year, programme, settingsVersion }]) =>
          [name, await loadSettings(store, year, programme, settingsVersion)] as const,
      ),
    ),
  );
}

const byMember = <Row extends { readonly member: string }>(rows: readonly (Row | undefined)[]): Map<string, Row> =>
  new Map(rows.flatMap((row) => (row ? [[row.member, row] as const] : [])));
