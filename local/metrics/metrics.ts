import type { Clock } from '../clock.ts';

/** Which metric: CloudWatch knows it by its namespace, its name and the values of its dimensions together. */
export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The statistics that alarms and readers may ask for. */
export type Statistic = 'Sum' | 'Average' | 'Minimum' | 'Maximum' | 'SampleCount';

/** A metric as it stands, for pages and tests. */
export interface MetricReading extends MetricId {
  /** Virtual time of the latest value, milliseconds since the epoch. */
  readonly at: number;
  readonly latest: number;
  readonly sum: number;
  readonly samples: number;
}

/** The values of one minute, as CloudWatch keeps them. */
interface Minute {
  readonly at: number;
  sum: number;
  samples: number;
  least: number;
  most: number;
  last: number;
}

interface Series {
  readonly id: MetricId;
  readonly minutes: Minute[];
  /** A state such as a queue's length lasts until it is told anew; an event counts in its own minute alone. */
  readonly lasts: boolean;
  latest: number;
  sum: number;
  samples: number;
}

const MINUTE_MS = 60_000;

/** Equal for equal metrics, whatever order their dimensions are in. */
export function metricKey({ namespace, name, dimensions }: MetricId): string {
  const pairs = Object.entries(dimensions).map(([dimension, value]) => `${dimension}=${value}`);
  return [namespace, name, ...pairs.sort()].join('\n');
}

/** All that AWS would publish of this stack and all that its functions count, by the minute of the virtual clock. */
export class Metrics {
  readonly #clock: Clock;
  readonly #series = new Map<string, Series>();
  readonly #listeners = new Map<string, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An event with a value, now. */
  put(id: MetricId, value: number): void {
    this.#put(id, value, false);
  }

  /** A state that lasts until it is told anew. */
  set(id: MetricId, value: number): void {
    this.#put(id, value, true);
  }

  /** Calls `heard` after each value of a metric; one listener for each metric. */
  listen(id: MetricId, heard: () => void): void {
    this.#listeners.set(metricKey(id), heard);
  }

  /** Every metric that has a value, in the order in which they came. */
  read(): MetricReading[] {
    return [...this.#series.values()].map(({ id, minutes, latest, sum, samples }) => ({
      ...id,
      ...{ at: minutes.at(-1)?.at ?? 0, latest, sum, samples },
    }));
  }

  /** A statistic over the time from `from` until before `to`; nothing when the metric has no value in it. */
  statistic(id: MetricId, statistic: Statistic, from: number, to: number): number | undefined {
    const series = this.#series.get(metricKey(id));
    if (!series) return undefined;
    const within = minutesWithin(series, from, to);
    if (within.length === 0) return undefined;
    const sum = within.reduce((total, minute) => total + minute.sum, 0);
    const samples = within.reduce((total, minute) => total + minute.samples, 0);
    switch (statistic) {
      case 'Sum':
        return sum;
      case 'SampleCount':
        return samples;
      case 'Average':
        return sum / samples;
      case 'Minimum':
        return Math.min(...within.map(({ least }) => least));
      case 'Maximum':
        return Math.max(...within.map(({ most }) => most));
    }
  }

  #put(id: MetricId, value: number, lasts: boolean): void {
    const key = metricKey(id);
    let series = this.#series.get(key);
    if (!series) {
      series = { id, minutes: [], lasts, latest: value, sum: 0, samples: 0 };
      this.#series.set(key, series);
    }
    series.latest = value;
    series.sum += value;
    series.samples += 1;
    addToMinute(series.minutes, Math.floor(this.#clock.now() / MINUTE_MS) * MINUTE_MS, value);
    this.#listeners.get(key)?.();
  }
}

function addToMinute(minutes: Minute[], at: number, value: number): void {
  const last = minutes.at(-1);
  if (last?.at !== at) {
    minutes.push(asMinute(at, value));
    return;
  }
  last.sum += value;
  last.samples += 1;
  last.least = Math.min(last.least, value);
  last.most = Math.max(last.most, value);
  last.last = value;
}

/** Alarms look at the latest hours of a year, so the search begins at the end. */
function minutesWithin({ minutes, lasts }: Series, from: number, to: number): Minute[] {
  const within: Minute[] = [];
  for (let index = minutes.length - 1; index >= 0; index -= 1) {
    const minute = minutes[index];
    if (!minute || minute.at < from) {
      // Nothing was told in this time: what was told before it still holds.
      if (minute && lasts && within.length === 0) within.push(asMinute(minute.at, minute.last));
      break;
    }
    if (minute.at < to) within.push(minute);
  }
  return within;
}

const asMinute = (at: number, value: number): Minute => ({
  ...{ at, sum: value, samples: 1, least: value, most: value, last: value },
});
