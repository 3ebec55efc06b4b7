import type { Json } from './types.ts';

/** 256 KiB: what a state's input, output, task result or variable may hold, as UTF-8 JSON. */
export const MAX_PAYLOAD_BYTES = 262_144;

/** Data that flows between states: the value, and its JSON text made once, since histories repeat it from event to event. */
export class Payload {
  readonly value: Json;
  #text: string | undefined;

  constructor(value: Json, text?: string) {
    this.value = value;
    this.#text = text;
  }

  get text(): string {
    this.#text ??= JSON.stringify(this.value);
    return this.#text;
  }

  get tooLarge(): boolean {
    return isTooLarge(this.text);
  }
}

export function isTooLarge(text: string): boolean {
  // A UTF-16 unit takes three bytes at most, so short texts need no counting.
  return text.length * 3 > MAX_PAYLOAD_BYTES && Buffer.byteLength(text) > MAX_PAYLOAD_BYTES;
}

/** A JSON object, as opposed to an array, null or a primitive. */
export function isObject(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name that Step Functions gives a value's type in its messages. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
