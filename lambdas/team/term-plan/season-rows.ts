import * as z from 'zod';
import type { PersonToday } from '../../members/as-of-today.ts';
import type { Lineage } from '../../members/lineage.ts';
import type { PartnershipYear, Term } from '../../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import type { ReviewToPlan } from '../../store/season-reads.ts';
import type { Availability, Ledger, Person, Placement, TermPlan } from '../../store/store.ts';

/** Everything of the table that a term's season is made from; see read-season.ts for how it is read. */
export interface SeasonRows {
  readonly year: PartnershipYear;
  readonly term: Term;
  /** By them everything is judged that programmes share. */
  readonly settings: ProgrammeSettings;
  /** What each review's own version prescribes, by `settingsName`: the size of its team. */
  readonly settingsOfReviews: ReadonlyMap<string, ProgrammeSettings>;
  /** Of all programmes, with a week that touches the term. */
  readonly reviews: readonly ReviewToPlan[];
  /** Both pools, and whoever else has a place on one of the reviews. */
  readonly people: readonly PersonToday[];
  /** The hosts, whom the people work for, and whoever went before or after these. */
  readonly members: Lineage;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  /** Of the whole year, whatever became of them. */
  readonly placements: readonly Placement[];
  readonly placementsOfLastYear: readonly Placement[];
  readonly availability: readonly Availability[];
}

/** What the central team wants of a team, with its reason. The last wish for a person and a review is the one that counts. */
export const Preference = z.object({
  kind: z.enum(['pin', 'forbid']),
  review: z.string(),
  person: z.string(),
  reason: z.string(),
  at: z.string(),
});
export type Preference = z.infer<typeof Preference>;

/** 'pin qar-2026-900001 person-0107': a preference as answers keep it, and by which it is taken back. */
export const keptPreference = ({ kind, review, person }: Pick<Preference, 'kind' | 'review' | 'person'>): string =>
  `${kind} ${review} ${person}`;

export const preferencesOf = ({ wishes: preferences }: Pick<TermPlan, 'wishes'>): readonly Preference[] =>
  preferences === undefined ? [] : z.array(Preference).parse(preferences);

/** What a plan may know beside the rows. */
export interface PlanContext {
  readonly preferences: readonly Preference[];
  /** Whom the plan before had on a review, lead and reviewers alike, by review. */
  readonly planBefore: ReadonlyMap<string, readonly string[]>;
}

export const noContext: PlanContext = { preferences: [], planBefore: new Map() };

export const settingsName = ({
  programme,
  settingsVersion,
}: Pick<ReviewToPlan, 'programme' | 'settingsVersion'>): string => `${programme} ${settingsVersion}`;

/** Statuses of a placement whose person goes, went, may yet accept, or is planned. */
const HOLDS: ReadonlySet<Placement['status']> = new Set(['planned', 'invited', 'accepted', 'done']);

/** Whether a placement takes its person's time. */
export const holds = ({ status }: Pick<Placement, 'status'>): boolean => HOLDS.has(status);

/** No mail goes to them or they have left, so they are in no plan. */
export const mayBePlanned = ({ left, mail, pool }: Pick<Person, 'left' | 'mail' | 'pool'>): boolean =>
  pool !== undefined && !left && mail === undefined;
