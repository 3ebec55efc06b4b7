/** What report.json looks like to whoever reads it with a program of their own. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sampleReport } from './sample-report.ts';

/** The kinds of values in the place of the values; of a list its first member. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]));
}

const report = JSON.parse(JSON.stringify(sampleReport())) as Record<string, unknown>;

test('report.json keeps its form: whoever changes it gives it another number', () => {
  expect(report.format).toBe(1);
  expect(shapeOf(report)).toMatchSnapshot();
});

test('every part of it is described', () => {
  const described = readFileSync('docs/rehearsal.md', 'utf8');
  expect(Object.keys(report).filter((part) => !described.includes(`| \`${part}\` |`))).toEqual([]);
});

test('it tells of nobody by an id or a name', () => {
  const { placements: _, broken: __, problems: ___, ...told } = report;
  expect(JSON.stringify(told)).not.toMatch(/"(p[1-4]|h|m)"/);
});
