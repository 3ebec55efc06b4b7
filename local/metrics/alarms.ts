import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import { type AlarmSettings, type AlarmState, alarmSchema, evaluate, type Period } from './evaluate.ts';
import { requireKnown } from './known-metrics.ts';
import { type MetricId, type Metrics, metricKey } from './metrics.ts';

/** An alarm as it stands. */
export interface Alarm {
  readonly name: string;
  readonly description: string;
  readonly state: AlarmState;
  /** Virtual time at which it came into this state, milliseconds since the epoch. */
  readonly since: number;
  readonly metric: MetricId;
}

export interface AlarmsOptions {
  readonly deployment: Deployment;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** Puts an event on the default bus. */
  publish(event: object): void;
}

interface Watched {
  readonly settings: AlarmSettings;
  readonly metric: MetricId;
  readonly arn: string;
  state: AlarmState;
  since: number;
  cancelLook: () => void;
}

const NEW_MS = 60_000;

/**
 * The alarms of a deployment. Each looks when its metric gets a value, and once more at the end of the period at which
 * silence alone would change its state; so an alarm that is not going to change asks nothing of the clock.
 */
export class Alarms {
  readonly #options: AlarmsOptions;
  #watched = new Map<string, Watched>();

  constructor(options: AlarmsOptions) {
    this.#options = options;
    this.deploy(options.deployment);
  }

  /**
   * Takes the alarms of a release. One that has not changed keeps its state.
   *
   * @throws UnsupportedLocally naming a metric that is not collected, or what else of an alarm is not imitated.
   */
  deploy(deployment: Deployment): void {
    const before = this.#watched;
    this.#watched = new Map();
    for (const resource of deployment.ofType('AWS::CloudWatch::Alarm')) {
      const next = this.#read(resource);
      const known = before.get(next.settings.AlarmName);
      const kept = known && JSON.stringify(known.settings) === JSON.stringify(next.settings) ? known : next;
      this.#watched.set(next.settings.AlarmName, kept);
    }
    for (const one of this.#watched.values()) this.#lookWhenNew(one, before);
    for (const one of before.values()) {
      if (this.#watched.get(one.settings.AlarmName) !== one) one.cancelLook();
    }
    const byMetric = Map.groupBy(this.#watched.values(), ({ metric }) => metricKey(metric));
    for (const same of byMetric.values()) {
      const [first] = same;
      if (!first) continue;
      this.#options.metrics.listen(first.metric, () => {
        for (const one of same) this.#look(one);
      });
    }
  }

  get all(): Alarm[] {
    return [...this.#watched.values()].map(({ settings, metric, state, since }) => ({
      ...{ name: settings.AlarmName, description: settings.AlarmDescription, metric, state, since },
    }));
  }

  #read(resource: Resource): Watched {
    const where = `${resource.stack}/${resource.logicalId}`;
    const parsed = alarmSchema.safeParse(resource.properties);
    if (!parsed.success) throw new UnsupportedLocally(`this alarm: ${z.prettifyError(parsed.error)}`, where);
    const settings = parsed.data;
    const metric = {
      namespace: settings.Namespace,
      name: settings.MetricName,
      dimensions: Object.fromEntries(settings.Dimensions.map(({ Name, Value }) => [Name, Value])),
    };
    requireKnown(metric, where);
    const now = this.#options.clock.now();
    const nothing = (): void => {};
    return {
      settings,
      metric,
      arn: resource.arn,
      since: now,
      state: 'INSUFFICIENT_DATA',
      cancelLook: nothing,
    };
  }

  /** CloudWatch looks at a new alarm within a minute: one that goes off for want of a value then does. */
  #lookWhenNew(one: Watched, before: ReadonlyMap<string, Watched>): void {
    const silence = Array<Period>(one.settings.EvaluationPeriods).fill('missing');
    if (before.get(one.settings.AlarmName) === one || evaluate(one.settings, silence, 'OK') !== 'ALARM') return;
    const { clock } = this.#options;
    one.cancelLook = clock.schedule(clock.now() + NEW_MS, () => this.#look(one));
  }

  /** A value came: the period under way counts, though it has not ended. */
  #look(one: Watched): void {
    this.#decide(one, periodStart(one.settings, this.#options.clock.now()) + lengthOf(one.settings));
  }

  #decide(one: Watched, end: number): void {
    one.cancelLook();
    one.cancelLook = () => {};
    const { settings } = one;
    const length = lengthOf(settings);
    const periods = Array.from({ length: settings.EvaluationPeriods }, (_, index) =>
      this.#period(one, end - index * length),
    );
    const state = evaluate(settings, periods, one.state);
    if (state !== one.state) this.#change(one, state);
    const later = whenSilenceChanges(settings, periods, this.#period(one, end + length), state);
    if (later === undefined) return;
    const moment = end + later * length;
    one.cancelLook = this.#options.clock.schedule(moment, () => this.#decide(one, moment));
  }

  /** The period that ends at `end`. */
  #period({ settings, metric }: Watched, end: number): Period {
    const value = this.#options.metrics.statistic(metric, settings.Statistic, end - lengthOf(settings), end);
    return value ?? 'missing';
  }

  /** The event that CloudWatch puts on the default bus (CloudWatch user guide, 'Alarm events and EventBridge'). */
  #change(one: Watched, state: AlarmState): void {
    const { clock, publish } = this.#options;
    const { settings, metric, arn } = one;
    const previous = { value: one.state, timestamp: awsTime(one.since) };
    one.state = state;
    one.since = clock.now();
    publish({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      resources: [arn],
      detail: {
        alarmName: settings.AlarmName,
        state: { value: state, reason: `Threshold ${settings.Threshold}`, timestamp: awsTime(one.since) },
        previousState: previous,
        configuration: {
          description: settings.AlarmDescription,
          metrics: [
            {
              metricStat: { metric, period: settings.Period, stat: settings.Statistic },
              returnData: true,
            },
          ],
        },
      },
    });
  }
}

/**
 * After how many more periods without news the state changes, if it does. After as many as the alarm looks at, silence has
 * nothing more to say.
 *
 * @param silent what a period is in which nothing comes
 */
function whenSilenceChanges(
  settings: AlarmSettings,
  periods: readonly Period[],
  silent: Period,
  state: AlarmState,
): number | undefined {
  for (let later = 1; later <= settings.EvaluationPeriods; later += 1) {
    const shifted = [...Array<Period>(later).fill(silent), ...periods].slice(0, settings.EvaluationPeriods);
    if (evaluate(settings, shifted, state) !== state) return later;
  }
  return undefined;
}

const lengthOf = ({ Period }: AlarmSettings): number => Period * 1000;

/** Periods begin at whole multiples of their length, whenever the alarm was made. */
const periodStart = (settings: AlarmSettings, at: number): number =>
  Math.floor(at / lengthOf(settings)) * lengthOf(settings);

/** `2026-02-02T07:30:00.000+0000` */
const awsTime = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');
