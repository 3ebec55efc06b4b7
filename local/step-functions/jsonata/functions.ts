import { createHash } from 'node:crypto';
import { seededRandom, uuidFrom } from '../random.ts';
import { currentSurroundings, type SynchronousExpression } from './synchronous-jsonata.ts';

/**
 * The functions that Step Functions adds to JSONata, with the limits its documentation gives ("Transforming data with
 * JSONata in Step Functions", JSONata functions provided by Step Functions). `$eval` is taken away, as there.
 */
export function addStepFunctions(expression: SynchronousExpression): void {
  expression.registerFunction('partition', partition, '<a-n:a>');
  expression.registerFunction('range', range, '<n-nn:a>');
  expression.registerFunction('hash', hash, '<s-s:s>');
  expression.registerFunction('random', random, '<n?:n>');
  expression.registerFunction('uuid', () => uuidFrom(currentSurroundings().random), '<:s>');
  expression.registerFunction('parse', parse, '<s-:x>');
  expression.assign('eval', undefined);
}

const MAX_RANGE = 1000;

function partition(array: unknown[] | undefined, size: number | undefined): unknown[] | undefined {
  if (array === undefined || size === undefined) return undefined;
  const step = Math.trunc(size);
  if (step < 1) throw refuse(`The second argument of function "partition" must be a positive number: ${size}`);
  const parts: unknown[] = [];
  for (let from = 0; from < array.length; from += step) parts.push(array.slice(from, from + step));
  return parts;
}

function range(first: number, last: number, step: number): number[] {
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  if (by === 0) throw refuse('The third argument of function "range" must not be zero');
  const count = Math.floor((to - from) / by) + 1;
  if (count > MAX_RANGE) throw refuse(`The function "range" makes at most ${MAX_RANGE} numbers, not ${count}`);
  return Array.from({ length: Math.max(0, count) }, (_, index) => from + index * by);
}

const ALGORITHMS = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

function hash(text: string | undefined, algorithm: string): string | undefined {
  if (text === undefined) return undefined;
  const known = ALGORITHMS.get(algorithm);
  if (!known) throw refuse(`The function "hash" does not know the algorithm "${algorithm}"`);
  return createHash(known).update(text, 'utf8').digest('hex');
}

/** One seed always gives one number. */
function random(seed: number | undefined): number {
  return seed === undefined ? currentSurroundings().random() : seededRandom(seed)();
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('The argument of function "parse" is not valid JSON');
  }
}

const refuse = (message: string): { message: string } => ({ message });
