/**
 * The machines as they are deployed, held against their record in expanded/: a change of a policy shows in every state it
 * reaches, and none is changed by accident. `npm run machines -- --out test/statemachines/expanded` records them anew.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import type { MachineName } from '../../lib/machine-name.ts';
import { machineNames } from '../../lib/machines.ts';
import { statesOf } from './definition.ts';

const recorded = (name: MachineName) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'expanded', `${name}.asl.json`), 'utf8'));

describe.each(machineNames)('%s', (name) => {
  const now = JSON.parse(expandedMachine(name));
  const then = recorded(name);
  const states = statesOf(now);

  it.each(Object.entries(statesOf(then)))('is deployed as it was recorded: %s', (state, record) => {
    expect(states[state]).toStrictEqual(record);
  });

  it('is deployed as it was recorded, as a whole', () => {
    expect(Object.keys(states)).toEqual(Object.keys(statesOf(then)));
    expect(now).toStrictEqual(then);
  });
});
