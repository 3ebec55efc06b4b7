import { InvalidRequest } from './refusals.ts';

export interface Token {
  readonly kind: 'name' | 'placeholder' | 'value' | 'number' | 'sign' | 'end';
  readonly text: string;
}

const TOKEN = /\s*(?:(#[\w]+)|(:[\w]+)|([A-Za-z_]\w*)|(\d+)|(<>|<=|>=|[=<>()[\],.+-]))/y;
const KINDS = ['placeholder', 'value', 'name', 'number', 'sign'] as const;

/** Reads the words of an expression one after another. */
export class Tokens {
  /** What kind of expression it is, for messages: `ConditionExpression`. */
  readonly of: string;
  readonly #tokens: Token[] = [];
  #at = 0;

  /** @throws InvalidRequest for a text that no expression can hold */
  constructor(text: string, of: string) {
    this.of = of;
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const from = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (!match) {
        if (text.slice(from).trim() === '') break;
        throw this.refusal(`Syntax error; token: "${text.slice(from).trim().charAt(0)}"`);
      }
      const kind = KINDS.find((_, index) => match[index + 1] !== undefined) ?? 'sign';
      this.#tokens.push({ kind, text: match[0].trim() });
    }
    if (this.#tokens.length === 0) throw this.refusal('The expression can not be empty;');
  }

  get next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '<EOF>' };
  }

  get afterNext(): Token {
    return this.#tokens[this.#at + 1] ?? { kind: 'end', text: '<EOF>' };
  }

  take(): Token {
    const { next } = this;
    this.#at += 1;
    return next;
  }

  /** Whether a sign or a word such as `AND` comes next, which is then taken. */
  takes(text: string): boolean {
    if (!this.isNext(text)) return false;
    this.#at += 1;
    return true;
  }

  isNext(text: string): boolean {
    const { kind, text: next } = this.next;
    return kind === 'sign' ? next === text : kind === 'name' && next.toUpperCase() === text;
  }

  require(text: string): void {
    if (!this.takes(text)) throw this.unexpected();
  }

  /** Whatever comes next cannot stand here. */
  unexpected(): InvalidRequest {
    const near = this.#tokens.slice(Math.max(0, this.#at - 1), this.#at + 2).map(({ text }) => text);
    return this.refusal(`Syntax error; token: "${this.next.text}", near: "${near.join(' ')}"`);
  }

  refusal(message: string): InvalidRequest {
    return new InvalidRequest(`Invalid ${this.of}: ${message}`);
  }
}
