import type { ExecutionStatus, HistoryEvent } from '../step-functions/index.ts';
import type { StateStatus } from './draw-graph.ts';

export interface StateVisits {
  readonly status: StateStatus;
  readonly visits: number;
}

/** What became of each state, from the events of an execution. State names are unique within a machine. */
export function stateStatuses(
  events: readonly HistoryEvent[],
  execution: ExecutionStatus,
): ReadonlyMap<string, StateVisits> {
  const entered = new Map<string, { visits: number; open: number }>();
  for (const { type, details } of events) {
    const name = details?.name;
    if (typeof name !== 'string') continue;
    const counts = entered.get(name) ?? { visits: 0, open: 0 };
    if (type.endsWith('StateEntered')) entered.set(name, { visits: counts.visits + 1, open: counts.open + 1 });
    if (type.endsWith('StateExited')) entered.set(name, { ...counts, open: counts.open - 1 });
  }
  const unfinished: StateStatus =
    execution === 'RUNNING' ? 'current' : execution === 'SUCCEEDED' ? 'visited' : 'failed';
  return new Map(
    [...entered].map(([name, { visits, open }]) => [name, { visits, status: open > 0 ? unfinished : 'visited' }]),
  );
}

/** The states that an execution is in now. */
export function currentStates(events: readonly HistoryEvent[], execution: ExecutionStatus): string[] {
  if (execution !== 'RUNNING') return [];
  return [...stateStatuses(events, execution)].filter(([, { status }]) => status === 'current').map(([name]) => name);
}
