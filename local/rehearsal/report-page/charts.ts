/** The kinds of chart that a report has. */
import { type ChartSpec, chart } from './chart.ts';
import type { Html } from './parts.ts';

export interface Point {
  readonly name: string;
  readonly value: number;
}

const WIDTH = 640;
/** Above its strip, at the left. */
const TOP = { labelOrient: 'top', labelAnchor: 'start', labelPadding: 2, labelLimit: WIDTH } as const;

/** Upright bars in the order in which they are given. */
export const bars = (points: readonly Point[], unit: string, says: string): Promise<Html> =>
  chart(
    {
      ...{ width: WIDTH, height: 200, data: { values: [...points] } },
      mark: { type: 'bar' },
      encoding: {
        x: { field: 'name', type: 'nominal', sort: null, title: null, axis: { labelAngle: 0 } },
        y: { field: 'value', type: 'quantitative', title: unit, axis: { tickMinStep: 1 } },
      },
    } as ChartSpec,
    says,
  );

/** Lying bars, for names that are long. */
export const lyingBars = (points: readonly Point[], unit: string, says: string): Promise<Html> =>
  chart(
    {
      ...{ width: WIDTH - 200, height: { step: 22 }, data: { values: [...points] } },
      mark: { type: 'bar' },
      encoding: {
        y: { field: 'name', type: 'nominal', sort: null, title: null },
        x: { field: 'value', type: 'quantitative', title: unit },
      },
    } as ChartSpec,
    says,
  );

export interface WeekPoint {
  /** A Monday. */
  readonly week: string;
  readonly value: number;
  /** Those of one kind have a strip of their own. */
  readonly kind?: string;
}

const week = {
  ...{ field: 'week', type: 'temporal', scale: { type: 'utc' }, title: null },
  axis: { format: '%b %Y', tickCount: { interval: 'month', step: 2 }, labelOverlap: true, labelFlush: true },
} as const;

/** A bar a week. */
export const weeks = (points: readonly WeekPoint[], unit: string, says: string): Promise<Html> =>
  chart(
    {
      ...{ width: WIDTH, height: 160, data: { values: [...points] } },
      mark: { type: 'bar', size: Math.max(2, Math.floor(WIDTH / Math.max(1, points.length)) - 1) },
      encoding: { x: week, y: { field: 'value', type: 'quantitative', title: unit, axis: { tickMinStep: 1 } } },
    } as ChartSpec,
    says,
  );

/** One strip for each kind, one below the other, by the same weeks and the same height: no colour has to be told from another. */
export const strips = (points: readonly WeekPoint[], kinds: readonly string[], says: string): Promise<Html> =>
  chart(
    {
      data: { values: [...points] },
      facet: {
        row: {
          field: 'kind',
          type: 'nominal',
          sort: [...kinds],
          title: null,
          header: TOP,
        },
      },
      spec: {
        ...{ width: WIDTH, height: 36 },
        mark: { type: 'area', interpolate: 'step-after' },
        encoding: {
          x: week,
          y: { field: 'value', type: 'quantitative', title: null, axis: { tickCount: 2, tickMinStep: 1 } },
        },
      },
      spacing: 16,
    } as ChartSpec,
    says,
  );

export interface SpreadPoint {
  readonly name: string;
  readonly least: number;
  readonly median: number;
  readonly ninety: number;
  readonly most: number;
}

/** From the least to the most a line, on it a dot at the median and a stroke at nine of ten. */
export const spreads = (points: readonly SpreadPoint[], unit: string, says: string): Promise<Html> => {
  const y = { field: 'name', type: 'nominal', sort: null, title: null } as const;
  const x = (field: string) => ({ field, type: 'quantitative', title: unit }) as const;
  return chart(
    {
      ...{ width: WIDTH - 200, height: { step: 22 }, data: { values: [...points] } },
      layer: [
        { mark: { type: 'rule' }, encoding: { y, x: x('least'), x2: { field: 'most' } } },
        { mark: { type: 'tick', size: 14 }, encoding: { y, x: x('ninety') } },
        { mark: { type: 'point', filled: true, size: 90, opacity: 1 }, encoding: { y, x: x('median') } },
      ],
    } as ChartSpec,
    says,
  );
};

export interface SeedPoint {
  readonly measure: string;
  readonly difference: number;
}

/** A strip for each measure by its own scale: a dot for each seed, and a line where nothing differs. */
export const differences = (points: readonly SeedPoint[], measures: readonly string[], says: string): Promise<Html> => {
  const x = {
    field: 'difference',
    type: 'quantitative',
    title: null,
    axis: { tickCount: 5 },
    scale: { zero: true },
  } as const;
  return chart(
    {
      data: { values: [...points] },
      facet: {
        row: {
          field: 'measure',
          type: 'nominal',
          sort: [...measures],
          title: null,
          header: TOP,
        },
      },
      spec: {
        ...{ width: WIDTH - 40, height: 26 },
        layer: [
          { mark: { type: 'rule' }, encoding: { x: { datum: 0, type: 'quantitative' } } },
          { mark: { type: 'point', filled: true, size: 90, opacity: 0.8 }, encoding: { x } },
        ],
      },
      resolve: { scale: { x: 'independent' } },
    } as ChartSpec,
    says,
  );
};
