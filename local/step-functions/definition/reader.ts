import { compileTemplate, type Template } from '../jsonata/template.ts';
import { isObject } from '../payload.ts';
import type { Json } from '../types.ts';
import type { Problems } from './problems.ts';

type JsonObject = { readonly [key: string]: Json };

/** Reads the fields of one object of a definition and reports what is missing, mistyped or unknown. */
export class Reader {
  readonly value: JsonObject;
  readonly path: string;
  readonly problems: Problems;
  readonly #known = new Set<string>();

  constructor(value: JsonObject, path: string, problems: Problems) {
    this.value = value;
    this.path = path;
    this.problems = problems;
  }

  at(field: string): string {
    return this.path === '/' ? `/${field}` : `${this.path}/${field}`;
  }

  has(field: string): boolean {
    this.#known.add(field);
    return this.value[field] !== undefined;
  }

  get(field: string): Json | undefined {
    this.#known.add(field);
    return this.value[field];
  }

  string(field: string): string | undefined {
    return this.#typed(field, 'string') as string | undefined;
  }

  number(field: string, least: number, most = Number.POSITIVE_INFINITY): number | undefined {
    const value = this.#typed(field, 'number') as number | undefined;
    if (value === undefined || (value >= least && value <= most)) return value;
    const bounds = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `from ${least} to ${most}`;
    this.problems.schema(this.at(field), `The value must be ${bounds}, but was ${value}`);
    return undefined;
  }

  boolean(field: string): boolean | undefined {
    return this.#typed(field, 'boolean') as boolean | undefined;
  }

  object(field: string): Reader | undefined {
    const value = this.get(field);
    if (value === undefined) return undefined;
    if (isObject(value)) return new Reader(value, this.at(field), this.problems);
    this.problems.schema(this.at(field), 'Expected value of type Object');
    return undefined;
  }

  /** The elements of an array of objects. */
  objects(field: string): readonly Reader[] {
    const value = this.get(field);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.problems.schema(this.at(field), 'Expected value of type Array');
      return [];
    }
    return value.flatMap((item: Json, index) => {
      const path = `${this.at(field)}[${index}]`;
      if (isObject(item)) return [new Reader(item, path, this.problems)];
      this.problems.schema(path, 'Expected value of type Object');
      return [];
    });
  }

  strings(field: string): readonly string[] {
    const value = this.get(field);
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')) return value;
    this.problems.schema(this.at(field), 'Expected a non-empty Array of String');
    return [];
  }

  /** A field that may hold expressions, with the location that its errors name. */
  template(field: string, location = field): Template | undefined {
    const value = this.get(field);
    if (value === undefined) return undefined;
    return compileTemplate(value, location, (_, message) =>
      this.problems.report('INVALID_JSONATA_EXPRESSION', this.at(field), message),
    );
  }

  /** A number, or an expression that will give one. */
  numberTemplate(field: string, least: number, most = Number.POSITIVE_INFINITY): Template | undefined {
    const template = this.template(field);
    if (!template?.constant) return template;
    return this.number(field, least, most) === undefined ? undefined : template;
  }

  stringTemplate(field: string): Template | undefined {
    const template = this.template(field);
    if (!template?.constant) return template;
    return this.string(field) === undefined ? undefined : template;
  }

  require(...fields: string[]): void {
    const missing = fields.filter((field) => !this.has(field));
    if (missing.length > 0) {
      this.problems.schema(this.path, `These fields are required: [${missing.join(', ')}]`);
    }
  }

  /** Reports every field that nobody has asked for. */
  refuseTheRest(): void {
    for (const field of Object.keys(this.value)) {
      if (!this.#known.has(field)) this.problems.schema(this.at(field), `Field '${field}' is not supported`);
    }
  }

  #typed(field: string, type: 'string' | 'number' | 'boolean'): Json | undefined {
    const value = this.get(field);
    if (value === undefined || typeof value === type) return value;
    const name = { string: 'String', number: 'Number', boolean: 'Boolean' }[type];
    this.problems.schema(this.at(field), `Expected value of type ${name}`);
    return undefined;
  }
}
