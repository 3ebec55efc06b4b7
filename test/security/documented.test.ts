import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/security.md', 'utf8');
const rows = page.split('\n').filter((line) => /^\| \d/.test(line));
const numbers = rows.map((row) => /^\| ([\d.]+) \|/.exec(row)?.[1] ?? '');
const places = (number: string): number[] => number.split('.').map(Number);

describe('docs/security.md', () => {
  it('names requirements as the standard numbers them, each once and in order', () => {
    expect(numbers.length).toBeGreaterThan(70);
    expect(numbers.filter((number) => !/^([1-9]|1[0-7])\.\d+\.\d+$/.test(number))).toEqual([]);
    const inOrder = numbers.toSorted((a, b) => {
      const [left, right] = [places(a), places(b)];
      const at = left.findIndex((part, index) => part !== right[index]);
      return (left[at] ?? 0) - (right[at] ?? 0);
    });
    expect(numbers).toEqual(inOrder);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('names files that there are', () => {
    const files = [...page.matchAll(/`([\w./-]+\/[\w./-]+\.\w+|[\w-]+\.json)`/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(150);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('names tests that there are, for every requirement', () => {
    const named = rows.map((row) => [...row.matchAll(/`(test\/[\w./-]+)` “([^”]+)”/g)]);
    expect(named.filter((tests) => tests.length === 0)).toEqual([]);
    const missing = named
      .flat()
      .filter(([, file = '', name = '']) => !existsSync(file) || !readFileSync(file, 'utf8').includes(name));
    expect(missing.map(([, file, name]) => `${file}: ${name}`)).toEqual([]);
  });
});
