import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prices } from './prices.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** One line of a table of costs, in US dollars. */
export interface Item {
  /** As AWS names it: 'SES'. */
  readonly service: string;
  readonly what: string;
  readonly quantity: string;
  readonly dollars: number;
}

/** Every resource of an assembly's templates. */
export function resourcesOf(cdkOut: string): Resource[] {
  return globSync(join(cdkOut, '**/*.template.json')).flatMap((file) => {
    const { Resources = {} } = JSON.parse(readFileSync(file, 'utf8')) as { Resources?: Record<string, Resource> };
    return Object.values(Resources);
  });
}

/** An alarm is billed by the metrics it looks at. */
function metricsOf({ Properties = {} }: Resource): number {
  const { Metrics } = Properties as { Metrics?: readonly { readonly MetricStat?: unknown }[] };
  return Metrics ? Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length : 1;
}

/**
 * What a deployment costs a month whether or not anybody uses it.
 *
 * @param customMetrics metrics of its own that a deployment in use publishes; billed by the hour in which they are.
 */
export function fixedItems(resources: readonly Resource[], customMetrics: number): Item[] {
  const all = (type: string): Resource[] => resources.filter(({ Type }) => Type === type);
  const alarms = all('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0);
  const reputation = all('AWS::SES::ConfigurationSet').filter(
    ({ Properties }) =>
      (Properties?.ReputationOptions as { ReputationMetricsEnabled?: boolean })?.ReputationMetricsEnabled,
  ).length;
  const counted: readonly (readonly [string, string, number, number])[] = [
    ['CloudWatch', 'CloudWatch alarms (metrics they look at)', alarms, prices.alarmMetric],
    ['CloudWatch', 'CloudWatch composite alarms', all('AWS::CloudWatch::CompositeAlarm').length, prices.compositeAlarm],
    ['CloudWatch', 'CloudWatch dashboards', all('AWS::CloudWatch::Dashboard').length, prices.dashboard],
    ['CloudWatch', "CloudWatch metrics of the product's own", customMetrics, prices.customMetric],
    ['CloudWatch', 'SES reputation metrics of a configuration set', 2 * reputation, prices.customMetric],
    ['KMS', 'KMS keys', all('AWS::KMS::Key').length, prices.key],
    ['Secrets Manager', 'Secrets', all('AWS::SecretsManager::Secret').length, prices.secret],
  ];
  return counted
    .filter(([, , count]) => count > 0)
    .map(([service, what, count, price]) => ({ service, what, quantity: String(count), dollars: count * price }));
}

/** Which table requests a CloudTrail trail records as data events: each of them is billed. */
export function trailRecords(resources: readonly Resource[]): 'nothing' | 'writes' | 'everything' {
  const trails = JSON.stringify(resources.filter(({ Type }) => Type === 'AWS::CloudTrail::Trail'));
  if (!trails.includes('AWS::DynamoDB::Table')) return 'nothing';
  const writesOnly = trails.includes('"WriteOnly"') || /"readOnly"[^}]*"false"|"false"[^}]*"readOnly"/.test(trails);
  return writesOnly ? 'writes' : 'everything';
}
