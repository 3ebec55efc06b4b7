import { readdirSync, readFileSync } from 'node:fs';
import aslValidator from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import { machineNames } from '../../lib/machines.ts';

const files = readdirSync('statemachines').filter((file) => file.endsWith('.asl.json'));

test('every definition is deployed, and every machine has its definition', () => {
  expect(files.sort()).toEqual(machineNames.map((name) => `${name}.asl.json`).sort());
});

describe.each(machineNames)('%s', (name) => {
  test.each([
    ['as its file has it', readFileSync(`statemachines/${name}.asl.json`, 'utf8')],
    ['as it is deployed', expandedMachine(name)],
  ])('%s is valid in the Amazon States Language', (_which, definition) => {
    const { isValid, errors } = aslValidator(JSON.parse(definition));

    expect(errors).toEqual([]);
    expect(isValid).toBe(true);
  });
});
