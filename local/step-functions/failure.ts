import type { Catcher, Retrier, State } from './definition/model.ts';
import type { StateError } from './errors.ts';

function matches(names: readonly string[], error: StateError): boolean {
  return names.some((name) => {
    if (name === error.error || name === error.alias) return true;
    if (name === 'States.ALL') return !error.terminal;
    return name === 'States.TaskFailed' && error.ofTask;
  });
}

/** The first retrier that covers the error, unless its attempts are used up. `usedBefore` counts for each of them. */
export function matchingRetrier(
  state: State,
  error: StateError,
  usedByIndex: ReadonlyMap<number, number>,
  usedBefore = 0,
): { retrier: Retrier; index: number; used: number } | undefined {
  if (!('retry' in state)) return undefined;
  const index = state.retry.findIndex((retrier) => matches(retrier.errorEquals, error));
  const retrier = state.retry[index];
  const used = usedByIndex.get(index) ?? usedBefore;
  return retrier && used < retrier.maxAttempts ? { retrier, index, used } : undefined;
}

export function matchingCatcher(state: State, error: StateError): Catcher | undefined {
  return 'catch' in state ? state.catch.find((catcher) => matches(catcher.errorEquals, error)) : undefined;
}

/** Seconds before the next attempt. Full jitter takes a moment anywhere between at once and the full delay. */
export function retryDelay(retrier: Retrier, used: number, random: () => number): number {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** used;
  const delay = Math.min(grown, retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return retrier.jitter ? delay * random() : delay;
}
