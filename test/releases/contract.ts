/**
 * What the state machines and the code promise each other, read from the ASL files: running executions keep their
 * definition for up to a year while the code behind them is replaced, so the code has to keep the promises of every
 * release whose executions may still run.
 */

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Resource?: string;
  readonly Arguments?: Readonly<Record<string, unknown>>;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly Items?: string;
  readonly ItemSelector?: unknown;
  readonly Choices?: readonly { readonly Condition: string }[];
  readonly States?: Readonly<Record<string, State>>;
  readonly ItemProcessor?: Definition;
  readonly Branches?: readonly Definition[];
}

export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** One thing that machines call: what they send it, and what they read of what it gives. */
export interface Step {
  /** Payloads; `*` stands for a value that is known only when the machine runs. */
  readonly sends: readonly Readonly<Record<string, unknown>>[];
  /** Paths in the result. */
  readonly reads: readonly string[];
  /** Values on which the way goes on depends: `outcome = agreed`. */
  readonly branches: readonly string[];
}

export interface MachineContract {
  /** Fields of its input. */
  readonly takes: readonly string[];
  /** Paths in what steps gave and its variables keep: `clock.draft.expires`. */
  readonly keeps: readonly string[];
  /** Every comparison with a fixed value: `outcome = cannot-come`. */
  readonly compares: readonly string[];
  /** By `open-review`, `ask-a-person choose-dates`, `machine placement`. */
  readonly steps: Readonly<Record<string, Step>>;
}

/** `OfferDatesArn` is the function `offer-dates`, `PlacementMachineArn` the machine `placement`. */
export type NameOf = (placeholder: string) => string;

/** What one machine promises and expects. */
export function contractOf(definition: Definition, nameOf: NameOf): MachineContract {
  const steps = new Map<string, { sends: Map<string, object>; reads: Set<string>; branches: Set<string> }>();
  for (const { state, siblings } of statesOf(definition)) {
    const key = keyOf(state, nameOf);
    if (key === undefined) continue;
    const step = steps.get(key) ?? { sends: new Map(), reads: new Set(), branches: new Set() };
    steps.set(key, step);
    const payload = payloadOf(state);
    step.sends.set(JSON.stringify(payload), payload);
    for (const path of resultsReadBy(state)) step.reads.add(path);
    const next = state.Next === undefined ? undefined : siblings[state.Next];
    for (const { Condition } of next?.Choices ?? []) for (const one of comparisonsIn(Condition)) step.branches.add(one);
  }
  const text = JSON.stringify(definition);
  return {
    takes: sorted(inputsOf(definition)),
    keeps: sorted(keptPaths(definition)),
    compares: sorted(comparisonsIn(text)),
    steps: Object.fromEntries(
      [...steps]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([key, { sends, reads, branches }]) => [
          key,
          { sends: [...sends.values()] as Step['sends'], reads: sorted(reads), branches: sorted(branches) },
        ]),
    ),
  };
}

const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

interface Placed {
  readonly state: State;
  readonly siblings: Definition['States'];
}

/** Every state, those inside maps and branches too. */
function statesOf({ States }: Definition): Placed[] {
  return Object.values(States).flatMap((state) => [
    { state, siblings: States },
    ...[state.ItemProcessor ?? [], state.Branches ?? []].flat().flatMap((inner) => statesOf(inner)),
  ]);
}

function keyOf({ Resource = '', Arguments = {} }: State, nameOf: NameOf): string | undefined {
  const placeholder = (value: unknown): string => nameOf(/\$\{(\w+)\}/.exec(String(value))?.[1] ?? '');
  if (Resource.includes(':states:startExecution')) return `machine ${placeholder(Arguments.StateMachineArn)}`;
  if (!Resource.includes(':lambda:invoke')) return undefined;
  const { question } = (Arguments.Payload ?? {}) as { question?: string };
  const name = placeholder(Arguments.FunctionName);
  return question === undefined ? name : `${name} ${question}`;
}

function payloadOf({ Arguments = {} }: State): Record<string, unknown> {
  const { AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: _link, ...sent } = (Arguments.Payload ??
    Arguments.Input) as Record<string, unknown>;
  const value = (given: unknown): unknown => {
    const [, literal] = /^\{%\s*'([^']*)'\s*%\}$/.exec(String(given)) ?? [];
    return literal ?? (String(given).startsWith('{%') ? '*' : given);
  };
  return Object.fromEntries(Object.entries(sent).map(([name, given]) => [name, value(given)]));
}

/** `$states.result.Payload.rounds.offer` is `rounds.offer`: what wraps a result is AWS's. */
function resultsReadBy({ Resource = '', Assign, Output }: State): string[] {
  const wrapped = /waitForTaskToken$/.test(Resource) ? '' : '(?:Payload|Output)\\.';
  const pattern = new RegExp(`\\$states\\.result\\.${wrapped}(\\w+(?:\\.\\w+)*)`, 'g');
  return [...JSON.stringify([Assign, Output]).matchAll(pattern)].map(([, path = '']) => path);
}

/** Paths behind variables, and behind the items of a Map that runs over a variable. */
function keptPaths(definition: Definition): string[] {
  const named = [...JSON.stringify(definition).matchAll(/\$(?!states\b)([a-z]\w*)((?:\.\w+)+)/g)];
  const items = statesOf(definition).flatMap(({ state: { Items = '', ItemSelector, ItemProcessor } }) => {
    const [, variable] = /^\{%\s*\$(\w+)\s*%\}$/.exec(Items) ?? [];
    if (variable === undefined || !ItemProcessor || ItemSelector !== undefined) return [];
    const inner = [...JSON.stringify(ItemProcessor).matchAll(/\$states\.input\.(\w+)/g)];
    return inner.map(([, field]) => `${variable}.${field}`);
  });
  return [...named.map(([, variable, path]) => `${variable}${path}`), ...items];
}

/** `$states.input.outcome = 'agreed'` and `'no-lead' in $states.result.outcome`. */
function comparisonsIn(text: string): string[] {
  const equal = [...text.matchAll(/(\w+) = '([^']+)'/g)].map(([, field, value]) => `${field} = ${value}`);
  const within = [...text.matchAll(/'([^']+)' in [$\w.]*?(\w+)\)/g)].map(([, value, field]) => `${field} = ${value}`);
  return [...equal, ...within];
}

/** What a machine reads of its own input, wherever it does, and what its first state does. */
function inputsOf(definition: Definition): string[] {
  const first = JSON.stringify(definition.States[definition.StartAt]);
  const direct = JSON.stringify(definition).matchAll(/\$states\.context\.Execution\.Input\.(\w+)/g);
  // A state that is come back to reads what the one before it gave; such fields are asked for with $exists.
  const own = first.matchAll(/(?<!\$exists\([^)]*\) \? )(?<!\$exists\()\$states\.input\.(\w+)/g);
  return [...direct, ...own].map(([, field = '']) => field);
}
