/**
 * Ranking a pool of 1,300 people for one host and dealing them out over three seats, as a search for a team does: milliseconds of the
 * median of 50 times.
 *
 *   npm run bench -- ranking
 */

import type { HostFacts } from '../../lambdas/members/hard-rules.ts';
import { defaultRankingSettings } from '../../lambdas/settings/ranking-settings.ts';
import { rank } from '../../lambdas/team/ranking.ts';
import { dealShortlists } from '../../lambdas/team/shortlists.ts';
import { DAYS, HOST, reviewer } from '../team/network.ts';

const TIMES = 50;
const host: HostFacts = {
  ...{ programme: 'QAR', hostKind: 'school', host: HOST, family: new Set([HOST]), trust: 'trust-1', hub: 'hub-1' },
  ...{
    days: DAYS,
    sameHubAllowed: false,
    reviewedLastYear: new Set(),
    visitedByHost: new Set(),
    objectedTo: new Set(),
  },
};
const place = { easting: 500_000, northing: 200_000, phase: 'primary' } as const;
const limits = { defaultMaxDistanceKm: 80, defaultStaysOvernight: false, ranking: defaultRankingSettings };
const pool = Array.from({ length: 1300 }, (_, index) =>
  reviewer(index, { easting: 400_000 + ((index * 7919) % 200_000), reviewsDone: index % 4 }),
);

const times = Array.from({ length: TIMES }, () => {
  const began = performance.now();
  dealShortlists(rank(pool, host, place, limits), ['seat-1', 'seat-2', 'seat-3'], { length: 12, firstTimers: 2 });
  return performance.now() - began;
});
const median = times.toSorted((a, b) => a - b)[TIMES >> 1] ?? 0;
console.log(`${pool.length} people ranked and dealt over 3 seats: ${median.toFixed(1)} ms`);
