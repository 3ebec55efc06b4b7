import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followPath, plainPathOf } from '../../local/step-functions/jsonata/plain-path.ts';
import { compileJsonata } from '../../local/step-functions/jsonata/synchronous-jsonata.ts';

const pathOf = (source: string) => plainPathOf(compileJsonata(source).ast());

describe('a plain path', () => {
  it.each([
    ['$round', ['round']],
    ['$states.input.school.`head teacher`', ['states', 'input', 'school', 'head teacher']],
  ])('%s is followed directly', (source, path) => {
    expect(pathOf(source)).toEqual(path);
  });

  it.each([
    '$',
    '$$',
    '$a[0]',
    '$a.b[c=1]',
    '$a.*',
    '$a.b{c: d}',
    '$a.b[]',
    '$a@$b.c',
    '$a#$i.b',
    '$f(1)',
    '$a.$b',
    '1',
    '$a.(b)',
    'a.b',
  ])('%s is more than that', (source) => {
    expect(pathOf(source)).toBeUndefined();
  });

  it('gives what the evaluator gives, wherever it gives anything', () => {
    const names = fc.constantFrom('a', 'b', 'c');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.constantFrom(1, 'x', null, true), tie('object'), tie('array')),
      object: fc.dictionary(names, tie('value'), { maxKeys: 3 }),
      array: fc.array(tie('value'), { maxLength: 2 }),
    }));
    fc.assert(
      fc.property(value, fc.array(names, { maxLength: 3 }), (root, steps) => {
        const source = ['$root', ...steps].join('.');
        const fetched = followPath(pathOf(source) ?? [], { root });
        const evaluated = compileJsonata(source).evaluate(undefined, { root });
        if (fetched !== undefined) expect(JSON.stringify(fetched)).toBe(JSON.stringify(evaluated));
      }),
      { numRuns: 3000 },
    );
    expect(followPath(['root', 'a'], { root: { a: [1] } })).toEqual([1]);
  });
});
