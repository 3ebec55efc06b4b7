import { StateError } from './errors.ts';
import { isTooLarge } from './payload.ts';
import type { Json } from './types.ts';

const NONE: Readonly<Record<string, Json>> = {};

/** The variables of one flow, and through it those of the flows around it. Values are replaced, never changed. */
export class Scope {
  readonly #outer: Scope | undefined;
  #own: Readonly<Record<string, Json>> = NONE;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  /** All that an expression may read. The inner flow's variables are its own copies: outer ones cannot be assigned. */
  get all(): Readonly<Record<string, Json>> {
    return this.#outer ? { ...this.#outer.all, ...this.#own } : this.#own;
  }

  /** Sets variables and returns their JSON texts, as histories show them. */
  assign(values: { readonly [name: string]: Json }): Record<string, string> {
    const texts: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) {
      const text = JSON.stringify(value);
      if (isTooLarge(text)) {
        throw new StateError(
          'States.DataLimitExceeded',
          `The variable '${name}' has a size exceeding the maximum number of bytes service limit.`,
          { terminal: true },
        );
      }
      texts[name] = text;
    }
    this.#own = { ...this.#own, ...values };
    return texts;
  }
}
