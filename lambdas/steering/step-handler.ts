import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { connectDesk, type StepDesk, stepDesk } from '../wiring/desk.ts';
import { logger } from '../wiring/logger.ts';

/** A workflow gave a step something else than it takes. The message names each field and what is wrong with it. */
export class StepInputWrong extends Error {
  override name = 'StepInputWrong';
}

/**
 * A step of a workflow as a Lambda: checks the input by its schema, connects the desk once, and lets the core work.
 *
 * @throws from the handler: StepInputWrong, and whatever the core throws; an error's name is its ASL name.
 */
export function stepHandler<Schema extends z.ZodType, Result>(
  schema: Schema,
  core: (input: z.output<Schema>, desk: StepDesk) => Promise<Result>,
): (event: unknown, context: Context) => Promise<Result> {
  const desk = stepDesk(connectDesk());
  return async (event, context) => {
    logger.addContext(context);
    return core(readStep(schema, event), desk);
  };
}

/** The input of a step, or a sentence that names what is wrong. */
export function readStep<Schema extends z.ZodType>(schema: Schema, event: unknown): z.output<Schema> {
  const parsed = schema.safeParse(event);
  if (!parsed.success) throw new StepInputWrong(`The step's input is wrong: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export type { StepDesk } from '../wiring/desk.ts';
