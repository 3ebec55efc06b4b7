import * as z from 'zod';

const points = z.number().min(0);

/**
 * By what the candidates for one seat are put in order [D]: points, the fewer the sooner asked. They are in proportion so
 * that a school that owes the network a placement is asked before one that has given more, unless it is some 20 km
 * farther away.
 */
export const RankingSettings = z.strictObject({
  kilometre: points,
  /** Where the place of the person or of the host is not known: as if they lived 60 km away. */
  unknownDistance: points,
  /** For a night away: farther than the person would travel in a day. */
  night: points,
  relatedPhase: points,
  otherPhase: points,
  /** Fewer for every placement that the person's school still owes, up to three. */
  owed: points,
  /** For every placement beyond what the school owes. */
  beyondOwed: points,
  /** For every review that the person already has this year. */
  review: points,
});
export type RankingSettings = z.infer<typeof RankingSettings>;

/** For rows of the table that were written before this was a setting. */
export const defaultRankingSettings: RankingSettings = {
  kilometre: 0.5,
  unknownDistance: 30,
  night: 15,
  relatedPhase: 10,
  otherPhase: 25,
  owed: 6,
  beyondOwed: 12,
  review: 8,
};
