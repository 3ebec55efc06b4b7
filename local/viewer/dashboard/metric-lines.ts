import { html } from 'hono/html';
import { metricKey } from '../../metrics/metrics.ts';
import type { Html } from '../layout.ts';
import type { DashboardParts } from './dashboard-parts.ts';

/** A line of a graph: what it is called, and which metric it is. */
interface Line {
  readonly label: string;
  readonly key: string;
}

/**
 * The lines of a graph as numbers, since there is nothing to draw of a year that was played in seconds: the sum of all
 * values until now, and the latest. Lines without any value are counted.
 */
export function metricLines(metrics: readonly (readonly unknown[])[], parts: Pick<DashboardParts, 'metrics'>): Html {
  const readings = new Map(parts.metrics.read().map((reading) => [metricKey(reading), reading]));
  const lines = metrics.map(lineOf);
  const told = lines.flatMap((line) => {
    const reading = readings.get(line.key);
    return reading && reading.sum !== 0 ? [{ ...line, reading }] : [];
  });
  return html`<table class="metrics">${told.map(
    ({ label, reading }) =>
      html`<tr><td>${label}</td><td>${number(reading.latest)}</td><td>${number(reading.sum)}</td></tr>`,
  )}</table>
<p class="quiet">${told.length > 0 ? 'The latest value, and all values added up. ' : ''}${lines.length - told.length} of ${lines.length} lines have no value or are 0.</p>`;
}

/** `['AWS/Lambda', 'Errors', 'FunctionName', 'peer-review-local-offer-dates', { label, ... }]` */
function lineOf(metric: readonly unknown[]): Line {
  const texts = metric.filter((part): part is string => typeof part === 'string');
  const [namespace = '', name = '', ...pairs] = texts;
  const dimensions = Object.fromEntries(
    pairs.flatMap((value, index) => (index % 2 === 0 ? [[value, pairs[index + 1] ?? '']] : [])),
  );
  const options = metric.find((part): part is { label?: unknown } => typeof part === 'object' && part !== null);
  return {
    label: typeof options?.label === 'string' ? options.label : name,
    key: metricKey({ namespace, name, dimensions }),
  };
}

const number = (value: number): string => String(Math.round(value * 100) / 100);
