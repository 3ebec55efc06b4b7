/**
 * What the machines have when they are deployed beside what their files say, held against its record in
 * __snapshots__/expanded.test.ts.snap: a change of a policy shows in every state that it reaches, and none is changed by accident. Look at
 * the difference before recording it anew (`npx vitest run test/statemachines/expanded.test.ts -u`).
 *
 * A question that says only what is asked has the same as all others, recorded once. So one more of them changes no record.
 */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import { machineNames } from '../../lib/machines.ts';
import { isPlainQuestion, readStates, type State, sourceOf, sourceStates } from './definition.ts';

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields that a state has when it is deployed and its file does not write, by their places. */
function added(source: Record<string, unknown>, deployed: Record<string, unknown>): Record<string, unknown> {
  const { ItemProcessor: _processor, Branches: _branches, ...own } = deployed;
  const fields = Object.entries(own).flatMap(([name, value]) => {
    const written = source[name];
    if (written === undefined) return [[name, value] as const];
    if (!isFields(value) || !isFields(written))
      return isDeepStrictEqual(value, written) ? [] : [[name, value] as const];
    const more = added(written, value);
    return Object.keys(more).length > 0 ? [[name, more] as const] : [];
  });
  return Object.fromEntries(fields);
}

/** What a plain question has beside what is asked, with placeholders for its own name and its own expiry. */
function addedToQuestion(name: string, source: State, deployed: State): unknown {
  const { expiresAt } = (source['Arguments'] as { Payload: { expiresAt: string } }).Payload;
  const expression = expiresAt.replace(/^\{%\s*|\s*%\}$/g, '');
  const text = JSON.stringify(added(source, deployed));
  return JSON.parse(text.replaceAll(JSON.stringify(name), '"NAME"').replaceAll(expression, 'EXPIRY'));
}

const questions = machineNames.flatMap((machine) =>
  Object.entries(sourceStates(machine)).flatMap(([name, source]) =>
    isPlainQuestion(source) ? [{ machine, name, source }] : [],
  ),
);

describe.each(machineNames)('%s', (machine) => {
  const sources = sourceStates(machine);
  const deployed = readStates(machine);

  it('has the states of its file, and what it writes itself as it is', () => {
    expect(Object.keys(deployed)).toEqual(Object.keys(sources));
    for (const [name, state] of Object.entries(deployed))
      expect(state, name).toMatchObject(withoutInner(sources[name]));
  });

  it('has beside its file what is recorded', () => {
    const more = Object.entries(sources).flatMap(([name, source]) => {
      const fields = isPlainQuestion(source) ? {} : added(source, deployed[name] ?? {});
      return Object.keys(fields).length > 0 ? [[name, fields] as const] : [];
    });
    expect(Object.fromEntries(more)).toMatchSnapshot();
  });
});

const withoutInner = ({ ItemProcessor: _processor, Branches: _branches, ...own }: State = { Type: '' }) => own;

describe('a question that says only what is asked', () => {
  it('has beside it what is recorded', () => {
    const [one] = questions;
    expect(one && addedToQuestion(one.name, one.source, readStates(one.machine)[one.name] as State)).toMatchSnapshot();
  });

  it.each(questions)('has no more and no less than every other: $name', ({ machine, name, source }) => {
    const [one] = questions;
    expect(addedToQuestion(name, source, readStates(machine)[name] as State)).toStrictEqual(
      one && addedToQuestion(one.name, one.source, readStates(one.machine)[one.name] as State),
    );
  });
});

it('a machine is deployed with nothing but its states added to', () => {
  for (const machine of machineNames) {
    const { States: _states, ...deployed } = JSON.parse(expandedMachine(machine));
    const { States: _source, ...written } = sourceOf(machine);
    expect(deployed).toStrictEqual(written);
  }
});
