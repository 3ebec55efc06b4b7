import type { ReactNode } from 'react';
import type * as z from 'zod';
import type { FormFields, FormState } from '../pages/form-state.ts';

/** That another field of the form was answered with this value: `{ answer: 'disagree' }`. */
export type When = Readonly<Record<string, string>>;

/** What logic a field has: all of it. */
export interface Logic<W extends When | undefined, N extends When | undefined> {
  /** The field is asked only then. Otherwise what was typed into it is not looked at, and its value is undefined. */
  readonly when?: W;
  /** Text that may stay empty, but not then. Unlike with `when`, what was typed counts in any case. */
  readonly neededWhen?: N;
}

/**
 * One field of a form: how it is shown, and how what was typed into it is read. Made by `choice`, `longText`, `dateOf` and
 * their like; a list of them is a form, see `fieldsOf`.
 */
export interface Field<
  T = unknown,
  W extends When | undefined = When | undefined,
  N extends When | undefined = When | undefined,
> {
  /** Reads what the browser sent under the field's name, or says in words what is wrong. */
  readonly reading: z.ZodType<T>;
  readonly when: W;
  readonly neededWhen: N;
  /** Said where the field has to be filled in and is not. */
  readonly missing: string;
  /** What somebody would send who is glad to take part; undefined where the field alone cannot tell. */
  sample(name: string): FormFields | undefined;
  /** Shows the field, or tells its answer where the form's state gathers answers. */
  show(form: FormState, name: string): ReactNode;
}
