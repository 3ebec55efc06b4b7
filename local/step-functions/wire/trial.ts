import { StepFunctionsError } from '../errors.ts';
import { isObject, Payload } from '../payload.ts';
import type { StateTrial } from '../test-state.ts';
import type { Json, TaskAnswer } from '../types.ts';
import type { Request } from './request.ts';

/** Reads a TestState request. */
export function readTrial(request: Request): StateTrial {
  const mock = readMock(request);
  if (mock && request.boolean('revealSecrets')) {
    throw invalid('TestState does not support RevealSecrets when a mock is specified.');
  }
  const retries = request.object('stateConfiguration')?.retrierRetryCount;
  const inputText = request.optionalString('input') ?? '{}';
  return {
    definition: request.string('definition'),
    stateName: request.optionalString('stateName'),
    roleArn: request.optionalString('roleArn') ?? '',
    input: new Payload(parse(inputText, 'input'), inputText),
    mock,
    variables: jsonObject(request, 'variables'),
    context: jsonObject(request, 'context'),
    retriesUsed: typeof retries === 'number' ? retries : 0,
  };
}

function readMock(request: Request): TaskAnswer | undefined {
  const mock = request.object('mock');
  if (!mock) return undefined;
  const { result, errorOutput } = mock;
  if ((result === undefined) === (errorOutput === undefined)) {
    throw invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (typeof result === 'string') return { output: parse(result, 'mock.result') };
  const error = isObject(errorOutput) ? errorOutput.error : undefined;
  const cause = isObject(errorOutput) ? errorOutput.cause : undefined;
  return {
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof cause === 'string' ? { cause } : {}),
  };
}

function jsonObject(request: Request, field: string): { readonly [key: string]: Json } {
  const text = request.optionalString(field);
  const value = text === undefined ? {} : parse(text, field);
  if (isObject(value)) return value;
  throw invalid(`The field '${field}' must be a JSON object`);
}

function parse(text: string, field: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw invalid(`The field '${field}' is not valid JSON`);
  }
}

const invalid = (message: string): StepFunctionsError => new StepFunctionsError('ValidationException', message);
