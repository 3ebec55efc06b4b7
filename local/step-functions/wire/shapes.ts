import type { ExecutionDescription, HistoryEvent } from '../types.ts';

const seconds = (milliseconds: number): number => milliseconds / 1000;

/** An event as GetExecutionHistory returns it. */
export function wireEvent(event: HistoryEvent, includeData = true): Record<string, unknown> {
  const { id, previousEventId, timestamp, type, details } = event;
  const wire: Record<string, unknown> = { timestamp: seconds(timestamp), type, id, previousEventId };
  if (details) wire[detailsKey(type)] = includeData ? withSizes(details) : withoutData(details);
  return wire;
}

/** `TaskStateEntered` has its details under `stateEnteredEventDetails`, all others under their own type. */
function detailsKey(type: string): string {
  const state = /State(Entered|Exited)$/.exec(type);
  if (state) return `state${state[1]}EventDetails`;
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

const DATA = ['input', 'output', 'assignedVariables'] as const;

function withSizes(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const wire: Record<string, unknown> = { ...details };
  for (const field of DATA) if (field in details) wire[`${field}Details`] = { truncated: false };
  return wire;
}

function withoutData(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).filter(([field]) => !DATA.some((data) => data === field)));
}

export function describeExecution(execution: ExecutionDescription): Record<string, unknown> {
  const { stateTransitions: _, startDate, stopDate, redriveDate, ...rest } = execution;
  const redrivable = ['FAILED', 'ABORTED', 'TIMED_OUT'].includes(execution.status);
  return {
    ...rest,
    startDate: seconds(startDate),
    ...(stopDate === undefined ? {} : { stopDate: seconds(stopDate) }),
    ...(redriveDate === undefined ? {} : { redriveDate: seconds(redriveDate) }),
    inputDetails: { included: true },
    ...(execution.output === undefined ? {} : { outputDetails: { included: true } }),
    redriveStatus: redrivable ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(redrivable ? {} : { redriveStatusReason: `Execution is ${execution.status} and cannot be redriven` }),
  };
}
