/**
 * Leaves out of a stylesheet what no page can show: govuk-frontend's variants are two thirds of its weight, and the
 * pages reach people on the phone networks of village schools.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const className = /\b(?:govuk|app)-[a-z0-9_-]*/g;

/** All class names in the pages' source. One that ends in '-' is the beginning of names put together at run time. */
export function classNamesInPages(root: string): ReadonlySet<string> {
  const files = globSync('lambdas/**/*.tsx', { cwd: root });
  return new Set(files.flatMap((file) => readFileSync(join(root, file), 'utf8').match(className) ?? []));
}

/**
 * The minified stylesheet without the selectors of which a class is not among `used`, and without the rules and the
 * media queries that are empty then.
 */
export function keepUsedStyles(css: string, used: ReadonlySet<string>): string {
  const beginnings = [...used].filter((name) => name.endsWith('-'));
  const isUsed = (name: string): boolean => used.has(name) || beginnings.some((start) => name.startsWith(start));
  const canMatch = (selector: string): boolean => {
    // What a selector excludes with :not() need not exist.
    const needed = selector.replace(/:not\([^)]*\)/g, '').match(className) ?? [];
    return needed.every(isUsed);
  };
  return rulesOf(css)
    .map(({ head, body }) => {
      if (head.startsWith('@media') || head.startsWith('@supports')) {
        const kept = keepUsedStyles(body, used);
        return kept === '' ? '' : `${head}{${kept}}`;
      }
      if (head.startsWith('@')) return `${head}{${body}}`;
      const kept = selectorsOf(head).filter(canMatch);
      return kept.length === 0 ? '' : `${kept.join(',')}{${body}}`;
    })
    .join('');
}

interface Rule {
  readonly head: string;
  readonly body: string;
}

/** The rules of one level: what stands before each pair of braces, and within it. */
function rulesOf(css: string): Rule[] {
  const rules: Rule[] = [];
  let start = 0;
  for (let open = css.indexOf('{'); open !== -1; open = css.indexOf('{', start)) {
    let depth = 1;
    let end = open + 1;
    for (; depth > 0 && end < css.length; end += 1) {
      if (css[end] === '{') depth += 1;
      else if (css[end] === '}') depth -= 1;
    }
    if (depth > 0) throw new Error('A brace of the stylesheet is not closed.');
    rules.push({ head: css.slice(start, open), body: css.slice(open + 1, end - 1) });
    start = end;
  }
  return rules;
}

/** The selectors of a list; commas within brackets part nothing. */
function selectorsOf(head: string): string[] {
  return head.split(/,(?![^()]*\))/);
}
