import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LocalStack } from '../../local/stack.ts';
import type { HistoryEvent } from '../../local/step-functions/index.ts';
import type { Contract } from './today.ts';

/**
 * What recorded releases read and the functions of a play did not give, as `RELEASE: PATH of STEP`. Results are typed and
 * not checked by a schema, so they are looked at where they happen.
 */
export function resultsNotGiven(stack: LocalStack): string[] {
  const given = resultsGiven(stack);
  return globSync(join(import.meta.dirname, 'recorded', '*.json')).flatMap((file) => {
    const { machines } = JSON.parse(readFileSync(file, 'utf8')) as Contract;
    return Object.values(machines).flatMap(({ steps }) =>
      Object.entries(steps).flatMap(([step, { reads }]) => {
        const results = given.get(step) ?? [];
        const missing = reads.filter((path) => results.some((result) => at(result, path) === undefined));
        return missing.map((path) => `${basename(file, '.json')}: ${path} of ${step}`);
      }),
    );
  });
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], value);

/** Every result of a play, by the step as a contract names it. */
export function resultsGiven(stack: LocalStack): Map<string, unknown[]> {
  const given = new Map<string, unknown[]>();
  const names = new Map(stack.functions.all.map(({ arn, id }) => [arn, kebab(id)]));
  for (const { executionArn } of stack.engine.listExecutions()) {
    const events = stack.engine.history(executionArn);
    for (const event of events) {
      if (event.type !== 'TaskSucceeded') continue;
      const scheduled = scheduledFor(events, event);
      const { FunctionName = '', Payload } = JSON.parse(String(scheduled?.details?.parameters ?? '{}')) as {
        FunctionName?: string;
        Payload?: { question?: string };
      };
      const name = names.get(FunctionName);
      if (name === undefined) continue;
      const step = Payload?.question === undefined ? name : `${name} ${Payload.question}`;
      const output = JSON.parse(String(event.details?.output)) as { Payload?: unknown };
      // An answer comes as it is; what a function gives by itself is wrapped by AWS.
      given.set(step, [...(given.get(step) ?? []), Payload?.question === undefined ? output.Payload : output]);
    }
  }
  return given;
}

function scheduledFor(events: readonly HistoryEvent[], event: HistoryEvent): HistoryEvent | undefined {
  let at: HistoryEvent | undefined = event;
  while (at && at.type !== 'TaskScheduled') at = events[at.previousEventId - 1];
  return at;
}

/** `AskAPerson` is the function `ask-a-person`. */
const kebab = (id: string): string => id.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
