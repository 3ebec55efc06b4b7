/** What may be typed into a field, as zod schemas whose messages tell a person in plain English what to do. */
import * as z from 'zod';
import { isDeliverable } from '../mail/address.ts';
import { asSeen } from '../text/as-seen.ts';
import { whyNoName } from '../text/name-as-typed.ts';
import { MOST_OF_TELEPHONE, telephoneOf } from '../text/telephone.ts';

export interface FieldOptions {
  /** The field in the middle of a sentence: 'your name', 'the reason'. */
  readonly label: string;
  /** Said instead of 'Enter your name' when the field is empty. */
  readonly missing?: string;
}

/** Whatever the browser sent for a field, and '' for a field that it did not send. */
export const anything = z.unknown().default('');

/** Said where a text is short enough as people count it. */
export const COUNT_MORE = 'letters of other alphabets count twice or three times, and emoji four times';

/** What is wrong with a text that takes more bytes than its row has room for; nothing where it does not. */
export function tooHeavy(label: string, text: string, maxBytes: number): string | undefined {
  if (Buffer.byteLength(text) <= maxBytes) return undefined;
  return `${sentence(label)} must be ${maxBytes.toLocaleString('en-GB')} characters or fewer, of which ${COUNT_MORE}`;
}

interface TextOptions extends FieldOptions {
  readonly optional?: boolean;
  readonly max?: number | undefined;
  readonly maxBytes?: number | undefined;
}

/**
 * Text. Line breaks arrive as '\n'; an optional field left empty is ''. `max` counts characters, 200 unless told; `maxBytes` bytes, where
 * a row has many such texts.
 */
export function textField(options: TextOptions) {
  const max = options.max ?? 200;
  return anything.transform((input, context): string => {
    const text = typed(input);
    if (text === '' && !options.optional) return refuse(context, options.missing ?? `Enter ${options.label}`);
    if ([...text].length > max) {
      return refuse(context, `${sentence(options.label)} must be ${max.toLocaleString('en-GB')} characters or fewer`);
    }
    const heavy = options.maxBytes === undefined ? undefined : tooHeavy(options.label, text, options.maxBytes);
    return heavy === undefined ? text : refuse(context, heavy);
  });
}

/**
 * The name of a person, a school or a job, which goes into mails as it was typed: it has letters that are seen, and nothing
 * that a mail program would make a link of.
 */
export function nameField(options: FieldOptions & { readonly max?: number; readonly optional?: boolean }) {
  return textField(options).superRefine((text, context) => {
    const why = text === '' ? undefined : whyNoName(text);
    if (why !== undefined) context.addIssue({ code: 'custom', message: `${sentence(options.label)} ${why}` });
  });
}

/** A mail address, in lower case. */
export function emailField(options: FieldOptions) {
  return anything.transform((input, context): string => {
    const address = typed(input).toLowerCase();
    if (address === '') return refuse(context, options.missing ?? `Enter ${options.label}`);
    if (!isDeliverable(address)) {
      return refuse(context, `${sentence(options.label)} must be an email address, like name@example.org`);
    }
    return address;
  });
}

/** A whole number between `min` and `max`, both included. */
export function wholeNumberField(options: FieldOptions & { readonly min: number; readonly max: number }) {
  return anything.transform((input, context): number => {
    const text = typed(input);
    if (text === '') return refuse(context, options.missing ?? `Enter ${options.label}`);
    const number = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(number)) return refuse(context, `${sentence(options.label)} must be a whole number, like 12`);
    if (number < options.min || number > options.max) {
      return refuse(context, `${sentence(options.label)} must be between ${options.min} and ${options.max}`);
    }
    return number;
  });
}

/** A telephone number as it is kept, or nothing: see `telephoneOf`. */
export function telephoneField(options: FieldOptions) {
  return textField({ ...options, max: MOST_OF_TELEPHONE, optional: true }).transform((typed, context) => {
    const telephone = telephoneOf(typed);
    if (typed === '' || telephone !== undefined) return telephone ?? '';
    return refuse(context, 'The telephone number must be one with its area, like 01632 960123 or 07700 900123');
  });
}

/** One of the given values; `label` follows 'Select': 'whether you accept', 'a reason'. */
export function oneOf<const V extends string>(values: readonly V[], options: FieldOptions) {
  return anything.transform((input, context): V => {
    const text = typed(input);
    const value = values.find((allowed) => allowed === text);
    return value ?? refuse(context, options.missing ?? `Select ${options.label}`);
  });
}

/** Any of the given values, each once and in their own order; at least `min` of them (0 unless told). */
export function manyOf<const V extends string>(
  values: readonly V[],
  options: FieldOptions & { readonly min?: number },
) {
  return anything.transform((input, context): V[] => {
    const sent = (Array.isArray(input) ? input : [input]).map(typed).filter((text) => text !== '');
    const { min = 0 } = options;
    const chosen = values.filter((value) => sent.includes(value));
    // A value that the form never offered is no slip of the person's; the answer is the same sentence.
    const forged = sent.some((text) => !chosen.some((value) => value === text));
    if (forged || chosen.length < min) return refuse(context, options.missing ?? `Select ${options.label}`);
    return chosen;
  });
}

/** Ends a field's reading with a message. */
export function refuse(context: z.RefinementCtx, message: string, path: string[] = []): never {
  context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
}

/** 'your name' as the beginning of a sentence: 'Your name'. */
export function sentence(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/**
 * What somebody typed, without what they did not mean: spaces around it, control characters and invisible signs from a
 * paste, marks that turn the direction of what follows, and the carriage returns that browsers put into line breaks. Of a
 * field sent twice the first counts.
 */
export function typed(input: unknown): string {
  const text: unknown = Array.isArray(input) ? input[0] : input;
  if (typeof text !== 'string') return '';
  return asSeen(text.replace(/\r\n?/g, '\n')).normalize('NFC').trim();
}
