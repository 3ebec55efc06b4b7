import * as z from 'zod';
import { compileSeason } from '../../solver/compile-season.ts';
import type { SeasonInstance } from '../../solver/instance.ts';
import { shortagesOf } from '../../solver/shortage.ts';
import type { TermPlan } from '../../store/store.ts';
import { FAR_OFF, farOff, MOST_NAMED } from './far-off.ts';
import type { Effort, PlannedTerm } from './make-plan.ts';
import type { TermSeason } from './season-of-rows.ts';
import type { Preference, SeasonRows } from './season-rows.ts';

const count = z.int();
const named = z.object({ review: z.string(), hostName: z.string() });

/** What a plan says as a whole, as `totals` of its term plan's row. Points are whole; nobody is named. */
export const PlanTotals = z.object({
  /** The plan that it is about. */
  plan: count,
  reviews: count,
  /** Reviewers' seats and how many of them have somebody, and the same of leads. */
  seats: count,
  filled: count,
  leadSeats: count,
  leadsFilled: count,
  /** Of the reviewers' seats. No plan costs less than the bound. */
  cost: count,
  bound: count,
  proved: z.boolean(),
  /** Whether the leads are proved to be the best too. */
  leadsProved: z.boolean(),
  /** Why the solver did not come to its end. */
  unsolved: z.string().optional(),
  /** Placements of the year when this plan is carried out, of all schools together. */
  owed: count,
  given: count,
  /**
   * Of the schools that are far from their share as many as are named, since all schools of a large network would be more than a row holds. Plans of earlier
   * releases have them all.
   */
  schools: z.array(
    z.object({
      ...{ school: z.string(), name: z.string(), owed: count, given: count },
      /** Of a school that is behind: reviews of the term on which every hard rule lets somebody of it go. Plans of earlier releases lack it. */
      couldGo: count.optional(),
    }),
  ),
  /** How many give more than they owe, and how many still owe several. Plans of earlier releases lack it. */
  beyond: count.optional(),
  behind: count.optional(),
  /** Planned for this term, but without dates. */
  undated: z.array(named),
  /** Their teams are sought already, so they stay as they are. */
  begun: z.array(named),
  /** Wishes about reviews that are not planned here. `why` follows the wish. */
  unmet: z.array(z.object({ review: z.string(), person: z.string(), why: z.string() })),
  /** Reviews that seek more people together than there are: in words, reviews by the names of their hosts. */
  shortages: z.array(z.string()),
  seed: count,
});
export type PlanTotals = z.infer<typeof PlanTotals>;

/** The totals of a term plan's newest plan; none before there is one. */
export const totalsOf = ({ totals }: Pick<TermPlan, 'totals'>): PlanTotals | undefined =>
  totals === undefined ? undefined : PlanTotals.parse(totals);

const MOST_SHORTAGES = 10;

export function planTotals(
  made: {
    readonly rows: SeasonRows;
    readonly term: TermSeason;
    readonly plan: PlannedTerm;
    readonly effort: Effort;
    readonly preferences: readonly Preference[];
  },
  number: PlanTotals['plan'],
): PlanTotals {
  const { rows, term, preferences } = made;
  const { teams, leads } = made.plan;
  const sum = (of: readonly number[]): number => of.reduce((total, one) => total + one, 0);
  const seats = sum(teams.season.reviews.map((review) => review.seats));
  const leadSeats = sum(leads.season.reviews.map((review) => review.seats));
  const schools = schoolsAfter(rows, made.plan);
  const { beyond, behind } = farOff(schools);
  const sought = new Set(teams.season.reviews.filter((review) => review.seats > 0).map(({ review }) => review));
  const begun = term.reviews.filter(({ about }) => !sought.has(about));
  return {
    plan: number,
    ...{ reviews: sought.size, seats, filled: seats - teams.solved.emptySeats },
    ...{ leadSeats, leadsFilled: leadSeats - leads.solved.emptySeats },
    ...{ cost: teams.solved.cost, bound: teams.solved.bound, proved: teams.solved.proved },
    leadsProved: leads.solved.proved,
    ...unsolvedOf(made.plan),
    ...{ owed: sum(schools.map(({ owed }) => owed)), given: sum(schools.map(({ given }) => given)) },
    ...{ beyond: beyond.length, behind: behind.length },
    schools: [...beyond.slice(0, MOST_NAMED), ...behind.slice(0, MOST_NAMED)],
    undated: term.undated.map(({ about, hostName }) => ({ review: about, hostName })),
    begun: begun.map(({ about, hostName }) => ({ review: about, hostName })),
    unmet: preferences.flatMap(({ review, person }) =>
      sought.has(review) ? [] : { review, person, why: whyNotPlanned(review, term) },
    ),
    shortages: shortagesInWords(made.plan, term),
    seed: made.effort.seed,
  };
}

