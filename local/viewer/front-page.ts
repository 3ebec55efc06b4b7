import { html } from 'hono/html';
import { type Html, londonTime, page } from './layout.ts';
import type { ViewerParts } from './viewer.ts';

/** The clock with its buttons, what there is to look at, and what went wrong. */
export function frontPage({ clock, pace, counts, problems }: ViewerParts): Html {
  const next = clock.nextDue();
  const { mails, executions, functionRuns, tableRequests } = counts();
  const isReal = pace.mode === 'real';
  const button = (action: string, text: string): Html =>
    html`<form method="post" action="/_local/clock"><input type="hidden" name="action" value="${action}"><button>${text}</button></form>`;
  const trouble = problems.messages.map((message) => html`<li class="bad">${message}</li>`);
  return page(
    { title: 'The clock', refresh: isReal ? 5 : undefined },
    html`<p class="clock"><strong>${londonTime(clock.now())}</strong></p>
<p>${isReal ? 'Time runs at real speed.' : 'Time stands still.'} ${next === undefined ? 'Nothing is due.' : `Next event: ${londonTime(next)}.`}</p>
<p>${button('next', 'Skip to next event')}${isReal ? button('still', 'Stand still') : button('real', 'Run at real speed')}
<form method="post" action="/_local/clock"><input type="hidden" name="action" value="date">
<label>Skip to date <input type="date" name="date" required></label> <button>Skip to date</button></form></p>
<ul><li><a href="/_local/mails">Inbox</a>: ${mails} mails</li><li><a href="/_local/executions">Workflows</a>: ${executions} executions</li>
<li><a href="/_local/dashboards">Dashboard</a> of the central team</li><li><a href="/_local/table">Table</a>: ${tableRequests} requests by ${functionRuns} runs of functions</li><li><a href="/join">Portal: register interest</a></li></ul>
${trouble.length > 0 ? html`<h2>What went wrong</h2><ul>${trouble}</ul>` : ''}`,
  );
}
