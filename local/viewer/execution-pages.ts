import { html, raw } from 'hono/html';
import type { HistoryEvent } from '../step-functions/index.ts';
import { drawGraph } from './draw-graph.ts';
import { executionStatus } from './execution-list.ts';
import { stateStatuses } from './execution-status.ts';
import { type Html, londonTime, page, stackedTable } from './layout.ts';
import type { ViewerParts } from './viewer-parts.ts';

/** One execution: the machine's picture with its way through it, and every event. */
export function executionPage({ engine, machines }: ViewerParts, machineName: string, name: string): Html | undefined {
  const machine = machines.find((each) => each.name === machineName);
  if (!machine) return undefined;
  const execution = engine.listExecutions({ stateMachineArn: machine.arn }).find((each) => each.name === name);
  if (!execution) return undefined;
  const events = engine.history(execution.executionArn);
  const statuses = stateStatuses(events, execution.status);
  const title = `${machine.name}: ${execution.name}`;
  return page(
    { title },
    html`<p>${executionStatus(execution)}. Started ${londonTime(execution.startDate)}${execution.stopDate === undefined ? '' : `, ended ${londonTime(execution.stopDate)}`}.
${execution.stateTransitions} state transitions. <span class="quiet">Green: done. Blue: now. Red: failed. ×n: entered n times.</span></p>
${execution.error === undefined ? '' : html`<p class="bad">${execution.error}: ${execution.cause ?? ''}</p>`}
${graph(drawGraph(engine.graph(execution.executionArn), { title, statuses }))}
<h2>Input and output</h2><pre>${execution.input}</pre><pre>${execution.output ?? ''}</pre>
<h2>History</h2>${stackedTable(['Event', 'Time', 'Type', 'Details'], events.map(row))}`,
  );
}

const graph = (svg: string): Html => html`<div class="picture">${raw(svg)}</div>`;

function row({ id, timestamp, type, details }: HistoryEvent): readonly (Html | string)[] {
  const name = typeof details?.name === 'string' ? details.name : '';
  const more = details
    ? html`<details><summary>${name || 'Show'}</summary><pre>${JSON.stringify(details, null, 2)}</pre></details>`
    : '';
  return [String(id), londonTime(timestamp), type, more];
}
