import type { Form, Offered } from './command.ts';

/** A command as the dashboard shows it: a form, or a few words in its place. */
export interface Offer {
  /** Of the command. */
  readonly name: string;
  readonly shown: Form | string;
}

/** What can be done now with something, and what is said of what cannot. The rest is not shown. */
export const offersOn = <State>(
  commands: Readonly<Record<string, Offered<NoInfer<State>>>>,
  state: State,
): readonly Offer[] =>
  Object.entries(commands).flatMap(([name, command]) => {
    const shown = command.instead?.(state) ?? (command.whyNot(state) === undefined ? command.form(state) : undefined);
    return shown === undefined ? [] : [{ name, shown }];
  });
