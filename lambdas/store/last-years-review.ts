import type { Review } from './entities.ts';

/** The name of a host's review of the year before, in the same programme. */
export const lastYearsReview = ({ programme, year, host }: Pick<Review, 'programme' | 'year' | 'host'>): string =>
  `${programme.toLowerCase()}-${Number(year) - 1}-${host}`;
