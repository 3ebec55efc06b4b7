import * as z from 'zod';
import type { FunctionName } from '../../lib/functions.ts';
import type { MachineContract, Step } from './contract.ts';
import { unreadableRows } from './rows.ts';
import { playedPayload, stepInputs } from './step-inputs.ts';
import type { Contract } from './today.ts';

/** Promises that no machine of today needs, by the step or machine they are about, as kept.json lists them. */
export type Kept = Readonly<Record<string, readonly string[]>>;

const HOW_LONG = 'until its executions have ended, a year after the next release at the latest (docs/releases.md)';

/** What today's sources would break for executions of an earlier release, each as a sentence that says what to do. */
export function brokenPromises(release: string, then: Contract, now: Contract, kept: Kept): string[] {
  const lost = then.questions
    .filter((name) => !now.questions.includes(name))
    .map(
      (name) =>
        `Rows of the question '${name}' of release ${release} may be open: keep it in its stage's questions.ts, so that ` +
        `its page, answer and silence go on working, ${HOW_LONG}.`,
    );
  const machines = Object.entries(then.machines).flatMap(([name, machine]) => [
    ...refusedPayloads(release, machine, now),
    ...missingResults(release, name, machine, { now, kept }),
  ]);
  return [...new Set([...lost, ...machines, ...unreadableRows(release, then.rows, now.rows)])];
}

/** Functions refuse by schema; a machine that is started lacks a field that it reads. */
function refusedPayloads(release: string, machine: MachineContract, now: Contract): string[] {
  return Object.entries(machine.steps).flatMap(([key, { sends }]) =>
    sends.flatMap((sent) => {
      const refusal = key.startsWith('machine ') ? missingInput(key, sent, now) : refusedBy(key, sent);
      if (refusal === undefined) return [];
      const fields = Object.keys(sent).join(', ');
      return [`Machines of release ${release} send ${key} {${fields}}: ${refusal} Accept it ${HOW_LONG}.`];
    }),
  );
}

function refusedBy(key: string, sent: Readonly<Record<string, unknown>>): string | undefined {
  const [name = ''] = key.split(' ');
  const schema = stepInputs[name as FunctionName];
  if (!schema) return 'there is no such function any more, or test/releases/step-inputs.ts lacks its schema.';
  const parsed = schema.safeParse(playedPayload(sent));
  return parsed.success ? undefined : `today's schema refuses that: ${z.prettifyError(parsed.error)}.`;
}

function missingInput(key: string, sent: Readonly<Record<string, unknown>>, now: Contract): string | undefined {
  const started = now.machines[key.replace('machine ', '')];
  if (!started) return 'there is no such machine any more.';
  const missing = started.takes.filter((field) => !(field in sent));
  return missing.length > 0 ? `today's machine also reads ${missing.join(', ')}.` : undefined;
}

/**
 * What a function gives is typed and not checked, so a field counts as given while a machine of today reads it, where the
 * plays of whole reviews would miss it, or while kept.json says that it is given on purpose.
 */
function missingResults(
  release: string,
  name: string,
  machine: MachineContract,
  today: { readonly now: Contract; readonly kept: Kept },
): string[] {
  const nowMachine = today.now.machines[name];
  const steps = Object.entries(machine.steps).flatMap(([key, then]) => {
    const now = Object.values(today.now.machines).flatMap(({ steps: all }) => all[key] ?? []);
    const read = (of: Step): string[] => [...of.reads, ...of.branches];
    return gone(read(then), now.flatMap(read), today.kept[key]).map((what) => `'${what}' of what ${key} gives`);
  });
  const said = (of: MachineContract | undefined): string[] => [...(of?.keeps ?? []), ...(of?.compares ?? [])];
  const variables = gone(said(machine), said(nowMachine), today.kept[name]).map((what) => `'${what}' in ${name}`);
  return [...steps, ...variables].map(
    (what) =>
      `Machines of release ${release} depend on ${what}, and no machine of today does. Go on giving it ${HOW_LONG}, and ` +
      'say so in test/releases/kept.json.',
  );
}

const gone = (then: readonly string[], now: readonly string[], kept: readonly string[] = []): string[] =>
  then.filter((one) => !now.includes(one) && !kept.includes(one));
