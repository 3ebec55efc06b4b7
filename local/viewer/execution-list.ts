import { html, raw } from 'hono/html';
import type { Machine } from '../machines.ts';
import { SHARED_ROUNDS } from '../rounds.ts';
import type { ExecutionDescription, StepFunctions } from '../step-functions/index.ts';
import { drawGraph } from './draw-graph.ts';
import { currentStates } from './execution-status.ts';
import { type Html, londonTime, page, stackedTable } from './layout.ts';
import type { ViewerParts } from './viewer-parts.ts';

/** Of one workflow, on its own page and on the page of all. */
const SHOWN_AT_MOST = 500;
const SHOWN_AMONG_OTHERS = 20;

/** The workflow that everything turns round stands first. */
const FIRST = 'review';

/** All executions by workflow, the latest first, with what each waits for; or those of one workflow, under its picture. */
export function executionsPage(parts: ViewerParts, machineName?: string): Html {
  const machine = parts.machines.find(({ name }) => name === machineName);
  return machine ? oneMachine(parts, machine) : allMachines(parts);
}

function oneMachine(parts: ViewerParts, machine: Machine): Html {
  const executions = parts.engine.listExecutions({ stateMachineArn: machine.arn });
  const picture = drawGraph(parts.engine.graph(machine.arn), { title: `The workflow ${machine.name}` });
  return page(
    { title: `Workflow ${machine.name}` },
    html`${links(parts.machines)}<div class="picture">${raw(picture)}</div>
<p>${counted(executions.length, SHOWN_AT_MOST)}</p>${executionRows(parts.engine, machine, executions.slice(0, SHOWN_AT_MOST))}`,
  );
}

function allMachines(parts: ViewerParts): Html {
  const { engine, machines } = parts;
  const all = byRank(machines).map((machine) => ({
    machine,
    executions: engine.listExecutions({ stateMachineArn: machine.arn }),
  }));
  const started = all.filter(({ executions }) => executions.length > 0);
  const isRound = ({ machine }: { machine: Machine }): boolean => SHARED_ROUNDS.has(machine.name);
  const ofReviews = started.filter((each) => !isRound(each));
  const none = all.filter(({ executions }) => executions.length === 0).map(({ machine }) => machine.name);
  return page(
    { title: 'Workflows' },
    html`${links(machines)}
${ofReviews.map(({ machine, executions }) => html`<h2>${machine.name}</h2>${someRows(engine, machine, executions)}`)}
${started
  .filter(isRound)
  .map(
    ({ machine, executions }) =>
      html`<details><summary>${machine.name}: ${executions.length} executions, for all reviews together</summary>${someRows(engine, machine, executions)}</details>`,
  )}
${none.length > 0 ? html`<p class="quiet">Not started so far: ${none.join(', ')}.</p>` : ''}`,
  );
}

const rank = ({ name }: Machine): number => (name === FIRST ? 0 : 1);
const byRank = (machines: readonly Machine[]): Machine[] => machines.toSorted((a, b) => rank(a) - rank(b));

const links = (machines: readonly Machine[]): Html =>
  html`<p>Pictures: ${byRank(machines).map(({ name }) => html`<a href="/_local/executions?machine=${name}">${name}</a> `)}</p>`;

const counted = (count: number, most: number): string =>
  `${count} ${count === 1 ? 'execution' : 'executions'}${count > most ? `, the latest ${most} shown` : ''}.`;

function someRows(engine: StepFunctions, machine: Machine, executions: readonly ExecutionDescription[]): Html {
  const more = executions.length - SHOWN_AMONG_OTHERS;
  return html`${executionRows(engine, machine, executions.slice(0, SHOWN_AMONG_OTHERS))}
${more > 0 ? html`<p><a href="/_local/executions?machine=${machine.name}">${more} earlier ones of ${machine.name}</a></p>` : ''}`;
}

function executionRows(engine: StepFunctions, { name }: Machine, executions: readonly ExecutionDescription[]): Html {
  return stackedTable(
    ['Execution', 'Status', 'Started', 'Ended', 'Is now at'],
    executions.map((execution) => [
      html`<a href="/_local/executions/${name}/${encodeURIComponent(execution.name)}">${execution.name}</a>`,
      executionStatus(execution),
      londonTime(execution.startDate),
      execution.stopDate === undefined ? '' : londonTime(execution.stopDate),
      currentStates(engine.history(execution.executionArn), execution.status).join('; '),
    ]),
  );
}

/** RUNNING, SUCCEEDED; what went wrong stands out. */
export const executionStatus = ({ status }: ExecutionDescription): Html =>
  ['FAILED', 'TIMED_OUT', 'ABORTED'].includes(status) ? html`<strong class="bad">${status}</strong>` : html`${status}`;
