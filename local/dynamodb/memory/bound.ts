import { stored, type Value } from './attributes.ts';
import { InvalidRequest } from './refusals.ts';

/** The names and values that a request gives for what its expressions leave open. Each has to be used. */
export class Bound {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #usedNames = new Set<string>();
  readonly #usedValues = new Map<string, Value>();

  constructor(request: {
    readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
    readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
  }) {
    this.#names = request.ExpressionAttributeNames ?? {};
    this.#values = request.ExpressionAttributeValues ?? {};
  }

  name(placeholder: string): string {
    const name = this.#names[placeholder];
    if (name === undefined) {
      throw new InvalidRequest(
        `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
      );
    }
    this.#usedNames.add(placeholder);
    return name;
  }

  value(placeholder: string): Value {
    const known = this.#usedValues.get(placeholder);
    if (known) return known;
    const given = this.#values[placeholder];
    if (given === undefined) {
      throw new InvalidRequest(
        `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
      );
    }
    const value = stored(given);
    this.#usedValues.set(placeholder, value);
    return value;
  }

  /** @throws InvalidRequest when a name or value is given that no expression uses */
  requireAllUsed(): void {
    const unused = (given: object, used: { has(name: string): boolean }): string[] =>
      Object.keys(given).filter((name) => !used.has(name));
    const names = unused(this.#names, this.#usedNames);
    if (names.length > 0) {
      throw new InvalidRequest(
        `Value provided in ExpressionAttributeNames unused in expressions: keys: {${names.join(', ')}}`,
      );
    }
    const values = unused(this.#values, this.#usedValues);
    if (values.length > 0) {
      throw new InvalidRequest(
        `Value provided in ExpressionAttributeValues unused in expressions: keys: {${values.join(', ')}}`,
      );
    }
  }
}
