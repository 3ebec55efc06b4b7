/** A function that plans a season, as small as one can be: what a bundle has to carry for the solver is the same. */
import type { SeasonInstance } from '../../../lambdas/solver/instance.ts';
import { type SolvedSeason, solveSeason } from '../../../lambdas/solver/solve-in-worker.ts';

export const handler = (season: SeasonInstance): Promise<SolvedSeason> =>
  solveSeason(season, { seconds: 10, killAfterSeconds: 20, seed: 1 });
