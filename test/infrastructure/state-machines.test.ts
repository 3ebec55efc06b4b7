import { readdirSync, readFileSync } from 'node:fs';
import aslValidator from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { machineNames } from '../../lib/machines.ts';

const files = readdirSync('statemachines').filter((file) => file.endsWith('.asl.json'));

test('every definition is deployed, and every machine has its definition', () => {
  expect(files.sort()).toEqual(machineNames.map((name) => `${name}.asl.json`).sort());
});

describe.each(files)('%s', (file) => {
  const definition: unknown = JSON.parse(readFileSync(`statemachines/${file}`, 'utf8'));

  test('is valid in the Amazon States Language', () => {
    const { isValid, errors } = aslValidator(definition);

    expect(errors).toEqual([]);
    expect(isValid).toBe(true);
  });
});
