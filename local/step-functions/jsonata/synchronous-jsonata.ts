import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type jsonata from 'jsonata';

/**
 * The jsonata package, made synchronous and deterministic.
 *
 * The package evaluates with async functions only so that expressions may call asynchronous ones; Step Functions has
 * none. Every `await` costs turns of the microtask queue and, worse, lets executions overtake each other. Without the
 * keywords the same code gives the same values at once: states become ordinary function calls, several times as fast,
 * in one order. The keywords are taken out of the package's own source when it is loaded, so the language stays
 * exactly that of the installed version. Its clock and its random numbers are those of the surroundings.
 */
export interface SynchronousExpression {
  evaluate(input: unknown, bindings: Record<string, unknown>): unknown;
  assign(name: string, value: unknown): void;
  registerFunction(name: string, implementation: (...values: never[]) => unknown, signature?: string): void;
  ast(): jsonata.ExprNode;
}

/** What an evaluation may see of the world: the time in milliseconds, and numbers from 0 up to 1. */
export interface Surroundings {
  now(): number;
  random(): number;
}

let surroundings: Surroundings = { now: () => 0, random: () => 0 };

/** The surroundings of the evaluation under way. */
export const currentSurroundings = (): Surroundings => surroundings;

/** Sets what `$now`, `$millis`, `$random` and `$shuffle` see from here on. Evaluations never overlap. */
export function evaluateIn(next: Surroundings): void {
  surroundings = next;
}

const virtualDate = new Proxy(Date, {
  construct: (target, values) => Reflect.construct(target, values.length === 0 ? [surroundings.now()] : values),
  get: (target, key) => (key === 'now' ? () => surroundings.now() : Reflect.get(target, key)),
});

const seededMath = Object.create(Math, { random: { value: () => surroundings.random() } }) as Math;

function withoutAsync(source: string): string {
  return source
    .replace(/\basync\s+(?=function\b|\()/g, '')
    .replace(/\bawait\s+Promise\.all\(/g, '(')
    .replace(/\bawait\s+/g, '');
}

type Compile = (source: string) => SynchronousExpression;

function load(): Compile {
  const path = createRequire(import.meta.url).resolve('jsonata');
  const module = { exports: undefined as unknown };
  const source = withoutAsync(readFileSync(path, 'utf8'));
  compileFunction(source, ['module', 'exports', 'Date', 'Math'], { filename: path })(
    module,
    {},
    virtualDate,
    seededMath,
  );
  const compile = module.exports as Compile;
  const probe = compile('$map([1, 2], function($v) { $v * 2 })').evaluate(null, {});
  if (!Array.isArray(probe) || probe[1] !== 4) {
    throw new Error('This version of the jsonata package cannot be made synchronous: pin the one in package.json');
  }
  return compile;
}

/** Compiles an expression. Throws the package's own error (`code`, `message`) when the source is no JSONata. */
export const compileJsonata: Compile = load();
