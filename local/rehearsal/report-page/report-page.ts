/** The page of one rehearsal. */
import { html } from 'hono/html';
import { longDate } from '../../../lambdas/calendar/dates.ts';
import type { RehearsalReport } from '../figures/report-form.ts';
import { type Html, page, section, table } from './parts.ts';
import { answers, centralTeam, costs, mails, placements, reviews, seats, transitions, travel } from './sections.ts';
import { countOf, durationInWords, peakInWords } from './words.ts';

/** As HTML that needs nothing but itself. */
export async function reportPage(report: RehearsalReport): Promise<string> {
  const { options, until } = report.played;
  const title = `Rehearsal: ${countOf(Number(options.schools), 'school')}, ${countOf(Number(options.years), 'year')}, until ${longDate(until)}`;
  // One after another, as a reader goes through them.
  const sections: Html[] = [];
  for (const make of [reviews, answers, mails, seats, travel, placements, centralTeam])
    sections.push(await make(report));
  return page(
    title,
    html`<p class="lead">${verdict(report)}</p>${broke(report)}${played(report)}${sections}${peaks(report)}${await costs(report)}${await transitions(report)}`,
  );
}

function verdict({ played: { isDone, until }, broken, problems }: RehearsalReport): string {
  if (!isDone) return `Stopped: what follows is how far it was on ${longDate(until)}. The promises were not looked at.`;
  if (broken.length === 0 && problems.length === 0)
    return 'Every promise that was looked at was kept, and nothing went wrong out of sight.';
  const found = [
    ...(broken.length > 0 ? [`${countOf(broken.length, 'promise was', 'promises were')} not kept`] : []),
    ...(problems.length > 0 ? [`${countOf(problems.length, 'thing', 'things')} went wrong out of sight`] : []),
  ];
  return `${found.join(', and ')}.`;
}

function broke({ broken, problems }: RehearsalReport): Html | string {
  if (broken.length === 0 && problems.length === 0) return '';
  return section(
    'What broke',
    broken.length === 0
      ? ''
      : html`<ul>${broken.map(({ invariant, promise, times, found }) => html`<li><strong class="bad">Not kept:</strong> ${promise} <span class="quiet">(${invariant}, ${countOf(times, 'place')})</span><ul>${found.map((place) => html`<li>${place}</li>`)}</ul></li>`)}</ul>`,
    problems.length === 0
      ? ''
      : html`<ul>${problems.map((problem) => html`<li><strong class="bad">Problem:</strong> ${problem}</li>`)}</ul>`,
  );
}

function played({ played: one }: RehearsalReport): Html {
  const options = Object.entries(one.options).filter(([, value]) => value !== undefined);
  return section(
    'What was played',
    html`<dl>
<dt>Virtual time</dt><dd>${longDate(one.from)} to ${longDate(one.until)}</dd>
<dt>Options</dt><dd><code>${options.map(([name, value]) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value}`).join(' ')}</code></dd>
<dt>All histories</dt><dd><code>${one.hash}</code></dd>
<dt>It took</dt><dd>${durationInWords(one.seconds)}, of processor time ${durationInWords(one.processorSeconds)}, ${countOf(one.memoryMegabytes, 'megabyte')}</dd>
<dt>It left</dt><dd>${countOf(one.rows, 'row')} and ${countOf(one.executions, 'execution')}</dd>
</dl>`,
    one.wentOn
      ? html`<p>It went on from an earlier run: peaks, transitions and costs are those of the last run alone.</p>`
      : '',
    html`<details><summary>What people did and what befell them</summary>${table(
      'What people did and what befell them',
      {
        columns: ['What', 'Times'],
        rows: Object.entries(one.happened),
      },
    )}</details>`,
  );
}

function peaks({ peaks: most }: RehearsalReport): Html {
  return section(
    'Peaks',
    html`<dl>
<dt>Mails in a second</dt><dd>${peakInWords(most.mailsASecond)}</dd>
<dt>Mails in a minute</dt><dd>${peakInWords(most.mailsAMinute)}</dd>
<dt>Functions at once, at most</dt><dd>${peakInWords(most.functionsAtOnce)}</dd>
<dt>Table requests in a second</dt><dd>${peakInWords(most.tableRequestsASecond)}</dd>
<dt>Table requests in a minute</dt><dd>${peakInWords(most.tableRequestsAMinute)}</dd>
</dl><p class="quiet">The virtual clock stands still while a function runs, so what takes some seconds on AWS happens in one here: these are more than AWS would see.</p>`,
  );
}
