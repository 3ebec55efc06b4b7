import type * as z from 'zod';

/** A settings file or row that cannot be used. The message names file and path and says what to change. */
export class MalformedSettings extends Error {
  override name = 'MalformedSettings';
}

/**
 * Reads `text` as JSON and checks it against `schema`. `source` is what a person would open: a file's path, a row's key.
 *
 * @throws MalformedSettings with a sentence for everything that has to be changed.
 */
export function parseSettings<T>(source: string, text: string, schema: z.ZodType<T>): T {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new MalformedSettings(
      `${source} is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  return checkSettings(source, raw, schema);
}

/** Checks what was already read; see `parseSettings`. */
export function checkSettings<T>(source: string, raw: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => `${source}: ${whatIsWrong(issue, raw)}`);
  throw new MalformedSettings(sentences.join('\n'));
}

/**
 * What is wrong with settings, in a sentence.
 *
 * @param raw what was checked.
 * @param named what the place is called for whoever reads it; the path in the file unless said.
 */
export function whatIsWrong(issue: z.core.$ZodIssue, raw: unknown, named?: string): string {
  const path = named ?? (issue.path.length > 0 ? `'${issue.path.join('.')}'` : 'the file');
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], raw);
  const found = `${path} is ${JSON.stringify(value)}`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${path} has ${issue.keys.map((key) => `'${key}'`).join(', ')}, which is no setting; remove it or correct its spelling.`;
    case 'invalid_type':
      return value === undefined
        ? `${path} is missing; add it as ${kinds[issue.expected] ?? issue.expected}.`
        : `${found}; write ${kinds[issue.expected] ?? issue.expected} instead.`;
    case 'too_small':
      return `${found}; write ${issue.origin === 'array' ? `${issue.minimum} entries` : issue.minimum} or more.`;
    case 'too_big':
      return `${found}; write ${issue.maximum} or less.`;
    case 'invalid_value':
      return `${found}; write ${issue.values.map((choice) => JSON.stringify(choice)).join(' or ')}.`;
    case 'invalid_format':
    case 'custom':
      return value !== null && typeof value === 'object'
        ? `${path} ${issue.message}.`
        : `${found}; it ${issue.message}.`;
    default:
      return `${path}: ${issue.message}.`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text in quotation marks',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'an object in braces',
  record: 'an object in braces',
};
