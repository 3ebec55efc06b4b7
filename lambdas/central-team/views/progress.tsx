/** A year's progress, week by week, and how long its answers took: pictures, each with its table. */
import { dayMonthYear } from '../../calendar/dates.ts';
import { ShareChart } from '../../pages/charts/share-chart.tsx';
import { StageChart } from '../../pages/charts/stage-chart.tsx';
import type { AnswerTimes, StageCount } from '../../store/store.ts';
import { answerDays } from '../answer-days.ts';
import { Rows } from '../markup.tsx';
import { REVIEW_PARTS } from '../review-parts.ts';
import { counted } from '../words.ts';

/** How many reviews had come how far in each week that was counted; nothing before there are two of them. */
export function Progress({ counts }: { readonly counts: readonly StageCount[] }) {
  const weeks = [...Map.groupBy(counts, ({ week }) => week)]
    .map(([week, rows]) => ({
      week,
      counts: REVIEW_PARTS.map(({ stages }) =>
        rows.reduce(
          (sum, row) => sum + stages.reduce((all, stage) => all + ((row.counts as Counts)[stage] ?? 0), 0),
          0,
        ),
      ),
    }))
    .toSorted((a, b) => a.week.localeCompare(b.week));
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last || first === last) return null;
  const now = REVIEW_PARTS.map(({ name }, at) => `${last.counts[at]} ${name}`).join(', ');
  return (
    <>
      <h3>Progress, week by week</h3>
      <StageChart
        says={`How far the reviews had come, from ${dayMonthYear(first.week)} on. In the week of ${dayMonthYear(last.week)}: ${now}.`}
        parts={REVIEW_PARTS}
        weeks={weeks}
      />
      <details>
        <summary>These numbers as a table</summary>
        <Rows
          columns={['Week of', ...REVIEW_PARTS.map(({ name }) => name)]}
          rows={weeks.toReversed().map(({ week, counts: own }) => ({
            key: week,
            cells: [dayMonthYear(week), ...own.map(String)],
          }))}
        />
      </details>
    </>
  );
}

type Counts = Readonly<Record<string, number | undefined>>;

/** How long answers took in the year's closed reviews; nothing before one is closed. */
export function TimeToAnswer({ times }: { readonly times: readonly AnswerTimes[] }) {
  const lines = answerDays(times);
  if (lines.length === 0) return null;
  return (
    <>
      <h3>Working days until an answer came</h3>
      <p>Of {counted(times.length, 'closed review')}; 0 is the day of the asking.</p>
      <ShareChart
        says="Working days until an answer came, by question: half of the answers, and nine in ten. The table that follows has the numbers."
        lines={lines.map(({ wanted, median, most }) => ({ name: wanted, median, most }))}
      />
      <details>
        <summary>These numbers as a table</summary>
        <Rows
          columns={['Wanted', 'Answers', 'Half within', 'Nine in ten within']}
          rows={lines.map(({ wanted, answers, median, most }) => ({
            key: wanted,
            cells: [wanted, String(answers), counted(median, 'working day'), counted(most, 'working day')],
          }))}
        />
      </details>
    </>
  );
}
