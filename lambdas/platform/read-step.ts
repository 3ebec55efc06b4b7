import * as z from 'zod';

/** A workflow gave a step something else than it takes. The message names each field and what is wrong with it. */
export class StepInputWrong extends Error {
  override name = 'StepInputWrong';
}

/**
 * The input of a step.
 *
 * @throws StepInputWrong naming each field and what is wrong with it.
 */
export function readStep<Schema extends z.ZodType>(schema: Schema, event: unknown): z.output<Schema> {
  const parsed = schema.safeParse(event);
  if (!parsed.success) throw new StepInputWrong(`The step's input is wrong: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
