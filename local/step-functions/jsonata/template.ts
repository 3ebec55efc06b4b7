import { EvaluationError } from '../errors.ts';
import { isObject, typeName } from '../payload.ts';
import type { Json } from '../types.ts';
import { type Bindings, Expression } from './expression.ts';

/** A field of a definition: JSON in which some strings are expressions. Compiled once, evaluated at every visit. */
export interface Template {
  readonly location: string;
  /** The field's own expression when the field is one expression as a whole. */
  readonly expression: Expression | undefined;
  /** True when the field holds no expression at all. */
  readonly constant: boolean;
  evaluate(bindings: Bindings): Json;
}

export type Report = (location: string, message: string) => void;

const EXPRESSION = /^\{%([\s\S]*)%\}$/;

/** Compiles a field. Expressions that are no JSONata go to `report`; the field then gives null. */
export function compileTemplate(value: Json, location: string, report: Report): Template {
  if (typeof value === 'string') {
    const source = EXPRESSION.exec(value)?.[1];
    return source === undefined ? constant(value, location) : compileExpression(source.trim(), location, report);
  }
  if (Array.isArray(value)) return compileArray(value as readonly Json[], location, report);
  if (isObject(value)) return compileObject(value, location, report);
  return constant(value, location);
}

function constant(value: Json, location: string): Template {
  return { location, expression: undefined, constant: true, evaluate: () => value };
}

function compileExpression(source: string, location: string, report: Report): Template {
  try {
    const expression = new Expression(source, location);
    return { location, expression, constant: false, evaluate: (bindings) => expression.evaluate(bindings) };
  } catch (error) {
    report(location, `The JSONata expression '${source}' is invalid: ${(error as { message?: string }).message}`);
    return constant(null, location);
  }
}

function compileArray(values: readonly Json[], location: string, report: Report): Template {
  const items = values.map((value, index) => compileTemplate(value, `${location}[${index}]`, report));
  if (items.every(isConstant)) return constant(values, location);
  return {
    location,
    expression: undefined,
    constant: false,
    evaluate: (bindings) => items.map((item) => item.evaluate(bindings)),
  };
}

function compileObject(value: { readonly [key: string]: Json }, location: string, report: Report): Template {
  const fields = Object.entries(value).map(
    ([key, item]) => [key, compileTemplate(item, `${location}/${key}`, report)] as const,
  );
  if (fields.every(([, field]) => isConstant(field))) return constant(value, location);
  return {
    location,
    expression: undefined,
    constant: false,
    evaluate: (bindings) => {
      const result: Record<string, Json> = {};
      for (const [key, field] of fields) result[key] = field.evaluate(bindings);
      return result;
    },
  };
}

const isConstant = (template: Template): boolean => template.constant;

/** Evaluates a field that takes one type alone, with Step Functions' wording when an expression gives another. */
export function evaluateNumber(template: Template, bindings: Bindings): number {
  return expectType(template, template.evaluate(bindings), 'number') as number;
}

export function evaluateBoolean(template: Template, bindings: Bindings): boolean {
  return expectType(template, template.evaluate(bindings), 'boolean') as boolean;
}

export function evaluateString(template: Template, bindings: Bindings): string {
  return expectType(template, template.evaluate(bindings), 'string') as string;
}

export function evaluateArray(template: Template, bindings: Bindings): readonly Json[] {
  return expectType(template, template.evaluate(bindings), 'array') as readonly Json[];
}

function expectType(template: Template, value: Json, expected: string): Json {
  const actual = typeName(value);
  if (actual === expected) return value;
  if (template.expression) throw template.expression.unexpectedType(expected, actual, value);
  throw new EvaluationError(
    template.location,
    `The field '${template.location}' must be of type '${expected}', but was '${actual}' for value: ${JSON.stringify(value)}`,
  );
}
