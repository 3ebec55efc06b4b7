import { StepFunctionsError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { Payload } from '../payload.ts';
import type { Json } from '../types.ts';
import type { Attempt } from './attempt.ts';
import { settleCall } from './perform.ts';
import { argumentsOf, metadata } from './response.ts';

const FIELDS = ['StateMachineArn', 'Name', 'Input', 'TraceHeader'];

/** `states:startExecution`: fire and forget, or wait for the child (`.sync`), whose life then hangs on this task. */
export function startExecution(attempt: Attempt): void {
  const { runtime } = attempt.visit.thread.execution;
  const fields = argumentsOf(attempt, FIELDS, ['StateMachineArn']);
  const child = startChild(attempt, fields);
  if (!child) return;
  const { pattern } = attempt.resource;
  const started = { ExecutionArn: child.executionArn, ...metadata(attempt), StartDate: child.startDate };
  if (pattern === 'request-response' || pattern === 'wait-for-token') {
    settleCall(attempt, { output: started });
    return;
  }
  attempt.submitted(new Payload(started));
  attempt.onAbandon(() => {
    if (refusal(attempt, 'states:StopExecution', child.executionArn) === undefined) child.abort();
  });
  child.whenEnded(() => runtime.soon(() => childEnded(attempt, child)));
}

function startChild(attempt: Attempt, fields: { readonly [key: string]: Json }): Execution | undefined {
  const { runtime } = attempt.visit.thread.execution;
  const input = fields.Input ?? {};
  const refused = refusal(attempt, 'states:StartExecution', String(fields.StateMachineArn));
  if (refused !== undefined) {
    failRefused(attempt, refused);
    return undefined;
  }
  try {
    return runtime.startChild({
      stateMachineArn: String(fields.StateMachineArn),
      name: fields.Name === undefined ? undefined : String(fields.Name),
      input: typeof input === 'string' ? input : JSON.stringify(input),
    });
  } catch (error) {
    if (!(error instanceof StepFunctionsError)) throw error;
    const reason = `Service: AWSStepFunctions; Status Code: 400; Error Code: ${error.name}; Request ID: ${runtime.newUuid()}; Proxy: null`;
    attempt.fail(`StepFunctions.${error.name}Exception`, `${error.message} (${reason})`);
    return undefined;
  }
}

/** What AWS says when the machine's role may not do this. */
function refusal(attempt: Attempt, action: string, resource: string): string | undefined {
  const { runtime, roleArn } = attempt.visit.thread.execution;
  return runtime.integrations.refusal?.({ roleArn, action, resource });
}

function failRefused(attempt: Attempt, refused: string): void {
  const service = 'Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException; Proxy: null';
  attempt.fail('StepFunctions.AWSStepFunctionsException', `${refused} (${service})`);
}

function childEnded(attempt: Attempt, child: Execution): void {
  const refused = refusal(attempt, 'states:DescribeExecution', child.executionArn);
  if (refused !== undefined) {
    failRefused(attempt, refused);
    return;
  }
  const parsed = attempt.resource.pattern === 'sync:2';
  if (child.status === 'SUCCEEDED') attempt.succeed(new Payload(describe(child, parsed)));
  else attempt.fail('States.TaskFailed', JSON.stringify(describe(child, parsed)));
}

/** The child in the words of DescribeExecution; `.sync:2` gives its data as JSON, `.sync` as text. */
function describe(child: Execution, parsed: boolean): Json {
  const data = (payload: Payload): Json => (parsed ? payload.value : payload.text);
  const described: Record<string, Json> = {};
  if (child.failure?.cause !== undefined) described.Cause = child.failure.cause;
  if (child.failure?.error !== undefined) described.Error = child.failure.error;
  described.ExecutionArn = child.executionArn;
  described.Input = data(child.input);
  described.InputDetails = { Included: true };
  described.Name = child.name;
  if (child.output) {
    described.Output = data(child.output);
    described.OutputDetails = { Included: true };
  }
  described.RedriveCount = child.redriveCount;
  described.RedriveStatus = child.redriveStatus;
  if (child.redriveStatusReason !== undefined) described.RedriveStatusReason = child.redriveStatusReason;
  described.StartDate = child.startDate;
  described.StateMachineArn = child.stateMachineArn;
  described.Status = child.status;
  if (child.stopDate !== undefined) described.StopDate = child.stopDate;
  return described;
}
