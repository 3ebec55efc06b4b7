import { html } from 'hono/html';
import { dayMonthYear } from '../../../lambdas/calendar/dates.ts';
import { type Html, londonTime } from '../layout.ts';
import type { ReviewYear, StageOfYear } from './review-year.ts';

export const STRIP_STYLE = `
  .year { display: grid; grid-template-columns: repeat(auto-fit, minmax(104px, 1fr)); gap: 8px; list-style: none; margin: 8px 0 20px; padding: 0 }
  .year li { border: 1px solid #767676; border-top-width: 6px; padding: 6px; font-size: 13px; overflow-wrap: break-word }
  .year a, .year strong { display: block; font-weight: 700 } .year span { display: block }
  .year .done { border-color: #2f7d32 } .year .now { border-color: #1258a3; background: #eaf2fb } .year .later { border-style: dashed }
  .year .clock-here { border-color: #8a5200; background: #fff4dc } .year .shown { outline: 2px solid #1b1b1b; outline-offset: 1px }
`;

const IN_WORDS: Readonly<Record<StageOfYear['state'], string>> = {
  done: 'Over',
  now: 'Under way',
  later: 'To come',
};

/** What is shown of a strip beside its stages. */
export interface Shown {
  /** Where the clock stands, in this year; milliseconds since the epoch. */
  readonly clockAt: number | undefined;
  /** The stage whose mails are listed. */
  readonly stage: string | undefined;
}

/** A year as a strip of stages: what is over, what is under way, what is to come, and between them the clock. */
export function strip(year: ReviewYear, { clockAt, stage }: Shown): Html {
  const next = year.stages.findIndex(({ state }) => state !== 'done');
  const place = next < 0 ? year.stages.length : next;
  const items: Html[] = year.stages.map((each) => stageItem(year, each, each.stage === stage));
  if (clockAt !== undefined) {
    const here = html`<li class="clock-here"><strong>The clock</strong><span>${londonTime(clockAt)}</span></li>`;
    // A stage that is under way stands before the clock: it has begun.
    items.splice(year.stages[place]?.state === 'now' ? place + 1 : place, 0, here);
  }
  return html`<ol class="year" role="list">${items}</ol>`;
}

function stageItem({ about }: ReviewYear, stage: StageOfYear, isShown: boolean): Html {
  const { title, state, from, to, mails } = stage;
  const address = `/_local/?review=${encodeURIComponent(about)}&stage=${stage.stage}#mails`;
  const link = isShown
    ? html`<a href="${address}" aria-current="true">${title}</a>`
    : html`<a href="${address}">${title}</a>`;
  return html`<li class="${state}${isShown ? ' shown' : ''}">${state === 'later' ? html`<strong>${title}</strong>` : link}
<span>${IN_WORDS[state]}</span><span>${days(from, to)}</span>${state === 'later' ? '' : html`<span>${mails.length} ${mails.length === 1 ? 'mail' : 'mails'}</span>`}</li>`;
}

function days(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return '';
  if (to === undefined) return `since ${dayMonthYear(from)}`;
  return from === to ? dayMonthYear(from) : `${dayMonthYear(from)} to ${dayMonthYear(to)}`;
}
