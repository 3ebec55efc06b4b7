import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import type { StepDesk } from '../decisions/step-desk.ts';
import { logger } from '../platform/logger.ts';
import { readStep } from '../platform/read-step.ts';
import { connectStepDesk } from './connect-desk.ts';

/**
 * A step of a workflow that also mails, as a Lambda: checks the input by its schema, connects the desk once, and lets
 * the core work.
 *
 * @throws from the handler: StepInputWrong, and whatever the core throws; an error's name is its ASL name.
 */
export function stepHandler<Schema extends z.ZodType, Result>(
  schema: Schema,
  core: (input: z.output<Schema>, desk: StepDesk) => Promise<Result>,
): (event: unknown, context: Context) => Promise<Result> {
  const desk = connectStepDesk();
  return async (event, context) => {
    logger.addContext(context);
    return core(readStep(schema, event), desk);
  };
}
