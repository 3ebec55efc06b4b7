import { z } from 'zod';
import type { Deployment } from '../cloudformation/deployment.ts';
import { UnsupportedLocally } from '../unsupported.ts';

/** What Lambda does with an event that nobody waits for and that a function fails on. */
export interface FailedEvents {
  readonly retries: number;
  /** The queue that takes the event at last. */
  readonly queueArn: string | undefined;
}

const functionSchema = z.object({ DeadLetterConfig: z.object({ TargetArn: z.string() }).optional() });
const invokeConfigSchema = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.int().min(0).max(2).default(2),
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: z.string().regex(/^arn:aws:sqs:/) }).optional() })
    .default({}),
});

/**
 * Reads a function's dead-letter queue or its failure destination, which stands in a resource of its own.
 *
 * @throws UnsupportedLocally for a destination that is no queue, and for what hears of successes.
 */
export function failedEventsOf(name: string, deployment: Deployment): FailedEvents {
  const resource = deployment.ofType('AWS::Lambda::Function').find((each) => each.name === name);
  const { DeadLetterConfig } = functionSchema.parse(resource?.properties ?? {});
  const config = deployment
    .ofType('AWS::Lambda::EventInvokeConfig')
    .find(({ properties }) => properties.FunctionName === name);
  if (!config) return { retries: 2, queueArn: DeadLetterConfig?.TargetArn };
  const parsed = invokeConfigSchema.safeParse(config.properties);
  if (!parsed.success) {
    const where = `${config.stack}/${config.logicalId}`;
    throw new UnsupportedLocally(`this invoke configuration: ${z.prettifyError(parsed.error)}`, where);
  }
  const { MaximumRetryAttempts, DestinationConfig } = parsed.data;
  return {
    retries: MaximumRetryAttempts,
    queueArn: DestinationConfig.OnFailure?.Destination ?? DeadLetterConfig?.TargetArn,
  };
}
