/** Which states of the machines ask somebody, read from the files of the machines. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface State {
  readonly Resource?: string;
  readonly Arguments?: { readonly Payload?: { readonly question?: string } };
}

const MACHINES = join(import.meta.dirname, '..', '..', '..', 'statemachines');

/** By the name of a state, the question that it waits for. State names of all machines differ, or ask the same. */
export const askingStates: ReadonlyMap<string, string> = new Map(
  readdirSync(MACHINES)
    .filter((file) => file.endsWith('.asl.json'))
    .flatMap((file) => [...statesIn(JSON.parse(readFileSync(join(MACHINES, file), 'utf8')))])
    .flatMap(([name, { Resource = '', Arguments }]) => {
      const question = Arguments?.Payload?.question;
      return Resource.endsWith('.waitForTaskToken') && question !== undefined ? [[name, question] as const] : [];
    }),
);

/** Questions for whose answer a workflow waits. */
export const awaitedQuestions: ReadonlySet<string> = new Set(askingStates.values());

/** States at any depth: those of branches and of maps are among the values of their state. */
function* statesIn(value: unknown): Iterable<readonly [string, State]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'States') yield* Object.entries(inner as Readonly<Record<string, State>>);
    yield* statesIn(inner);
  }
}
