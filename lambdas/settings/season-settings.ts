import * as z from 'zod';

const points = z.int().min(0);

/**
 * With `stillOwed` 12 points for each placement by which one school is behind another beyond the first: the way from 30 km to 80 km, or a team
 * without a head. With three points, as much as one band of distance, schools of a dense network were passed by in term after term.
 */
const EVEN_OUT = 9;

/**
 * By what the plan of a whole season is judged [D]: integer points, the fewer the better. They are in proportion to an
 * empty seat, which costs a thousand, so that no seat stays empty to save somebody a drive.
 */
export const SeasonSettings = z.strictObject({
  emptySeat: points,
  /** The first band that a distance is within counts. Kilometres as the crow flies, rising. */
  distance: z.array(z.strictObject({ upToKm: z.number().positive(), points })).min(1),
  /** Beyond the last band. */
  farther: points,
  /** Where the place of the person or of the host is not known. */
  unknownDistance: points,
  /** For a night away: farther than the person would travel in a day. */
  night: points,
  relatedPhase: points,
  otherPhase: points,
  /** For each review that the person has this year already: the second costs once, the third twice as much. */
  load: points,
  /** Once for the first placement that a school still owes when the season is planned, twice for the second ... */
  stillOwed: points,
  /**
   * Added to `stillOwed` in the plan of a term: what keeps the schools of a year within one placement of each other, unless evening them out
   * cost more than this and `stillOwed` together in travel or fit. Rows of earlier releases lack it.
   */
  evenOut: points.default(EVEN_OUT),
  /** Once for the first placement beyond what a school owes, twice for the second ... */
  beyondOwed: points,
  /** For a team without a serving head who has been on a review before. */
  noHead: points,
  /** For each person in a team who was not in it in the plan before: what people were told should hold. */
  changed: points,
  /** For people who gave no number of their own. */
  defaultMaxReviewsATerm: z.int().min(1),
});
export type SeasonSettings = z.infer<typeof SeasonSettings>;

/** For rows of the table that were written before this was a setting. */
export const defaultSeasonSettings: SeasonSettings = {
  emptySeat: 1000,
  distance: [
    { upToKm: 15, points: 0 },
    { upToKm: 30, points: 3 },
    { upToKm: 50, points: 7 },
    { upToKm: 80, points: 14 },
    { upToKm: 120, points: 24 },
  ],
  farther: 36,
  unknownDistance: 14,
  night: 8,
  relatedPhase: 5,
  otherPhase: 12,
  load: 4,
  stillOwed: 3,
  evenOut: EVEN_OUT,
  beyondOwed: 6,
  noHead: 12,
  changed: 15,
  defaultMaxReviewsATerm: 2,
};

/** The points by which the teams of a term are planned: what schools gave in the terms before weighs in this one. */
export const pointsOfTerm = (points: SeasonSettings): SeasonSettings => ({
  ...points,
  stillOwed: points.stillOwed + points.evenOut,
  evenOut: 0,
});
