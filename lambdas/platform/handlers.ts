/** What Lambda calls: middy around a core, which is given what it works with by its handler. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy, { type MiddyfiedHandler } from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { logger } from './logger.ts';
import { readStep } from './read-step.ts';
import { withoutData } from './without-data.ts';

type Core<Input, Result> = (input: Input, context: Context) => Promise<Result>;

/** A function as Lambda sees it: whatever comes, it is read before the core has it. */
type Handler<Result> = (event: unknown, context: Context) => Promise<Result>;

/**
 * A function whose core reads by itself what it is called with. Its log lines have the ids of the call, and never the event,
 * whatever the environment asks for. What the core throws keeps its name, which is what a state machine catches, and nothing
 * that it carries: Lambda logs an error with all its properties.
 *
 * Middy would end a function a few milliseconds early, with an error of a name of its own. Lambda ends it, and says so by the
 * name that the machines' retries know.
 */
export function called<Event, Result>(core: Core<Event, Result>): MiddyfiedHandler<Event, Result> {
  return middy<Event, Result>({ timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { logEvent: false, resetKeys: true }))
    .handler(async (event, context) => {
      try {
        return await core(event, context);
      } catch (error) {
        throw withoutData(error);
      }
    });
}

/**
 * A step of a workflow, with its input read by `schema`; `deps` is what the core works with. Its log lines have the name of the
 * execution too.
 *
 * @throws from the handler: StepInputWrong, and whatever the core throws; an error's name is its ASL name.
 */
export const step = <Schema extends z.ZodType, Deps, Result>(
  schema: Schema,
  core: (input: z.output<Schema>, deps: Deps, context: Context) => Promise<Result>,
  deps: Deps,
): Handler<Result> =>
  read(
    (event) => {
      logger.appendKeys({ execution: executionOf(event) });
      return readStep(schema, event);
    },
    (input, context) => core(input, deps, context),
  );

/** The execution that a step is called by, which machines name since lib/machine-policies.ts has them do so. */
const executionOf = (event: unknown): string | undefined => Execution.safeParse(event).data?.execution;

const Execution = z.object({ execution: z.string().max(80) });

/**
 * A function that EventBridge calls, with the event read by `schema`.
 *
 * @throws from the handler: ZodError, and whatever the core throws; the event then waits in the queue of those that failed.
 */
export const listener = <Schema extends z.ZodType, Result>(
  schema: Schema,
  core: Core<z.output<Schema>, Result>,
): Handler<Result> => read((event) => schema.parse(event), core);

const read = <Input, Result>(reader: (event: unknown) => Input, core: Core<Input, Result>): Handler<Result> =>
  called(core).before((request) => {
    try {
      request.event = reader(request.event);
    } catch (error) {
      throw withoutData(error);
    }
  }) as Handler<Result>;
