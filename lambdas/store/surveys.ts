/** Where surveys stand to be read: by year and programme, by hub, and by the person who led the review. */

import type { Review, Seat, Store, Survey, WriteItem } from './store.ts';
import { reviewsOfYear } from './week-reads.ts';

const SURVEY = ['about', 'person', 'role', 'answers', 'answeredAt', 'year', 'programme'] as const;

/** What somebody said of a review. Who it was is read to count people, and shown to nobody. */
export type SurveyLine = Pick<Survey, (typeof SURVEY)[number]>;

/** What of a review puts its surveys in their places. */
export function surveyPlace(
  { year, programme, hub }: Pick<Review, 'year' | 'programme' | 'hub'>,
  seats: readonly Pick<Seat, 'kind' | 'person'>[],
): Pick<Survey, 'year' | 'programme' | 'hub' | 'lead'> {
  const lead = seats.find(({ kind }) => kind === 'lead')?.person;
  return { year, programme, ...(hub !== undefined && { hub }), ...(lead !== undefined && { lead }) };
}

/** All surveys of a year's reviews of a programme, as far as they are listed. 2,700 of them are two requests. */
export const surveysOfYear = (
  store: Store,
  year: string,
  programme: Review['programme'],
): Promise<readonly SurveyLine[]> =>
  read(store, store.entities.survey.query.byYear({ year, programme }).params({ attributes: [...SURVEY] }));

/** The same with all that a row holds: for what takes their names away. */
export const allSurveysOfYear = async (
  store: Store,
  year: string,
  programme: Review['programme'],
): Promise<readonly Survey[]> => {
  const rows = await store.rowsOf(store.entities.survey.query.byYear({ year, programme }).params());
  return (rows.get('survey') ?? []) as readonly Survey[];
};

/** The surveys about all reviews of a hub's schools, of all years. */
export const surveysOfHub = (store: Store, hub: string): Promise<readonly SurveyLine[]> =>
  read(store, store.entities.survey.query.byHub({ hub }).params({ attributes: [...SURVEY] }));

/** The surveys about all reviews that somebody led. */
export const surveysOfLead = (store: Store, lead: string): Promise<readonly SurveyLine[]> =>
  read(store, store.entities.survey.query.byLead({ lead }).params({ attributes: [...SURVEY] }));

async function read(store: Store, query: unknown): Promise<readonly SurveyLine[]> {
  return ((await store.rowsOf(query)).get('survey') ?? []) as readonly SurveyLine[];
}

/** What lists those surveys of a review that an earlier release wrote and nobody has listed. */
export const unlistedSurveys = (
  store: Pick<Store, 'rows'>,
  {
    review,
    seats,
    surveys,
  }: { readonly review: Review; readonly seats: readonly Seat[]; readonly surveys: readonly Survey[] },
): readonly WriteItem[] =>
  surveys
    .filter(({ year }) => year === undefined)
    .map(({ about, person }) =>
      store.rows.survey
        .patch({ about, person })
        .set({ ...surveyPlace(review, seats) })
        .commit(),
    );

/** So many reviews are looked at side by side. */
const AT_ONCE = 25;

/**
 * Lists all surveys of a year that an earlier release wrote. It looks at each review that has got as far as its surveys: one
 * request for each, and nothing is written where all are listed, so it may be made at any time and however often.
 */
export async function listEarlierSurveys(store: Store, year: string, programme: Review['programme']): Promise<void> {
  const reviews = (await reviewsOfYear(store, year)).filter(
    (review) => review.programme === programme && (review.stage === 'feedback' || review.stage === 'closed'),
  );
  for (let from = 0; from < reviews.length; from += AT_ONCE) {
    await Promise.all(reviews.slice(from, from + AT_ONCE).map(({ about }) => listSurveysOf(store, about)));
  }
}

async function listSurveysOf(store: Store, about: string): Promise<void> {
  const query = store.entities.survey.query.primary({ about }).params({ attributes: [...SURVEY] });
  if ((await read(store, query)).every(({ year }) => year !== undefined)) return;
  const whole = await store.wholeReview(about);
  const items = whole ? unlistedSurveys(store, whole) : [];
  // A survey that was erased meanwhile is no reason to leave out the others.
  if (items.length > 0 && !(await store.write(items)).written) for (const item of items) await store.write([item]);
}
