import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { environment } from '../platform/environment.ts';
import { logger } from '../platform/logger.ts';
import { readStep } from '../platform/read-step.ts';
import type { Store } from '../store/store.ts';
import { connectStore } from './connect-store.ts';

/**
 * A step of a workflow that reads and writes the table and does nothing else, as a Lambda. It neither carries the code
 * that mails nor has the right to.
 *
 * @throws from the handler: StepInputWrong, and whatever the core throws; an error's name is its ASL name.
 */
export function tableStepHandler<Schema extends z.ZodType, Result>(
  schema: Schema,
  core: (input: z.output<Schema>, desk: { readonly store: Store }) => Promise<Result>,
): (event: unknown, context: Context) => Promise<Result> {
  const desk = { store: connectStore(environment('TABLE_NAME').TABLE_NAME) };
  return async (event, context) => {
    logger.addContext(context);
    return core(readStep(schema, event), desk);
  };
}
