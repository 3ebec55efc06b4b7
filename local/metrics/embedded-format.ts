import { z } from 'zod';
import type { MetricId } from './metrics.ts';

const directiveSchema = z.object({
  CloudWatchMetrics: z.array(
    z.object({
      Namespace: z.string(),
      Dimensions: z.array(z.array(z.string())),
      Metrics: z.array(z.object({ Name: z.string() })),
    }),
  ),
});

const lineSchema = z.looseObject({ _aws: directiveSchema });

/**
 * The metrics in a line that a function printed (CloudWatch user guide, 'Embedded metric format'): one for each set of
 * dimensions and each value. A line without them gives none.
 */
export function metricsIn(line: string): readonly { readonly id: MetricId; readonly value: number }[] {
  // Thousands of lines are no metrics, and to parse each would be noticed.
  if (!line.includes('"_aws"')) return [];
  const parsed = lineSchema.safeParse(jsonOf(line));
  if (!parsed.success) return [];
  const { _aws, ...fields } = parsed.data;
  return _aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, String(fields[name])]));
      return Metrics.flatMap(({ Name: name }) =>
        [fields[name]]
          .flat()
          .flatMap((value) => (typeof value === 'number' ? [{ id: { namespace, name, dimensions }, value }] : [])),
      );
    }),
  );
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
