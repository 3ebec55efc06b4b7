/** A programme is named in its own folder and in the list of all, and nowhere else: another one is a folder and a line. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  definitionOf,
  PROGRAMMES,
  programmeOfHost,
  programmeOfReview,
  programmesOfHost,
} from '../../lambdas/programmes/programmes.ts';

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, '')).replaceAll(/^\s*\/\/.*$/gm, '');

test('no file but the programmes’ own names a programme', () => {
  const names = new RegExp(`\\b(${PROGRAMMES.join('|')})\\b`, 'i');
  const files = globSync('{bin,lib,lambdas}/**/*.{ts,tsx}').filter((file) => !file.startsWith('lambdas/programmes/'));
  expect(files.length).toBeGreaterThan(400);
  const found = files.flatMap((file) =>
    withoutComments(readFileSync(file, 'utf8'))
      .split('\n')
      .flatMap((line, index) => (names.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

test('each kind of host has one programme, and one programme’s settings count for what all share', () => {
  for (const host of ['school', 'trust'] as const) {
    expect(definitionOf(programmeOfHost(host)).host).toBe(host);
    expect(programmesOfHost(host)).toContain(programmeOfHost(host));
  }
  expect((['school', 'trust'] as const).flatMap(programmesOfHost).toSorted()).toEqual([...PROGRAMMES]);
  expect(PROGRAMMES.filter((one) => definitionOf(one).settingsCountForAll)).toHaveLength(1);
});

test('a review tells its programme by its name, and nothing else does', () => {
  for (const one of PROGRAMMES) expect(programmeOfReview(`${one.toLowerCase()}-2026-900001`)).toBe(one);
  for (const about of ['membership-2026-900001', 'teams-2026-spring', 'training', 'person-0107', '', 'qarx-2026']) {
    expect(programmeOfReview(about)).toBeUndefined();
  }
});
