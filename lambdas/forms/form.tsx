import { Fragment, type ReactNode } from 'react';
import * as z from 'zod';
import { type FormFields, type FormState, type ParsedForm, parseForm } from '../pages/kit.ts';
import type { Field, When } from './field.ts';

/** The fields of a form by the names under which they are sent, in the order of their messages. */
export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F extends Fields, K> = K extends keyof F ? (F[K] extends Field<infer T> ? T : never) : never;

/** What one field adds to the answer. A field with `when` is there in one case and not in the other. */
type Part<F extends Fields, K extends keyof F> =
  F[K] extends Field<infer T, infer W>
    ? W extends When
      ?
          | ({ readonly [P in keyof W]: W[P] } & { readonly [P in K]: T })
          | ({ readonly [P in keyof W]: Exclude<ValueOf<F, P>, W[P]> } & { readonly [P in K]?: undefined })
      : { readonly [P in K]: T }
    : never;

/** The parts at once, each with its alternatives: of arguments of functions the intersection is inferred, not the union. */
type Together<Parts> = [Parts] extends [(part: infer All) => void] ? All : never;

/**
 * The answer that a form is read as: the values of its fields by name, told apart by what `when` looks at. Where the names
 * follow from data, any name may be missing.
 */
export type Answer<F extends Fields> = string extends keyof F
  ? { readonly [name: string]: ValueOf<F, keyof F> }
  : Together<{ [K in keyof F]: (part: Part<F, K>) => void }[keyof F]>;

/** The answer that is read by a form. */
export type AnswerOf<Form> = Form extends FormOf<infer F> ? Answer<F> : never;

/** `when` and `neededWhen` name a field of the same form and a value that it can have; anything else is no field here. */
type Checked<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<unknown, infer W, infer N> ? Can<F, W> & Can<F, N> : never;
};
type Can<F extends Fields, W> = W extends When
  ? W extends { readonly [P in keyof W]: ValueOf<F, P> }
    ? unknown
    : never
  : unknown;

/** A form: everything that follows from its list of fields. */
export interface FormOf<F extends Fields> {
  /** Reads what the browser sent, or says by field in words what is wrong. */
  readonly read: (fields: FormFields) => ParsedForm<Answer<F>>;
  /** Shows one field, or several one after the other; text can stand between two. */
  show(names: (keyof F & string) | readonly (keyof F & string)[], form: FormState): ReactNode;
  /** Shows every field in the order of the list. @param before what stands before single fields. */
  showAll(form: FormState, before?: { readonly [K in keyof F]?: ReactNode }): ReactNode;
}

/**
 * A form as the list of its fields. Fields are read one after the other, so that a field's `when` looks at one that stands
 * before it, and everything wrong is told together. What concerns several fields, `neededWhen` and then `check`, is looked at
 * once each field by itself is right.
 *
 * @param check what else is wrong with an answer, by field.
 */
export function fieldsOf<const F extends Fields>(
  fields: F & Checked<F>,
  check: (answer: Answer<F>) => Readonly<Record<string, string>> = () => ({}),
): FormOf<F> {
  const list: readonly (readonly [string, Field])[] = Object.entries<Field>(fields);
  const samples = samplesOf(list);
  const show = (names: readonly string[], form: FormState, before: Readonly<Record<string, ReactNode>> = {}) =>
    names.map((name) => (
      <Fragment key={name}>
        {before[name]}
        {fields[name]?.show(withSample(form, name), name)}
      </Fragment>
    ));
  /** Where answers are gathered, each is told with what might be sent. */
  const withSample = (form: FormState, name: string): FormState => {
    const { gather } = form;
    return gather ? { ...form, gather: (given) => gather({ ...given, sample: samples[name] }) } : form;
  };
  return {
    read(sent) {
      const errors: Record<string, string> = {};
      const values: Record<string, unknown> = {};
      for (const [name, field] of list) {
        if (!holds(field.when, values)) continue;
        const read = parseForm(z.object({ [name]: field.reading }), sent);
        if (read.ok) values[name] = read.value[name];
        else Object.assign(errors, read.errors);
      }
      if (Object.keys(errors).length > 0) return { ok: false, errors };
      for (const [name, { neededWhen, missing }] of list) {
        if (neededWhen !== undefined && values[name] === '' && holds(neededWhen, values)) errors[name] = missing;
      }
      if (Object.keys(errors).length > 0) return { ok: false, errors };
      // Each value comes from its own field's reading, of which the type of the answer is made.
      const answer = values as Answer<F>;
      const wrong = check(answer);
      return Object.keys(wrong).length > 0 ? { ok: false, errors: wrong } : { ok: true, value: answer };
    },
    show: (names, form) => show([names].flat(), form),
    showAll: (form, before) => show(Object.keys(fields), form, before),
  };
}

/** What is sent of each field: nothing of one that is not asked then, or need not be filled in. */
function samplesOf(list: readonly (readonly [string, Field])[]): Readonly<Record<string, FormFields | undefined>> {
  const values: Record<string, unknown> = {};
  const samples: Record<string, FormFields | undefined> = {};
  for (const [name, field] of list) {
    const isWanted = holds(field.when, values) && holds(field.neededWhen, values);
    const sample = isWanted ? field.sample(name) : {};
    values[name] = sample?.[name];
    samples[name] = sample;
  }
  return samples;
}

const holds = (when: When | undefined, values: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(when ?? {}).every(([name, value]) => values[name] === value);
