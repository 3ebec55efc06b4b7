import type { FunctionOutcome, Json } from '../step-functions/index.ts';
import type { FunctionSettings } from './settings.ts';

/** The names under which a state machine learns that a call was cut off; of the last it learns by its own limit alone. */
export const CUT_OFF = [
  'Sandbox.Timedout',
  'Lambda.Unknown',
  'Lambda.ClientExecutionTimeoutException',
  'States.Timeout',
] as const;

/** How a state machine's call of a function is cut off: under which name, and whether the function had done its work by then. */
export interface CutOff {
  readonly error: (typeof CUT_OFF)[number];
  readonly isDone: boolean;
}

/** Says of each call of a function by a state machine whether it is cut off. A call that is made again has the same payload, but for a token. */
export type CutsOff = (of: FunctionSettings, payload: Json) => CutOff | undefined;

const CAUSES = {
  'Sandbox.Timedout': ({ timeoutSeconds }: FunctionSettings) =>
    JSON.stringify({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: 0 Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
    }),
  'Lambda.Unknown': () =>
    'The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"RequestId: 0 Process exited before completing request"}',
  'Lambda.ClientExecutionTimeoutException': () =>
    'Unable to execute HTTP request: Read timed out (Service: AWSLambda; Status Code: 0)',
};

/** What the machine hears of such a call, at the function's own limit. */
export function outcomeOf({ error }: CutOff, of: FunctionSettings): FunctionOutcome {
  if (error === 'States.Timeout') return { unanswered: true };
  return { error, cause: CAUSES[error](of), takes: of.timeoutSeconds * 1000 };
}
