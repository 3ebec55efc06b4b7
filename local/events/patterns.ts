import { UnsupportedLocally } from '../unsupported.ts';

/**
 * Whether an event matches an EventBridge event pattern: exact values, `prefix`, `suffix`, `equals-ignore-case`,
 * `anything-but`, `numeric`, `exists`, `wildcard` and `$or`.
 *
 * @throws UnsupportedLocally for a kind of comparison it does not know.
 */
export function matchesPattern(pattern: object, event: unknown): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or') return (expected as object[]).some((alternative) => matchesPattern(alternative, event));
    const actual = isRecord(event) ? event[key] : undefined;
    if (!Array.isArray(expected)) {
      // A list of objects matches when any of them does.
      return [actual].flat().some((one) => matchesPattern(expected as object, one));
    }
    // An array in the event matches when any of its values does.
    const values = Array.isArray(actual) && actual.length > 0 ? actual : [actual];
    return expected.some((rule) => values.some((value) => matchesRule(rule, value)));
  });
}

function matchesRule(rule: unknown, value: unknown): boolean {
  if (!isRecord(rule)) return rule === value;
  const [name = '', operand] = Object.entries(rule)[0] ?? [];
  switch (name) {
    case 'exists':
      return (value !== undefined) === operand;
    case 'prefix':
      return typeof value === 'string' && value.startsWith(String(operand));
    case 'suffix':
      return typeof value === 'string' && value.endsWith(String(operand));
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase();
    case 'wildcard':
      return typeof value === 'string' && wildcard(String(operand)).test(value);
    case 'anything-but':
      return value !== undefined && ![operand].flat().some((refused) => matchesRule(refused, value));
    case 'numeric':
      return typeof value === 'number' && matchesNumeric(operand as unknown[], value);
    default:
      throw new UnsupportedLocally(`the event pattern comparison '${name}'`, JSON.stringify(rule));
  }
}

function matchesNumeric(comparisons: unknown[], value: number): boolean {
  for (let index = 0; index < comparisons.length; index += 2) {
    const limit = Number(comparisons[index + 1]);
    const holds = {
      '=': value === limit,
      '<': value < limit,
      '<=': value <= limit,
      '>': value > limit,
      '>=': value >= limit,
    }[String(comparisons[index])];
    if (!holds) return false;
  }
  return true;
}

function wildcard(text: string): RegExp {
  return new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
