import { AwsError } from '../../../local/endpoint/aws-error.ts';
import type { LocalStack } from '../../../local/stack.ts';

const MINUTE = 60_000;

/** How a run of a function was broken off: at which of its calls to AWS. */
export interface Interruption {
  readonly function: string;
  readonly call: number;
}

/**
 * Breaks every function off at its first call to AWS, then, in a later run, at its second, and so on: the call is
 * refused, and so is whatever the same run still tries. The run after a broken one passes, but not of the functions of
 * `stubborn`: those are broken off again and again until they have no more calls.
 *
 * @param only the functions that are broken off; all of them unless said.
 */
export function interruptEverything(
  stack: LocalStack,
  stubborn: readonly string[] = [],
  only?: readonly string[],
): readonly Interruption[] {
  const interruptions: Interruption[] = [];
  const progress = new Map<
    string,
    { run: number; calls: number; failAt: number; isBroken: boolean; passes: boolean }
  >();
  const names = new Map(stack.functions.all.map(({ name, id }) => [name, id]));
  stack.interrupt(({ caller, service }) => {
    const id = names.get(caller) ?? caller;
    if (only && !only.includes(id)) return undefined;
    const run = stack.functions.runs()[id] ?? 0;
    const known = progress.get(id) ?? { run: 0, calls: 0, failAt: 1, isBroken: false, passes: true };
    const now =
      known.run === run
        ? known
        : { ...known, run, calls: 0, isBroken: false, passes: known.isBroken && !stubborn.includes(id) };
    progress.set(id, now);
    now.calls += 1;
    if (!now.isBroken && !now.passes && now.calls === now.failAt) {
      interruptions.push({ function: id, call: now.failAt });
      now.isBroken = true;
      now.failAt += 1;
    }
    // A refusal that the SDK does not try again by itself.
    return now.isBroken
      ? new AwsError(service === 'ses' ? 'MessageRejected' : 'AccessDeniedException', 'Broken off')
      : undefined;
  });
  return interruptions;
}

/**
 * Takes up every execution that fails, as the runbook says: of a review and its placement the review, which looks for the
 * seat anew. Gives their machines.
 */
export function redriveWhatFails(stack: LocalStack): readonly string[] {
  const failed: string[] = [];
  const machines = new Map(stack.machines.map(({ arn, name }) => [arn, name]));
  const waiting = new Set<string>();
  stack.engine.onEvent((executionArn, { type }) => {
    if (type !== 'ExecutionFailed') return;
    const { stateMachineArn, name } = stack.engine.describeExecution(executionArn);
    failed.push(machines.get(stateMachineArn) ?? '');
    waiting.add(name);
    stack.clock.schedule(stack.clock.now() + MINUTE, () => {
      const isWithin = [...waiting].some((other) => name.startsWith(`${other}-`));
      if (!isWithin) stack.engine.redriveExecution(executionArn);
      stack.clock.schedule(stack.clock.now() + 1, () => waiting.delete(name));
    });
  });
  return failed;
}
