import { VIEWS } from '../../../lambdas/central-team/request.ts';
import { MORNING } from './played-rows.ts';
import type { Row } from './row-text.ts';

/** A call of a function that looks at a whole network. */
export interface Part {
  readonly name: string;
  readonly function: string;
  readonly event: unknown;
}

const at = Date.parse(MORNING);
const TWO_WEEKS_MS = 14 * 86_400_000;
const widgetContext = { timeRange: { start: at - TWO_WEEKS_MS, end: at } };

/** Reads first; the rounds, which write, last. A review's team is looked for in the whole pool. */
export const partsOf = (rows: readonly Row[]): readonly Part[] => {
  const review = rows.find((row) => row['__edb_e__'] === 'review' && row['stage'] === 'team');
  return [
    ...VIEWS.filter((view) => view !== 'review').map((view) => ({
      name: `show-overview, ${view}`,
      function: 'show-overview',
      event: { view, widgetContext },
    })),
    { name: 'reckon-ledgers', function: 'reckon-ledgers', event: { year: '2026', at: MORNING } },
    {
      name: 'list-members-to-renew',
      function: 'list-members-to-renew',
      event: { scheduledAt: '2026-02-02T09:00:00.000Z', most: 25 },
    },
    { name: 'plan-team', function: 'plan-team', event: { about: review?.['about'], turn: 1, round: 1, at: MORNING } },
    { name: 'weekly-digest', function: 'weekly-digest', event: { at: MORNING } },
    { name: 'morning-round', function: 'morning-round', event: { at: MORNING } },
  ];
};
