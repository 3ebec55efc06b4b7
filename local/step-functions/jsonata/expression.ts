import { EvaluationError } from '../errors.ts';
import type { Json } from '../types.ts';
import { addStepFunctions } from './functions.ts';
import { followPath, type PlainPath, plainPathOf } from './plain-path.ts';
import { compileJsonata, evaluateIn, type Surroundings, type SynchronousExpression } from './synchronous-jsonata.ts';

/** Where bindings keep what an evaluation sees of time and chance. */
export const SURROUNDINGS = Symbol('surroundings');

/** The variables that an expression sees: `states`, and those assigned, under their names without the dollar sign. */
export interface Bindings {
  readonly [name: string]: unknown;
  readonly [SURROUNDINGS]: Surroundings;
}

interface Compiled {
  readonly evaluator: SynchronousExpression;
  readonly path: PlainPath | undefined;
}

const compiled = new Map<string, Compiled>();

function compile(source: string): Compiled {
  let expression = compiled.get(source);
  if (!expression) {
    const evaluator = compileJsonata(source);
    addStepFunctions(evaluator);
    expression = { evaluator, path: plainPathOf(evaluator.ast()) };
    compiled.set(source, expression);
  }
  return expression;
}

/** One `{% ... %}` of a definition, compiled. */
export class Expression {
  readonly source: string;
  readonly location: string;
  readonly #compiled: Compiled;

  /** Throws the JSONata compiler's error when the source is no JSONata. */
  constructor(source: string, location: string) {
    this.source = source;
    this.location = location;
    this.#compiled = compile(source);
  }

  /** Throws an EvaluationError in Step Functions' wording when the expression fails or gives nothing. */
  evaluate(bindings: Bindings): Json {
    const { evaluator, path } = this.#compiled;
    const fetched = path && followPath(path, bindings);
    if (fetched !== undefined) return fetched;
    evaluateIn(bindings[SURROUNDINGS]);
    let result: unknown;
    try {
      result = evaluator.evaluate(undefined, bindings);
    } catch (error) {
      throw this.#failed(`threw an error during evaluation. ${reasonOf(error)}`);
    }
    if (result === undefined) throw this.#failed('returned nothing (undefined).');
    return this.#toJson(result);
  }

  /** An EvaluationError for a value that the field cannot take. */
  unexpectedType(expected: string, actual: string, value: Json): EvaluationError {
    const text = JSON.stringify(value);
    return this.#failed(
      `returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${text}`,
    );
  }

  /** JSONata marks its arrays and makes objects without a prototype; histories and later states get plain JSON. */
  #toJson(value: unknown): Json {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        if (Number.isFinite(value)) return value;
        break;
      case 'object':
        if (value === null) return null;
        if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : this.#toJson(item)));
        if (!('_jsonata_lambda' in value) && !('_jsonata_function' in value)) return this.#toObject(value);
    }
    throw this.#failed('returned an unsupported result type.');
  }

  #toObject(value: object): Json {
    const copy: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) copy[key] = this.#toJson(item);
    }
    return copy;
  }

  #failed(what: string): EvaluationError {
    return new EvaluationError(
      this.location,
      `The JSONata expression '${this.source}' specified for the field '${this.location}' ${what}`,
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'D1011: Stack overflow';
  const { code, message } = error as { code?: string; message?: string };
  return code ? `${code}: ${message}` : String(message);
}
