/**
 * An assembly's alarms in the words that the emulator understands: it knows no metric math, so an alarm over a metric whose
 * gaps are filled becomes one over the metric itself. How it hears of silence is played in test/workflows/alarms.test.ts.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.looseObject({}).optional() })),
});
const Metrics = z.array(
  z.object({ MetricStat: z.object({ Metric: z.looseObject({}), Period: z.number(), Stat: z.string() }).optional() }),
);

/** Changes the templates of a folder. */
export function simplifyAlarms(assembly: string): void {
  for (const file of globSync('*.template.json', { cwd: assembly })) {
    const path = join(assembly, file);
    const template = Template.parse(JSON.parse(readFileSync(path, 'utf8')));
    for (const resource of Object.values(template.Resources)) {
      const { Metrics: math, ...others } = resource.Properties ?? {};
      if (resource.Type !== 'AWS::CloudWatch::Alarm' || math === undefined) continue;
      const [stat] = Metrics.parse(math).flatMap(({ MetricStat }) => MetricStat ?? []);
      if (stat) resource.Properties = { ...others, ...stat.Metric, Period: stat.Period, Statistic: stat.Stat };
    }
    writeFileSync(path, JSON.stringify(template, null, 1));
  }
}
