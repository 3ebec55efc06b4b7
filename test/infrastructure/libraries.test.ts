/** Each package is there for somebody, and docs/libraries.md says for what. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const described = readFileSync('docs/libraries.md', 'utf8');
const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;

const textOf = (pattern: string): string =>
  globSync(pattern)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
const product = textOf('lambdas/**/*.{ts,tsx,scss}');
const anything = product + textOf('{bin,lib,local,scripts,test}/**/*.{ts,tsx,mjs}') + textOf('*.config.ts');

const imports = (text: string, name: string): boolean =>
  [
    `from '${name}'`,
    `from '${name}/`,
    `import '${name}`,
    `import('${name}`,
    `resolve('${name}/`,
    `@use "${name}/`,
  ].some((written) => text.includes(written));

test.each(Object.keys(dependencies))('a function imports %s, and the page of libraries names it', (name) => {
  expect(imports(product, name)).toBe(true);
  expect(described).toContain(`\`${name}\``);
});

test.each(Object.keys(devDependencies))('somebody imports %s, or the page of libraries says what it is for', (name) => {
  expect(imports(anything, name) || described.includes(`\`${name}\``)).toBe(true);
});

test('versions are exact', () => {
  const inexact = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(inexact).toEqual([]);
});
