import { StepFunctionsError } from '../errors.ts';
import { isObject } from '../payload.ts';
import type { StepFunctions } from '../step-functions.ts';
import type { Json, WireResponse } from '../types.ts';
import { operations } from './operations.ts';
import { Request } from './request.ts';

/**
 * Answers one request of the AWS JSON 1.0 protocol, errors included.
 *
 * @param target the `x-amz-target` header
 * @param body its JSON text
 */
export function handleRequest(engine: StepFunctions, target: string, body: string): WireResponse {
  try {
    const operation = operations[target.slice(target.indexOf('.') + 1)];
    if (!operation) throw new StepFunctionsError('UnknownOperationException', `Unknown operation ${target}`);
    return { status: 200, body: JSON.stringify(operation(engine, new Request(parse(body)))) };
  } catch (error) {
    if (!(error instanceof StepFunctionsError)) throw error;
    const type = `com.amazonaws.swf.service.v2.model#${error.name}`;
    return { status: 400, body: JSON.stringify({ __type: type, message: error.message }) };
  }
}

function parse(body: string): { readonly [key: string]: Json } {
  try {
    const json = JSON.parse(body === '' ? '{}' : body) as Json;
    if (isObject(json)) return json;
  } catch {
    // Answered below: no JSON and no object are the same mistake.
  }
  throw new StepFunctionsError('SerializationException', 'The request is not a JSON object');
}
