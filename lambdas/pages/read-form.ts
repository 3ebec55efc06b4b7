import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { FormFields } from './form-state.ts';

/** The longest form that is read, in bytes: a full report draft with room to spare. */
const MAXIMUM_BYTES = 256 * 1024;

/** More than the longest form has: a check of facts of some 200 lines, with two fields for each. */
const MAXIMUM_FIELDS = 1000;

/** A form that is not read. `message` is a sentence for the person, `status` the answer's status. */
export class FormNotReadable extends Error {
  override readonly name = 'FormNotReadable';
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The fields of a form that a browser sent (application/x-www-form-urlencoded and nothing else). A field sent several
 * times is a list in the order sent. Throws FormNotReadable.
 */
export function readForm(event: Pick<APIGatewayProxyEventV2, 'body' | 'headers' | 'isBase64Encoded'>): FormFields {
  if (mediaType(event.headers) !== 'application/x-www-form-urlencoded') {
    throw new FormNotReadable(415, 'This page only takes answers from its own form.');
  }
  const encoded = event.body ?? '';
  const body = event.isBase64Encoded ? Buffer.from(encoded, 'base64') : Buffer.from(encoded, 'utf8');
  if (body.byteLength > MAXIMUM_BYTES) {
    throw new FormNotReadable(413, 'The answer is too long. All of it together can be about 250,000 characters.');
  }
  const sent = new URLSearchParams(body.toString('utf8'));
  if (sent.size > MAXIMUM_FIELDS) throw new FormNotReadable(400, 'The answer has more parts than any of our forms.');
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of sent) {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === 'string') fields.set(name, [before, value]);
    else before.push(value);
  }
  // fromEntries makes own properties of every name, '__proto__' included.
  return Object.fromEntries(fields);
}

function mediaType(headers: APIGatewayProxyEventV2['headers']): string | undefined {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  return entry?.[1]?.split(';')[0]?.trim().toLowerCase();
}
