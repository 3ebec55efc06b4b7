import { html, raw } from 'hono/html';
import { clockButton } from './clock-button.ts';
import { type Html, londonTime, page } from './layout.ts';
import { mailRows } from './mail-pages.ts';
import type { ViewerParts } from './viewer-parts.ts';
import type { ReviewYear, StageOfYear } from './years/review-year.ts';
import { STRIP_STYLE, strip } from './years/strip.ts';
import { type Years, yearsOf } from './years/years-of.ts';

/** What the first page is asked to show. */
export interface Wanted {
  readonly review: string | undefined;
  readonly stage: string | undefined;
}

/** The clock with its buttons, the year of a review stage by stage with its mails, and what went wrong. */
export async function frontPage(parts: ViewerParts, wanted: Wanted): Promise<Html> {
  const { clock, pace, problems } = parts;
  const next = clock.nextDue();
  const isReal = pace.mode === 'real';
  const years = await yearsOf(parts, wanted.review);
  const trouble = problems.messages.map((message) => html`<li class="bad">${message}</li>`);
  return page(
    { title: years.shown.length > 0 ? 'The year' : 'The clock', refresh: isReal ? 5 : undefined },
    html`<p class="clock"><strong>${londonTime(clock.now())}</strong></p>
<p>${isReal ? 'Time runs at real speed.' : 'Time stands still.'} ${next === undefined ? 'Nothing is due.' : `Next event: ${londonTime(next)}.`}</p>
<p>${clockButton('next', 'Skip to next event')}${clockButton('asked', 'Skip to when somebody is asked')}${isReal ? clockButton('still', 'Stand still') : clockButton('real', 'Run at real speed')}
<form method="post" action="/_local/clock"><input type="hidden" name="action" value="date">
<label>Skip to date <input type="date" name="date" required></label> <button>Skip to date</button></form></p>
${trouble.length > 0 ? html`<h2>What went wrong</h2><ul>${trouble}</ul>` : ''}
${years.shown.length > 0 ? yearsAndMails(years, wanted, clock.now()) : ''}
${whereElse(parts)}`,
  );
}

function yearsAndMails({ abouts, shown, present }: Years, wanted: Wanted, now: number): Html {
  const chosen = shown.find(({ about }) => about === wanted.review) ?? present;
  const stage = chosen && chosenStage(chosen, wanted.stage);
  const others = abouts.filter((about) => !shown.some((year) => year.about === about)).toSorted();
  return html`<style>${raw(STRIP_STYLE)}</style>
${shown.map(
  (year) => html`<h2>${year.title} <span class="quiet">${year.status.replace('-', ' ')}</span></h2>
${strip(year, { clockAt: year === present ? now : undefined, stage: year === chosen ? stage?.stage : undefined })}`,
)}
${chosen && stage ? html`<h2 id="mails">${stage.title}: mails about ${chosen.title}</h2>${mailsOf(stage)}` : ''}
${others.length > 0 ? html`<details><summary>${others.length} other ${others.length === 1 ? 'review' : 'reviews'}</summary><ul>${others.map((about) => html`<li><a href="/_local/?review=${encodeURIComponent(about)}">${about}</a></li>`)}</ul></details>` : ''}`;
}

/** The stage that was asked for, or else the last that has begun. */
const chosenStage = ({ stages }: ReviewYear, wanted: string | undefined): StageOfYear | undefined =>
  stages.find(({ stage, state }) => stage === wanted && state !== 'later') ??
  stages.findLast(({ state }) => state !== 'later');

const mailsOf = ({ mails }: StageOfYear): Html => (mails.length === 0 ? html`<p>There is none.</p>` : mailRows(mails));

function whereElse({ counts }: ViewerParts): Html {
  const { mails, executions, functionRuns, tableRequests } = counts();
  return html`<h2>Everything else</h2>
<ul><li><a href="/_local/mails">Inbox</a>: ${mails} mails</li><li><a href="/_local/executions">Workflows</a>: ${executions} executions</li>
<li><a href="/_local/dashboards">Dashboard</a> of the central team</li><li><a href="/_local/table">Table</a>: ${tableRequests} requests by ${functionRuns} runs of functions</li><li><a href="/join">Portal: register interest</a></li></ul>`;
}
