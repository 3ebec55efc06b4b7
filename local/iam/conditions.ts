import { UnsupportedLocally } from '../unsupported.ts';
import { arnPattern } from './wildcards.ts';

/** What is known of a call besides its action and resource, by the names of IAM's condition keys. */
export type Context = Readonly<Partial<Record<ContextKey, string>>>;

const CONTEXT_KEYS = [
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  's3:x-amz-acl',
  'ses:FromAddress',
] as const;
type ContextKey = (typeof CONTEXT_KEYS)[number];

/** One line of a statement's `Condition`: it holds when the call's value is any of those named. */
export interface Condition {
  readonly operator: string;
  readonly key: ContextKey;
  readonly values: readonly string[];
}

const operators: Readonly<Record<string, (wanted: string, found: string) => boolean>> = {
  StringEquals: (wanted, found) => wanted === found,
  Bool: (wanted, found) => wanted.toLowerCase() === found.toLowerCase(),
  // Both take wildcards: AWS documents them as the same.
  ArnEquals: (wanted, found) => arnPattern(wanted).matches(found),
  ArnLike: (wanted, found) => arnPattern(wanted).matches(found),
};

/**
 * Reads one line of a `Condition`.
 *
 * @throws UnsupportedLocally for an operator that nobody evaluates here, and for a key whose value no call here carries:
 * a denial that hangs on it would never be heard of.
 */
export function readCondition(operator: string, key: string, values: readonly string[], where: string): Condition {
  if (!operators[operator]) throw new UnsupportedLocally(`the condition operator ${operator} of a policy`, where);
  const known = CONTEXT_KEYS.find((each) => each.toLowerCase() === key.toLowerCase());
  if (!known) throw new UnsupportedLocally(`the condition key ${key} of a policy`, where);
  return { operator, key: known, values };
}

/** Whether the call is as the condition wants it. A key that the call does not carry meets none of these operators. */
export function holds({ operator, key, values }: Condition, context: Context): boolean {
  const found = context[key];
  const compare = operators[operator];
  return found !== undefined && compare !== undefined && values.some((wanted) => compare(wanted, found));
}
