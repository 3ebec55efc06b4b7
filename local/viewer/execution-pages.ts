import { html, raw } from 'hono/html';
import type { ExecutionDescription, HistoryEvent } from '../step-functions/index.ts';
import { drawGraph } from './draw-graph.ts';
import { currentStates, stateStatuses } from './execution-status.ts';
import { type Html, londonTime, page } from './layout.ts';
import type { ViewerParts } from './viewer.ts';

const SHOWN_AT_MOST = 500;

/** All executions, the latest first, with what each waits for; or those of one machine, under its picture. */
export function executionsPage({ engine, machines }: ViewerParts, machineName?: string): Html {
  const machine = machines.find(({ name }) => name === machineName);
  const executions = engine.listExecutions(machine ? { stateMachineArn: machine.arn } : {});
  const names = new Map(machines.map(({ arn, name }) => [arn, name]));
  const rows = executions.slice(0, SHOWN_AT_MOST).map((execution) => {
    const name = names.get(execution.stateMachineArn) ?? '';
    const waitsAt = currentStates(engine.history(execution.executionArn), execution.status);
    return html`<tr><td>${name}</td><td><a href="/_local/executions/${name}/${encodeURIComponent(execution.name)}">${execution.name}</a></td>
<td>${status(execution)}</td><td>${londonTime(execution.startDate)}</td><td>${ended(execution)}</td><td>${waitsAt.join('; ')}</td></tr>`;
  });
  const links = machines.map(({ name }) => html`<a href="/_local/executions?machine=${name}">${name}</a> `);
  const picture = machine ? graph(drawGraph(engine.graph(machine.arn), { title: `The workflow ${machine.name}` })) : '';
  return page(
    { title: machine ? `Workflow ${machine.name}` : 'Workflows' },
    html`<p>${links}</p>${picture}
<p>${executions.length} executions${executions.length > SHOWN_AT_MOST ? `, the latest ${SHOWN_AT_MOST} shown` : ''}.</p>
<table><thead><tr><th scope="col">Workflow</th><th scope="col">Execution</th><th scope="col">Status</th><th scope="col">Started</th><th scope="col">Ended</th><th scope="col">Is now at</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

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
    html`<p>${status(execution)}. Started ${londonTime(execution.startDate)}${execution.stopDate === undefined ? '' : `, ended ${londonTime(execution.stopDate)}`}.
${execution.stateTransitions} state transitions. <span class="quiet">Green: done. Blue: now. Red: failed. ×n: entered n times.</span></p>
${execution.error === undefined ? '' : html`<p class="bad">${execution.error}: ${execution.cause ?? ''}</p>`}
${graph(drawGraph(engine.graph(execution.executionArn), { title, statuses }))}
<h2>Input and output</h2><pre>${execution.input}</pre><pre>${execution.output ?? ''}</pre>
<h2>History</h2><table><thead><tr><th scope="col">Event</th><th scope="col">Time</th><th scope="col">Type</th><th scope="col">Details</th></tr></thead><tbody>${events.map(row)}</tbody></table>`,
  );
}

const graph = (svg: string): Html => html`<div class="picture">${raw(svg)}</div>`;

function row({ id, timestamp, type, details }: HistoryEvent): Html {
  const name = typeof details?.name === 'string' ? details.name : '';
  const more = details
    ? html`<details><summary>${name || 'Show'}</summary><pre>${JSON.stringify(details, null, 2)}</pre></details>`
    : '';
  return html`<tr><td>${id}</td><td>${londonTime(timestamp)}</td><td>${type}</td><td>${more}</td></tr>`;
}

const ended = ({ stopDate }: ExecutionDescription): string => (stopDate === undefined ? '' : londonTime(stopDate));

const status = (execution: ExecutionDescription): Html =>
  ['FAILED', 'TIMED_OUT', 'ABORTED'].includes(execution.status)
    ? html`<strong class="bad">${execution.status}</strong>`
    : html`${execution.status}`;
