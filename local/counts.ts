import type { TableProxy } from './endpoint/table-proxy.ts';
import type { Functions } from './functions/functions.ts';
import type { Inbox } from './inbox/inbox.ts';
import type { Machine } from './machines.ts';
import type { StepFunctions } from './step-functions/index.ts';

/** What a run used, in the units that AWS would bill or people would notice. */
export interface Counts {
  readonly mails: number;
  readonly executions: number;
  readonly functionRuns: number;
  /** DynamoDB requests made by functions and machines. */
  readonly tableRequests: number;
  /** States entered and retries, by machine name. */
  readonly stateTransitions: Readonly<Record<string, number>>;
  readonly functionRunsByFunction: Readonly<Record<string, number>>;
  readonly tableRequestsByAction: Readonly<Record<string, number>>;
}

export interface CountedParts {
  readonly inbox: Inbox;
  readonly engine: StepFunctions;
  readonly machines: readonly Machine[];
  readonly functions: Functions;
  readonly tables: TableProxy;
}

export function countsOf({ inbox, engine, machines, functions, tables }: CountedParts): Counts {
  const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);
  const executions = engine.listExecutions();
  const transitions = (arn: string): number =>
    sum(executions.filter(({ stateMachineArn }) => stateMachineArn === arn).map((each) => each.stateTransitions));
  const functionRunsByFunction = functions.runs();
  const tableRequestsByAction = tables.counts();
  return {
    mails: inbox.messages().length,
    executions: executions.length,
    functionRuns: sum(Object.values(functionRunsByFunction)),
    tableRequests: sum(Object.values(tableRequestsByAction)),
    stateTransitions: Object.fromEntries(machines.map(({ name, arn }) => [name, transitions(arn)])),
    functionRunsByFunction,
    tableRequestsByAction,
  };
}
