/** The page of two settings that were played with the same seeds. */
import { html } from 'hono/html';
import { FEWEST_SEEDS } from '../arguments.ts';
import type { Compared, Comparison } from '../comparison/comparison.ts';
import { differences } from './charts.ts';
import { figure, type Html, page, section, table } from './parts.ts';
import { countOf } from './words.ts';

/** As HTML that needs nothing but itself. */
export async function comparisonPage(comparison: Comparison): Promise<string> {
  const { files, changes, seeds, options, measures } = comparison;
  const isDifferent = measures.filter((one) => one.isDifference);
  const mayBeChance = measures.filter((one) => !one.isDifference && (one.least !== 0 || one.most !== 0));
  const asked = Object.entries(options).filter(([, value]) => value !== undefined);
  return page(
    'Two settings held against each other',
    html`<p class="lead">${files[1]} in place of ${files[0]}, with ${countOf(seeds.length, 'seed')}: ${countOf(isDifferent.length, 'clear difference')}.</p>
${section(
  'What was changed',
  html`<ul>${changes.map((change) => html`<li>${change}</li>`)}</ul>
<p class="quiet">Both were played with the same people and what befalls them: ${asked.map(([name, value]) => `${name} ${value}`).join(', ')}; seeds ${seeds.join(', ')}.
A difference is what goes the same way with every one of at least ${FEWEST_SEEDS} seeds; the numbers in brackets are the smallest and the largest.</p>`,
)}
${section('What differs', await shownDifferences(isDifferent, 'Differences'))}
${section('No clear difference', await shownDifferences(mayBeChance, 'What may as well be chance'))}
${section(
  'All numbers',
  table('By seed, the first settings and then the second', {
    columns: ['Measure', ...seeds.map((seed) => `Seed ${seed}`)],
    rows: measures.map(({ measure, one, other }) => [
      measure,
      ...one.map((before, index) => `${before} → ${other[index]}`),
    ]),
  }),
)}`,
  );
}

async function shownDifferences(some: readonly Compared[], title: string): Promise<Html> {
  if (some.length === 0) return html`<p>None.</p>`;
  const points = some.flatMap(({ measure, one, other }) =>
    one.map((before, index) => ({ measure, difference: (other[index] ?? before) - before })),
  );
  return html`<ul>${some.map(({ words }) => html`<li>${words}</li>`)}</ul>${figure(
    `${title}: a dot for each seed, a line where nothing differs`,
    await differences(
      points,
      some.map(({ measure }) => measure),
      some.map(({ words }) => words).join('; '),
    ),
    {
      columns: ['Measure', 'Mean', 'Smallest', 'Largest'],
      rows: some.map(({ measure, mean, least, most }) => [measure, mean, least, most]),
    },
  )}`;
}
