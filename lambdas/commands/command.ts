import type * as z from 'zod';

/** Done, or refused with a sentence that says why it makes no sense now. Both say it to a person. */
export type Steered =
  | {
      readonly done: true;
      readonly sentence: string;
      readonly execution?: string;
      /** Where to go from here: in the answer alone, never in a log. */
      readonly link?: { readonly address: string; readonly text: string };
    }
  | { readonly done: false; readonly sentence: string };

export const refused = (sentence: string): Steered => ({ done: false, sentence });

/**
 * The schema of a command's input: a strict object whose `act` is the command's name. `about` names the review, the membership,
 * the term or the training session; `at` is the instant of the command, and the instant of the call when it is left out.
 */
export interface CommandSchema<Input extends AnyInput = AnyInput> extends z.ZodType<Input> {
  readonly shape: { readonly act: z.ZodLiteral<string> };
}

export interface AnyInput {
  readonly act: string;
  readonly about: string;
  readonly at?: string | undefined;
  readonly seen?: string | undefined;
  readonly reason?: string | undefined;
}

/** What a command is called with: its input, with the instant at which it counts. */
export type InputOf<Schema extends CommandSchema> = z.output<Schema> & { readonly at: string };

/** One call of the function. */
export interface Call<Input = AnyInput & { readonly at: string }> {
  readonly input: Input;
  /** Whether the caller named the instant, and so may mean a command of before that broke off. */
  readonly isAtGiven: boolean;
  /** The id of the Lambda request: by it AWS tells later who called. */
  readonly request?: string | undefined;
}

/** What the dashboard asks of a command, with what it knows of a row. */
export interface Offered<State> {
  /** Why it makes no sense now, in the sentence that refuses it: then it is not offered. */
  whyNot(state: State): string | undefined;
  /** A few words in the place of its button where they say more than nothing would. */
  instead?(state: State): string | undefined;
  /** What the dashboard shows of it; nothing where there is nobody to choose. */
  form(state: State): Form | undefined;
}

/** A command that needs nothing of the two kinds in on-question.ts and on-review.ts: what it does is its own. */
export interface Command<Schema extends CommandSchema, State, Context> extends Offered<State> {
  readonly schema: Schema;
  form(state: State): Form<InputOf<Schema>> | undefined;
  run(call: Call<InputOf<Schema>>, context: Context): Promise<Steered>;
}

export const command = <Schema extends CommandSchema, State, Context>(
  one: Command<Schema, State, Context>,
): Command<Schema, State, Context> => one;

/** The fields and buttons of a command. All buttons of a form send all of its fields. */
export interface Form<Input = Readonly<Record<string, unknown>>> {
  /** What the buttons say beside what is typed. */
  readonly says: Partial<Omit<Input, 'act' | 'at'>>;
  readonly fields: readonly Field<keyof Input & string>[];
  readonly buttons: readonly Button<Input>[];
  /** Folded away under these words. */
  readonly folded?: string;
}

export interface Button<Input = Readonly<Record<string, unknown>>> {
  readonly label: string;
  /** Asked before it acts: what will happen. */
  readonly confirmation: string;
  /** What this button says beyond the others. */
  readonly says?: Partial<Omit<Input, 'act' | 'at'>>;
  /** The one that is mostly pressed. */
  readonly main?: boolean;
}

/** A field by the name of what it fills in. */
export type Field<Name extends string = string> = { readonly name: Name; readonly label: string } & (
  | {
      /** The console may show a date or a time as plain text, so a hint or a value says how they are written. */
      readonly kind: 'text' | 'date' | 'time';
      /** In letters. */
      readonly size: number;
      readonly hint?: string;
      readonly value?: string;
    }
  | { readonly kind: 'number'; readonly most: number; readonly value: number }
  | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly text: string }[] }
);

/** Why, in a few words. The hint says who reads it. */
export const why = (hint: 'for the audit' | 'people are told') =>
  ({ name: 'reason', label: 'Why', kind: 'text', size: 28, hint }) as const satisfies Field;
