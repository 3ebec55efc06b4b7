/** What forming the teams of a term reads: many rows at once, each a get or a query of one partition. */
import type { Availability, Person, Placement, PlannedTeamRow, Review, Store, TermPlan } from './store.ts';
import { NOW } from './table.ts';

/** Everybody's placements on visits that begin from `from` to `to`, both included, within a partnership year. */
export async function placementsOfYear(
  store: Store,
  year: string,
  from: string,
  to: string,
): Promise<readonly Placement[]> {
  const query = store.entities.placement.query
    .byYear({ year })
    .between({ day1: from }, { day1: `${to}\uffff` })
    .params();
  return ((await store.rowsOf(query)).get('placement') ?? []) as readonly Placement[];
}

/** What was said of a term by everybody who answered. */
export async function availabilityOfTerm(store: Store, year: string, term: string): Promise<readonly Availability[]> {
  const query = store.entities.availability.query.byTerm({ year, term }).params();
  return ((await store.rowsOf(query)).get('availability') ?? []) as readonly Availability[];
}

/** How many people have said something of a term: one query that gives their ids alone. */
export async function answersOfTerm(store: Store, year: string, term: string): Promise<number> {
  const query = store.entities.availability.query.byTerm({ year, term }).params({ attributes: ['person'] });
  return (await store.rowsOf(query)).get('availability')?.length ?? 0;
}

/** What somebody said of a term. */
export const availability = (
  store: Store,
  person: string,
  year: string,
  term: string,
): Promise<Availability | undefined> =>
  store.rowAt<Availability>(store.entities.availability.get({ person, year, term }));

/** What a person said of terms from the year before `year` on. */
export async function availabilitySince(store: Store, person: string, year: string): Promise<readonly Availability[]> {
  const query = store.entities.availability.query.primary({ person }).gte({ year: String(Number(year) - 1) });
  return (await query.go({ ...NOW, pages: 'all' })).data;
}

/** One page of a pool, in the order of the people's ids. @param after the id before the page; '' for the first page. */
export async function pageOfPool(
  store: Store,
  pool: 'reviewers' | 'lead-reviewers',
  after: string,
  limit: number,
): Promise<readonly Person[]> {
  const { inPool } = store.entities.person.query;
  const query = after === '' ? inPool({ pool }) : inPool({ pool }).gt({ person: after });
  return (await query.go({ limit })).data;
}

/** Whether a term plan has ended, so that a later one of the same term may begin. */
export const isOver = (termPlan: Pick<TermPlan, 'status'> | undefined): boolean =>
  termPlan?.status === 'in-force' || termPlan?.status === 'left';

/** The term plan. */
export async function readTermPlan(store: Store, about: string): Promise<TermPlan | undefined> {
  return (await store.entities.matchingRound.get({ about }).go(NOW)).data ?? undefined;
}

/** What one plan of a term plan has for each of its reviews, in the order of their names. @param plan 1 for the first. */
export async function plannedTeams(store: Store, about: string, plan: number): Promise<readonly PlannedTeamRow[]> {
  const query = store.entities.plannedTeam.query.primary({ about, plan: planKey(plan) }).params();
  return ((await store.rowsOf(query)).get('plannedteam') ?? []) as readonly PlannedTeamRow[];
}

/** How the number of a plan is written in keys, so that plans sort: 1 is '001'. */
export const planKey = (plan: number): string => String(plan).padStart(3, '0');

const REVIEW = ['about', 'programme', 'settingsVersion', 'stage', 'status', 'week'] as const;

/** A review as it counts for whether a term is planned as a whole. */
export type ReviewOfTerm = Pick<Review, (typeof REVIEW)[number]>;

/** A year's reviews of all programmes from one week's Monday to another's, both included. */
export async function reviewsOfTerm(
  store: Store,
  year: string,
  from: string,
  to: string,
): Promise<readonly ReviewOfTerm[]> {
  const query = store.entities.review.query
    .byWeek({ year })
    .between({ week: from }, { week: `${to}\uffff` })
    .params({ attributes: [...REVIEW] });
  return ((await store.rowsOf(query)).get('review') ?? []) as readonly ReviewOfTerm[];
}

/**
 * The parts of the document that a plan was made from, in their order: of the reviewers' seats, or of the lead reviewers'.
 *
 * @param plan 1 for the first.
 */
export async function seasonParts(
  store: Store,
  about: string,
  plan: number,
  leads: boolean,
): Promise<readonly string[]> {
  const query = store.entities.seasonDocument.query.primary({ about, plan: documentKey(plan, leads) });
  return (await query.go({ ...NOW, pages: 'all' })).data.map(({ text }) => text);
}

/** How a plan's document is named in keys: '001', and '001-leads' for that of the lead reviewers. */
export const documentKey = (plan: number, leads: boolean): string => `${planKey(plan)}${leads ? '-leads' : ''}`;
