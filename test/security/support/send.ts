import { request } from 'node:http';
import { encodeForm, type FieldValues } from '../../../local/people/form.ts';

/** An answer of the portal as it came over the wire. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  readonly text: string;
}

interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One HTTP request with exactly these headers and any method: `fetch` adds some, and refuses others. */
export function send(url: string, { method = 'GET', headers = {}, body }: Sending = {}): Promise<Received> {
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const sent = request(url, { method, headers: { ...headers, ...length }, agent: false }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const received = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
      resolve({
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(received),
        bytes,
        text: bytes.toString('utf8'),
      });
    });
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** What a browser sends when somebody presses a button of our page. */
export const FORM_HEADERS = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
  origin: 'null', // our pages send no referrer, so browsers hide the origin as well
} as const;

export const post = (url: string, fields: FieldValues, headers: Readonly<Record<string, string>> = {}) =>
  send(url, { method: 'POST', headers: { ...FORM_HEADERS, ...headers }, body: encodeForm(fields) });

/** A form as bytes, to be sent whatever it holds. */
export const postRaw = (url: string, body: string | Buffer, headers: Readonly<Record<string, string>> = FORM_HEADERS) =>
  send(url, { method: 'POST', headers, body });