function unsolvedOf({ teams, leads }: PlannedTerm): { readonly unsolved?: string } {
  const unsolved = teams.solved.unsolved ?? leads.solved.unsolved;
  return unsolved === undefined ? {} : { unsolved };
}

function whyNotPlanned(about: string, { reviews, undated }: TermSeason): string {
  if (reviews.some((review) => review.about === about)) return 'its team is being sought already';
  if (undated.some((review) => review.about === about)) return 'it has no dates';
  return 'it is not in this term any more';
}

function schoolsAfter(rows: SeasonRows, { teams }: PlannedTerm): PlanTotals['schools'] {
  const schoolOf = new Map(teams.season.people.map(({ person, school }) => [person, school]));
  const going = [
    ...teams.solved.plan.placements,
    ...teams.season.reviews.flatMap(({ fixed }) => fixed.map((person) => ({ person }))),
  ];
  const counts = new Map<string, number>();
  for (const { person } of going) {
    const school = schoolOf.get(person);
    if (school !== undefined) counts.set(school, (counts.get(school) ?? 0) + 1);
  }
  const couldGo = reviewsFor(teams.season);
  return teams.season.schools.map(({ school, owed, given: before }) => {
    const given = before + (counts.get(school) ?? 0);
    return {
      ...{ school, name: rows.members.get(school)?.name ?? school, owed, given },
      ...(owed - given >= FAR_OFF && { couldGo: couldGo.get(school)?.size ?? 0 }),
    };
  });
}

/** The reviews on which the hard rules let somebody of a school go, whoever else goes. */
function reviewsFor(instance: SeasonInstance): ReadonlyMap<string, ReadonlySet<number>> {
  const season = compileSeason(instance);
  const reviews = new Map<string, Set<number>>();
  season.pairPerson.forEach((person, pair) => {
    const school = season.people[person]?.person.school;
    const review = season.pairReview[pair];
    if (school === undefined || review === undefined) return;
    const known = reviews.get(school);
    if (known) known.add(review);
    else reviews.set(school, new Set([review]));
  });
  return reviews;
}

/** 'Hill View Primary School, Oak Lane School and 3 more seek 9 people in the week of ..., and 7 can come at most'. */
function shortagesInWords({ teams }: PlannedTerm, { reviews }: TermSeason): string[] {
  if (teams.solved.emptySeats === 0) return [];
  const nameOf = new Map(reviews.map(({ about, hostName }) => [about, hostName]));
  return shortagesOf(compileSeason(teams.season))
    .filter((shortage) => shortage.reviews.length > 1)
    .slice(0, MOST_SHORTAGES)
    .map((shortage) => {
      const [first = '', second = '', ...others] = shortage.reviews.map((review) => nameOf.get(review) ?? review);
      const who = others.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${others.length} more`;
      const why = shortage.limits.map(({ words, places }) => `${places} ${words}`).join(', ');
      return `${who} seek ${shortage.seats} people together, and ${shortage.fillable} can come at most${why === '' ? '' : ` (places: ${why})`}.`;
    });
}
