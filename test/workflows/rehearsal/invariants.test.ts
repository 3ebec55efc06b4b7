import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAll, invariants } from '../../../local/rehearsal/invariants/all.ts';
import { EndingIndex } from '../../../local/rehearsal/invariants/ending-index.ts';
import { synthesize } from '../../../local/synth.ts';
import { editedProduct } from '../../support/edited-product.ts';
import { type Fault, faults } from './support/faults.ts';
import { faultyProducts } from './support/faulty-products.ts';
import { type Life, playLife } from './support/played-life.ts';

/** Two review years of some schools: the first is over, the second in the middle of its visits. */
const UNTIL = '2027-09-24T18:00:00Z';

describe('the invariants of a rehearsal', () => {
  let life: Life | undefined;
  const faulty = new Map<string, Life>();

  beforeAll(async () => {
    const cdkOut = await synthesize();
    life = await playLife({ cdkOut, until: UNTIL });
    for (const [name, { edits, ...play }] of Object.entries(faultyProducts)) {
      const product = editedProduct(cdkOut, edits);
      try {
        faulty.set(name, await playLife({ ...play, cdkOut: product.cdkOut }));
      } finally {
        product.remove();
      }
    }
  });

  /** The lives of faulty products are held against many invariants each. */
  const known = new Map<keyof typeof faultyProducts, EndingIndex>();
  const endingWith = ({ by }: Fault): EndingIndex => {
    const played = typeof by === 'string' ? faulty.get(by) : life && by(life);
    if (!played) throw new Error('The life was not played.');
    const index = (typeof by === 'string' && known.get(by)) || new EndingIndex(played.ending, played.more);
    if (typeof by === 'string') known.set(by, index);
    return index;
  };

  afterAll(() => {
    life = undefined;
    faulty.clear();
    known.clear();
  });

  it('are all kept in the life of a few schools', () => {
    expect(life?.ending.problems).toEqual([]);
    expect(life?.ending.rows.length).toBeGreaterThan(2500);
    expect(life && checkAll(life.ending, life.more)).toEqual([]);
  });

  it.each(faults.map((fault) => [fault.invariant, fault.what, fault] as const))(
    '%s is seen broken when %s',
    (invariant, _, fault) => {
      const one = invariants.find(({ name }) => name === invariant);
      expect(one?.find(endingWith(fault))).toContainEqual(expect.stringMatching(fault.found));
    },
  );

  it('have different names, and a fault each', () => {
    const names = invariants.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(faults.map(({ invariant }) => invariant)).toEqual(names);
  });

  it('are told with their promises and faults in the docs', () => {
    const docs = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'rehearsal-invariants.md'), 'utf8');
    const rows = invariants.map(({ name, promise }) => {
      const fault = faults.find(({ invariant }) => invariant === name);
      const how = typeof fault?.by === 'string' ? `a play in which ${fault.what}` : `an ending in which ${fault?.what}`;
      return `| \`${name}\` | ${promise} | ${how} |`;
    });
    expect(docs.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
  });

  it('take time in proportion to the rows', () => {
    const rows = life?.ending.rows ?? [];
    const many = Array.from({ length: 40 }, (_, copy) => rows.map((row) => copied(row, copy))).flat();
    const began = performance.now();
    const broken = life && checkAll({ ...life.ending, rows: many }, life.more);
    expect(broken).toBeDefined();
    expect(many.length).toBeGreaterThan(100_000);
    // Some two seconds; what takes time by the square of the rows takes minutes.
    expect(performance.now() - began).toBeLessThan(60_000);
  });
});

/** A row of another network: the same with other ids. */
const copied = (row: Record<string, unknown>, copy: number): Record<string, unknown> =>
  copy === 0
    ? row
    : (JSON.parse(JSON.stringify(row).replace(/\b(9000\d\d|person-|invented-)/g, `$1${copy}-`)) as Record<
        string,
        unknown
      >);
