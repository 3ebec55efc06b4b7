import type { Json } from '../types.ts';
import type { Attempt } from './attempt.ts';
import { settleCall } from './perform.ts';

/** Any other call of an AWS service, through the integration. Without one, the call is a defect that stops the engine. */
export function callAws(attempt: Attempt): void {
  const { runtime, roleArn } = attempt.visit.thread.execution;
  const call = runtime.integrations.callAws;
  const service = attempt.resource.resourceType.replace(/^aws-sdk:/, '');
  const action = attempt.resource.resource.replace(/\.waitForTaskToken$/, '');
  if (!call)
    throw new Error(`State '${attempt.visit.state.name}' calls ${service}:${action}, and nothing here answers it`);
  runtime.outside(
    () => !attempt.over,
    () => call({ service, action, parameters: attempt.parameters.value, roleArn }),
    (outcome) => {
      if (attempt.over) return;
      settleCall(attempt, 'error' in outcome ? outcome : { output: (outcome.output ?? {}) as Json });
    },
  );
}
