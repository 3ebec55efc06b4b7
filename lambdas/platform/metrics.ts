import { Metrics } from '@aws-lambda-powertools/metrics';
import { environment } from './environment.ts';

/**
 * Tells CloudWatch a set of counts, by the stage alone: an id or a name would be a metric of its own, and somebody's.
 * The namespace is in the function's environment.
 */
export function countsTeller(): (counts: object) => void {
  const metrics = new Metrics();
  metrics.clearDefaultDimensions(); // the function's name says nothing that the metric's does not
  metrics.setDefaultDimensions({ stage: environment('STAGE_NAME').STAGE_NAME });
  return (counts) => {
    for (const [name, count] of Object.entries(counts)) metrics.addMetric(name, 'Count', count);
    metrics.publishStoredMetrics();
  };
}
