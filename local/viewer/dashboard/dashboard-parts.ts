import type { VirtualClock } from '../../clock.ts';
import type { Functions } from '../../functions/functions.ts';
import type { Machine } from '../../machines.ts';
import type { Alarms } from '../../metrics/alarms.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Dashboard } from './body.ts';

/** What the page of a dashboard is made of. */
export interface DashboardParts {
  readonly clock: VirtualClock;
  readonly functions: Functions;
  readonly machines: readonly Machine[];
  readonly metrics: Metrics;
  readonly alarms: Alarms;
  dashboards(): readonly Dashboard[];
}
